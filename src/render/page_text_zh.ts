import type { PageText } from "./page_text.ts";

/** What the pages of the web server say, in Chinese. */
export const ZH: PageText = {
  running: "服务器正在运行。",
  greeting: (secure) =>
    secure
      ? "你通过 HTTPS 发出请求，wirelab https-server 作出应答。"
      : "你通过 HTTP 发出请求，wirelab http-server 作出应答。",
  connection: "当前连接",
  httpLayer: "请求和这个页面",
  tlsLayer: (secure) =>
    secure ? "加密内容，并证明应答者的身份" : "中间人可以读取和篡改全部内容",
  tcpLayer: "按顺序、完整地传送字节",
  noTls: "没有 TLS",
  colon: "：",
  time: "服务器时间",
  protocol: "协议",
  client: "客户端（你）",
  server: "服务器",
  tls: "TLS",
  encrypted: (secure, version) =>
    secure ? `是，已加密${version ? `（${version}）` : ""}` : "否，明文传输",
  cipherSuite: "密码套件",
  group: "密钥交换",
  alpn: "ALPN",
  noAlpn: "未协商",
  count: "连接",
  counted: (connection, request) =>
    `本服务器的第 ${connection} 个连接，其上的第 ${request} 个请求`,
  certificate: "服务器的证书",
  subject: "颁发给",
  issuer: "签发者",
  names: "适用于",
  until: "有效期至",
  key: "密钥",
  origin: {
    "local": "由 wirelab 在本机生成的证书颁发机构签发",
    "self-signed": "自签名：所有者与签发者相同",
    "other": "由此处列出的颁发机构签发",
  },
  whyWarned: "浏览器为什么警告",
  warning: {
    "local":
      "只有浏览器自己名单上的颁发机构担保的证书，浏览器才会信任。这个证书由 wirelab 在本机生成的颁发机构签发，在它进入名单之前，浏览器无法区分这台服务器和冒充者，于是发出警告。",
    "self-signed":
      "只有浏览器自己名单上的颁发机构担保的证书，浏览器才会信任。自签名证书为自己担保：它证明服务器持有密钥，却不能证明密钥属于谁。任何人都能制作这样的证书，所以浏览器发出警告。",
    "other":
      "只有浏览器自己名单上的颁发机构担保的证书，浏览器才会信任。如果浏览器发出警告，说明上面的颁发机构不在名单上，或者地址栏中的地址不在证书的适用范围内。",
  },
  stillEncrypted:
    "警告针对的是应答者的身份，而不是加密：无论如何，这个连接都是加密的。信任证书之后，它还能证明这就是你的服务器。",
  howToTrust: "如何使它受信任",
  trust: {
    "local":
      "列出把 wirelab 颁发机构加入本机名单的命令；加上 --install 则直接执行。然后重新启动浏览器，再次打开 https://localhost 上的这个页面。",
    "self-signed":
      "用于 wirelab 自己的颁发机构：启动服务器时去掉 --cert，服务器就会出示由该机构签发的证书；再用这个命令把该机构加入本机名单。",
    "other":
      "用于 wirelab 自己的颁发机构。对于这个证书，需要把它的颁发机构加入名单，可以在浏览器的设置中完成。",
  },
  untrust: "可以撤销。",
  next: "亲眼看看",
  demo: "逐个解释这样一次访问的所有分组。",
  exchange: "请求这个页面，并显示每个阶段的用时。",
  otherLanguage: "English",
  errors: {
    403: "不允许访问",
    404: "这里什么也没有",
    405: "本服务器只供查看，只接受 GET 和 HEAD",
    500: "服务器无法读取",
  },
  askedFor: (method, target) => `请求：${method} ${target}`,
  folder: (path) => `文件夹 ${path}`,
  up: "上一级文件夹",
  emptyFolder: "这个文件夹是空的。",
};
