import type { Frame } from "../pcap/frame.ts";
import { annotateChecksums } from "./checksum.ts";
import {
  ETHER_TYPE_NAMES,
  EtherType,
  IP_PROTOCOL_NAMES,
  IpProtocol,
} from "./constants.ts";
import { decodeEthernet } from "./ethernet.ts";
import { FragmentTable } from "./fragments.ts";
import { decodeIpv4 } from "./ipv4.ts";
import { decodeIpv6 } from "./ipv6.ts";
import { Layers } from "./layers.ts";
import { LinkType } from "./link_type.ts";
import { decodeLinuxCooked, decodeLinuxCookedV2 } from "./linux_cooked.ts";
import { decodeNullLoopback } from "./null_loopback.ts";
import type { IpHeader, LinkHeader, Packet } from "./packet.ts";
import { decodePpp } from "./ppp.ts";
import type { Segment } from "./segment.ts";
import { decodeTcp } from "./tcp.ts";

/** How to decode a frame. */
export interface DecodeFrameOptions {
  /** Whether to keep the fields of every layer; not by default. */
  record?: boolean;
}

/**
 * Decodes the layers of one frame: link, IP, TCP.
 *
 * It never throws: a layer that is damaged, cut or unknown ends the decoding,
 * and the packet says so. Fragments of IP datagrams stay as they are.
 *
 * @param frame The frame; the result views its bytes.
 * @param options Whether to record fields.
 */
export function decodeFrame(
  frame: Frame,
  options: DecodeFrameOptions = {},
): Packet {
  return decode(frame, options.record ?? false, undefined);
}

/** Decodes frames one after another, and puts fragmented datagrams together. */
export class PacketDecoder {
  readonly #fragments = new FragmentTable();

  /**
   * Decodes the next frame of the capture.
   *
   * @param frame The frame; the result views its bytes.
   * @param options Whether to record fields.
   */
  decode(frame: Frame, options: DecodeFrameOptions = {}): Packet {
    return decode(frame, options.record ?? false, this.#fragments);
  }
}

/** A packet that is being decoded. */
type Draft = { -readonly [Key in keyof Packet]: Packet[Key] };

function decode(
  frame: Frame,
  record: boolean,
  fragments: FragmentTable | undefined,
): Packet {
  const cut = frame.bytes.length < frame.originalLength;
  const layers = new Layers(frame.bytes, { record, cut });
  const draft: Draft = {
    frame,
    link: undefined,
    ip: undefined,
    tcp: undefined,
    datagram: undefined,
    cut,
    unsupported: undefined,
    error: undefined,
    fields: layers.fields,
  };
  decodeLayers(layers, draft, fragments);
  layers.finish("payload");
  draft.unsupported ??= layers.unsupported;
  draft.error ??= layers.error;
  if (record) annotateChecksums(draft);
  return draft;
}

function decodeLayers(
  layers: Layers,
  draft: Draft,
  fragments: FragmentTable | undefined,
): void {
  const { frame } = draft;
  const link = draft.link = decodeLink(layers, frame.linkType);
  if (!link) return;
  const wireLength = frame.originalLength - layers.position;
  const ip = draft.ip = decodeIp(layers, link, wireLength);
  if (!ip) return;
  layers.endAt(layers.position + ip.payloadLength);
  if (!ip.fragment) {
    draft.tcp = decodeTransport(layers, ip, ip.payloadLength);
    return;
  }
  const whole = fragments?.add(frame, ip, layers.rest());
  layers.finish("fragment");
  if (!whole) return;
  const record = layers.fields !== undefined;
  const above = new Layers(whole.bytes, { record, cut: false });
  draft.tcp = decodeTransport(above, ip, whole.bytes.length);
  above.finish("payload");
  draft.datagram = { ...whole, fields: above.fields };
  draft.unsupported = above.unsupported;
  draft.error = above.error;
}

function decodeLink(layers: Layers, linkType: number): LinkHeader | undefined {
  switch (linkType) {
    case LinkType.ETHERNET:
      return layers.header("ethernet", decodeEthernet);
    case LinkType.LINUX_SLL:
      return layers.header("linux_cooked", decodeLinuxCooked);
    case LinkType.LINUX_SLL2:
      return layers.header("linux_cooked_v2", decodeLinuxCookedV2);
    case LinkType.NULL:
    case LinkType.LOOP:
      return layers.header("null_loopback", decodeNullLoopback);
    case LinkType.PPP:
    case LinkType.PPP_HDLC:
      return layers.header("ppp", decodePpp);
    case LinkType.IPV4:
      return rawIp(EtherType.IPV4);
    case LinkType.IPV6:
      return rawIp(EtherType.IPV6);
    case LinkType.RAW:
    case LinkType.RAW_BSD:
    case LinkType.RAW_OPENBSD: {
      const version = (layers.bytes[0] ?? 0) >> 4;
      return rawIp(version === 6 ? EtherType.IPV6 : EtherType.IPV4);
    }
    default:
      layers.stop({
        registry: "link type",
        number: linkType,
        name: undefined,
      });
      return undefined;
  }
}

function rawIp(etherType: number): LinkHeader {
  return { kind: "raw_ip", length: 0, etherType, vlans: [] };
}

function decodeIp(
  layers: Layers,
  { etherType }: LinkHeader,
  wireLength: number,
): IpHeader | undefined {
  switch (etherType) {
    case EtherType.IPV4:
      return layers.header("ipv4", (reader) => decodeIpv4(reader, wireLength));
    case EtherType.IPV6:
      return layers.header("ipv6", (reader) => decodeIpv6(reader, wireLength));
    default:
      layers.stop({
        registry: "EtherType",
        number: etherType,
        name: ETHER_TYPE_NAMES[etherType],
      });
      return undefined;
  }
}

function decodeTransport(
  layers: Layers,
  { source, destination, protocol }: IpHeader,
  length: number,
): Segment | undefined {
  if (protocol !== IpProtocol.TCP) {
    layers.stop({
      registry: "IP protocol",
      number: protocol,
      name: IP_PROTOCOL_NAMES[protocol],
    });
    return undefined;
  }
  return layers.header(
    "tcp",
    (reader) => decodeTcp(reader, { source, destination, length }),
  );
}
