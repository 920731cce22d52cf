import { u16At, u32At } from "../bytes/big_endian.ts";
import { EtherType, IpProtocol } from "./constants.ts";
import { isVlanTag } from "./ether_type.ts";
import { isExtension } from "./ipv6.ts";
import { LinkType } from "./link_type.ts";
import { etherTypeOfFamily, hostOrder } from "./null_loopback.ts";

/** What {@linkcode SegmentHeader.read} found. */
export type SegmentReading =
  /** A TCP header, now in the fields. */
  | "segment"
  /** A part of an IP datagram, which has to be put together first. */
  | "fragment"
  /** Something else, or too little of it. */
  | "other";

/**
 * The numbers of a TCP segment's headers, read straight from a buffer into
 * the same object again and again.
 *
 * This is the fast one of two speeds: it allocates nothing and keeps no
 * fields. For what it reads it agrees with `decodeFrame`.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { fromHex } from "../bytes/hex.ts";
 * import { SegmentHeader } from "./segment_header.ts";
 *
 * const bytes = fromHex(
 *   "45000028 00010000 40060000 7f000001 7f000001" + // IPv4
 *     "1f90c350 00000001 00000002 50102000 00000000", // TCP
 * );
 * const header = new SegmentHeader();
 * assertEquals(header.read(bytes, 0, 40, 40, 101), "segment");
 * assertEquals([header.sourcePort, header.sequence], [8080, 1]);
 * ```
 */
export class SegmentHeader {
  /** Version of IP: 4 or 6. */
  version: 4 | 6 = 4;
  /** Index of the sender's address; the receiver's follows it. */
  addresses = 0;
  /** Port of the sender. */
  sourcePort = 0;
  /** Port of the receiver. */
  destinationPort = 0;
  /** Sequence number. */
  sequence = 0;
  /** Acknowledgment number. */
  acknowledgment = 0;
  /** Bits of `TcpFlag`. */
  flags = 0;
  /** Window as it was sent. */
  window = 0;
  /** Index of the first byte of data. */
  payload = 0;
  /** Length of the data that was sent, in bytes. */
  payloadLength = 0;

  /**
   * Reads the headers of a frame.
   *
   * @param bytes Buffer that the frame is in.
   * @param start Index of its first byte.
   * @param capturedLength Bytes of it that were captured.
   * @param originalLength Length that it had on the link, in bytes.
   * @param linkType What its first byte belongs to.
   * @returns What it is; the fields hold good for a segment only.
   */
  read(
    bytes: Uint8Array,
    start: number,
    capturedLength: number,
    originalLength: number,
    linkType: number,
  ): SegmentReading {
    const end = start + capturedLength;
    let at = start;
    let etherType = 0;
    switch (linkType) {
      case LinkType.ETHERNET:
        if (capturedLength < 14) return "other";
        etherType = u16At(bytes, start + 12);
        at = start + 14;
        break;
      case LinkType.LINUX_SLL:
        if (capturedLength < 16) return "other";
        etherType = u16At(bytes, start + 14);
        at = start + 16;
        break;
      case LinkType.LINUX_SLL2:
        if (capturedLength < 20) return "other";
        etherType = u16At(bytes, start);
        at = start + 20;
        break;
      case LinkType.NULL:
      case LinkType.LOOP:
        if (capturedLength < 4) return "other";
        etherType = etherTypeOfFamily(hostOrder(u32At(bytes, start)));
        at = start + 4;
        break;
      case LinkType.PPP:
      case LinkType.PPP_HDLC:
        if (capturedLength < 4) return "other";
        if (u16At(bytes, at) === 0xff03) at += 2;
        etherType = etherTypeOfPpp(bytes, at);
        at += bytes[at] & 1 ? 1 : 2;
        break;
      case LinkType.IPV4:
        etherType = EtherType.IPV4;
        break;
      case LinkType.IPV6:
        etherType = EtherType.IPV6;
        break;
      case LinkType.RAW:
      case LinkType.RAW_BSD:
      case LinkType.RAW_OPENBSD:
        etherType = bytes[start] >> 4 === 6 ? EtherType.IPV6 : EtherType.IPV4;
        break;
    }
    while (isVlanTag(etherType)) {
      if (at + 4 > end) return "other";
      etherType = u16At(bytes, at + 2);
      at += 4;
    }
    if (
      etherType === EtherType.PPPOE_SESSION && linkType === LinkType.ETHERNET
    ) {
      if (at + 8 > end) return "other";
      etherType = etherTypeOfPpp(bytes, at + 6);
      at += bytes[at + 6] & 1 ? 7 : 8;
    }
    const wireEnd = start + originalLength;
    if (etherType === EtherType.IPV4) {
      return this.#ipv4(bytes, at, end, wireEnd);
    }
    if (etherType === EtherType.IPV6) {
      return this.#ipv6(bytes, at, end, wireEnd);
    }
    return "other";
  }

  #ipv4(
    bytes: Uint8Array,
    at: number,
    end: number,
    wireEnd: number,
  ): SegmentReading {
    if (at + 20 > end) return "other";
    const first = bytes[at];
    const headerLength = (first & 0x0f) * 4;
    if (first >> 4 !== 4 || headerLength < 20 || at + headerLength > end) {
      return "other";
    }
    const declared = u16At(bytes, at + 2);
    const wireLength = wireEnd - at;
    const length = declared === 0 || declared > wireLength
      ? wireLength
      : declared;
    if (length < headerLength) return "other";
    if ((u16At(bytes, at + 6) & 0x3fff) !== 0) return "fragment";
    if (bytes[at + 9] !== IpProtocol.TCP) return "other";
    this.version = 4;
    this.addresses = at + 12;
    return this.#tcp(bytes, at + headerLength, at + length, end);
  }

  #ipv6(
    bytes: Uint8Array,
    start: number,
    end: number,
    wireEnd: number,
  ): SegmentReading {
    let at = start + 40;
    if (at > end || bytes[start] >> 4 !== 6) return "other";
    const declared = u16At(bytes, start + 4);
    const payloadEnd = declared === 0 || at + declared > wireEnd
      ? wireEnd
      : at + declared;
    let next = bytes[start + 6];
    while (isExtension(next)) {
      if (at + 8 > end) return "other";
      const kind = next;
      next = bytes[at];
      if (kind === IpProtocol.FRAGMENT) {
        if ((u16At(bytes, at + 2) & 0xfff9) !== 0) return "fragment";
        at += 8;
      } else if (kind === IpProtocol.AUTHENTICATION) {
        at += (bytes[at + 1] + 2) * 4;
      } else {
        at += (bytes[at + 1] + 1) * 8;
      }
      if (at > payloadEnd) return "other";
    }
    if (next !== IpProtocol.TCP) return "other";
    this.version = 6;
    this.addresses = start + 8;
    return this.#tcp(bytes, at, payloadEnd, end);
  }

  #tcp(
    bytes: Uint8Array,
    at: number,
    segmentEnd: number,
    end: number,
  ): SegmentReading {
    const length = segmentEnd - at;
    if (at + 20 > end || length < 20) return "other";
    const headerLength = (bytes[at + 12] >> 4) * 4;
    if (headerLength < 20 || headerLength > length) return "other";
    this.sourcePort = u16At(bytes, at);
    this.destinationPort = u16At(bytes, at + 2);
    this.sequence = u32At(bytes, at + 4);
    this.acknowledgment = u32At(bytes, at + 8);
    this.flags = u16At(bytes, at + 12) & 0x0fff;
    this.window = u16At(bytes, at + 14);
    this.payload = at + headerLength;
    this.payloadLength = length - headerLength;
    return "segment";
  }
}

function etherTypeOfPpp(bytes: Uint8Array, at: number): number {
  const protocol = bytes[at] & 1 ? bytes[at] : u16At(bytes, at);
  if (protocol === 0x0021) return EtherType.IPV4;
  if (protocol === 0x0057) return EtherType.IPV6;
  return 0;
}
