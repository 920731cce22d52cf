import type { Field } from "../bytes/mod.ts";
import type { Packet } from "./packet.ts";

/**
 * What a checksum says.
 *
 * - `valid`, `invalid`: it is right, or wrong.
 * - `offloaded`: it holds the sum of the pseudo-header alone, or zero. The
 *   network card was to complete it: normal for packets that a machine
 *   captures as it sends them, and always so on loopback.
 * - `unknown`: not all bytes that it covers were captured.
 */
export type ChecksumState = "valid" | "invalid" | "offloaded" | "unknown";

/**
 * Adds up 16-bit words in ones' complement.
 *
 * @param bytes The words; an odd byte at the end counts as the upper half of one.
 * @param sum A sum to start from.
 * @returns The sum in 16 bits, not inverted.
 * @see {@link https://www.rfc-editor.org/rfc/rfc1071#section-1 | RFC 1071, section 1}
 */
export function internetSum(bytes: Uint8Array, sum = 0): number {
  let total = sum;
  const even = bytes.length & ~1;
  for (let at = 0; at < even; at += 2) {
    total += bytes[at] << 8 | bytes[at + 1];
  }
  if (even < bytes.length) total += bytes[even] << 8;
  while (total > 0xffff) {
    total = (total & 0xffff) + Math.floor(total / 0x1_0000);
  }
  return total;
}

/**
 * Checks the header checksum of an IPv4 packet.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc791#section-3.1 | RFC 791, section 3.1}
 */
export function checkIpv4Header(packet: Packet): ChecksumState {
  const { ip, link, frame } = packet;
  if (!ip || !link || ip.version !== 4) return "unknown";
  const header = frame.bytes.subarray(
    link.length,
    link.length + ip.headerLength,
  );
  if (header[10] === 0 && header[11] === 0) return "offloaded";
  return internetSum(header) === 0xffff ? "valid" : "invalid";
}

/**
 * Checks the checksum of a TCP segment.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc9293#section-3.1-6.18.1 | RFC 9293, section 3.1}
 */
export function checkTcp(packet: Packet): ChecksumState {
  const { ip, tcp, datagram, link, frame } = packet;
  if (!ip || !tcp || !link) return "unknown";
  const length = tcp.headerLength + tcp.payloadLength;
  const start = datagram ? 0 : link.length + ip.headerLength;
  const bytes = (datagram?.bytes ?? frame.bytes)
    .subarray(start, start + length);
  const ipStart = link.length;
  const addresses = ip.version === 4
    ? frame.bytes.subarray(ipStart + 12, ipStart + 20)
    : frame.bytes.subarray(ipStart + 8, ipStart + 40);
  // Protocol and length of the pseudo-header; both versions sum up to the same.
  const pseudoHeader = internetSum(addresses, 6 + length);
  if (tcp.checksum === 0 || tcp.checksum === pseudoHeader) return "offloaded";
  if (bytes.length < length) return "unknown";
  return internetSum(bytes, pseudoHeader) === 0xffff ? "valid" : "invalid";
}

/**
 * Says of the recorded checksums of a packet what they say: their fields get
 * the state as their text, where it is known.
 *
 * @param packet The packet.
 */
export function annotateChecksums(packet: Packet): void {
  const { fields, datagram } = packet;
  annotate(fields, "ipv4.header_checksum", checkIpv4Header(packet));
  annotate(datagram?.fields ?? fields, "tcp.checksum", checkTcp(packet));
}

function annotate(
  layers: readonly Field[] | undefined,
  path: string,
  state: ChecksumState,
): void {
  if (state === "unknown") return;
  let field: Field | undefined;
  for (const name of path.split(".")) {
    field = (field ? field.fields : layers)?.find((each) => each.name === name);
  }
  if (field) field.text = state;
}
