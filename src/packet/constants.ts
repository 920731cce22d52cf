/**
 * Numbers that say what a link layer carries.
 *
 * @see {@link https://www.iana.org/assignments/ieee-802-numbers/ieee-802-numbers.xhtml}
 */
export const EtherType = {
  IPV4: 0x0800,
  ARP: 0x0806,
  /** IEEE 802.1Q VLAN tag. */
  VLAN: 0x8100,
  IPV6: 0x86dd,
  PPPOE_SESSION: 0x8864,
  /** IEEE 802.1ad outer VLAN tag (QinQ). */
  SERVICE_VLAN: 0x88a8,
  /** Outer VLAN tag before 802.1ad. */
  OLD_SERVICE_VLAN: 0x9100,
} as const;

/**
 * Numbers that say what an IP packet carries: protocols and the extension
 * headers of IPv6.
 *
 * @see {@link https://www.iana.org/assignments/protocol-numbers/protocol-numbers.xhtml}
 */
export const IpProtocol = {
  HOP_BY_HOP: 0,
  ICMP: 1,
  TCP: 6,
  UDP: 17,
  ROUTING: 43,
  FRAGMENT: 44,
  ESP: 50,
  AUTHENTICATION: 51,
  ICMPV6: 58,
  NO_NEXT_HEADER: 59,
  DESTINATION_OPTIONS: 60,
  SCTP: 132,
  MOBILITY: 135,
  HOST_IDENTITY: 139,
  SHIM6: 140,
} as const;

/** Names of EtherTypes. */
export const ETHER_TYPE_NAMES: Readonly<Record<number, string>> = {
  0x0800: "IPv4",
  0x0806: "ARP",
  0x0842: "Wake-on-LAN",
  0x8100: "VLAN (802.1Q)",
  0x86dd: "IPv6",
  0x8808: "Ethernet flow control",
  0x8847: "MPLS",
  0x8863: "PPPoE discovery",
  0x8864: "PPPoE session",
  0x888e: "EAP over LAN",
  0x88a8: "VLAN (802.1ad)",
  0x88cc: "LLDP",
  0x88e5: "MACsec",
  0x88f7: "PTP",
  0x9100: "VLAN (QinQ)",
};

/** Names of IP protocols. */
export const IP_PROTOCOL_NAMES: Readonly<Record<number, string>> = {
  0: "IPv6 hop-by-hop options",
  1: "ICMP",
  2: "IGMP",
  4: "IPv4",
  6: "TCP",
  17: "UDP",
  41: "IPv6",
  43: "IPv6 routing header",
  44: "IPv6 fragment header",
  46: "RSVP",
  47: "GRE",
  50: "ESP",
  51: "AH",
  58: "ICMPv6",
  59: "IPv6 no next header",
  60: "IPv6 destination options",
  88: "EIGRP",
  89: "OSPF",
  103: "PIM",
  112: "VRRP",
  132: "SCTP",
  135: "IPv6 mobility header",
  136: "UDP-Lite",
  139: "HIP",
  140: "Shim6",
};

/**
 * Names of IPv4 options, by their type.
 *
 * @see {@link https://www.iana.org/assignments/ip-parameters/ip-parameters.xhtml}
 */
export const IPV4_OPTION_NAMES: Readonly<Record<number, string>> = {
  0: "End of Options List",
  1: "No Operation",
  7: "Record Route",
  25: "Quick-Start",
  68: "Time Stamp",
  82: "Traceroute",
  130: "Security",
  131: "Loose Source Route",
  133: "Extended Security",
  134: "Commercial Security",
  136: "Stream ID",
  137: "Strict Source Route",
  148: "Router Alert",
};

/** Kinds of TCP options that are decoded. */
export const TcpOptionKind = {
  END: 0,
  NO_OPERATION: 1,
  MAXIMUM_SEGMENT_SIZE: 2,
  WINDOW_SCALE: 3,
  SACK_PERMITTED: 4,
  SACK: 5,
  TIMESTAMPS: 8,
  USER_TIMEOUT: 28,
  AUTHENTICATION: 29,
  MULTIPATH: 30,
  FAST_OPEN: 34,
  EXPERIMENT_1: 253,
  EXPERIMENT_2: 254,
} as const;

/**
 * Names of TCP options, by their kind.
 *
 * @see {@link https://www.iana.org/assignments/tcp-parameters/tcp-parameters.xhtml#tcp-parameters-1}
 */
export const TCP_OPTION_NAMES: Readonly<Record<number, string>> = {
  0: "End of Option List",
  1: "No-Operation",
  2: "Maximum Segment Size",
  3: "Window Scale",
  4: "SACK Permitted",
  5: "SACK",
  6: "Echo",
  7: "Echo Reply",
  8: "Timestamps",
  9: "Partial Order Connection Permitted",
  10: "Partial Order Service Profile",
  11: "CC",
  12: "CC.NEW",
  13: "CC.ECHO",
  14: "TCP Alternate Checksum Request",
  15: "TCP Alternate Checksum Data",
  16: "Skeeter",
  17: "Bubba",
  18: "Trailer Checksum Option",
  19: "MD5 Signature Option",
  20: "SCPS Capabilities",
  21: "Selective Negative Acknowledgements",
  22: "Record Boundaries",
  23: "Corruption experienced",
  24: "SNAP",
  26: "TCP Compression Filter",
  27: "Quick-Start Response",
  28: "User Timeout Option",
  29: "TCP Authentication Option",
  30: "Multipath TCP",
  34: "TCP Fast Open Cookie",
  69: "Encryption Negotiation",
  172: "Accurate ECN Order 0",
  174: "Accurate ECN Order 1",
  253: "Experiment 1",
  254: "Experiment 2",
};

/**
 * Names of Multipath TCP messages, by their subtype.
 *
 * @see {@link https://www.iana.org/assignments/tcp-parameters/tcp-parameters.xhtml#mptcp-option-subtypes}
 */
export const MULTIPATH_SUBTYPE_NAMES: Readonly<Record<number, string>> = {
  0: "MP_CAPABLE",
  1: "MP_JOIN",
  2: "DSS",
  3: "ADD_ADDR",
  4: "REMOVE_ADDR",
  5: "MP_PRIO",
  6: "MP_FAIL",
  7: "MP_FASTCLOSE",
  8: "MP_TCPRST",
  15: "MP_EXPERIMENTAL",
};

/**
 * Names of TCP experiments, by the 16-bit identifier of their option.
 *
 * @see {@link https://www.iana.org/assignments/tcp-parameters/tcp-parameters.xhtml#tcp-exids}
 */
export const TCP_EXPERIMENT_NAMES: Readonly<Record<number, string>> = {
  0x00ee: "xs2a",
  0x0348: "TCP Host ID",
  0x0a0d: "SYNOPT",
  0x0ed0: "TCP Extended Data Offset",
  0x454e: "TCP Encryption Negotiation",
  0xacc0: "Accurate ECN Order 0",
  0xacc1: "Accurate ECN Order 1",
  0xacce: "Accurate ECN",
  0xe2d4: "Shared Memory Communications",
  0xf989: "TCP Fast Open",
};
