import type { Catalogue } from "./catalogue.ts";

/** What wirelab says in Chinese, in the terms of the textbooks. */
export const ZH: Catalogue = {
  "count.segments": "{n} 个报文段",

  "side.client": "客户端",
  "side.server": "服务器",
  "column.frame": "#",
  "unit.ms": "{ms} 毫秒",
  "column.time": "毫秒",

  "phase.open": "TCP：三次握手",
  "phase.open.relayed": "TCP：建立连接（未观察到报文段）",
  "phase.tls": "TLS：握手",
  "phase.ssh": "SSH：密钥交换",
  "phase.data": "应用数据",
  "phase.data.ssh": "SSH：登录和会话，已加密",
  "phase.close": "关闭连接",
  "flight": "第 {n} 批消息：{side}",
  "end.open": "{ms} 毫秒后连接建立，用了一个往返：双方都知道了对方的起始序号",
  "end.open.repeated":
    "{ms} 毫秒后连接建立：SYN 发送了 {n} 次，之后一个往返就够了",
  "end.open.self": "连接建立：套接字连接到了自己，每个报文段都回到发送者那里",
  "end.open.simultaneous": "连接建立：两个 SYN 交错，双方各自确认了对方的 SYN",
  "end.open.relayed": "中继看到了连接建立，但没有看到建立连接的报文段",
  "end.open.unseen": "抓包中没有完整的三次握手",
  "end.open.refused": "连接没有建立",
  "end.tls": "{ms} 毫秒、{trips} 个往返后协商为 {version}；此后全部加密",
  "end.tls.failed": "握手失败",
  "end.tls.unfinished": "没有看到握手完成",
  "end.ssh": "{ms} 毫秒后算法协商完成；此后全部加密",
  "end.data": "客户端 → 服务器 {up} 字节，服务器 → 客户端 {down} 字节",

  "tcp.syn": "第一次握手：请求建立连接。我的初始序号是 {isn}，下面记作 0。",
  "tcp.synSimultaneous":
    "在对方的 SYN 到达之前也请求建立连接：同时打开。我的初始序号是 {isn}，下面记作 0。",
  "tcp.terms": "选项：{terms}。",
  "tcp.terms.size": "每个报文段最多 {bytes} 字节（MSS）",
  "tcp.terms.scale": "窗口扩大 {times} 倍",
  "tcp.terms.sack": "选择确认 SACK",
  "tcp.terms.timestamps": "时间戳",
  "tcp.fastOpen": "同时带上 {length} 字节数据：TCP 快速打开（Fast Open）。",
  "tcp.fastOpen.ask":
    "下次我想随 SYN 带上数据（TCP 快速打开）：请给我一个 cookie。",
  "tcp.urgent": "紧急（URG）：到第 {last} 号为止的字节，程序不应等待。",
  "tcp.cut":
    "抓包只保留了 {all} 字节数据中的 {kept} 字节，其余在抓取时被截掉（snaplen）。",
  "tcp.synAck":
    "第二次握手：同意。我的初始序号是 {isn}，记作 0；期待你的第 {ack} 号字节。",
  "tcp.openAck": "第三次握手：确认，期待你的第 {ack} 号字节。连接已建立。",
  "tcp.data": "携带{from}发送的第 {first} 到第 {last} 号字节。",
  "tcp.ack": "确认：第 {ack} 号之前的字节都已收到。",
  "tcp.fin": "{from}的数据发送完毕，请求释放连接。FIN 本身占用一个序号。",
  "tcp.finWithData": "{from}的最后一段数据，同时带 FIN：数据发送完毕。",
  "tcp.finMerged":
    "合二为一：确认对方的 FIN，同时发送自己的 FIN。四次挥手合并为三次。",
  "tcp.finSimultaneous": "也发送 FIN，此时还没有收到对方的 FIN：同时关闭。",
  "tcp.finAcked": "确认 FIN：这个方向不会再有数据。",
  "tcp.lastAck": "确认第二个 FIN：两个方向都已关闭。",
  "tcp.rst": "复位连接：未完成的数据全部丢弃，不再确认。",
  "tcp.rstRefused": "拒绝连接：端口 {port} 上没有程序在监听。",
  "relayed.detail": "（未观察到报文段）",
  "relayed.open.title": "连接",
  "relayed.data.title": "字节",
  "relayed.end.title": "数据结束",
  "relayed.reset.title": "中断",
  "tcp.relayed.open": "中继把两端连接起来；没有观察到 SYN 报文段。",
  "tcp.relayed.end": "表示不再发送数据；没有观察到 FIN 报文段。",
  "tcp.relayed.reset": "中断了连接；没有观察到 RST 报文段。",

  "finding.retransmission": "重传：{delay} 毫秒内没有得到确认，再次发送。",
  "finding.retransmission.syn":
    "再次发送自己的 SYN，这次带上对对方 SYN 的确认。",
  "finding.fast-retransmission":
    "快速重传：{duplicateAcks} 个重复 ACK 要求立即重发。",
  "finding.spurious-retransmission":
    "不必要的重传：{acknowledged} 之前的字节早已得到确认。",
  "finding.out-of-order":
    "乱序：它后面的字节在 {delay} 毫秒前已经出现；本应先到第 {expected} 号。",
  "finding.duplicate-ack":
    "第 {count} 个重复 ACK，与 #{original} 相同：仍在等待一个报文段。",
  "finding.keep-alive": "保活探测：只询问对方是否还在。",
  "finding.keep-alive.closed":
    "询问窗口是否重新打开，形式与保活探测相同：使用已经确认过的序号。",
  "finding.keep-alive-ack": "回答 #{probe} 的保活探测：还在。",
  "finding.zero-window": "零窗口：接收缓冲区已满，对方必须等待。",
  "finding.zero-window-probe": "零窗口探测：用一个字节询问窗口是否重新打开。",
  "finding.zero-window-probe-ack": "回答 #{probe} 的零窗口探测：窗口仍然关闭。",
  "finding.window-full":
    "填满了对方 {window} 字节的接收窗口：对方读取之前不能再发送。",
  "finding.window-update": "窗口更新：从 {previous} 变为 {window} 字节。",
  "finding.lost-segment":
    "这个报文段之前有 {missing} 字节（尚）不在抓包中；本应是第 {expected} 号字节。",
  "finding.ack-lost-segment": "确认了抓包中没有的 {missing} 字节。",
  "finding.port-reuse":
    "与第 {previous} 号会话使用相同的端口对：这是一个新连接。",
  "finding.half-open":
    "对方仍保留着旧连接：它回答的确认号是 {acknowledgment}（半打开）。",
  "finding.overlap-differs":
    "有 {length} 字节到达两次且内容不同，从流中第 {offset} 字节起；以先到的为准。",
  "finding.data-after-fin": "FIN 宣告结束之后又出现 {length} 字节。",

  "finding.retransmission.title": "重传",
  "finding.fast-retransmission.title": "快速重传",
  "finding.spurious-retransmission.title": "不必要的重传",
  "finding.out-of-order.title": "乱序",
  "finding.duplicate-ack.title": "重复 ACK",
  "finding.keep-alive.title": "保活探测",
  "finding.keep-alive-ack.title": "保活应答",
  "finding.zero-window.title": "零窗口",
  "finding.zero-window-probe.title": "零窗口探测",
  "finding.zero-window-probe-ack.title": "零窗口探测应答",
  "finding.window-full.title": "窗口已满",
  "finding.window-update.title": "窗口更新",
  "finding.lost-segment.title": "缺少报文段",
  "finding.ack-lost-segment.title": "确认了缺少的报文段",
  "finding.port-reuse.title": "端口复用",
  "finding.overlap-differs.title": "重叠",
  "finding.half-open.title": "半打开",
  "finding.data-after-fin.title": "FIN 之后的数据",

  "fields.offset": "偏移",
  "fields.length": "长度",
  "fields.field": "字段",
  "fields.value": "值",
  "fields.bytes": "字节",
  "fields.packet": "分组，{n} 字节",
  "fields.record": "线路上的 TLS 记录，{n} 字节",
  "fields.plaintext": "解密后的记录，{n} 字节",
  "fields.message": "消息，{n} 字节",

  "list.comma": "、",
  "sentence.space": "",
  "encrypted": "（加密）",
  "gap": "抓包中此处缺少 {length} 字节",
  "error": "无法解码：{problem}",

  "data.title": "数据",
  "data.text": "“{text}”",

  "tls.client_hello":
    "给出自己支持的内容：{versions}，{suites} 个密码套件；{asks}，并附上 {groups} 的密钥份额。",
  "tls.client_hello.old":
    "给出自己支持的内容：最高 {versions}，{suites} 个密码套件；{asks}。",
  "tls.asks": "要访问“{name}”",
  "tls.asks.nothing": "没有指明服务器名称",
  "tls.server_hello":
    "选定 {version} 和 {suite}；附上 {group} 的密钥份额，密钥交换完成。",
  "tls.server_hello.resumed": "选定 {version} 和 {suite}，恢复之前的会话。",
  "tls.server_hello.psk":
    "选定 {version}、{suite} 和双方事先共有的密钥：不需要证书。",
  "tls.server_hello.old": "选定 {version} 和 {suite}。",
  "tls.hello_retry_request":
    "请重试：请发送 {group} 的密钥份额。这多用一个往返。",
  "tls.hello_retry_request.cookie":
    "请重试，并把我的 cookie 带回来：这样我知道你确实在那个地址。这多用一个往返。",
  "tls.encrypted_extensions":
    "用新密钥加密的第一条消息：其余的协商结果{alpn}。",
  "tls.encrypted_extensions.alpn": "，其中应用层协议为 {alpn}",
  "tls.certificate": "出示证书证明身份：{subject}，由 {issuer} 签发。",
  "tls.certificate.own":
    "出示证书说明身份：{subject}。证书由它自己签发，没有颁发机构为它担保。",
  "tls.certificate.none": "没有可以出示的证书。",
  "tls.certificate_request": "要求客户端也出示证书。",
  "tls.certificate_verify":
    "用 {scheme} 对此前的握手签名：证明自己持有证书对应的私钥。",
  "tls.server_key_exchange": "服务器的 {group} 密钥份额，用证书的私钥签名。",
  "tls.server_key_exchange.other": "服务器一方的密钥交换参数。",
  "tls.server_hello_done": "服务器的消息到此为止，轮到客户端。",
  "tls.client_key_exchange":
    "客户端一方的密钥交换参数：双方现在可以算出相同的密钥。",
  "tls.finished": "用新密钥对整个握手计算的校验值：证明握手没有被篡改。",
  "tls.new_session_ticket": "会话票据：{hours}内再次连接可以更快。",
  "tls.new_session_ticket.hours": "{n} 小时",
  "tls.new_session_ticket.seconds": "{n} 秒",
  "tls.key_update": "更换自己的发送密钥。",
  "tls.key_update.requested": "更换自己的发送密钥，并要求对方也更换。",
  "tls.hello_request": "请客户端重新协商。",
  "tls.end_of_early_data": "早期数据到此为止；此后使用握手密钥。",
  "tls.compressed_certificate": "压缩后的证书。",
  "tls.certificate_status": "签发者的证明：证书没有被吊销。",
  "tls.message": "类型为 {type} 的握手消息。",
  "tls.change_cipher_spec": "从下一条记录起，这一方开始加密。",
  "tls.change_cipher_spec.compatibility":
    "在 TLS 1.3 中没有作用：只为让旧的中间设备放行。",
  "tls.alert.close_notify":
    "关闭通知：有意结束，不会再有数据；对方由此知道数据没有被截断。",
  "tls.alert.warning": "警告：{name}。",
  "tls.alert.fatal": "中止：{name}。",
  "tls.application_data": "{length} 字节，在线路上是密文，用会话密钥解开。",
  "tls.early_data": "{length} 字节早期数据，握手完成之前发送。",
  "tls.encrypted": "{length} 字节，没有会话密钥就无法看到内容。",
  "tls.encrypted.wrong_key":
    "{length} 字节：密钥日志中有这个会话的密钥，但无法解开。",
  "tls.encrypted.no_secret": "{length} 字节：密钥日志中没有能解开它们的密钥。",
  "tls.encrypted.unsupported": "{length} 字节：这里不支持解开这个密码套件。",
  "tls.encrypted.bad":
    "{length} 字节在途中被改动：能解开之前记录的密钥解不开它。",
  "tls.encrypted.missing": "{length} 字节：前面有缺失，无法解开。",
  "tls.inferred": "可能是{content}：根据{basis}推断。",
  "tls.inferred.server_handshake": "服务器的 EncryptedExtensions 到 Finished",
  "tls.inferred.renegotiation": "又一次握手的消息",
  "tls.inferred.client_handshake": "客户端的握手消息",
  "tls.inferred.finished": "Finished",
  "tls.inferred.client_finished": "客户端的 Finished",
  "tls.inferred.new_session_ticket": "会话票据 NewSessionTicket",
  "tls.inferred.early_data": "早期数据",
  "tls.inferred.application_data": "应用数据",
  "tls.inferred.alert": "警报",
  "tls.inferred.alert_or_data": "警报，或很少的数据",
  "tls.last.close_notify":
    "可能如此：它的长度与警报相同，之后{side}没有再发送记录。",
  "tls.last.alert":
    "可能如此，但看不出是哪一种：它的长度与警报相同，之后{side}没有再发送记录。",
  "tls.basis.outer_type": "记录类型",
  "tls.basis.length": "长度",
  "tls.basis.order": "先后顺序",
  "tls.heartbeat": "心跳消息。",
  "tls.unknown_record": "类型为 {type} 的记录。",

  "http.request": "请求 {target}。",
  "http.request.host": "向 {host} 请求 {target}。",
  "http.status.1": "临时响应：最终响应还在后面。",
  "http.status.2": "成功。",
  "http.status.101": "同意：此后改用另一种协议。",
  "http.status.304": "没有变化：使用已有的副本。",
  "http.status.3": "重定向：请到别处去取。",
  "http.status.4": "服务器认为请求有误。",
  "http.status.5": "服务器出错。",
  "http.upgrade": "此后连接改用 {protocol}。",
  "http.upgrade.tunnel": "此后服务器只在两个方向上转发字节。",
  "http.cut": "还没结束就被切断：{problem}",
  "http.chunk": "后面是 {n} 字节内容。",
  "http.chunk.last": "前面是最后一块。",
  "http.chunk.end": "这一块到此结束。",
  "http.trailers": "内容之后的首部字段，通常没有：消息到此结束。",
  "http.padding": "掩盖内容的长度。",
  "http.preface": "客户端表示自己使用 HTTP/2。",

  "ssh.identification": "使用 SSH {version}；软件是 {software}。",
  "ssh.kexinit":
    "按优先顺序给出支持的算法：{kex} 种密钥交换，{ciphers} 种加密算法。",
  "ssh.negotiated.title": "协商结果",
  "ssh.negotiated":
    "密钥交换 {kex}，主机密钥 {hostKey}，加密 {cipher}，MAC {mac}。",
  "ssh.negotiated.implied": "由加密算法自带",
  "ssh.newkeys": "从下一个分组起，这一方用新密钥加密。",
  "ssh.kexInit": "客户端的那一半秘密：只为本次连接生成的公开值。",
  "ssh.kexReply":
    "服务器的那一半；它的主机密钥 {type} {fingerprint}；以及对此前全部内容的签名。认得主机密钥的客户端由此知道对方是谁。",
  "ssh.kex": "密钥交换的一步。",
  "ssh.disconnect": "结束会话：{text}",
  "ssh.encrypted.title": "密文",
  "ssh.encrypted": "已加密：只能看到大小。",
  "ssh.inferred": "已加密；可能是{guess}（根据顺序和大小推断）：{meaning}。",
  "ssh.inferred.again": "可能又是{guess}。",
  "ssh.guess.ext-info": " EXT_INFO",
  "ssh.guess.service-request": " SERVICE_REQUEST",
  "ssh.guess.service-accept": " SERVICE_ACCEPT",
  "ssh.guess.userauth-request": "认证请求 USERAUTH_REQUEST",
  "ssh.guess.userauth-reply": "对认证请求的回答",
  "ssh.guess.userauth-success": "认证成功 USERAUTH_SUCCESS",
  "ssh.guess.global-request": "全局请求 GLOBAL_REQUEST",
  "ssh.guess.channel-open": "打开信道 CHANNEL_OPEN",
  "ssh.guess.channel-open-confirmation": "信道已打开 CHANNEL_OPEN_CONFIRMATION",
  "ssh.guess.channel-data": "信道数据 CHANNEL_DATA",
  "ssh.guess.keystroke": "一次按键",
  "ssh.guess.connection-message": "连接协议的消息",

  "ssh.means.ext-info": "本端还接受哪些签名算法",
  "ssh.means.service-request": "客户端请求登录服务",
  "ssh.means.service-accept": "服务器准备好接受登录",
  "ssh.means.userauth-request":
    "客户端登录：用户名，以及密码或签名，旁人都看不到",
  "ssh.means.userauth-failure": "登录被拒绝，并列出剩余的方式",
  "ssh.means.userauth-reply": "拒绝并列出剩余的方式，或者继续提问",
  "ssh.means.userauth-success": "用户已登录",
  "ssh.means.global-request": "关于整个连接的事，例如服务器的其他主机密钥",
  "ssh.means.channel-open": "客户端打开一条信道，一个连接可以有多条",
  "ssh.means.channel-open-confirmation": "信道已打开，并告知可以发来多少字节",
  "ssh.means.channel-request": "信道的用途：终端、shell 或命令",
  "ssh.means.channel-reply": "同意或拒绝",
  "ssh.means.channel-data": "会话里说的话",
  "ssh.means.keystroke": "一次按键一个分组，回显由服务器发回",
  "ssh.means.connection-message":
    "信道的请求、数据、窗口、结束或关闭，或者最后的 DISCONNECT；从外面看都一样",

  "demo.tcp": "TCP：客户端发送问候，回显服务器原样发回。两端都在本机运行。",
  "demo.tls": "TLS：客户端请求，服务器应答，旁人无法读懂。两端都在本机运行。",
  "demo.http":
    "HTTP：客户端像浏览器一样请求页面，服务器返回页面。两端都在本机运行。",
  "demo.https": "HTTPS：经由 TLS 请求同一页面，只为你解密。两端都在本机运行。",
  "demo.ssh":
    "SSH：客户端核对服务器，用密码登录，说一行，听到回显。两端都在本机运行。",
  "demo.method.af-packet": "下面是经过回环接口的真实分组。",
  "demo.method.namespace":
    "下面是经过独立网络命名空间中回环接口的真实分组：不需要 root。",
  "demo.method.tcpdump": "下面是经过回环接口的真实分组，由 tcpdump 抓取。",
  "demo.method.relay": "这里无法抓取分组：{reason}。改由中继显示经过的字节。",
  "demo.command": "执行后可以看到真实分组：{command}",

  "filter.none": "{n} 个会话中没有符合过滤条件的。",

  "live.resumed": "会话 {number}，{client} 到 {server}：",
  "live.late":
    "会话 {number}，{client} 到 {server}，迟到的报文段：它的结论已在前面给出",

  "handshakes.version": "版本",
  "handshakes.suite": "密码套件",
  "handshakes.name": "请求的名称",

  "html.hint": "点击一行，可以看到它的每个字节：每个字段是什么，为什么在那里。",
  "html.conversation": "会话 {number}：{client} → {server}",
  "html.written": "已写入 {path}：{n} 个会话。请用浏览器打开。",

  "flows.end": "结束",
  "flows.packets": "分组",
  "flows.bytes": "字节",
  "flows.hint": "查看其中一个会话：wirelab explain {path} --stream N",
  "flows.more": "还有 {n} 个",

  "ending.four-way": "四次挥手",
  "ending.three-way": "四次挥手合并为三次",
  "ending.simultaneous": "同时关闭",
  "ending.half-close": "半关闭",
  "ending.half-closed": "只有一方关闭",
  "ending.reset": "复位（RST）",
  "ending.refused": "连接被拒绝",
  "ending.open": "没有关闭",
  "ending.relayed": "没有观察到报文段",
  "ending.close-notify": "TLS，有 close_notify",
  "ending.truncated": "TLS，被截断",

  "demo.close": "关闭：连接结束的各种方式，在这里真实发生，并由报文判定。",
  "close.four-way":
    "客户端先结束。服务器的内核确认，程序稍后才结束自己的方向：四个报文段。",
  "close.three-way":
    "FIN 到达时服务器也没有话要说了：确认和它自己的 FIN 合在一个报文段里。",
  "close.simultaneous":
    "双方在同一时刻结束。两个 FIN 在途中交错，谁也不是对谁的回答。",
  "close.half-close":
    "客户端只结束自己的方向。服务器继续发送，客户端继续读取。",
  "close.reset": "服务器不是结束，而是中断。什么都不确认，途中的数据会丢失。",
  "close.refused": "端口上没有程序在监听：用 RST 回答 SYN，连接没有建立。",
  "close.close-notify":
    "TLS 中，每一方在 FIN 之前用密文宣布自己结束：谁也无法伪造。",
  "close.truncated":
    "服务器的 FIN 之前没有 close_notify：途中任何人都可能发出它。客户端不能把已收到的当作全部。",
  "close.tries": "用了 {n} 个连接它才发生。",
  "close.missed": "{n} 个连接里都没有发生；这是最后一个。",
  "close.unseen": "没有看到它的报文。",
  "close.table": "连接结束的各种方式",
  "close.table.way": "制造的方式",
  "close.table.first": "先关闭",
  "close.table.segments": "报文段",
  "close.table.verdict": "由报文判定",
  "close.table.both": "双方",
  "close.table.note": "报文段：从结束的第一个迹象到最后一个，不计握手和数据。",

  "demo.versions":
    "同一次请求和应答，先用 TLS 1.2，再用 TLS 1.3。两端都在本机运行。",

  "versions.legend": "* 在线路上已加密；毫秒从 SYN 算起",
  "versions.tcp_trips": "TCP 的往返次数",
  "versions.tls_trips": "TLS 的往返次数",
  "versions.far": "若往返需 {ms} 毫秒，请求发出于（推算）",
  "versions.handshake": "TLS 握手（实测）",
  "versions.first_answer": "从 SYN 到应答（实测）",
  "versions.hidden": "加密的握手消息",
  "versions.of": "{n}/{all}",
  "versions.certificate": "服务器的证书",
  "versions.clear": "明文",
  "versions.encrypted": "加密",
  "versions.bytes": "双向字节总数",
  "versions.segments": "TCP 报文段",
  "versions.suite": "加密算法",
  "versions.group": "密钥交换",
  "versions.trips":
    "少一次往返：TLS 1.3 的客户端不等服务器选定，就在第一条消息里带上自己的密钥份额，服务器随即给出自己的份额并完成握手。TLS 1.2 要先商定方法，再交换份额。",
  "versions.times":
    "本机上一次往返几乎不花时间：实测到的主要是计算。距离一远，起决定作用的就是往返次数。",
  "versions.secret":
    "加密更早：TLS 1.3 在 ServerHello 之后全部加密，证书也在内。TLS 1.2 的证书途中谁都能读到。请求的名称（SNI）在两个版本中都是明文。",
  "versions.compatible":
    "ChangeCipherSpec 是 TLS 1.2 的步骤。TLS 1.3 发送它，只是为了让途中的设备以为是 TLS 1.2。",

  "demo.sync-async":
    "同步与异步：同样的客户端（其中一个很慢）访问两种服务器。都在本机运行。",
  "concurrency.waiting": "等待 accept",
  "concurrency.idle": "已被接受，但不说话",
  "concurrency.served": "正在服务",
  "concurrency.client": "客户端 {id}",
  "concurrency.client.slow": "客户端 {id}（慢）",
  "concurrency.waited": "等待",
  "concurrency.sync": "同步服务器：一次一个连接",
  "concurrency.sync.text":
    "被接受的客户端一直服务到底，不管它多久不说话；其余 {n} 个一共等了 {ms} 毫秒。在它们看来服务器在那里却不出声：内核已经替它们完成了 TCP 三次握手。",
  "concurrency.async": "异步服务器：所有连接同时进行",
  "concurrency.async.text":
    "一个客户端不说话时，服务器去服务其他客户端：全部客户端一共只等了 {ms} 毫秒就被接受。它并不比同步服务器多用线程：它同时等待所有连接。",
  "concurrency.total.end": "最后一个客户端完成于",
  "concurrency.total.waited": "等待 accept 的时间合计",
  "concurrency.total.most": "同时打开的连接最多",

  "verdict": "结论",
  "verdict.opened": "建立",
  "verdict.opened.text": "由客户端 {client} 发起；三次握手用时 {ms} 毫秒",
  "verdict.opened.repeated":
    "由客户端 {client} 发起；三次握手用时 {ms} 毫秒，SYN 发送了 {n} 次",
  "verdict.opened.self":
    "连接到自己：两端是同一个套接字（自连接），因此只看得到一方",
  "verdict.opened.simultaneous":
    "由双方同时发起：两个 SYN 在途中交错（同时打开），用时 {ms} 毫秒",
  "verdict.opened.relayed": "由客户端发起；没有观察到 TCP 报文段",
  "verdict.opened.midway": "在抓包开始之前；谁发起的只是推测",
  "verdict.opened.refused": "被服务器拒绝：对 SYN 回答 RST",
  "verdict.opened.unanswered": "没有建立：SYN 没有得到回答",
  "verdict.opened.incomplete": "没有完全建立：三次握手没有完成",
  "verdict.tls": "TLS",
  "verdict.tls.group": "密钥交换 {group}",
  "verdict.tls.alpn": "ALPN {alpn}",
  "verdict.tls.alpn.none": "没有 ALPN",
  "verdict.tls.alpn.hidden": "ALPN 的答复不可见（没有密钥）",
  "verdict.tls.resumed": "恢复之前的会话",
  "verdict.tls.psk": "预共享密钥",
  "verdict.tls.failed": "握手失败：{name}，由{side}发出",
  "verdict.tls.failed.renegotiation": "重新协商失败：{name}，由{side}发出",
  "verdict.tls.failed.data": "握手之后中止：{name}，由{side}发出",
  "verdict.tls.early.accepted": "早期数据被接受",
  "verdict.tls.early.rejected": "早期数据被拒绝",
  "verdict.tls.renegotiated": "重新协商 {n} 次",
  "verdict.http": "HTTP",
  "verdict.http.requests": "{n} 个请求",
  "verdict.http.promises": "服务器另外承诺 {n} 个",
  "verdict.http.none": "没有应答",
  "verdict.http.open": "{n} 个没有应答",
  "verdict.ssh": "SSH",
  "verdict.certificate": "证书",
  "verdict.certificate.more": "{names}，另有 {n} 个名称",
  "verdict.keys": "密钥",
  "verdict.keys.open": "所有加密的记录都用会话密钥解开了",
  "verdict.keys.partly": "有些加密的记录没能解开",
  "verdict.keys.partly.early": "除早期数据外，所有加密的记录都用会话密钥解开了",
  "verdict.keys.unsupported": "这里不支持这个密码套件，有没有密钥都无法解开",
  "verdict.keys.wrong": "密钥日志中有这次会话的密钥，但解不开",
  "verdict.keys.missing": "抓包缺少一些字节，没有它们其余的无法解开",
  "verdict.keys.no_secret": "密钥日志中没有这次会话的密钥：它属于别的会话",
  "verdict.keys.closed":
    "没有密钥：两端启动时设置 SSLKEYLOGFILE，解释时加 --keylog",
  "verdict.data": "数据",
  "verdict.data.text":
    "客户端 → 服务器 {up} 字节 · 服务器 → 客户端 {down} 字节",
  "verdict.data.tls":
    "TLS 内：客户端 → 服务器 {up} 字节 · 服务器 → 客户端 {down} 字节",
  "verdict.closed": "关闭",
  "verdict.close.four_way":
    "由{side}先关闭：双方各发 FIN，分别得到确认（四次挥手）",
  "verdict.close.merged":
    "由{side}先关闭：双方各发 FIN，对方的 FIN 与 ACK 合并（四次挥手合并为三次）",
  "verdict.close.simultaneous": "双方同时关闭：两个 FIN 在途中交错",
  "verdict.close.self": "由套接字自己关闭：一个 FIN 结束了两个方向",
  "verdict.close.half":
    "{manner}；第一个 FIN 之后另一方还发送了 {bytes} 字节（半关闭）",
  "verdict.close.half_open":
    "只有{side}关闭：它的 FIN 已得到确认，另一方仍然打开（半关闭）",
  "verdict.close.rst": "被{side}用 RST 中断",
  "verdict.close.rst_after_fin": "{first}发送 FIN，随后被{side}用 RST 中断",
  "verdict.close.fin_unconfirmed": "由{side}发送 FIN；对它的确认不在抓包中",
  "verdict.close.open": "不在这次抓包中：连接仍然打开",
  "verdict.close.relayed": "由{side}先关闭；没有观察到方式（FIN 是否合并）",
  "verdict.close.relayed_reset": "被{side}中断（复位；没有观察到 RST 报文段）",
  "verdict.notify": "关闭通知",
  "verdict.notify.both": "双方都发送了 close_notify",
  "verdict.notify.one": "只有{side}发送了 close_notify；另一方没有发送就关闭了",
  "verdict.notify.none":
    "双方都没有发送 close_notify：数据被截断也无法察觉（可能的截断）",
  "verdict.notify.inferred":
    "{side}可能发送了 close_notify（根据最后一条记录的长度推断）",
  "verdict.notify.inferred.both":
    "双方可能都发送了 close_notify（根据最后一条记录的长度推断）",
  "verdict.notify.hidden": "没有密钥，看不到",
  "verdict.packets.text": "{n} 个分组",
  "verdict.chunks.text": "{n} 段字节",
  "verdict.packets.findings": "{n} 项发现",
  "verdict.timing": "时间",
  "verdict.timing.first_byte": "{ms} 毫秒后收到第一个回答字节",
  "verdict.timing.longest": "最长停顿 {ms} 毫秒，在等待{side}",
  "verdict.timing.total": "总共 {ms} 毫秒",

  "verdict.why": "原因",
  "verdict.fix": "解决办法",
  "why.expired": "客户端拒绝了服务器的证书：它已于 {until} 到期",
  "why.wrong-host": "客户端请求的是 {name}，而服务器的证书只属于 {names}",
  "why.self-signed": "服务器的证书由它自己签名，没有颁发机构为它担保",
  "why.untrusted": "客户端不认识签发服务器证书的颁发机构：{issuer}",
  "why.certificate-refused": "客户端拒绝了服务器的证书：{alert}",
  "why.client-certificate-wanted": "服务器要求客户端证书，而客户端没有出示",
  "why.client-certificate-refused": "服务器拒绝了客户端的证书：{alert}",
  "why.no-common-version": "没有双方都接受的 TLS 版本",
  "why.no-common-suite": "没有双方都接受的密码套件、群或签名算法",
  "why.no-common-alpn": "没有双方都接受的应用协议（ALPN）",
  "why.stall": "服务器始终没有回答 ClientHello；客户端等了 {ms} 毫秒后放弃",
  "why.not-tls": "客户端开始了 TLS，而对端说的不是 TLS",
  "why.reset": "被 RST 中断：途中的数据已丢失",
  "why.no-close-notify":
    "发 FIN 之前没有发 close_notify：无法分辨正常结束和被截断",
  "why.slow": "一切正常，但服务器让客户端等了 {ms} 毫秒",
  "fix.expired": "在服务器上换新证书，并在到期之前续期",
  "fix.wrong-host":
    "请求证书中有的名称，或为这个名称签发证书（subjectAltName）",
  "fix.self-signed":
    "请客户端信任的颁发机构签名，或把这个证书交给客户端：--ca FILE",
  "fix.untrusted":
    "把颁发机构的证书交给客户端（--ca FILE），或请已知的颁发机构签名",
  "fix.certificate-refused": "用 wirelab cert verify 查看证书有什么问题",
  "fix.client-certificate-wanted": "给客户端一个证书：--cert FILE --key FILE",
  "fix.client-certificate-refused":
    "给客户端一个由服务器的颁发机构（--ca）签发、用于客户端、且没有到期的证书",
  "fix.no-common-version": "在两端都启用 TLS 1.2 或 TLS 1.3",
  "fix.no-common-suite":
    "在两端都启用 ECDHE 加 AES-GCM 或 ChaCha20-Poly1305；检查密钥类型是否合适",
  "fix.no-common-alpn": "提供服务器认识的应用协议，或不提供",
  "fix.stall": "检查服务器是否卡住或过载；客户端务必设置超时",
  "fix.not-tls": "连接说 TLS 的端口，或在服务器上启用 TLS",
  "fix.reset": "查看发出 RST 一方的日志：崩溃、限制或防火墙",
  "fix.no-close-notify":
    "先发 close_notify 再发 FIN；在此之前，请核对收到的长度与声明的长度",
  "fix.slow": "查看服务器在等什么；--idle-timeout 可以限制客户端等待的时间",

  "demo.faults": "故障：TLS 失败的十种情形，全部真实发生，并说明如何分辨。",
  "faults.client": "客户端",
  "faults.packets": "分组",
  "faults.exit": "退出码 {code}",
  "faults.content": "没有错误：它等待之后收到了完整的回答",
  "faults.unseen": "没有看到分组",
  "faults.shows.stall": "ClientHello 之后一片寂静，直到客户端用 FIN 结束",
  "faults.shows.not-tls": "ClientHello 之后的字节不是 TLS 记录",
  "faults.shows.reset": "回答到一半出现 RST，之前没有 FIN",
  "faults.shows.no-close-notify": "服务器发 FIN，之前没有 close_notify",
  "faults.shows.slow": "停顿 {ms} 毫秒，随后回答分小块到达",
  "faults.shows.nothing": "没有异常",

  "demo.mtls":
    "双向 TLS：服务器也要求客户端出示证书。先用合格的证书，再用陌生机构的证书。",
  "mtls.known": "由服务器认识的 CA 签发的证书",
  "mtls.stranger": "由服务器不认识的 {stranger} 签发的证书",
  "mtls.asked":
    "要求：服务器用 CertificateRequest 要求证书。客户端用 Certificate 出示；证书并不保密，任何人都能出示副本。",
  "mtls.proved":
    "证明：CertificateVerify 用证书的私钥对这次握手签名。只有持有者能做到。",
  "mtls.refused":
    "拒绝：第二个证书由 {stranger} 签发，服务器不认识它；CertificateVerify 的签名本身是对的。TLS 1.3 中客户端在服务器检查之前就完成了握手，所以握手之后才得知被拒：别的服务器发告警（certificate_required、unknown_ca），这个服务器回答 403 并关闭。",

  "demo.resume": "会话恢复：先做一次完整的 TLS 1.3 握手，再凭票据恢复会话。",
  "resume.full": "完整",
  "resume.resumed": "恢复",
  "resume.bytes": "{n} 字节",
  "resume.left-out": "省去",
  "resume.trips": "往返次数",
  "resume.all": "握手合计",
  "resume.time": "用时",
  "resume.why":
    "第一次连接的票据证明双方见过面：不再需要 Certificate 和 CertificateVerify，无需签名，也无需验证。ClientHello 更长，因为它带着票据（pre_shared_key）；新的密钥份额仍然产生新的密钥。往返次数不变：只有早期数据（0-RTT）才能再省一次。",
  "resume.refused": "第二次连接没有恢复会话：服务器没有接受票据。",
};
