import type { ByteReader } from "../bytes/reader.ts";
import { EtherType } from "./constants.ts";
import type { LinkHeader } from "./packet.ts";

const NO_VLANS: readonly number[] = [];

/** Address and control bytes of HDLC-like framing. */
const HDLC_ALL_STATIONS = 0xff03;

/**
 * Reads a PPP header: address and control (16 bits, may be left out), then
 * the protocol (16 bits, or 8 where it is compressed).
 *
 * @throws {DecodeError} If the header is cut.
 * @see {@link https://www.rfc-editor.org/rfc/rfc1661#section-2 | RFC 1661, section 2}
 */
export function decodePpp(reader: ByteReader): LinkHeader {
  const start = reader.offset;
  const first = (reader.peek() ?? 0) << 8 | (reader.peek(1) ?? 0);
  if (first === HDLC_ALL_STATIONS) reader.u16("address_control");
  const etherType = decodePppProtocol(reader);
  return {
    kind: "ppp",
    length: reader.offset - start,
    etherType,
    vlans: NO_VLANS,
  };
}

/**
 * Reads the protocol of a PPP frame.
 *
 * @returns The EtherType that stands for the same, or 0.
 */
export function decodePppProtocol(reader: ByteReader): number {
  const compressed = ((reader.peek() ?? 0) & 1) === 1;
  const protocol = compressed ? reader.u8("protocol") : reader.u16("protocol");
  switch (protocol) {
    case 0x0021:
      reader.annotate({ text: "IPv4" });
      return EtherType.IPV4;
    case 0x0057:
      reader.annotate({ text: "IPv6" });
      return EtherType.IPV6;
    default:
      return 0;
  }
}
