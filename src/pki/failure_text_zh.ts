import type { FailureText } from "./failure_text.ts";

/** What is said of failures of certificates, keys and their files, in Chinese. */
export const ZH: FailureText = {
  notFirst: (certPath, keyPath, place) => ({
    message:
      `无法使用 ${certPath}：与 ${keyPath} 配对的证书排在第 ${place} 位，不在最前。`,
    hint: "请把服务器自己的证书放在最前，然后依次是各级签发者的证书。",
  }),
  noMatch: (certPath, keyPath, call) => ({
    message: `无法同时使用 ${certPath} 和 ${keyPath}：私钥与证书不配对。`,
    hint: `请找到正确的私钥；检查是否配对：${call}`,
  }),
  keyNotForTls: (path, kind) => ({
    message: `无法使用 ${path}：这里的 TLS 不接受 ${kind} 密钥。`,
    hint: "请生成 P-256 密钥和它的证书：wirelab cert self-signed",
  }),
  oldVersion: (path, version, call) => ({
    message:
      `无法使用 ${path}：它是 X.509 第 ${version} 版的证书，而这里的 TLS 只接受第 3 版。`,
    hint: `请生成带扩展的证书：${call}`,
  }),
  authorityAsServer: (path, call) => ({
    message:
      `无法使用 ${path}：它是 CA 证书，客户端不接受服务器出示它（CaUsedAsEndEntity）。`,
    hint: `请生成 CA:FALSE 的证书：${call}`,
  }),
  expired: (path, day, call) => ({
    message: `无法使用 ${path}：它已于 ${day} 过期。`,
    hint: call === undefined
      ? "请让签发者续期；或去掉 --cert 和 --key，改用 wirelab 自己的证书。"
      : `请生成新的证书：${call}`,
  }),
  notYetValid: (path, from, now) => ({
    message: `无法使用 ${path}：它要到 ${from} 才生效。`,
    hint: `请检查本机的时钟；现在显示 ${now}。`,
  }),

  noFile: (path) => ({
    message: `无法读取 ${path}：没有这个文件。`,
    hint: "请检查路径；或去掉 --cert 和 --key，改用 wirelab 自己的证书。",
  }),
  cutOff: (path, label) => ({
    message: `无法使用 ${path}：其中的 ${label} 块没有 END 行。`,
    hint: "文件不完整，请重新复制。",
  }),
  derCertificate: (path, call) => ({
    message: `无法使用 ${path}：它是 DER 格式的证书，不是 PEM。`,
    hint: `请转换：${call}`,
  }),
  derKey: (path, call) => ({
    message: `无法使用 ${path}：它是 DER 格式的密钥，不是 PEM。`,
    hint: `请转换：${call}`,
  }),
  pkcs7: (path, call) => ({
    message: `无法使用 ${path}：其中的证书打包成了 PKCS#7。`,
    hint: `请先取出证书：${call}`,
  }),
  pkcs12: (path, call) => ({
    message: `无法使用 ${path}：它是 PKCS#12，不是 PEM。`,
    hint: `请转换，结果中既有证书也有私钥：${call}`,
  }),
  notPem: (path) => ({
    message: `无法使用 ${path}：它不是 PEM 格式。`,
    hint: "PEM 文件是文本，以 -----BEGIN 开头。",
  }),
  emptyFile: (path) => ({
    message: `无法使用 ${path}：它是空文件。`,
    hint: "PEM 文件是文本，以 -----BEGIN 开头。",
  }),
  unreadableCertificate: (path, number, call) => ({
    message: `无法使用 ${path}：其中${
      number === undefined ? "的" : `第 ${number} 个`
    } CERTIFICATE 块不是可读的证书。`,
    hint: `可以问 openssl 哪里不对：${call}`,
  }),
  keyAsCertificate: (path) => ({
    message: `无法使用 ${path}：其中是私钥，不是证书。`,
    hint: "请指定它的证书文件；如果两者都已指定，可能写反了。",
  }),
  requestAsCertificate: (path, call) => ({
    message: `无法使用 ${path}：其中是证书签名请求，不是证书。`,
    hint: `请交给 CA 签发，例如 wirelab 自己的：${call}`,
  }),
  noCertificate: (path, label) => ({
    message: `无法使用 ${path}：其中是 ${label}，不是证书。`,
    hint: "--cert 需要以 -----BEGIN CERTIFICATE----- 开头的内容。",
  }),
  noAuthority: (path) => ({
    message: `无法使用 ${path}：其中没有证书。`,
    hint: "请指定签发服务器证书的 CA：--ca FILE",
  }),
  encryptedKey: (path, call) => ({
    message: `无法使用 ${path}：其中的私钥已加密。`,
    hint: `请去掉口令：${call}`,
  }),
  openSshKey: (path, call) => ({
    message: `无法使用 ${path}：其中的私钥是 OpenSSH 自己的格式。`,
    hint: `请为 TLS 生成密钥：${call}`,
  }),
  unreadableKey: (path, label, call) => ({
    message: `无法使用 ${path}：其中的 ${label} 块不是可读的密钥。`,
    hint: `可以问 openssl 哪里不对：${call}`,
  }),
  certificateAsKey: (path) => ({
    message: `无法使用 ${path}：其中是证书，不是私钥。`,
    hint: "请指定它的私钥文件；如果两者都已指定，可能写反了。",
  }),
  noKey: (path, label) => ({
    message: `无法使用 ${path}：其中是 ${label}，不是私钥。`,
    hint: "私钥以 -----BEGIN PRIVATE KEY----- 开头。",
  }),
  wrongPassphrase: (path) => ({
    message: `无法打开 ${path}：口令不对。`,
    hint: "请注意大小写、键盘布局和末尾的空格。",
  }),
  damagedKey: (path, label) => ({
    message: `无法使用 ${path}：其中的 ${label} 块不是可读的密钥。`,
    hint: "文件已损坏，请重新复制。",
  }),
  unknownEncryption: (path, name, call) => ({
    message: `无法打开 ${path}：它用 ${name} 加密，这里无法解密。`,
    hint: `请改用 AES 重新加密：${call}`,
  }),
  noRequest: (path, label) => ({
    message: `无法使用 ${path}：其中是 ${label}，不是证书签名请求。`,
    hint: "请生成请求：wirelab cert request --key KEY",
  }),
  unreadableRequest: (path, label, call) => ({
    message: `无法使用 ${path}：其中的 ${label} 块不是可读的请求。`,
    hint: `可以问 openssl 哪里不对：${call}`,
  }),
  badHostKey: (path) => ({
    message: `无法使用 ${path}：它不是 OpenSSH 格式的私钥。`,
    hint: "删除它就会生成新的；或指定另一个文件夹：--certs DIR",
  }),

  tooLarge: (path) => ({
    message: `无法使用 ${path}：证书或密钥不会有这么大。`,
    hint: "请给出 PEM 文件，它以 -----BEGIN 开头。",
  }),
  readRefused: (path, call) => ({
    message: `无法读取 ${path}：系统不允许当前用户读取。`,
    hint: call === undefined
      ? "请指定当前用户可以读取的文件，或请文件的所有者授权。"
      : `让当前用户能够读取：${call}`,
  }),
  readWithheld: (path) => ({
    message: `无法读取 ${path}：它是设备或系统文件。`,
    hint: "请指定磁盘上的文件；可以读标准输入的地方，标准输入写作 -。",
  }),
  readFolder: (path) => ({
    message: `无法读取 ${path}：它是文件夹。`,
    hint: "请指定其中的 PEM 文件。",
  }),
  readThroughFile: (path) => ({
    message: `无法读取 ${path}：路径中有一段是文件，不是文件夹。`,
    hint: "请指定文件夹；不存在时会新建。",
  }),
  unreadable: (path, reason) => ({
    message: `无法读取 ${path}：系统出错（${reason}）。`,
    hint: "请检查路径，以及它所在的磁盘或共享。",
  }),
  writeRefused: (path) => ({
    message: `无法写入 ${path}：系统不允许当前用户写入。`,
    hint: "请指定你自己的文件夹：--certs DIR",
  }),
  unwritable: (path, reason) => ({
    message: `无法写入 ${path}：系统出错（${reason}）。`,
    hint: "请指定可以写入的文件夹：--certs DIR",
  }),
  exists: (path) => ({
    message: `无法写入 ${path}：文件已存在。`,
    hint: "加上 --force 就会覆盖；或指定另一个文件。",
  }),
  otherHosts: "加上 --force 就会重新签发；或指定其他主机：--host NAME",
  twoThings: (path) => ({
    message: `不能把两样东西写进同一个文件 ${path}。`,
    hint: "请指定两个不同的文件。",
  }),
  nameWritable: "请指定已有且可以写入的文件夹中的文件。",
  cannotRemember: (path) => ({
    message: `无法把主机密钥记入 ${path}：系统不允许。`,
    hint: "请指定另一个文件：--known-hosts FILE",
  }),
  noFolder: (variable) => ({
    message: `无法确定证书的文件夹：没有设置 ${variable}。`,
    hint: "请指定一个文件夹：--certs DIR",
  }),

  unfit: (path, problem) => `无法使用 ${path}：${problem}。`,
  problems: {
    notAuthority: "它不是 CA 证书",
    empty: "它是空文件",
    notItsKey: (keyPath) => `${keyPath} 不是它的私钥`,
    keyMissing: (keyPath) => `缺少它的私钥 ${keyPath}`,
    keyEmpty: (keyPath) => `它的私钥 ${keyPath} 是空文件`,
    keyMissingToSign: (keyPath) => `缺少它的私钥 ${keyPath}，不能签发证书`,
    notSignedBy: (caPath) => `它不是由 ${caPath} 签发的`,
    validOnly: (from, to) => `它只在 ${from} 至 ${to} 期间有效`,
  },
  renewHint: (directory) =>
    `请放回正确的文件；或用 --certs DIR 指定另一个文件夹；或从 ${directory} 中删除 ca.* 和 localhost*，重新生成。`,
  newAuthorityHint:
    "请放回正确的文件，或建立新的 CA 代替它：wirelab cert init --new-ca --force",
  cannotSign: (path) => `无法用 ${path} 签发：读不了它的私钥。`,

  badName: (text, problem) => ({
    message: `无法使用名称 ${text}：${problem}。`,
    hint: "请给出主机名或地址：--host localhost --host 127.0.0.1 --host ::1",
  }),
  nameProblems: {
    largeNumber: "IP 地址中的每个数最大为 255",
    noIpv6: "它不是 IPv6 地址",
    url: "它是 URL，不是主机名",
    port: "证书属于主机，与端口无关",
    noHostName: "它不是主机名",
  },
  badSubject: (text, problem, isPath) => ({
    message: `无法使用主题 ${text}：${problem}。`,
    hint: isPath
      ? '在 Git Bash 中要写两条斜线：--subject "//CN=localhost"'
      : "写法同 openssl：" +
        '--subject "/C=US/ST=CA/L=San Francisco/O=MyCompany/CN=localhost"',
  }),
  subjectProblems: {
    noSlash: "它不以 / 开头",
    empty: "其中没有内容",
    noEquals: (part) => `${part} 中没有 =`,
    noValue: (name) => `${name} 没有值`,
    unknown: (name) => `没有叫 ${name} 的属性`,
    country: "国家 C 由两个字母组成，例如 CN",
    longCommonName: (limit) => `CN 超过 ${limit} 个字符`,
    ascii: (name) => `${name} 只能用 ASCII 字符`,
  },
};
