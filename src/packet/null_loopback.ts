import type { ByteReader } from "../bytes/reader.ts";
import { EtherType } from "./constants.ts";
import type { LinkHeader } from "./packet.ts";

const NO_VLANS: readonly number[] = [];

/**
 * Reads the header of a BSD loopback: the address family (32 bits), in the
 * byte order of the host that captured, which the file does not tell; all
 * families are small, so the value does.
 *
 * @throws {DecodeError} If the header is cut.
 * @see {@link https://www.tcpdump.org/linktypes/LINKTYPE_NULL.html}
 */
export function decodeNullLoopback(reader: ByteReader): LinkHeader {
  const etherType = etherTypeOfFamily(hostOrder(reader.u32("address_family")));
  if (etherType === EtherType.IPV4) reader.annotate({ text: "IPv4" });
  if (etherType === EtherType.IPV6) reader.annotate({ text: "IPv6" });
  return { kind: "null_loopback", length: 4, etherType, vlans: NO_VLANS };
}

/**
 * Turns the family of a BSD loopback into an EtherType; 0 where there is none.
 *
 * IPv6 has a number of its own in nearly every system.
 */
export function etherTypeOfFamily(family: number): number {
  switch (family) {
    case 2:
      return EtherType.IPV4;
    case 10: // Linux
    case 23: // Windows
    case 24: // NetBSD, OpenBSD
    case 28: // FreeBSD
    case 30: // macOS
      return EtherType.IPV6;
    default:
      return 0;
  }
}

/** Gives the family, read in network byte order, in whichever order makes it small. */
export function hostOrder(value: number): number {
  if (value <= 0xffff) return value;
  return (value >>> 24 | value >>> 8 & 0xff00 | (value & 0xff00) << 8 |
    value << 24) >>> 0;
}
