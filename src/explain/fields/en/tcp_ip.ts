/** What the fields of link layers, IP and TCP are, in English. */
export const TCP_IP = {
  "any.missing": "These bytes are not in the capture.",
  "any.undecoded":
    "Bytes that break the grammar, so that nothing here can read them.",
  "data.data": "What the application says: nothing here knows its protocol.",

  "ethernet.destination":
    "Hardware address of the station that shall take the frame; loopback has no hardware, so zeros stand there.",
  "ethernet.source": "Hardware address of the station that sent the frame.",
  "ethernet.ether_type":
    "Which protocol comes next, so that the receiver can read on.",
  "ethernet.ether_type.length":
    "Below 0x0600 it names no protocol: it counts the bytes of an IEEE 802.3 frame.",
  "ethernet.tag_control_information":
    "A VLAN tag: it keeps several networks apart on one cable.",
  "ethernet.priority": "How urgent the frame is for switches.",
  "ethernet.drop_eligible":
    "Whether a switch that is too busy may drop it first.",
  "ethernet.vlan_identifier": "Number of the network that the frame is of.",
  "linux_cooked.packet_type":
    "Who the packet was for, as Linux saw it: this host, another, all.",
  "linux_cooked.arphrd_type":
    "Kind of the network interface, by Linux's number.",
  "linux_cooked.address_length":
    "How many bytes of the next field are an address.",
  "linux_cooked.address": "Link address of the sender, filled up to 8 bytes.",
  "linux_cooked.protocol":
    "Which protocol comes next, so that the receiver can read on.",
  "linux_cooked.reserved": "Not used: must be zero.",
  "linux_cooked.interface_index":
    "Number of the network interface that the packet went through.",
  "null_loopback.address_family":
    "The system's number for IPv4 or IPv6; all that a loopback interface puts before a packet.",
  "ppp.address_control":
    "Always ff 03: all stations, unnumbered information. PPP needs no addresses.",
  "ppp.protocol":
    "Which protocol comes next, so that the receiver can read on.",
  "ppp.version_type": "Version and type of PPP over Ethernet, both 1.",
  "ppp.code": "0 for a packet inside a session.",
  "ppp.session_id":
    "Number of the session, by which the provider knows its customer.",
  "ppp.length": "Bytes that follow in the PPP packet.",

  "ipv4.version_ihl": "Two numbers of four bits share this byte.",
  "ipv4.version": "Version of IP: it tells how to read all that follows.",
  "ipv4.internet_header_length":
    "Length of this header in words of 4 bytes; there are options where it is above 5.",
  "ipv4.dscp_ecn": "How routers shall treat the packet when they are busy.",
  "ipv4.dscp": "Class of service that the sender asks for.",
  "ipv4.ecn":
    "Lets a router mark the packet instead of dropping it when a queue fills.",
  "ipv4.total_length":
    "Length of the packet, header and data, so that padding behind it is not taken for data.",
  "ipv4.identification":
    "Number that the pieces of a packet share, should it have to be cut up on its way.",
  "ipv4.flags_fragment_offset":
    "Whether the packet may be cut up, and which piece of a packet this is.",
  "ipv4.reserved": "Not used: must be zero.",
  "ipv4.dont_fragment":
    "Routers must not cut it up; so the sender learns how long a packet may be.",
  "ipv4.more_fragments": "More pieces of the same packet follow.",
  "ipv4.fragment_offset": "Where this piece belongs, in units of 8 bytes.",
  "ipv4.time_to_live":
    "Each router takes 1 off and drops the packet at 0, so that none circles for ever.",
  "ipv4.protocol": "Which protocol the packet carries: 6 is TCP.",
  "ipv4.header_checksum":
    "Sum over this header: a router drops a packet whose header was damaged.",
  "ipv4.header_checksum.valid":
    "Sum over this header. It is right: the header was not damaged on its way.",
  "ipv4.header_checksum.invalid":
    "Sum over this header. It is wrong: the header was damaged, and a router drops the packet.",
  "ipv4.header_checksum.offloaded":
    "Sum over this header. Zero: the network card was to fill it in.",
  "ipv4.source_address": "Who sent the packet, and where answers go.",
  "ipv4.destination_address":
    "Who the packet is for: all that a router needs to pass it on.",
  "ipv4.option.type": "Kind of an IP option; hardly anything sends them.",
  "ipv4.option.length": "Bytes of the option, kind and length included.",
  "ipv4.data": "What the option says.",
  "ipv4.padding": "Fills the header up to a multiple of 4 bytes.",
  "ipv4.undecoded_options": "Options whose lengths cannot be.",

  "ipv6.version_class_label": "Three numbers share these four bytes.",
  "ipv6.version": "Version of IP: it tells how to read all that follows.",
  "ipv6.traffic_class":
    "How routers shall treat the packet when they are busy, and congestion marks.",
  "ipv6.flow_label":
    "The same for all packets of a conversation, so that routers send them one way.",
  "ipv6.payload_length": "Bytes behind this header of 40 bytes.",
  "ipv6.next_header": "Which header or protocol comes next: 6 is TCP.",
  "ipv6.hop_limit":
    "Each router takes 1 off and drops the packet at 0, so that none circles for ever.",
  "ipv6.source_address": "Who sent the packet, and where answers go.",
  "ipv6.destination_address":
    "Who the packet is for: all that a router needs to pass it on.",
  "ipv6.length":
    "Length of the extension header, so that it can be passed over.",
  "ipv6.data": "What the extension header says.",
  "ipv6.reserved": "Not used: must be zero.",
  "ipv6.fragment_offset_flags":
    "Which piece of a longer packet this is, and whether more follow.",
  "ipv6.fragment_offset": "Where this piece belongs, in units of 8 bytes.",
  "ipv6.more_fragments": "More pieces of the same packet follow.",
  "ipv6.identification": "Number that all pieces of the packet share.",

  "tcp.payload":
    "Bytes of the conversation; what they mean stands with the message that they complete.",
  "tcp.fragment":
    "A piece of a longer packet; TCP is read when all pieces are there.",
  "tcp.trailer":
    "Behind the IP packet: Ethernet fills short frames up to 60 bytes.",
  "tcp.source_port":
    "Which program of the sender: a client gets any free port for each connection.",
  "tcp.destination_port":
    "Which program of the receiver: a server listens on a port that clients know.",
  "tcp.sequence_number":
    "Number of the first byte here, so that the receiver can put bytes in order and drop doubles.",
  "tcp.acknowledgment_number":
    "The byte that is expected next: all before it have arrived (it counts where ACK is set).",
  "tcp.data_offset_flags": "Length of this header, and the flags.",
  "tcp.data_offset":
    "Length of this header in words of 4 bytes: behind it the data begin.",
  "tcp.reserved": "Not used: must be zero.",
  "tcp.AE": "Part of a count of congestion marks (accurate ECN).",
  "tcp.CWR":
    "The sender has slowed down because of congestion; in a SYN: it can use ECN.",
  "tcp.ECE":
    "A router marked congestion on the way here; in a SYN: it can use ECN.",
  "tcp.URG": "The urgent pointer counts.",
  "tcp.ACK":
    "The acknowledgment number counts: set in all segments but the first.",
  "tcp.PSH": "Hand the data to the program at once, do not wait for more.",
  "tcp.RST": "Breaks the connection off.",
  "tcp.SYN":
    "Opens a connection: the sequence number is where counting starts.",
  "tcp.FIN": "The sender has nothing more to say.",
  "tcp.window":
    "Room that the sender has left for data, in bytes: the other side may send no more. Window scale multiplies it.",
  "tcp.checksum":
    "Sum over segment and addresses: a damaged segment is dropped.",
  "tcp.checksum.valid":
    "Sum over segment and addresses. It is right: nothing was damaged on its way.",
  "tcp.checksum.invalid":
    "Sum over segment and addresses. It is wrong: something was damaged, and the receiver drops the segment.",
  "tcp.checksum.offloaded":
    "Sum over segment and addresses; here over the addresses alone. A network card adds the rest; loopback has none.",
  "tcp.urgent_pointer":
    "Where urgent data end, where URG is set; hardly anything uses it.",
  "tcp.no_operation":
    "Fills up, so that the next option starts on a multiple of 4.",
  "tcp.end_of_options": "The options end here.",
  "tcp.padding": "Fills the header up to a multiple of 4 bytes.",
  "tcp.kind": "Kind of the option.",
  "tcp.length": "Bytes of the option, kind and length included.",
  "tcp.data": "What the option says.",
  "tcp.maximum_segment_size.kind":
    "Says how long a segment may be; only in a SYN.",
  "tcp.maximum_segment_size":
    "The most data that one segment to this side may carry, in bytes, so that no packet must be cut up.",
  "tcp.window_scale.kind":
    "Makes windows above 65535 bytes possible; only in a SYN.",
  "tcp.shift_count":
    "All later windows of this side are to be shifted left by so many bits.",
  "tcp.sack_permitted.kind":
    "This side understands which segments arrived behind a gap; only in a SYN.",
  "tcp.sack.kind":
    "Names what arrived behind a gap, so that only the missing bytes are sent again.",
  "tcp.left_edge": "First byte of a block that has arrived.",
  "tcp.right_edge": "The byte behind that block.",
  "tcp.timestamps.kind":
    "Clocks in each segment: they measure the round trip, and tell old segments from new ones.",
  "tcp.timestamp_value":
    "The sender's clock when it sent this, in its own ticks.",
  "tcp.timestamp_echo_reply":
    "The other side's clock sent back: the difference to now is the round trip.",
  "tcp.user_timeout.kind":
    "Suggests how long to wait for an acknowledgment before giving up.",
  "tcp.granularity_user_timeout":
    "That time: in minutes where the top bit is set, else seconds.",
  "tcp.authentication.kind":
    "Signs each segment with a shared key; routers guard their sessions so.",
  "tcp.key_id": "Which key signs this segment.",
  "tcp.receive_next_key_id": "Which key the sender wants to be used next.",
  "tcp.message_authentication_code": "The signature over the segment.",
  "tcp.multipath.kind":
    "Runs one connection over several paths, say Wi-Fi and mobile, at once.",
  "tcp.subtype_version": "Which message of Multipath TCP this is.",
  "tcp.fast_open.kind":
    "Lets data travel in the SYN on a second visit, which saves a round trip.",
  "tcp.cookie":
    "Proof from the first visit that the client's address is its own; empty asks for one.",
  "tcp.experiment_identifier": "Which experiment uses this option.",
  "tcp.malformed_option": "An option whose length cannot be.",
  "tcp.cut_option": "An option that the capture does not hold whole.",
} as const;
