import type { TLS as EN } from "../en/tls.ts";

/** What the fields of TLS are, in Chinese. */
export const TLS: Readonly<Record<keyof typeof EN, string>> = {
  "tls.*_length": "后面这个列表或值的字节数，由此知道它在哪里结束。",

  "tls.record.type":
    "内容类型：22 握手，23 应用数据；TLS 1.3 把加密的记录一律标为应用数据。",
  "tls.record.legacy_record_version":
    "记录的版本：TLS 1.3 保留旧版本号，因为有些中间设备不接受新的。",
  "tls.record.length": "记录内容的字节数；最多 16384 再加少许。",
  "tls.record.fragment": "消息流的一段，明文；各字段在消息处说明。",
  "tls.encrypted_record": "密文：没有密钥看起来就是随机数。",
  "tls.nonce_explicit":
    "随机数中每条记录都变的部分，使任何两条记录的加密都不同。",
  "tls.IV": "CBC 的初始向量，随机，使相同的记录看起来不同。",
  "tls.auth_tag": "认证标签：记录在途中哪怕改动一位，它就对不上。",
  "tls.MAC": "消息认证码：检查记录是否被改动。",
  "tls.plaintext.content": "记录真正的内容。",
  "tls.plaintext.type": "真正的内容类型，藏在密文里，途中无人能看到。",
  "tls.plaintext.zeros": "填充：掩盖内容的真实长度。",
  "tls.plaintext.padding": "填充到整数个密码分组。",
  "tls.plaintext.padding_length": "前面填充的字节数。",

  "tls.change_cipher_spec":
    "固定为 1。TLS 1.2 及以前表示开始加密；TLS 1.3 发它只为让中间设备放行。",
  "tls.level": "级别：1 警告，2 致命；TLS 1.3 只看描述。",
  "tls.description": "描述：出了什么问题，或者发送完毕。",
  "tls.description.close_notify":
    "关闭通知：发送方有意结束；切断线路的人伪造不出它。",
  "tls.data": "TLS 所承载的协议的字节。",
  "tls.heartbeat_type": "心跳请求还是应答。",
  "tls.payload_length":
    "应答要重复的字节数；不检查就相信它，就是 Heartbleed 漏洞。",
  "tls.payload": "任意字节，原样返回。",
  "tls.padding": "随机填充，至少 16 字节，接收方忽略。",
  "tls.content": "未知类型的记录。",

  "tls.msg_type": "握手消息的类型。",
  "tls.msg_type.client_hello": "ClientHello：第一条消息，客户端支持什么。",
  "tls.msg_type.server_hello": "ServerHello：服务器从中选了什么。",
  "tls.msg_type.new_session_ticket":
    "NewSessionTicket：客户端以后更快恢复会话所需的票据。",
  "tls.msg_type.encrypted_extensions":
    "EncryptedExtensions：不必让旁人看到的答复。",
  "tls.msg_type.certificate": "Certificate：发送方是谁。",
  "tls.msg_type.server_key_exchange":
    "ServerKeyExchange：服务器一方的密钥交换参数。",
  "tls.msg_type.certificate_request":
    "CertificateRequest：要求客户端也出示证书。",
  "tls.msg_type.server_hello_done": "ServerHelloDone：轮到客户端。",
  "tls.msg_type.certificate_verify": "CertificateVerify：证明持有证书的私钥。",
  "tls.msg_type.client_key_exchange":
    "ClientKeyExchange：客户端一方的密钥交换参数。",
  "tls.msg_type.finished": "Finished：双方看到的握手相同。",
  "tls.msg_type.certificate_status":
    "CertificateStatus：证书没有被吊销的证明。",
  "tls.msg_type.key_update": "KeyUpdate：此后使用新密钥。",
  "tls.length": "消息体的字节数；消息可以跨多条记录。",

  "tls.legacy_version":
    "TLS 1.2 及以前的版本号；TLS 1.3 写在 supported_versions 里，因为旧程序见到新版本号会出错。",
  "tls.client_hello.random":
    "客户端随机数：与服务器的随机数一起使每个会话的密钥都不同，无法重放。",
  "tls.server_hello.random":
    "服务器随机数：参与计算密钥，使密钥只属于这个会话。",
  "tls.hello_retry_request":
    "不是随机数：这个固定值表示 ServerHello 是一个重试请求。",
  "tls.legacy_session_id":
    "要恢复的旧会话的标识（TLS 1.2 及以前）；TLS 1.3 填随机数，只为让中间设备放行。",
  "tls.legacy_session_id_echo":
    "被恢复的会话或新会话的标识；TLS 1.3 中原样返回客户端的值。",
  "tls.client_hello.cipher_suite": "客户端支持的密码套件，最优先的在前。",
  "tls.cipher_suite.GREASE":
    "没有含义：随机的未知编号，使服务器习惯忽略不认识的值。",
  "tls.cipher_suite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV":
    "不是密码套件，而是信号：客户端支持安全重协商。",
  "tls.cipher_suite.TLS_FALLBACK_SCSV":
    "不是密码套件，而是信号：客户端正用较低的版本重试。",
  "tls.server_hello.cipher_suite":
    "服务器选定的密码套件：这个会话的加密算法和散列函数。",
  "tls.compression_method": "只剩 null：先压缩再加密会泄漏秘密（CRIME 攻击）。",
  "tls.legacy_compression_method":
    "固定为 null：先压缩再加密会泄漏秘密（CRIME 攻击）。",
  "tls.msg_length": "SSL 2.0 格式的长度，最高位是标志。",
  "tls.version": "客户端支持的版本，最优先的在前。",
  "tls.version.GREASE": "没有含义：使服务器能容忍未知版本。",
  "tls.cipher_spec_length": "密码列表的字节数。",
  "tls.session_id_length": "会话标识的字节数。",
  "tls.challenge_length": "客户端随机数的字节数。",
  "tls.cipher_spec": "客户端支持的密码，用三个字节表示。",
  "tls.session_id": "旧会话的标识。",
  "tls.challenge": "客户端随机数。",

  "tls.extensions_length": "所有扩展的字节数：TLS 后来的新功能都靠扩展实现。",
  "tls.extension_type": "扩展类型；不认识的一方可以跳过。",
  "tls.extension_data_length": "这个扩展的字节数。",
  "tls.extension_data": "扩展的内容，这里不解读。",
  "tls.GREASE.extension_type":
    "没有含义：随机的未知编号，使对方习惯忽略不认识的值。",
  "tls.server_name.extension_type":
    "服务器名称 SNI：一个地址上有许多域名，各有证书；客户端说明要哪个。在线路上是明文。",
  "tls.max_fragment_length.extension_type":
    "要求较短的记录：供内存小的客户端使用。",
  "tls.client_certificate_url.extension_type": "客户端可以只发证书的网址。",
  "tls.trusted_ca_keys.extension_type": "客户端信任的证书颁发机构。",
  "tls.truncated_hmac.extension_type": "缩短记录的认证码；现在认为不安全。",
  "tls.status_request.extension_type":
    "请服务器附上证书未被吊销的证明（OCSP 装订）。",
  "tls.status_request_v2.extension_type": "请求证书链上每个证书的这种证明。",
  "tls.cert_type.extension_type": "可用的证书种类。",
  "tls.supported_groups.extension_type": "客户端支持的密钥交换群（曲线等）。",
  "tls.ec_point_formats.extension_type": "椭圆曲线点的写法；现在只剩未压缩的。",
  "tls.signature_algorithms.extension_type":
    "能验证的签名算法；对方必须用其中之一签名。",
  "tls.signature_algorithms_cert.extension_type": "能验证的证书签名算法。",
  "tls.use_srtp.extension_type": "为加密的语音和视频生成密钥。",
  "tls.heartbeat.extension_type": "可以用心跳消息探测连接。",
  "tls.application_layer_protocol_negotiation.extension_type":
    "应用层协议协商 ALPN：里面用什么协议，不必另花一个往返。",
  "tls.application_settings.extension_type": "里面协议的设置，随握手一起发送。",
  "tls.signed_certificate_timestamp.extension_type":
    "证书已写入公开日志的证明，伪造的证书会被发现。",
  "tls.client_certificate_type.extension_type": "客户端能出示的证书种类。",
  "tls.server_certificate_type.extension_type": "服务器可以出示的证书种类。",
  "tls.padding.extension_type":
    "把 ClientHello 填长：有些服务器遇到某些长度会卡住。",
  "tls.encrypt_then_mac.extension_type":
    "先加密后认证：对密文计算认证码，堵住对 CBC 填充的攻击。",
  "tls.extended_master_secret.extension_type":
    "扩展主密钥：密钥与整个握手绑定，两个会话不会有相同的密钥。",
  "tls.compress_certificate.extension_type": "证书可以压缩：它占握手的大部分。",
  "tls.record_size_limit.extension_type": "发送方能接收的最长记录。",
  "tls.delegated_credential.extension_type":
    "服务器可以用由证书私钥授权的另一个密钥证明自己。",
  "tls.session_ticket.extension_type":
    "会话票据：旧会话封在票据里，或请求一张票据；服务器不必记住会话。",
  "tls.pre_shared_key.extension_type":
    "双方已有的密钥，多来自以前的会话。总是最后一个扩展，因为它的证明覆盖前面的内容。",
  "tls.early_data.extension_type":
    "早期数据：握手完成前就随第一批消息发送，快，但可能被重放。",
  "tls.supported_versions.extension_type": "TLS 1.3 以后真正有效的版本列表。",
  "tls.cookie.extension_type": "原样返回，服务器因此不必记住自己的重试请求。",
  "tls.psk_key_exchange_modes.extension_type":
    "预共享密钥怎么用：是否再做一次新的密钥交换。",
  "tls.certificate_authorities.extension_type": "接受哪些颁发机构的证书。",
  "tls.oid_filters.extension_type": "客户端证书必须包含的内容。",
  "tls.post_handshake_auth.extension_type":
    "服务器以后要求时，客户端可以再出示证书。",
  "tls.key_share.extension_type":
    "密钥份额：密钥交换的公开部分，立即发送；TLS 1.3 因此省一个往返。",
  "tls.ech_outer_extensions.extension_type":
    "内层 ClientHello 从外层取用的扩展。",
  "tls.encrypted_client_hello.extension_type":
    "加密的真正 ClientHello，旁人看不到服务器名；也可能是随机数，使人分不清谁在用它。",
  "tls.renegotiation_info.extension_type":
    "把新的握手与之前的握手绑定，别人无法插入自己的握手。",
  "tls.trust_anchors.extension_type":
    "客户端信任的根，服务器据此发送合适的证书链。",
  "tls.quic_transport_parameters.extension_type":
    "QUIC 的设置，它使用 TLS 的握手。",
  "tls.connection_id.extension_type": "地址改变时仍能认出 DTLS 连接。",
  "tls.ticket_request.extension_type": "客户端希望得到几张票据。",

  "tls.name_type": "名称的种类：只有 host_name 一种。",
  "tls.host_name": "客户端要访问的域名，不含端口：服务器据此选择证书。",
  "tls.max_fragment_length": "要使用的最长记录内容。",
  "tls.identifier_type": "用什么方式指明颁发机构。",
  "tls.identifier": "空：事先约定。",
  "tls.distinguished_name": "颁发机构的名称，DER 编码。",
  "tls.sha1_hash": "颁发机构密钥或证书的散列值。",
  "tls.status_type": "证明的种类：OCSP，对一个证书的签名答复。",
  "tls.responder_id_list_length": "信任的应答者列表的字节数；空表示任何一个。",
  "tls.responder_id": "客户端信任的应答者。",
  "tls.request_extensions": "OCSP 请求的扩展；通常没有。",
  "tls.request": "这里不解读的请求。",
  "tls.response": "颁发者签名的答复，DER 编码：证书仍然有效。",
  "tls.serialized_sct": "日志签名的承诺：会公布这个证书。",
  "tls.certificate_type": "接受的证书种类。",
  "tls.algorithms.algorithm": "发送方支持的压缩算法。",
  "tls.certificate_extension_oid": "证书必须有的扩展。",
  "tls.certificate_extension_values": "它必须有的值。",
  "tls.valid_time": "从证书生效起，这个凭证有效的秒数。",
  "tls.dc_cert_verify_algorithm": "凭证的密钥使用的签名算法。",
  "tls.ASN1_subjectPublicKeyInfo": "公钥，DER 编码。",
  "tls.ASN.1_subjectPublicKeyInfo": "代替证书的公钥，DER 编码。",
  "tls.type": "这是人人可见的外层 ClientHello，还是内层的。",
  "tls.kdf_id": "内层 ClientHello 的密钥导出函数。",
  "tls.aead_id": "内层 ClientHello 的加密算法。",
  "tls.config_id": "使用了服务器公布的哪个密钥。",
  "tls.enc": "客户端的公开值：服务器用私钥算出同一个秘密。",
  "tls.encrypted_client_hello.payload":
    "加密的内层 ClientHello，或同样长的随机数。",
  "tls.retry_configs": "服务器的新密钥，供再试一次。",
  "tls.confirmation": "告诉客户端：内层 ClientHello 已读到。",
  "tls.record_size_limit": "发送方能接收的最长记录，以字节计。",
  "tls.padding.padding": "全为 0，没有人读。",
  "tls.mode": "对方可否发送心跳消息。",
  "tls.srtp_protection_profile": "语音和视频的加密算法，最优先的在前。",
  "tls.srtp_mki": "SRTP 使用哪个密钥；通常为空。",
  "tls.named_group": "客户端支持的群：曲线、素数群，或抗量子的方案。",
  "tls.named_group.GREASE": "没有含义：使服务器能容忍未知的群。",
  "tls.ec_point_format": "椭圆曲线点的一种写法。",
  "tls.signature_scheme": "能验证的签名：密钥、散列函数和填充方式。",
  "tls.signature_scheme.GREASE": "没有含义：使对方能容忍未知的签名算法。",
  "tls.client_hello.protocol_name": "客户端能在里面使用的协议，最优先的在前。",
  "tls.protocol_name": "服务器选定的协议。",
  "tls.settings": "所选协议的设置。",
  "tls.versions.version": "客户端支持的版本，最优先的在前。",
  "tls.selected_version": "双方从此使用的版本。",
  "tls.selected_group": "请客户端发送这个群的密钥份额。",
  "tls.group": "密钥份额所属的群。",
  "tls.group.GREASE": "没有含义：使服务器能容忍未知的群。",
  "tls.client_hello.key_exchange":
    "客户端的公开值：与服务器的私有值一起得出双方共同的秘密。",
  "tls.key_exchange":
    "服务器的公开值：双方现在能算出共同的秘密，旁听者算不出。",
  "tls.ticket": "服务器用自己的密钥封好的会话：客户端读不懂，以后原样交回。",
  "tls.identity": "预共享密钥的标识：多为服务器给的票据。",
  "tls.obfuscated_ticket_age":
    "票据的年龄（毫秒）加上一个秘密的数，旁人无法据此把几次访问联系起来。",
  "tls.psk_binder_entry":
    "证明客户端持有这个密钥：用它对此前的 ClientHello 计算的校验值。",
  "tls.selected_identity": "服务器选了哪个密钥，从 0 数起。",
  "tls.max_early_data_size": "服务器最多接收多少字节早期数据。",
  "tls.cookie": "服务器给的字节，客户端原样返回。",
  "tls.ke_mode": "psk_dhe_ke 再做一次新的密钥交换，旧密钥泄漏也解不开新数据。",
  "tls.ke_mode.GREASE": "没有含义：使服务器能容忍未知的方式。",
  "tls.renegotiated_connection": "上一次握手的 Finished；第一次握手时为空。",

  "tls.certificate_request_context_length": "请求标识的字节数；握手中为 0。",
  "tls.certificate_request_context":
    "请求的标识，使握手之后的回答能与请求对应。",
  "tls.certificate_list_length":
    "证书链的字节数：先是自己的证书，然后是为它担保的证书。",
  "tls.cert_data_length": "这个证书的字节数。",
  "tls.cert_data": "DER 编码有误的证书。",
  "tls.certificate_length": "这个证书的字节数。",
  "tls.certificate": "DER 编码有误的证书。",
  "tls.certificate.tag": "证书开始：三部分，证书内容、签名算法、签名。",
  "tls.certificate.length": "证书其余的字节数。",
  "tls.certificate_authorities_length":
    "颁发机构列表的字节数；空表示任何一个。",
  "tls.supported_signature_algorithms_length": "能验证的签名算法列表的字节数。",
  "tls.certificate_verify.algorithm": "签名算法；必须是对方能验证的。",
  "tls.certificate_verify.signature":
    "对此前整个握手的签名：只有证书私钥的持有者才能算出。",
  "tls.algorithm": "压缩算法。",
  "tls.uncompressed_length": "解压后的字节数：防止压缩炸弹。",
  "tls.compressed_certificate_message": "压缩后的 Certificate 消息。",
  "tls.server_key_exchange.algorithm": "参数的签名算法。",
  "tls.delegated_credential.algorithm": "凭证的签名算法。",
  "tls.delegated_credential.signature": "证书的私钥为这个凭证签名。",
  "tls.server_key_exchange.signature":
    "用证书的私钥对双方随机数和参数的签名，别人无法调换参数。",
  "tls.curve_type": "曲线怎样给出：总是用名称。",
  "tls.curve": "逐项写出的曲线；现在没有人用。",
  "tls.named_curve": "密钥交换所用的曲线。",
  "tls.point": "服务器的公开点：客户端用自己的私有数乘它。",
  "tls.dh_p": "素数：一切计算都以它为模。",
  "tls.dh_g": "生成元：取它的幂。",
  "tls.dh_Ys": "服务器的公开值：g 的私有数次幂。",
  "tls.dh_Yc": "客户端的公开值：g 的私有数次幂。",
  "tls.ecdh_Yc": "客户端的公开点：服务器用自己的私有数乘它。",
  "tls.rsa_modulus": "短 RSA 密钥的模；过去的出口限制要求使用它。",
  "tls.rsa_exponent": "这个密钥的指数。",
  "tls.srp_N": "SRP（TLS 内的口令认证）的素数。",
  "tls.srp_g": "SRP 的生成元。",
  "tls.srp_s": "口令的盐值。",
  "tls.srp_B": "服务器的 SRP 公开值。",
  "tls.srp_A": "客户端的 SRP 公开值。",
  "tls.encrypted_pre_master_secret":
    "预主密钥，用服务器的 RSA 公钥加密；以后谁得到私钥，谁就能解开一切。",
  "tls.psk_identity_hint": "帮助客户端选择预共享密钥。",
  "tls.psk_identity": "客户端使用的预共享密钥的标识。",
  "tls.params": "这里不解读的密钥交换参数。",
  "tls.exchange_keys": "这里不解读的密钥交换。",
  "tls.verify_data":
    "用新密钥对所有握手消息计算的校验值：双方看到的相同才对得上。",
  "tls.request_update": "对方是否也要更换密钥。",
  "tls.hash": "代替第一个 ClientHello 的散列值。",
  "tls.body": "这里不解读的消息。",
  "tls.ticket_lifetime": "票据可以使用的秒数；最多 7 天。",
  "tls.ticket_lifetime_hint": "服务器打算接受票据的秒数；0 表示没有说明。",
  "tls.ticket_age_add":
    "使用票据时加到它的年龄上，旁人无法据此把几次访问联系起来。",
  "tls.ticket_nonce": "使同一会话的每张票据都得到不同的密钥。",
  "tls.supp_data_type": "附加数据的种类。",
  "tls.supp_data": "附加数据，例如授权信息。",
  "tls.certificate_url.type": "网址上是单个证书还是整条链。",
  "tls.url": "证书的网址。",
  "tls.url_and_hash.padding": "固定为 1：过去这里可以选择。",
  "tls.SHA1Hash": "该处证书的散列值。",
};
