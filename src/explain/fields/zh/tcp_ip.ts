import type { TCP_IP as EN } from "../en/tcp_ip.ts";

/** What the fields of link layers, IP and TCP are, in Chinese. */
export const TCP_IP: Readonly<Record<keyof typeof EN, string>> = {
  "any.missing": "抓包中没有这些字节。",
  "any.undecoded": "不符合语法的字节，无法解码。",
  "data.data": "应用程序发送的内容：这里不认识它的协议。",

  "ethernet.destination":
    "目的 MAC 地址：应接收此帧的站点；回环接口没有硬件，所以全为 0。",
  "ethernet.source": "源 MAC 地址：发送此帧的站点。",
  "ethernet.ether_type": "类型：上层是什么协议，接收方据此继续解读。",
  "ethernet.ether_type.length":
    "小于 0x0600 时不是类型，而是 IEEE 802.3 帧的数据长度。",
  "ethernet.tag_control_information":
    "VLAN 标记：在同一条链路上区分多个虚拟局域网。",
  "ethernet.priority": "交换机转发时的优先级。",
  "ethernet.drop_eligible": "拥塞时交换机可否先丢弃此帧。",
  "ethernet.vlan_identifier": "VLAN 标识符：此帧属于哪个虚拟局域网。",
  "linux_cooked.packet_type": "Linux 看到的分组去向：发给本机、他机还是广播。",
  "linux_cooked.arphrd_type": "网络接口的种类，用 Linux 的编号。",
  "linux_cooked.address_length": "下一字段中有多少字节是地址。",
  "linux_cooked.address": "发送方的链路层地址，填充到 8 字节。",
  "linux_cooked.protocol": "类型：上层是什么协议，接收方据此继续解读。",
  "linux_cooked.reserved": "保留，必须为 0。",
  "linux_cooked.interface_index": "分组经过的网络接口的编号。",
  "null_loopback.address_family":
    "系统对 IPv4 或 IPv6 的编号；回环接口在分组前只放这一项。",
  "ppp.address_control":
    "固定为 ff 03：所有站点、无编号信息帧。PPP 不需要地址。",
  "ppp.protocol": "协议：上层是什么协议，接收方据此继续解读。",
  "ppp.version_type": "PPPoE 的版本和类型，都是 1。",
  "ppp.code": "代码：会话中的分组为 0。",
  "ppp.session_id": "会话标识：运营商靠它识别用户。",
  "ppp.length": "PPP 分组的字节数。",

  "ipv4.version_ihl": "一个字节中放两个 4 位的数。",
  "ipv4.version": "版本：IP 的版本号，决定后面如何解读。",
  "ipv4.internet_header_length":
    "首部长度，以 4 字节为单位；大于 5 说明有选项。",
  "ipv4.dscp_ecn": "区分服务：路由器繁忙时如何对待此分组。",
  "ipv4.dscp": "区分服务码点：发送方要求的服务等级。",
  "ipv4.ecn": "显式拥塞通知：队列将满时路由器可做标记，而不必丢弃。",
  "ipv4.total_length":
    "总长度：首部加数据的字节数，这样就不会把后面的填充当成数据。",
  "ipv4.identification": "标识：分组若在途中被分片，各片的标识相同。",
  "ipv4.flags_fragment_offset": "标志和片偏移：可否分片，以及这是哪一片。",
  "ipv4.reserved": "保留，必须为 0。",
  "ipv4.dont_fragment":
    "DF：不允许路由器分片；发送方由此得知路径上能通过多长的分组。",
  "ipv4.more_fragments": "MF：后面还有分片。",
  "ipv4.fragment_offset": "片偏移：本片在原分组中的位置，以 8 字节为单位。",
  "ipv4.time_to_live":
    "生存时间：每经过一个路由器减 1，减到 0 就丢弃，分组不会无限兜圈。",
  "ipv4.protocol": "协议：数据部分属于哪个协议，6 是 TCP。",
  "ipv4.header_checksum": "首部检验和：首部出错的分组会被路由器丢弃。",
  "ipv4.header_checksum.valid": "首部检验和：结果正确，首部在途中没有出错。",
  "ipv4.header_checksum.invalid":
    "首部检验和：结果不符，首部已经出错，路由器会丢弃这个分组。",
  "ipv4.header_checksum.offloaded": "首部检验和：为零，留给网卡填写。",
  "ipv4.source_address": "源地址：谁发的，回答应发往哪里。",
  "ipv4.destination_address": "目的地址：发给谁，路由器据此转发。",
  "ipv4.option.type": "IP 选项的种类；现在几乎没有使用。",
  "ipv4.option.length": "选项的字节数，包括种类和长度本身。",
  "ipv4.data": "选项的内容。",
  "ipv4.padding": "填充：使首部长度是 4 字节的整数倍。",
  "ipv4.undecoded_options": "长度不可能成立的选项。",

  "ipv6.version_class_label": "四个字节中放三个数。",
  "ipv6.version": "版本：IP 的版本号，决定后面如何解读。",
  "ipv6.traffic_class": "通信量类：路由器繁忙时如何对待，以及拥塞标记。",
  "ipv6.flow_label": "流标号：同一会话的分组相同，路由器让它们走同一条路。",
  "ipv6.payload_length": "有效载荷长度：这 40 字节基本首部之后的字节数。",
  "ipv6.next_header": "下一个首部：后面是什么首部或协议，6 是 TCP。",
  "ipv6.hop_limit":
    "跳数限制：每经过一个路由器减 1，减到 0 就丢弃，分组不会无限兜圈。",
  "ipv6.source_address": "源地址：谁发的，回答应发往哪里。",
  "ipv6.destination_address": "目的地址：发给谁，路由器据此转发。",
  "ipv6.length": "扩展首部的长度，不认识它的程序可以跳过。",
  "ipv6.data": "扩展首部的内容。",
  "ipv6.reserved": "保留，必须为 0。",
  "ipv6.fragment_offset_flags": "这是长分组的哪一片，后面是否还有。",
  "ipv6.fragment_offset": "片偏移：本片在原分组中的位置，以 8 字节为单位。",
  "ipv6.more_fragments": "M：后面还有分片。",
  "ipv6.identification": "标识：同一分组的各片相同。",

  "tcp.payload": "会话的字节；它们的含义在由它们组成的消息处说明。",
  "tcp.fragment": "长分组的一片；所有分片到齐后才解读 TCP。",
  "tcp.trailer": "IP 分组之后的填充：以太网把短帧填充到 60 字节。",
  "tcp.source_port": "源端口：发送方的哪个程序；客户端每个连接用一个临时端口。",
  "tcp.destination_port":
    "目的端口：接收方的哪个程序；服务器在客户端知道的端口上监听。",
  "tcp.sequence_number":
    "序号：这里第一个字节的编号，接收方据此排序并丢弃重复的字节。",
  "tcp.acknowledgment_number":
    "确认号：期待收到的下一个字节，之前的都已收到（ACK 置 1 时有效）。",
  "tcp.data_offset_flags": "首部长度和标志。",
  "tcp.data_offset": "数据偏移：首部长度，以 4 字节为单位，其后是数据。",
  "tcp.reserved": "保留，必须为 0。",
  "tcp.AE": "拥塞标记计数的一部分（精确 ECN）。",
  "tcp.CWR": "发送方已因拥塞减慢；在 SYN 中表示支持 ECN。",
  "tcp.ECE": "来路上有路由器标记了拥塞；在 SYN 中表示支持 ECN。",
  "tcp.URG": "紧急：紧急指针有效。",
  "tcp.ACK": "确认：确认号有效；除第一个报文段外都置 1。",
  "tcp.PSH": "推送：立即把数据交给程序，不必等待更多数据。",
  "tcp.RST": "复位：中断连接。",
  "tcp.SYN": "同步：请求建立连接，序号是编号的起点。",
  "tcp.FIN": "终止：发送方的数据已发送完毕。",
  "tcp.window":
    "窗口：本方接收缓冲区还能容纳的字节数，对方不能多发；实际值要乘以窗口扩大因子。",
  "tcp.checksum": "检验和：覆盖报文段和地址，出错就丢弃。",
  "tcp.checksum.valid": "检验和：覆盖报文段和地址；结果正确，途中没有出错。",
  "tcp.checksum.invalid":
    "检验和：覆盖报文段和地址；结果不符，报文段已经出错，接收方会丢弃它。",
  "tcp.checksum.offloaded":
    "检验和：覆盖报文段和地址；这里只算了地址部分，其余由网卡完成，回环接口没有网卡。",
  "tcp.urgent_pointer": "紧急指针：URG 置 1 时指出紧急数据的末尾；几乎不用。",
  "tcp.no_operation": "无操作：填充，使下一个选项从 4 字节的整数倍开始。",
  "tcp.end_of_options": "选项到此结束。",
  "tcp.padding": "填充：使首部长度是 4 字节的整数倍。",
  "tcp.kind": "选项的种类。",
  "tcp.length": "选项的字节数，包括种类和长度本身。",
  "tcp.data": "选项的内容。",
  "tcp.maximum_segment_size.kind":
    "最大报文段长度选项：一个报文段可以有多长；只出现在 SYN 中。",
  "tcp.maximum_segment_size":
    "MSS：发往本方的报文段最多带多少字节数据，避免在途中分片。",
  "tcp.window_scale.kind":
    "窗口扩大选项：使窗口可以超过 65535 字节；只出现在 SYN 中。",
  "tcp.shift_count": "扩大因子：本方以后的窗口值都要左移这么多位。",
  "tcp.sack_permitted.kind":
    "允许选择确认：本方能处理缺口之后的确认；只出现在 SYN 中。",
  "tcp.sack.kind": "选择确认：指出缺口之后已收到哪些字节，只需重传缺少的。",
  "tcp.left_edge": "左边界：已收到的一块的第一个字节。",
  "tcp.right_edge": "右边界：这一块之后的那个字节。",
  "tcp.timestamps.kind":
    "时间戳选项：每个报文段带上时钟，用来测量往返时间，并区分新旧报文段。",
  "tcp.timestamp_value": "时间戳：发送时的时钟，单位由发送方自定。",
  "tcp.timestamp_echo_reply":
    "时间戳回送：把对方的时钟送回去，与现在相减就是往返时间。",
  "tcp.user_timeout.kind": "用户超时选项：建议等待确认多久之后放弃。",
  "tcp.granularity_user_timeout":
    "超时时间：最高位为 1 时以分钟计，否则以秒计。",
  "tcp.authentication.kind":
    "认证选项：用共享密钥给每个报文段加上认证码；路由器用它保护会话。",
  "tcp.key_id": "用哪个密钥计算认证码。",
  "tcp.receive_next_key_id": "发送方希望下次使用的密钥。",
  "tcp.message_authentication_code": "报文段的认证码。",
  "tcp.multipath.kind":
    "多路径 TCP：一个连接同时走多条路，例如 Wi-Fi 和移动网络。",
  "tcp.subtype_version": "多路径 TCP 的哪种消息。",
  "tcp.fast_open.kind": "快速打开：再次访问时在 SYN 中就带数据，省一个往返。",
  "tcp.cookie": "首次访问时得到的凭证，证明客户端地址真实；为空则是请求一个。",
  "tcp.experiment_identifier": "哪个实验在使用此选项。",
  "tcp.malformed_option": "长度不可能成立的选项。",
  "tcp.cut_option": "抓包中不完整的选项。",
};
