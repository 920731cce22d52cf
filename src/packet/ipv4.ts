import type { ByteReader } from "../bytes/reader.ts";
import { addressText } from "./address.ts";
import { IP_PROTOCOL_NAMES, IPV4_OPTION_NAMES } from "./constants.ts";
import type { IpHeader } from "./packet.ts";

const SMALLEST_HEADER_BYTES = 20;

/**
 * Reads an IPv4 header: version and header length (4 bits each), DSCP (6) and
 * ECN (2), total length (16), identification (16), flags (3) and fragment
 * offset (13), time to live (8), protocol (8), checksum (16), source and
 * destination (32 each), options.
 *
 * @param reader Bounded by what was captured.
 * @param wireLength Bytes from here to the end of the frame as it was on the link; they count where the total length is 0, as in packets that the network card was to cut into segments.
 * @throws {DecodeError} If the header is cut, or its lengths contradict each other.
 * @see {@link https://www.rfc-editor.org/rfc/rfc791#section-3.1 | RFC 791, section 3.1}
 */
export function decodeIpv4(reader: ByteReader, wireLength: number): IpHeader {
  const start = reader.offset;
  const first = reader.u8("version_ihl");
  const version = first >> 4;
  const headerLength = (first & 0x0f) * 4;
  if (reader.fields) {
    reader.annotate({
      bits: [
        { name: "version", mask: 0xf0, value: version },
        { name: "internet_header_length", mask: 0x0f, value: first & 0x0f },
      ],
    });
  }
  if (version !== 4) throw reader.error("version", `it is ${version}`);
  if (headerLength < SMALLEST_HEADER_BYTES) {
    throw reader.error("internet_header_length", `${headerLength} bytes`);
  }
  trafficClass(reader);
  const declared = reader.u16("total_length");
  const totalLength = declared === 0
    ? wireLength
    : Math.min(declared, wireLength);
  if (totalLength < headerLength) {
    throw reader.error(
      "total_length",
      `${totalLength} bytes, of which the header takes ${headerLength}`,
    );
  }
  const identification = reader.u16("identification");
  const fragmentation = reader.u16("flags_fragment_offset");
  const more = (fragmentation & 0x2000) !== 0;
  const offset = (fragmentation & 0x1fff) * 8;
  if (reader.fields) annotateFragmentation(reader, fragmentation);
  const hopLimit = reader.u8("time_to_live");
  const protocol = reader.u8("protocol");
  reader.annotate({ text: IP_PROTOCOL_NAMES[protocol] });
  reader.u16("header_checksum");
  const source = address(reader, "source_address");
  const destination = address(reader, "destination_address");
  if (headerLength > SMALLEST_HEADER_BYTES) {
    decodeOptions(reader, start + headerLength);
  }
  return {
    version: 4,
    source,
    destination,
    protocol,
    hopLimit,
    headerLength,
    payloadLength: totalLength - headerLength,
    fragment: more || offset > 0 ? { identification, offset, more } : undefined,
  };
}

function trafficClass(reader: ByteReader): void {
  const value = reader.u8("dscp_ecn");
  if (!reader.fields) return;
  reader.annotate({
    bits: [
      { name: "dscp", mask: 0xfc, value: value >> 2 },
      { name: "ecn", mask: 0x03, value: value & 0x03 },
    ],
  });
}

function annotateFragmentation(reader: ByteReader, value: number): void {
  reader.annotate({
    bits: [
      { name: "reserved", mask: 0x8000, value: value >> 15 },
      { name: "dont_fragment", mask: 0x4000, value: value >> 14 & 1 },
      { name: "more_fragments", mask: 0x2000, value: value >> 13 & 1 },
      { name: "fragment_offset", mask: 0x1fff, value: value & 0x1fff },
    ],
  });
}

function address(reader: ByteReader, name: string): string {
  const at = reader.offset;
  reader.take(name, 4);
  const text = addressText(reader.bytes, at, 4);
  reader.annotate({ text });
  return text;
}

/** Type, and for all but two types a length that counts both; then data. */
function decodeOptions(reader: ByteReader, end: number): void {
  if (!reader.fields) {
    reader.take("options", end - reader.offset);
    return;
  }
  while (reader.offset < end) {
    const type = reader.peek();
    const length = type === undefined || type <= 1 ? 1 : reader.peek(1) ?? 0;
    const fits = type !== undefined && length >= (type <= 1 ? 1 : 2) &&
      reader.offset + length <= end;
    if (!fits) {
      reader.take("undecoded_options", end - reader.offset);
      return;
    }
    reader.group("option", () => {
      reader.u8("type");
      reader.annotate({ text: IPV4_OPTION_NAMES[type] });
      if (type > 1) reader.u8("length");
      if (length > 2) reader.take("data", length - 2);
    });
    if (type === 0 && reader.offset < end) {
      reader.take("padding", end - reader.offset);
    }
  }
}
