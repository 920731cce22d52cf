import type { BitField } from "../bytes/field.ts";
import type { ByteReader } from "../bytes/reader.ts";
import { type Segment, TcpFlag } from "./segment.ts";
import { decodeTcpOptions } from "./tcp_options.ts";

const SMALLEST_HEADER_BYTES = 20;

/** What the IP header tells about a segment. */
export interface SegmentEnvelope {
  /** Address of the sender. */
  readonly source: string;
  /** Address of the receiver. */
  readonly destination: string;
  /** Length of the segment with its header, in bytes. */
  readonly length: number;
}

/**
 * Reads a TCP header, and views the payload behind it: source and destination port (16 bits each), sequence
 * number (32), acknowledgment number (32), data offset (4), reserved (3) and
 * flags (9), window (16), checksum (16), urgent pointer (16), options.
 *
 * @param reader Bounded by the segment, and by what was captured of it.
 * @param envelope What the IP header tells.
 * @throws {DecodeError} If the fixed part is cut, or the data offset is impossible. Options that are cut are not an error.
 * @see {@link https://www.rfc-editor.org/rfc/rfc9293#section-3.1 | RFC 9293, section 3.1}
 */
export function decodeTcp(
  reader: ByteReader,
  envelope: SegmentEnvelope,
): Segment {
  const start = reader.offset;
  const sourcePort = reader.u16("source_port");
  const destinationPort = reader.u16("destination_port");
  const sequence = reader.u32("sequence_number");
  const acknowledgment = reader.u32("acknowledgment_number");
  const word = reader.u16("data_offset_flags");
  if (reader.fields) reader.annotate({ bits: flagBits(word) });
  const headerLength = (word >> 12) * 4;
  if (headerLength < SMALLEST_HEADER_BYTES) {
    throw reader.error("data_offset", `${headerLength} bytes`);
  }
  if (headerLength > envelope.length) {
    throw reader.error(
      "data_offset",
      `${headerLength} bytes, the segment has ${envelope.length}`,
    );
  }
  const window = reader.u16("window");
  const checksum = reader.u16("checksum");
  const urgentPointer = reader.u16("urgent_pointer");
  const options = decodeTcpOptions(reader, start + headerLength);
  const end = reader.offset + reader.remaining;
  return {
    source: { address: envelope.source, port: sourcePort },
    destination: { address: envelope.destination, port: destinationPort },
    sequence,
    acknowledgment,
    flags: word & 0x0fff,
    window,
    checksum,
    urgentPointer,
    headerLength,
    options,
    payload: reader.bytes.subarray(Math.min(start + headerLength, end), end),
    payloadLength: envelope.length - headerLength,
  };
}

function flagBits(word: number): BitField[] {
  const bits: BitField[] = [
    { name: "data_offset", mask: 0xf000, value: word >> 12 },
    { name: "reserved", mask: 0x0e00, value: word >> 9 & 7 },
  ];
  for (const [name, mask] of Object.entries(TcpFlag).reverse()) {
    bits.push({ name, mask, value: word & mask ? 1 : 0 });
  }
  return bits;
}
