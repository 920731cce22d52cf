import type { CommandText } from "./help_text.ts";

/** Options by their names, each with what it does. */
type OptionTexts = Readonly<Record<string, string>>;

const SERVER = {
  host: "监听的地址；默认 127.0.0.1，只有本机能访问",
  sync: "处理完一个连接，再接受下一个",
  async: "同时处理所有连接；这是默认方式",
  once: "第一个连接结束后就退出",
  "max-connections": "同时处理的连接数；其余的排队",
  "idle-timeout":
    "连接上没有数据往来时，最多等多久；0 为一直等（TCP、SSH 默认 300，TLS 默认 30）",
  grace: "按 Ctrl-C 后，留给未完连接的时间；默认 5",
  quiet: "只说在哪里监听、什么失败了，以及最后的总计",
  json: "标准输出上每行一个 JSON 事件，其余写到标准错误",
} as const;

const CERTS = "wirelab 自有证书的文件夹；默认 ./certs，否则是用户数据文件夹";
const ALPN = "应用层协议，首选的在前，例如 h2,http/1.1；none 表示不用";
const KEYLOG =
  "把会话密钥追加到 FILE（权限 0600），供 Wireshark 和 wirelab explain 使用" +
  "（与 SSLKEYLOGFILE 相同）";
const ASCII = "只用 ASCII 字符画图";
const OWN_KEY = "证书的私钥（PEM）；默认在 --cert 的文件中找";

const TLS_SERVER = {
  cert: "你自己的证书，以及各级签发者的证书（PEM）",
  key: OWN_KEY,
  certs: CERTS,
  "key-type": "wirelab 自有证书的密钥：ECDSA P-256（默认）或 RSA 2048",
  alpn: ALPN,
  reply: "应答 HTTP/1.1 200 OK（默认），或原样发回",
  "handshake-timeout": "握手最多等多久；默认 10",
  keylog: KEYLOG,
} as const;

const CLIENT = {
  host: "要连接的主机名或地址；默认 127.0.0.1",
  message: "发送 TEXT；默认发送管道传来的内容，没有管道就发一句问候",
  connections: "建立 N 个连接，发送的内容都一样",
  sync: "逐个建立连接",
  async: "同时建立所有连接；这是默认方式",
  timeout: "建立连接和握手各最多等多久；0 为一直等，默认 10",
  "idle-timeout":
    "没有数据往来时最多等多久；0 为一直等（默认 60；输入来自管道时默认 0）",
  json: SERVER.json,
} as const;

const TLS_CLIENT = {
  ca: "除 wirelab 和系统的 CA 外，还信任的 CA 证书（PEM）",
  certs: CERTS,
  "server-name":
    "请求的名称（SNI），证书中须有它；默认是主机名，回环地址默认 localhost",
  alpn: ALPN,
  tls: "只用这个版本",
  insecure: "证书不可信也继续",
  keylog: KEYLOG,
} as const;

const HTTP_SERVER = {
  dir: "不显示内置页面，而提供 DIR 中的文件，且仅限其中",
  ...SERVER,
  "idle-timeout": "连接上没有数据往来多久就关闭；0 为不关闭，默认 60",
} as const;

const HTTP_CLIENT = {
  head: "只要首部（HEAD）",
  header: "另外发送这个首部字段，例如 'Accept-Language: zh'",
  ascii: ASCII,
  ...pick(CLIENT, ["host", "timeout", "idle-timeout", "json"]),
  ...pick(TLS_CLIENT, [
    "ca",
    "certs",
    "server-name",
    "tls",
    "insecure",
    "keylog",
  ]),
} as const;

/** What help says of each mode, in Chinese. */
export const COMMANDS: Readonly<Record<string, CommandText>> = {
  "demo": {
    summary: "两端同时运行，抓取其间的真实分组并解释",
    options: {
      save: "把分组保存为 pcapng 文件（- 为标准输出）",
      html: "改为生成一个 HTML 页面，解释每个字节（- 为标准输出）",
      force: "文件已存在时覆盖",
      certs: "证书的文件夹",
      json: "标准输出上每行一个 JSON 对象",
      verbose: "解释每个字节：它是什么，为什么在那里",
      connections: "demo sync-async 的客户端数；默认 4",
      ascii: ASCII,
    },
    examples: {
      "wirelab demo": "先 TCP，后 TLS",
      "wirelab demo tcp": "三次握手、回显、四次挥手",
      "wirelab demo tls --save tls.pcapng": "TLS，已解密；可用 Wireshark 打开",
      "wirelab demo https": "浏览器的一次访问，已解密",
      "wirelab demo versions": "TLS 1.2 与 TLS 1.3 对照",
      "wirelab demo close": "连接结束的各种方式",
      "wirelab demo sync-async": "谁在等谁",
      "wirelab demo mtls": "客户端也出示证书",
      "wirelab demo resume": "完整握手与会话恢复",
      "wirelab demo faults": "TLS 失败的十种方式",
      "wirelab demo tls --lang zh": "用中文解释",
    },
  },
  "tcp-server": {
    summary: "TCP 服务器，收到什么就发回什么",
    options: SERVER,
    examples: {
      "wirelab tcp-server 8080": "一直运行，按 Ctrl-C 结束",
      "wirelab tcp-server 0": "任选一个空闲端口，并显示出来",
      "wirelab tcp-server 8080 --sync": "逐个服务客户端",
      "wirelab tcp-server --host ::1": "使用 IPv6",
      "wirelab tcp-server 8080 --json": "每行一个 JSON 事件",
    },
  },
  "tcp-client": {
    summary: "TCP 客户端，显示收到的应答",
    options: CLIENT,
    examples: {
      "wirelab tcp-client 8080": "发送 hello, server",
      "wirelab tcp-client 8080 -m hi": "发送 hi",
      "wirelab tcp-client < FILE > COPY": "让一个文件往返一趟",
      "wirelab tcp-client --connections 200": "同时建立两百个连接",
    },
  },
  "tls-server": {
    summary: "TLS 服务器，应答 HTTP/1.1 200 OK",
    options: {
      ...SERVER,
      ...TLS_SERVER,
      "verify-client": "要求客户端出示证书，没有就拒绝服务",
      ca: "签发客户端证书的 CA（PEM）；默认是 wirelab 自己的",
      tls: "只接受这个版本",
      fault: "故意出错，看客户端如何应对",
    },
    examples: {
      "wirelab tls-server 8443": "首次使用时生成 localhost 的证书",
      "wirelab tls-server 8443 --reply echo": "收到什么就发回什么",
      "wirelab tls-server --cert my.pem --key my.key": "使用你自己的证书",
      "wirelab tls-server --keylog keys.log":
        "让 Wireshark 和 wirelab explain 能够解密",
      "wirelab tls-server --verify-client": "也要求客户端出示证书",
      "wirelab tls-server --fault expired": "出示一张过期的证书",
    },
  },
  "tls-client": {
    summary: "TLS 客户端，请求 / 并说明协商的结果",
    options: {
      ...CLIENT,
      ...TLS_CLIENT,
      cert: "服务器要求证书时出示的证书（PEM）",
      key: OWN_KEY,
    },
    examples: {
      "wirelab tls-client 8443": "信任 wirelab tls-server 生成的证书",
      "wirelab tls-client 443 --host example.org": "访问互联网上的服务器",
      "wirelab tls-client 8443 --tls 1.2": "只用 TLS 1.2",
      "wirelab tls-client 8443 --cert me.pem --key me.key": "出示自己的证书",
      "wirelab tls-client 8443 --ca ca.pem --server-name my.test":
        "信任 ca.pem，请求另一个名称",
    },
  },
  "http-server": {
    summary: "供浏览器访问的页面，或文件夹中的文件（HTTP/1.1、HTTP/2）",
    options: HTTP_SERVER,
    examples: {
      "wirelab http-server 8000": "用浏览器打开 http://127.0.0.1:8000/",
      "wirelab http-server --dir site": "提供文件夹 site 中的文件",
      "wirelab http-server --sync": "一次一个连接，应答后就关闭",
    },
  },
  "http-client": {
    summary: "请求一个页面，并显示各阶段的用时",
    options: HTTP_CLIENT,
    examples: {
      "wirelab http-client 8000": "请求 wirelab http-server 的页面",
      "wirelab http-client http://localhost:8000/a.txt > a.txt":
        "保存应答；其余写到标准错误",
      "wirelab http-client 8000 --head": "只要首部",
    },
  },
  "https-server": {
    summary: "同上，经过 TLS；页面说明浏览器为什么警告",
    options: {
      ...HTTP_SERVER,
      ...pick(TLS_SERVER, [
        "cert",
        "key",
        "certs",
        "key-type",
        "alpn",
        "handshake-timeout",
        "keylog",
      ]),
    },
    examples: {
      "wirelab https-server 8444": "用浏览器打开 https://127.0.0.1:8444/",
      "wirelab https-server --cert my.pem --key my.key": "使用你自己的证书",
      "wirelab https-server --alpn http/1.1": "不用 HTTP/2",
    },
  },
  "https-client": {
    summary: "同上，经过 TLS",
    options: HTTP_CLIENT,
    examples: {
      "wirelab https-client 8444": "信任 wirelab https-server 生成的证书",
      "wirelab https-client https://example.org/": "访问互联网上的服务器",
      "wirelab https-client 8444 --ca ca.pem --server-name my.test":
        "信任 ca.pem，请求另一个名称",
    },
  },
  "ssh-server": {
    summary: "SSH 服务器，它的 shell 只回显，不运行任何命令",
    options: {
      ...SERVER,
      user: "只允许这个用户登录；默认不限",
      "password-file":
        "密码，取 FILE 的第一行（- 为标准输入）；默认生成一个并显示",
      "authorized-keys":
        "允许这些公钥登录，格式同 ~/.ssh/authorized_keys；只给出它时，不接受密码",
      "login-timeout": "登录最多等多久；默认 120",
      certs: CERTS,
    },
    examples: {
      "wirelab ssh-server 2222": "首次使用时生成主机密钥，每次运行生成密码",
      "wirelab ssh-server --authorized-keys ~/.ssh/id_ed25519.pub":
        "允许你自己的密钥登录",
      "wirelab ssh-server --user ada --password-file FILE":
        "只允许一个用户登录",
    },
  },
  "ssh-client": {
    summary: "SSH 客户端，登录并显示收到的应答",
    options: {
      ...CLIENT,
      message: "发送一行 TEXT；默认发送键入或管道传来的内容",
      user: "登录的用户；仅对本机默认为 wirelab",
      exec: "让服务器运行 COMMAND，而不打开 shell",
      "password-file": "密码，取 FILE 的第一行（- 为标准输入）；默认询问",
      identity: "登录用的私钥：OpenSSH 格式或 PEM；Ed25519、ECDSA 或 RSA",
      "passphrase-file": "私钥的口令；默认询问",
      "known-hosts": "记录主机密钥的文件；默认与证书放在一起",
      certs: CERTS,
    },
    examples: {
      "wirelab ssh-client 2222": "登录本机",
      "wirelab ssh-client ada@example.org": "登录另一台机器的 22 端口",
      "wirelab ssh-client 2222 -m whoami": "发送一行就结束",
      "wirelab ssh-client ada@127.0.0.1 22 -i KEY --exec date":
        "用密钥登录，运行一条命令",
    },
  },
  "capture": {
    summary: "抓取分组，保存为 pcapng 文件，可用 Wireshark 打开",
    options: {
      write: "要写的文件；- 为标准输出，用于管道",
      force: "文件已存在时覆盖",
      interface: "在哪个接口上抓取，any 为全部；默认是回环接口",
      all: "抓取所有分组，不限于 TCP 端口",
      live: "边抓取边解释；不需要文件",
      json: "与 --live 合用：每行一个 JSON 对象",
      ascii: "与 --live 合用：只用 ASCII 字符画图",
      count: "抓到 N 个分组后结束",
      duration: "到时间后结束",
      keylog: "密钥日志（SSLKEYLOGFILE）；抓取期间新增的会话密钥会嵌入文件",
      buffer: "等待写入的分组可占的内存；默认 32",
    },
    examples: {
      "wirelab capture 8080 -w talk.pcapng":
        "在回环接口上抓取 TCP 8080 端口，按 Ctrl-C 结束",
      "wirelab capture 8443 -w talk.pcapng --keylog keys.log":
        "同上，打开文件时即已解密",
      "wirelab capture 8080 -w - | tshark -r -": "随到随显示",
      "wirelab capture 8443 --live --keylog keys.log": "随到随解释",
      "wirelab capture --all -i any --duration 10 -w all.pcapng":
        "抓取所有分组，共十秒",
    },
  },
  "explain": {
    summary: "解码抓包文件，解释每个分组",
    usage: "FILE [OPTIONS]        （- 为标准输入）",
    options: {
      keylog: "用这个密钥日志中的会话密钥解密 TLS",
      stream: "只解释第 N 个会话",
      filter: "筛选会话，例如 'host 10.0.0.1 and port 443 and tls'",
      summary: "每个会话一行，不论有多少个",
      handshakes: "每次 TLS 握手一行：提供了什么，选定了什么",
      follow: "只看一个会话中双方所说的内容，已解密",
      json: "标准输出上每行一个 JSON 对象",
      verbose: "解释每条消息的每个字节：它是什么，为什么在那里",
      "json-schema": "输出这些 JSON 行的 JSON Schema",
      html: "改为生成一个 HTML 页面，解释每个字节（- 为标准输出）",
      force: "文件已存在时覆盖",
      ascii: ASCII,
    },
    examples: {
      "wirelab explain capture.pcapng": "解释一个抓包文件",
      "wirelab explain capture.pcap --keylog keys.log": "其中的 TLS 也解密",
      "wirelab capture 8080 -w - | wirelab explain -": "边抓取边解释",
    },
  },
  "bench": {
    summary: "对服务器做压力测试：速率和延迟",
    options: {
      connections: "同时的连接数；默认 8，最多 500",
      seconds: "每项测量的时间；默认 3，最多 60",
      "warm-up": "每项测量之前的预热时间，不计入；默认 0.5，最多 10",
      count: "做完 N 次就结束一项测量，即使时间未到",
      size: "tcp 一次往返每个方向的字节数；默认 64，最多 1048576",
      path: "http 和 https 请求的路径；默认 /",
      timeout: "建立连接、握手和等待应答各最多等多久；默认 10，最多 60",
      "allow-remote": "测试另一台机器上的服务器，须得到它的主人同意",
      ...pick(CLIENT, ["host"]),
      ...pick(TLS_CLIENT, ["ca", "certs", "server-name", "tls", "insecure"]),
      json: "标准输出上每行一个 JSON 对象",
      ascii: ASCII,
    },
    examples: {
      "wirelab bench tcp": "往返和新建连接；测试自己启动的服务器",
      "wirelab bench tls": "完整的握手",
      "wirelab bench http": "请求",
      "wirelab bench tcp 8080 --size 65536": "测试 8080 端口上的回显服务器",
      "wirelab bench https 8444 --connections 50 --seconds 10":
        "连接更多，时间更长",
    },
  },
  "completions": {
    summary: "为 shell 生成模式和选项的自动补全",
    options: {},
    examples: {
      "source <(wirelab completions bash)": "写进 ~/.bashrc",
      "source <(wirelab completions zsh)": "写进 ~/.zshrc，在 compinit 之后",
      "wirelab completions fish | source": "写进 ~/.config/fish/config.fish",
    },
  },
};

/** Some of the options of a group. */
function pick<Texts extends OptionTexts>(
  texts: Texts,
  names: readonly (keyof Texts & string)[],
): OptionTexts {
  return Object.fromEntries(names.map((name) => [name, texts[name]]));
}
