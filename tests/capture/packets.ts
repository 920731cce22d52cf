/**
 * Packets for the tests of the capture: built byte by byte, and read back by
 * code that shares nothing with the decoders.
 *
 * @module
 */

/** What a packet is made of. */
export interface PacketParts {
  version?: 4 | 6;
  source?: number;
  destination?: number;
  protocol?: number;
  /** Bytes of IPv4 options; a multiple of 4. */
  options?: number;
  /** Fragment offset in units of 8 bytes. */
  fragment?: number;
  moreFragments?: boolean;
  /** Whether an IPv6 packet carries a fragment header; not by default. */
  fragmentHeader?: boolean;
}

/** Builds an IPv4 or IPv6 packet with ports behind its header, no link header. */
export function ipPacket(parts: PacketParts = {}): Uint8Array<ArrayBuffer> {
  const { source = 40000, destination = 8080, protocol = 6 } = parts;
  const fragment = parts.fragment ?? 0;
  const ports = [
    source >> 8,
    source & 255,
    destination >> 8,
    destination & 255,
  ];
  const transport = [...ports, ...new Array(16).fill(0)];
  if (parts.version === 6) {
    const extension = parts.fragmentHeader
      ? [
        protocol,
        0,
        fragment >> 5,
        fragment << 3 & 255 | (parts.moreFragments ? 1 : 0),
        ...[0, 0, 0, 1],
      ]
      : [];
    const header = new Array(40).fill(0);
    header[0] = 0x60;
    header[6] = parts.fragmentHeader ? 44 : protocol;
    return new Uint8Array([...header, ...extension, ...transport]);
  }
  const headerLength = 20 + (parts.options ?? 0);
  const header = new Array(headerLength).fill(0);
  header[0] = 0x40 | headerLength / 4;
  header[6] = (parts.moreFragments ? 0x20 : 0) | fragment >> 8;
  header[7] = fragment & 255;
  header[9] = protocol;
  return new Uint8Array([...header, ...transport]);
}

/** Puts an Ethernet header before a packet. */
export function ethernet(
  packet: Uint8Array,
  etherType: number = packet[0] >> 4 === 6 ? 0x86dd : 0x0800,
): Uint8Array<ArrayBuffer> {
  const header = [
    ...new Array(12).fill(0),
    etherType >> 8,
    etherType & 255,
  ];
  return new Uint8Array([...header, ...packet]);
}

/** What TCP says in a captured packet. */
export interface TcpView {
  readonly version: number;
  readonly source: number;
  readonly destination: number;
  readonly sequence: number;
  readonly acknowledgment: number;
  /** Letters of the flags that are set, in the order of the header: `SA`, `PA`, `FA`. */
  readonly flags: string;
  readonly payloadLength: number;
  readonly payload: Uint8Array;
}

const FLAG_LETTERS = ["F", "S", "R", "P", "A", "U", "E", "C"];

/** Reads TCP behind a link header of a fixed length. */
export function tcpOf(bytes: Uint8Array, linkHeaderBytes = 14): TcpView {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const ip = linkHeaderBytes;
  const version = view.getUint8(ip) >> 4;
  const headerLength = version === 6 ? 40 : 4 * (view.getUint8(ip) & 0xf);
  const length = version === 6
    ? 40 + view.getUint16(ip + 4)
    : view.getUint16(ip + 2);
  const tcp = ip + headerLength;
  const start = tcp + 4 * (view.getUint8(tcp + 12) >> 4);
  const set = view.getUint8(tcp + 13);
  return {
    version,
    source: view.getUint16(tcp),
    destination: view.getUint16(tcp + 2),
    sequence: view.getUint32(tcp + 4),
    acknowledgment: view.getUint32(tcp + 8),
    flags: FLAG_LETTERS.filter((_, bit) => (set >> bit & 1) === 1).join(""),
    payloadLength: ip + length - start,
    payload: bytes.subarray(start, ip + length),
  };
}
