import type { EventText } from "./event_text.ts";

/** What an endpoint's log says, in Chinese. */
export const ZH: EventText = {
  listening: ({ protocol, concurrency }, place) =>
    `正在监听 ${place}（${protocol.toUpperCase()}，${
      concurrency === "sync" ? "同步：逐个处理连接" : "异步：同时处理所有连接"
    }）；按 Ctrl-C 结束`,
  accepted: "已接受连接",
  connected: (local) => `已连接，本端 ${local}`,
  handshake: (facts) => `TLS 握手完成：${facts}`,
  certificate: (subject, issuer, until) =>
    `证书 ${subject}，由 ${issuer} 签发，有效期至 ${until}`,
  noAlpn: "无 ALPN",
  received: ({ chunks }, size) => `收到 ${size}${pieces(chunks)}`,
  sent: ({ chunks }, size) => `发送 ${size}${pieces(chunks)}`,
  colon: "：",
  brokenOff: "未发完",
  openPage: (url) => `请在浏览器中打开 ${url}`,
  peerClosed: (protocol, { closeNotify }) =>
    closeNotify === "not-observed"
      ? "对端不再发送（FIN；未观察到 close_notify：TLS 1.3 下 node:tls 不告知有无）"
      : `对端不再发送（${END[protocol]}）`,
  halfClosed: (protocol) => `本端发送完毕（${END[protocol]}）`,
  closed: ({ seconds }, received, sent) =>
    `连接关闭：收到 ${received}，发送 ${sent}，用时 ${seconds.toFixed(3)} 秒`,
  failed: ({ stage }, why) =>
    stage === "handshake" ? `握手失败：${why}` : `失败：${why}`,
  notAccepted: (detail) => `无法接受连接：${detail}`,
  stopping: ({ open, graceSeconds }) =>
    open === 0
      ? "正在停止"
      : `正在停止：${open} 个连接须在 ${graceSeconds} 秒内结束；再按一次立即结束`,
  summary: (event, received, sent) =>
    `共 ${event.connections} 个连接，失败 ${event.failed} 个，` +
    `收到 ${received}，发送 ${sent}，用时 ${event.seconds.toFixed(3)} 秒`,
  counted: {
    wire: "（线路上的加密字节）",
    session: "（会话中的字节）",
  },
  sshHandshake: (facts) => `SSH 密钥交换完成：${facts}`,
  software: (name) => `对端软件是 ${name}`,
  hostKey: ({ fingerprint, remembered }) =>
    remembered === undefined
      ? `主机密钥 ${fingerprint}，与已知的一致`
      : `主机密钥 ${fingerprint}，首次见到，予以信任；今后若变更则拒绝（${remembered}）`,
  login: ({ method, accepted, fingerprint }, user) => {
    const key = fingerprint === undefined ? "" : ` ${fingerprint}`;
    const way = `${METHODS[method] ?? method}${key}`;
    return accepted
      ? `${user} 已登录，方式：${way}`
      : `${user} 被拒绝，方式：${way}`;
  },
  session: ({ request, terminal, granted }, detail) => {
    const what = `${request}${detail === "" ? "" : ` ${detail}`}`;
    if (!granted) return `已拒绝，本服务器不提供：${what}`;
    return `会话：${what}${terminal ? "，带终端" : ""}`;
  },
  exit: ({ status, signal }) =>
    signal === undefined ? `；退出状态 ${status}` : `；被 ${signal} 终止`,
  hostKeyMade: (path) => `已在 ${path} 生成主机密钥`,
  hostKeyShown: (fingerprint) => `主机密钥 ${fingerprint} (ED25519)`,
  passwordMade: (password) =>
    `密码 ${password}（本次运行临时生成；用 --password-file FILE 指定自己的密码）`,
  passwordOf: (user, host) => `${user}@${host} 的密码：`,
  passphraseOf: (path) => `${path} 的口令：`,
  howToLogIn: (command) => `登录：${command}`,
  causes: {
    "refused": "该端口没有程序监听",
    "name-not-found": "域名解析不到地址",
    "unreachable": "无法到达该地址",
    "timed-out": "连接超时",
    "handshake-silent": "对端没有及时应答",
    "handshake-closed": "对端关闭了连接",
    "not-tls": "对端发来的不是 TLS",
    "echoed": "对端把 ClientHello 原样发了回来",
    "violation": "对端违反了协议",
    "no-common-version": "双方没有共同的 TLS 版本",
    "no-common-suite": "双方没有共同的密码套件或密钥交换组",
    "no-common-alpn": "双方没有共同的应用层协议",
    "untrusted": "证书不是由已知的证书颁发机构签发的",
    "ca-as-leaf": "证书属于证书颁发机构（CA:TRUE）",
    "wrong-purpose": "证书用于其他用途（extendedKeyUsage）",
    "wrong-name": "证书的名称不符",
    "expired": "证书已过期",
    "not-yet-valid": "证书尚未生效",
    "certificate-refused": "对端拒绝了证书",
    "certificate-wanted": "对端要求提供证书",
    "no-certificate": "客户端没有出示证书",
    "alert": "对端发来警报",
    "not-ssh": "对端发来的不是 SSH",
    "no-common-algorithm": "双方没有共同的算法",
    "host-key-changed": "主机密钥与以前不同",
    "login-refused": "没有登录成功",
    "no-session": "服务器不提供会话",
    "speaks-tls":
      "对端使用 TLS，而本服务器不用；请用 wirelab https-server：https://localhost:8444/",
    "not-http": "对端发来的不是有效的 HTTP 请求",
    "silent": "对端一直没有说话，放弃",
    "idle": "太久没有数据往来，放弃",
    "reset": "对端重置了连接（RST）",
    "no-close-notify": "对端未发 close_notify 就关闭了连接",
    "unsent": "数据尚未发完，对端就关闭了连接",
    "stopped": "因 wirelab 停止而结束",
    "provoked": "按 --fault 的要求故意如此",
    "other": "系统报告错误",
  },
  exposed: (place) =>
    `警告：其他机器可以访问 ${place}；去掉 --host 则只有本机可以访问`,
  failedOf: (failed, connections) =>
    `${connections} 个连接中有 ${failed} 个失败。`,
  insecure: (why) =>
    `警告：${why}；--insecure 会继续，但中间人可以读取和篡改全部内容`,
  insecureNotNeeded:
    "警告：--insecure 接受任何证书；这个证书没有问题，可以去掉该选项",
  alertOnly: (call) =>
    `提示：收到的是 TLS 警报；要与 TLS 服务器对话，请用：${call}`,
  keyLog: (path) =>
    `警告：会话密钥将写入 ${path}；得到该文件的人可以读取会话内容`,
  keyLogNotWritten:
    "警告：不写 SSLKEYLOGFILE：这些选项所用的 TLS 不记录会话密钥",
  certificatesMade: (directory) =>
    `已在 ${directory} 生成证书颁发机构和 localhost 的证书`,
  certificatesHere: (directory) =>
    `证书来自 ./certs；在别处启动的客户端需要 --certs ${directory}`,
};

const END = {
  tcp: "FIN",
  tls: "close_notify，FIN",
  ssh: "CHANNEL_EOF",
} as const;

const METHODS: Readonly<Record<string, string>> = {
  password: "密码",
  publickey: "密钥",
};

function pieces(count: number): string {
  return count === 1 ? "" : `（分 ${count} 次）`;
}
