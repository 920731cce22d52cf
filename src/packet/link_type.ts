/**
 * Numbers of the link types that are decoded here, as capture files carry them.
 *
 * @see {@link https://www.tcpdump.org/linktypes.html | LINKTYPE_ registry}
 */
export const LinkType = {
  /** BSD loopback: an address family in the byte order of the host. */
  NULL: 0,
  /** Ethernet. */
  ETHERNET: 1,
  /** PPP, with or without its HDLC-like framing bytes. */
  PPP: 9,
  /** Raw IP, as some systems number it. */
  RAW_BSD: 12,
  /** Raw IP, as OpenBSD numbers it. */
  RAW_OPENBSD: 14,
  /** PPP in HDLC-like framing. */
  PPP_HDLC: 50,
  /** Raw IPv4 or IPv6. */
  RAW: 101,
  /** OpenBSD loopback: an address family in network byte order. */
  LOOP: 108,
  /** Linux cooked capture, version 1. */
  LINUX_SLL: 113,
  /** Raw IPv4. */
  IPV4: 228,
  /** Raw IPv6. */
  IPV6: 229,
  /** Linux cooked capture, version 2. */
  LINUX_SLL2: 276,
} as const;
