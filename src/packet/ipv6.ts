import type { ByteReader } from "../bytes/reader.ts";
import { addressText } from "./address.ts";
import { IP_PROTOCOL_NAMES, IpProtocol } from "./constants.ts";
import type { Fragment, IpHeader } from "./packet.ts";

const HEADER_BYTES = 40;

/**
 * Reads an IPv6 header and its extension headers.
 *
 * Version (4 bits), traffic class (8), flow label (20), payload length (16),
 * next header (8), hop limit (8), source and destination (128 each); then
 * extension headers, each of which names the next one.
 *
 * @param reader Bounded by what was captured.
 * @param wireLength Bytes from here to the end of the frame as it was on the link; they count where the payload length is 0, as in jumbograms and in packets that the network card was to cut into segments.
 * @throws {DecodeError} If a header is cut or reaches past the payload.
 * @see {@link https://www.rfc-editor.org/rfc/rfc8200#section-3 | RFC 8200, section 3}
 */
export function decodeIpv6(reader: ByteReader, wireLength: number): IpHeader {
  const start = reader.offset;
  const first = reader.u32("version_class_label");
  const version = first >>> 28;
  if (reader.fields) {
    reader.annotate({
      bits: [
        { name: "version", mask: 0xf000_0000, value: version },
        {
          name: "traffic_class",
          mask: 0x0ff0_0000,
          value: first >>> 20 & 0xff,
        },
        { name: "flow_label", mask: 0x000f_ffff, value: first & 0xf_ffff },
      ],
    });
  }
  if (version !== 6) throw reader.error("version", `it is ${version}`);
  const declared = reader.u16("payload_length");
  const available = Math.max(0, wireLength - HEADER_BYTES);
  const length = declared === 0 ? available : Math.min(declared, available);
  const nextHeader = protocolNumber(reader, "next_header");
  const hopLimit = reader.u8("hop_limit");
  const source = address(reader, "source_address");
  const destination = address(reader, "destination_address");
  const end = start + HEADER_BYTES + length;
  const { protocol, fragment } = isExtension(nextHeader)
    ? decodeExtensions(reader, nextHeader, end)
    : { protocol: nextHeader, fragment: undefined };
  const headerLength = reader.offset - start;
  return {
    version: 6,
    source,
    destination,
    protocol,
    hopLimit,
    headerLength,
    payloadLength: Math.max(0, end - reader.offset),
    fragment,
  };
}

/** Whether a number names an extension header that can be walked. */
export function isExtension(nextHeader: number): boolean {
  switch (nextHeader) {
    case IpProtocol.HOP_BY_HOP:
    case IpProtocol.ROUTING:
    case IpProtocol.FRAGMENT:
    case IpProtocol.AUTHENTICATION:
    case IpProtocol.DESTINATION_OPTIONS:
    case IpProtocol.MOBILITY:
    case IpProtocol.HOST_IDENTITY:
    case IpProtocol.SHIM6:
      return true;
    default:
      return false;
  }
}

/** Walks the extension headers; behind the header of a later fragment there is data, whatever it names. */
function decodeExtensions(
  reader: ByteReader,
  first: number,
  end: number,
): { protocol: number; fragment: Fragment | undefined } {
  let protocol = first;
  let fragment: Fragment | undefined;
  while (isExtension(protocol) && !(fragment && fragment.offset > 0)) {
    const kind = protocol;
    const start = reader.offset;
    protocol = reader.group(extensionName(kind), () => {
      const next = protocolNumber(reader, "next_header");
      if (kind === IpProtocol.FRAGMENT) {
        const part = decodeFragmentHeader(reader);
        // An "atomic" fragment is a whole datagram.
        if (part.more || part.offset > 0) fragment = part;
      } else {
        const units = reader.u8("length");
        const bytes = kind === IpProtocol.AUTHENTICATION
          ? (units + 2) * 4
          : (units + 1) * 8;
        reader.take("data", bytes - 2);
      }
      return next;
    });
    if (reader.offset > end) {
      throw reader.error(
        extensionName(kind),
        `it ends ${
          reader.offset - end
        } bytes behind the payload, from ${start}`,
      );
    }
  }
  return { protocol, fragment };
}

function decodeFragmentHeader(reader: ByteReader): Fragment {
  reader.u8("reserved");
  const value = reader.u16("fragment_offset_flags");
  const offset = value & 0xfff8;
  const more = (value & 1) === 1;
  if (reader.fields) {
    reader.annotate({
      bits: [
        { name: "fragment_offset", mask: 0xfff8, value: value >> 3 },
        { name: "reserved", mask: 0x0006, value: value >> 1 & 3 },
        { name: "more_fragments", mask: 0x0001, value: value & 1 },
      ],
    });
  }
  return { identification: reader.u32("identification"), offset, more };
}

function extensionName(kind: number): string {
  switch (kind) {
    case IpProtocol.HOP_BY_HOP:
      return "hop_by_hop_options";
    case IpProtocol.ROUTING:
      return "routing_header";
    case IpProtocol.FRAGMENT:
      return "fragment_header";
    case IpProtocol.AUTHENTICATION:
      return "authentication_header";
    case IpProtocol.DESTINATION_OPTIONS:
      return "destination_options";
    default:
      return "extension_header";
  }
}

function protocolNumber(reader: ByteReader, name: string): number {
  const protocol = reader.u8(name);
  reader.annotate({ text: IP_PROTOCOL_NAMES[protocol] });
  return protocol;
}

function address(reader: ByteReader, name: string): string {
  const at = reader.offset;
  reader.take(name, 16);
  const text = addressText(reader.bytes, at, 6);
  reader.annotate({ text });
  return text;
}
