import type { FailureText } from "./failure_text.ts";

const ONE_FEWER = "请去掉其中一个。";
const PUBLIC_KEYS = "请指定含有这种行的文件：ssh-ed25519 AAAA…" +
  "（ssh-keygen 会生成以 .pub 结尾的文件）";
const AUTHORITY_FILE = "请指定颁发机构的证书文件（PEM）：--ca FILE";
const FIRST_LINE = "密码写在文件的第一行。";

/** What is said of calls that cannot be meant, and of their files, in Chinese. */
export const ZH: FailureText = {
  unknownMode: (word, call) => ({
    message: `无法运行 ${word}：没有这个模式。`,
    hint: call === undefined
      ? "只输入 wirelab 会列出所有模式。"
      : `是不是想输入：${call}`,
  }),
  unknownAction: (mode, word, call) => ({
    message: `无法运行 ${mode} ${word}：没有这个操作。`,
    hint: call === undefined
      ? `只输入 wirelab ${mode} 会列出所有操作。`
      : `是不是想输入：${call}`,
  }),
  optionsBeforeMode: (mode) => ({
    message: "选项不能写在模式之前。",
    hint: `请写在后面：wirelab ${mode} …`,
  }),
  optionsBeforeAction: (mode, action) => ({
    message: "选项不能写在操作之前。",
    hint: `请写在后面：wirelab ${mode} ${action} …`,
  }),
  unknownOption: (argument, meant) => ({
    message: `无法使用 ${argument}：没有这个选项。`,
    hint: meant === undefined
      ? "加上 --help 可以查看所有选项。"
      : `是不是想用 --${meant}？`,
  }),
  portAsOption: (argument, usage) => ({
    message: `无法使用 ${argument}：端口不是选项。`,
    hint: `请只写端口号，位置如下：${usage}`,
  }),
  refused: (name, { reason, hint }) => ({
    message: `不能使用 --${name}：${reason}。`,
    hint,
  }),
  refusals: {
    ciphers: {
      reason: "Deno 的 TLS 只用自己的密码套件列表，全部是 ECDHE 加 AEAD，" +
        "不能另行指定",
      hint: "--tls 1.2 或 --tls 1.3 选择版本；密码套件由客户端选择：" +
        "openssl s_client -cipher LIST",
    },
    passphrase: {
      reason: "本机的其他用户能看到程序的参数，shell 也会把它记入历史",
      hint: "不写就会询问；也可以把口令放进文件：" +
        "--passphrase-file FILE（- 为标准输入）",
    },
  },
  switchWithValue: (name) => ({
    message: `不能给 --${name} 赋值：它是开关。`,
    hint: `请只写 --${name}，或者去掉它。`,
  }),
  missingValue: (name, placeholder, example) => ({
    message: `--${name} 缺少值：它需要 ${placeholder}。`,
    hint: `请写成 --${name} ${example}；值以短横开头时，写成 --${name}=VALUE。`,
  }),
  repeated: (name, times) => ({
    message: `--${name} 写了 ${times} 次：它只能有一个值。`,
    hint: "请只写一次。",
  }),
  noChoice: (name, value, choices, meant) => ({
    message: `不能使用 --${name} ${value}：可选的值是 ${choices.join("、")}。`,
    hint: `请写成 --${name} ${meant}`,
  }),
  contradiction: (name, other) => ({
    message: `--${name} 不能与 --${other} 同时使用：两者矛盾。`,
    hint: ONE_FEWER,
  }),
  surplusArgument: (argument) => ({
    message: `无法使用参数 ${argument}：这里不需要它。`,
    hint: "请去掉它；--help 会列出可用的参数。含有空格的文字要加引号。",
  }),
  oneAtATime: (mode, first, second) => ({
    message:
      `不能一次运行 ${mode} ${first} 和 ${mode} ${second}：每次只能写一个名称。`,
    hint: `请先后运行：wirelab ${mode} ${first}; wirelab ${mode} ${second}`,
  }),
  noNumber: (name, text, min, max) => ({
    message: `不能使用 --${name} ${text}：它的值应是${
      max === undefined ? `不小于 ${min} ` : ` ${min} 到 ${max} `
    }的数。`,
    hint: `请给一个数：--${name} ${Math.max(min, 1)}`,
  }),
  noWholeNumber: (name, value) => ({
    message: `不能使用 --${name} ${value}：它的值应是整数。`,
    hint: `请给一个整数：--${name} ${Math.ceil(value)}`,
  }),
  noPort: (text, host) => ({
    message: `不能使用端口 ${text}：端口是 0 到 65535 的整数。`,
    hint: host === undefined
      ? "请用 1024 以上的端口，例如 8080；0 表示任选一个空闲端口。"
      : `主机用选项指定：--host ${host}`,
  }),
  noTargetPort: {
    message: "无法连接端口 0：没有服务器在那里监听。",
    hint: "请写服务器显示的端口，例如 8080。",
  },
  portInHost: (text, host, port) => ({
    message: `不能使用 --host ${text}：主机不带端口。`,
    hint: `端口请单独写：${port} --host ${host}`,
  }),
  noAlpn: (list) => ({
    message: `不能使用 --alpn ${list}：每个协议名的长度是 1 到 255 字节。`,
    hint: "请列出协议名，用逗号隔开：--alpn h2,http/1.1；或者 --alpn none",
  }),

  noServerName: (name) => ({
    message: `不能使用 --server-name ${name}：它既不是主机名，也不是 IP 地址。`,
    hint: "请写证书中的名称：--server-name localhost",
  }),

  unknownDemo: (word, call, names) => ({
    message: `无法运行 demo ${word}：没有这个演示。`,
    hint: call === undefined
      ? `可选的演示：${names.join("、")}。`
      : `是不是想输入：${call}`,
  }),
  oneClientOnly: {
    message: "这个演示不能使用 --connections：只有 sync-async 有多个客户端。",
    hint: "请运行：wirelab demo sync-async --connections 8",
  },
  demosInOneFile: (count, option, path) => ({
    message: `不能把 ${count} 个演示写进同一个 ${path}。`,
    hint: `请指定一个：wirelab demo tls --${option} ${path}`,
  }),
  demoWithoutPackets: (option) => ({
    message: `demo sync-async 不能使用 --${option}：它不记录分组。`,
    hint: "请去掉它；加上 --json 可以得到测量结果。",
  }),
  nothingToExplain: {
    message: "无法解释：没有指定抓包文件。",
    hint: "请指定一个：wirelab explain capture.pcapng（- 为标准输入）",
  },
  nowhereToCapture: {
    message: "无法抓包：没有指定文件。",
    hint: "请指定一个：-w talk.pcapng；或用 -w - 接管道；或用 --live。",
  },
  captureAndLive: {
    message: "使用 --live 时，不能把抓包写到标准输出。",
    hint: "请指定一个文件；或去掉 --live，用管道接到 wirelab explain -",
  },
  twoToStandardOutput: {
    message: "无法把两样内容都写到标准输出。",
    hint: "请给其中一样指定文件。",
  },
  captureToTerminal: {
    message: "不能把抓包写到终端：它不是文本。",
    hint: "请接管道：wirelab capture 8080 -w - | tshark -r -",
  },
  captureToKeyLog: (path) => ({
    message: `不能把抓包写到 ${path}：它是密钥日志。`,
    hint: "请指定两个不同的文件。",
  }),
  allAndPort: {
    message: "--all 不能与端口同时使用。",
    hint: ONE_FEWER,
  },
  capturePortZero: {
    message: "不能抓取端口 0：没有分组使用它。",
    hint: "请指定服务器监听的端口，或用 --all。",
  },
  unknownShell: {
    message: "无法生成自动补全：只支持 bash、zsh 和 fish。",
    hint: "请写成：wirelab completions bash",
  },

  unknownBench: (word, call, names) => ({
    message: word === undefined
      ? "无法做压力测试：没有指定测什么。"
      : `无法运行 bench ${word}：没有这种压力测试。`,
    hint: call === undefined
      ? `可选 ${names.join("、")}，例如：wirelab bench ${names[0]}`
      : `是不是想输入：${call}`,
  }),
  optionOfOtherBench: (option, name, other) => ({
    message: `--${option} 不能用于 bench ${name}。`,
    hint: `请去掉它，或运行：wirelab bench ${other}`,
  }),
  loadWithoutPort: (name) => ({
    message: "不能只用 --host 而没有端口。",
    hint: `请给出服务器的端口，即 wirelab bench ${name} 8080；` +
      "或去掉 --host，使用 wirelab 自己的服务器。",
  }),
  remoteLoad: (host) => ({
    message: `不能对 ${host} 做压力测试：它可能是别的机器。`,
    hint: "如果已得到它的主人同意，请注明：--allow-remote",
  }),
  noPath: (text) => ({
    message: `无法请求 ${text}：它不是路径。`,
    hint: "请按网址中的写法给出：--path /index.html",
  }),

  hostTwice: (url) => ({
    message: `--host 不能与 ${url} 同时使用：两者都指定了服务器。`,
    hint: "请去掉 --host，或只给出端口。",
  }),
  noHttpAddress: (text, example) => ({
    message: `无法请求 ${text}：它不是 HTTP 或 HTTPS 的地址。`,
    hint: `请写成：${example}`,
  }),
  secretInAddress: {
    message: "不能请求含有用户名或密码的地址：别人可能看到。",
    hint: "请从地址中去掉它。",
  },
  noHeader: {
    message: "无法发送 --header 的内容：它不是首部字段。",
    hint: "请写名称、冒号和值：--header 'Accept-Language: zh'",
  },
  keyWithoutCertificate: {
    message: "不能只用 --key 而没有 --cert。",
    hint: "请同时指定证书：--cert FILE --key FILE",
  },
  authorityWithoutClients: {
    message: "不能只用 --ca 而没有 --verify-client。",
    hint: "请要求客户端出示证书：--verify-client --ca FILE",
  },
  certificateAndFault: (fault) => ({
    message:
      `--cert 不能与 --fault ${fault} 同时使用：该故障要用专门生成的证书。`,
    hint: "请去掉 --cert 和 --key。",
  }),
  keyLogAnd: (option, name) => ({
    message:
      `--keylog 不能与 --${option} 同时使用：没有一种 TLS 实现能兼顾两者。`,
    hint: name === undefined
      ? "请去掉其中一个，或在服务器上使用 --keylog。"
      : `请直接用这个名称连接：--host ${name}`,
  }),
  noAuthorityFile: (path) => ({
    message: `无法读取 ${path}：没有这个文件。`,
    hint: AUTHORITY_FILE,
  }),
  noAuthority: (path) => ({
    message: `无法使用 ${path}：其中没有证书。`,
    hint: AUTHORITY_FILE,
  }),
  hostBeforePort: (argument) => ({
    message: `无法使用参数 ${argument}：这里不需要它。`,
    hint: "主机写在端口之前：wirelab ssh-client HOST PORT",
  }),
  noUser: (host) => ({
    message: `无法登录 ${host}：没有指定用户。`,
    hint: `请指定用户：wirelab ssh-client USER@${host}`,
  }),
  noIdentity: (path) => ({
    message: `无法读取 ${path}：没有这个文件。`,
    hint: "请指定私钥文件：--identity FILE",
  }),
  badIdentity: (path, reason) => ({
    message: `无法使用 ${path} 中的私钥：${reason ?? "口令不对"}。`,
    hint: reason === undefined
      ? "请留意大小写、键盘布局和末尾的空格。"
      : "请指定 SSH 私钥或 PEM 文件；ssh-keygen 可以生成。",
  }),
  noPublicKeyFile: (path) => ({
    message: `无法读取 ${path}：没有这个文件。`,
    hint: PUBLIC_KEYS,
  }),
  noPublicKey: (path) => ({
    message: `无法使用 ${path}：其中没有 SSH 公钥。`,
    hint: PUBLIC_KEYS,
  }),

  noOutput: (reason) => ({
    message: `无法写到标准输出：${reason}。`,
    hint: "请腾出空间，或者把输出写到别处。",
  }),
  noPasswordFile: (path) => ({
    message: `无法读取密码文件 ${path}：没有这个文件。`,
    hint: FIRST_LINE,
  }),
  emptyPassword: (path = "标准输入") => ({
    message: `无法使用 ${path} 中的密码：第一行是空的。`,
    hint: FIRST_LINE,
  }),
  cannotAskPassword: (option, keyPath) => ({
    message: keyPath === undefined
      ? "无法询问密码：标准输入不是终端。"
      : `无法询问 ${keyPath} 的口令：标准输入不是终端。`,
    hint: `请指定存放它的文件：${option}`,
  }),
  keyLog: {
    notPermitted: (path) => ({
      message: `无法写密钥日志 ${path}：系统不允许。`,
      hint: "请指定你自己文件夹中的文件。",
    }),
    noFolder: (path) => ({
      message: `无法写密钥日志 ${path}：文件夹不存在。`,
      hint: "请指定已有文件夹中的文件。",
    }),
    noFile: (path) => ({
      message: `无法写密钥日志 ${path}：它不是文件。`,
      hint: "请指定已有文件夹中的文件。",
    }),
  },
};
