/**
 * Frames of every kind that is decoded, made byte by byte.
 *
 * @module
 */
import { ByteWriter, fromHex } from "../../src/bytes/mod.ts";
import { internetSum, LinkType, TcpFlag } from "../../src/packet/mod.ts";
import type { Frame } from "../../src/pcap/mod.ts";

/** What a segment says; everything has a default. */
export interface SegmentSpec {
  source?: number;
  destination?: number;
  sequence?: number;
  acknowledgment?: number;
  flags?: number;
  window?: number;
  /** Options in hexadecimal, to a multiple of four bytes. */
  options?: string;
  payload?: Uint8Array;
}

/** Writes a TCP segment with checksum 0. */
export function tcp(spec: SegmentSpec = {}): Uint8Array {
  const options = fromHex(spec.options ?? "");
  const writer = new ByteWriter();
  writer.u16(spec.source ?? 50000);
  writer.u16(spec.destination ?? 8080);
  writer.u32(spec.sequence ?? 1);
  writer.u32(spec.acknowledgment ?? 1);
  const words = (20 + options.length) / 4;
  writer.u16(words << 12 | (spec.flags ?? TcpFlag.ACK));
  writer.u16(spec.window ?? 512);
  writer.u16(0);
  writer.u16(0);
  writer.bytes(options);
  writer.bytes(spec.payload ?? new Uint8Array(0));
  return writer.finish();
}

/** Where an IPv4 packet is from and to, and what part of a datagram it is. */
export interface Ipv4Spec {
  /** Address in hexadecimal. */
  source?: string;
  destination?: string;
  protocol?: number;
  /** Options in hexadecimal, to a multiple of four bytes. */
  options?: string;
  identification?: number;
  /** Flags and fragment offset as they are on the wire. */
  fragmentation?: number;
  totalLength?: number;
}

/** Puts an IPv4 header before a payload. */
export function ipv4(payload: Uint8Array, spec: Ipv4Spec = {}): Uint8Array {
  const options = fromHex(spec.options ?? "");
  const writer = new ByteWriter();
  writer.u8(0x40 | (20 + options.length) / 4);
  writer.u8(0);
  writer.u16(spec.totalLength ?? 20 + options.length + payload.length);
  writer.u16(spec.identification ?? 1);
  writer.u16(spec.fragmentation ?? 0x4000);
  writer.u8(64);
  writer.u8(spec.protocol ?? 6);
  writer.u16(0);
  writer.bytes(fromHex(spec.source ?? "0a000001"));
  writer.bytes(fromHex(spec.destination ?? "0a000002"));
  writer.bytes(options);
  const header = writer.finish();
  const checksum = ~internetSum(header) & 0xffff;
  header[10] = checksum >> 8;
  header[11] = checksum & 0xff;
  return joined(header, payload);
}

/** Puts an IPv6 header, and extension headers in hexadecimal, before a payload. */
export function ipv6(
  payload: Uint8Array,
  spec: { nextHeader?: number; extensions?: string; length?: number } = {},
): Uint8Array {
  const extensions = fromHex(spec.extensions ?? "");
  const writer = new ByteWriter();
  writer.u32(0x6000_0000);
  writer.u16(spec.length ?? extensions.length + payload.length);
  writer.u8(spec.nextHeader ?? 6);
  writer.u8(64);
  writer.bytes(fromHex("fd770000000000000000000000000001"));
  writer.bytes(fromHex("fd770000000000000000000000000002"));
  writer.bytes(extensions);
  writer.bytes(payload);
  return writer.finish();
}

/** Puts an Ethernet header before a payload; `tags` is all that stands before the EtherType. */
export function ethernet(
  payload: Uint8Array,
  etherType = "0800",
  tags = "",
): Uint8Array {
  return joined(
    fromHex(`0200000000020200000000 01${tags}${etherType}`),
    payload,
  );
}

/** Joins runs of bytes. */
export function joined(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter();
  for (const part of parts) writer.bytes(part);
  return writer.finish();
}

/** Makes a frame of bytes. */
export function frameOf(
  bytes: Uint8Array,
  options: Partial<Frame> = {},
): Frame {
  return {
    number: 1,
    seconds: 1_700_000_000,
    nanoseconds: 0,
    linkType: LinkType.ETHERNET,
    originalLength: bytes.length,
    bytes,
    ...options,
  };
}

/** Cuts a frame as a capture with a snap length does. */
export function cut(frame: Frame, length: number): Frame {
  return { ...frame, bytes: frame.bytes.subarray(0, length) };
}

const payload = new TextEncoder().encode("hello, server");
const segment = tcp({ flags: TcpFlag.PSH | TcpFlag.ACK, payload });
const syn = tcp({
  flags: TcpFlag.SYN,
  options: "020405b4 0402 080a0000000100000000 01 030307",
});
const sack = tcp({ options: "0101 0512 00000064000000c8 0000012c00000190" });
const packet = ipv4(segment);
const packet6 = ipv6(segment);

function sample(
  name: string,
  bytes: Uint8Array,
  linkType: number = LinkType.ETHERNET,
): Sample {
  return { name, frame: frameOf(bytes, { linkType }) };
}

/** A frame with a name. */
export interface Sample {
  readonly name: string;
  readonly frame: Frame;
}

/** Frames that carry a whole TCP segment. */
export const SEGMENT_SAMPLES: readonly Sample[] = [
  sample("ethernet", ethernet(packet)),
  sample(
    "ethernet with padding",
    joined(ethernet(ipv4(tcp())), new Uint8Array(6)),
  ),
  sample("ethernet, SYN", ethernet(ipv4(syn))),
  sample("ethernet, SACK", ethernet(ipv4(sack))),
  sample("ethernet, IPv6", ethernet(packet6, "86dd")),
  sample("vlan", ethernet(packet, "0800", "8100 6005")),
  sample("qinq", ethernet(packet6, "86dd", "88a8 0064 8100 0005")),
  sample(
    "pppoe",
    ethernet(joined(fromHex("1100 0007 0037 0021"), packet), "8864"),
  ),
  sample(
    "ipv4 options",
    ethernet(ipv4(segment, { options: "94040000 0101 0100" })),
  ),
  sample("ipv4 of no length", ethernet(ipv4(segment, { totalLength: 0 }))),
  sample(
    "ipv6 extension headers",
    ethernet(
      ipv6(segment, {
        nextHeader: 0,
        extensions: "3c00 050200000000 2b00 010400000000 0604 000000000000" +
          "000000000000000000000000000000000000000000000000000000000000" +
          "0000",
      }),
      "86dd",
    ),
  ),
  sample(
    "ipv6 atomic fragment",
    ethernet(
      ipv6(segment, { nextHeader: 44, extensions: "0600 0000 00000007" }),
      "86dd",
    ),
  ),
  sample(
    "ipv6 authentication header",
    ethernet(
      ipv6(segment, {
        nextHeader: 51,
        extensions: "0604 0000 00000001 00000001 000102030405060708090a0b",
      }),
      "86dd",
    ),
  ),
  sample(
    "linux cooked",
    joined(fromHex("0000 0001 0006 0200000000010000 0800"), packet),
    LinkType.LINUX_SLL,
  ),
  sample(
    "linux cooked with vlan",
    joined(fromHex("0000 0001 0006 0200000000010000 8100 0005 0800"), packet),
    LinkType.LINUX_SLL,
  ),
  sample(
    "linux cooked v2",
    joined(fromHex("86dd 0000 00000001 0304 00 06 0000000000000000"), packet6),
    LinkType.LINUX_SLL2,
  ),
  sample(
    "null, little-endian",
    joined(fromHex("02000000"), packet),
    LinkType.NULL,
  ),
  sample(
    "null, big-endian",
    joined(fromHex("0000001e"), packet6),
    LinkType.NULL,
  ),
  sample("loop", joined(fromHex("00000018"), packet6), LinkType.LOOP),
  sample("raw", packet, LinkType.RAW),
  sample("raw, IPv6", packet6, LinkType.RAW),
  sample("raw of BSD", packet6, LinkType.RAW_BSD),
  sample("raw of OpenBSD", packet, LinkType.RAW_OPENBSD),
  sample("raw IPv4", packet, LinkType.IPV4),
  sample("raw IPv6", packet6, LinkType.IPV6),
  sample("ppp", joined(fromHex("0021"), packet), LinkType.PPP),
  sample("ppp, compressed", joined(fromHex("57"), packet6), LinkType.PPP),
  sample(
    "ppp, framed",
    joined(fromHex("ff03 0057"), packet6),
    LinkType.PPP_HDLC,
  ),
];

/** Frames that carry something else. */
export const OTHER_SAMPLES: readonly Sample[] = [
  sample("empty", new Uint8Array(0)),
  sample("arp", ethernet(new Uint8Array(28), "0806")),
  sample("llc", ethernet(fromHex("424203"), "0003")),
  sample("udp", ethernet(ipv4(new Uint8Array(8), { protocol: 17 }))),
  sample(
    "icmpv6",
    ethernet(ipv6(new Uint8Array(8), { nextHeader: 58 }), "86dd"),
  ),
  sample("first fragment", ethernet(ipv4(segment, { fragmentation: 0x2000 }))),
  sample("last fragment", ethernet(ipv4(segment, { fragmentation: 0x0008 }))),
  sample("unknown link type", packet, 147),
];

/** All frames. */
export const SAMPLES: readonly Sample[] = [
  ...SEGMENT_SAMPLES,
  ...OTHER_SAMPLES,
];
