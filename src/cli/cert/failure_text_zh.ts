import type { FailureText, Task } from "./failure_text.ts";

const TASKS: Readonly<Record<Task, string>> = {
  show: "查看证书",
  sign: "签发证书",
  verify: "验证证书",
  encrypt: "加密私钥",
  decrypt: "解密私钥",
};

/** What is said of calls of `wirelab cert` that fail, in Chinese. */
export const ZH: FailureText = {
  noFileNamed: (task, example) => ({
    message: `无法${TASKS[task]}：没有指定文件。`,
    hint: task === "show"
      ? `请指定文件：${example}；或指定服务器：wirelab cert show localhost:8443`
      : `请指定文件：${example}`,
  }),
  sharedInput: {
    message: "不能从标准输入读取两样东西。",
    hint: "请为其中一样指定文件。",
  },
  missingFile: (path) => ({
    message: `无法读取 ${path}：没有这个文件。`,
    hint: "请检查路径。",
  }),
  missingFileOrHost: (argument) => ({
    message: `无法读取 ${argument}：没有这个文件。`,
    hint: `如果是服务器，请带上端口：${argument}:443`,
  }),
  fileForServer: (argument) => ({
    message: `不能使用 --server-name：${argument} 是文件，不是服务器。`,
    hint: "用 --host NAME 可以检查证书能否用于该主机。",
  }),
  noCertificate: (name, label) => ({
    message: `无法使用 ${name}：其中是 ${label}，不是证书。`,
    hint: "证书以 -----BEGIN CERTIFICATE----- 开头。",
  }),
  damagedCertificate: (name, detail) => ({
    message: `无法读取 ${name} 的证书：${detail}`,
    hint: "文件已损坏，请重新复制。",
  }),
  nothingToShow: (name, label) => ({
    message: `无法查看 ${name}：其中是 ${label}。`,
    hint: "可以查看证书、请求和密钥。",
  }),
  twoFilesNeeded: {
    message: "无法比较：需要两个文件。",
    hint: "请指定证书和私钥：wirelab cert match cert.pem key.pem",
  },
  nothingToMatch: (name, label) => ({
    message: `无法比较 ${name}：其中是 ${label}，没有密钥。`,
    hint: "请指定证书、私钥或请求。",
  }),
  clientWithoutName: {
    message: "无法生成客户端证书：没有指定名称。",
    hint: "请指定它属于谁：--client --host ada@example.com",
  },

  passphraseDiffers: (path, times) => ({
    message: `无法加密 ${path}：${times} 次输入的口令都不一致。`,
    hint: "可以把口令写进文件：--passphrase-file FILE",
  }),
  noPassphraseFile: (path) => ({
    message: `无法读取口令文件 ${path}：没有这个文件。`,
    hint: "去掉 --passphrase-file 就会询问口令。",
  }),
  emptyPassphrase: (name) => ({
    message: `无法使用 ${name} 中的口令：第一行是空的。`,
    hint: "口令写在文件的第一行。",
  }),
  cannotAsk: (path) => ({
    message: `无法询问 ${path} 的口令：标准输入不是终端。`,
    hint: "请指定存放口令的文件：--passphrase-file FILE（- 为标准输入）",
  }),
  shortPassphrase: (least) => ({
    message: `不能使用这个口令：它不到 ${least} 个字符。`,
    hint: "把几个词连起来，又长又好记。",
  }),
  longPassphrase: (mostBytes) => ({
    message:
      `不能使用这个口令：它超过 ${mostBytes} 字节，openssl 只会读取其中一部分。`,
    hint: "请用短一些的口令。",
  }),
  passphraseWithoutUse: {
    message: "不能使用 --passphrase-file：新私钥不加密。",
    hint: "请加上 --encrypt，或去掉它。",
  },
  recodeInPlace: (action, path, word) => ({
    message: `不能直接${
      action === "encrypt" ? "加密" : "解密"
    } ${path}：原文件会被覆盖。`,
    hint:
      `请指定另一个文件：wirelab cert ${action} ${word} --out FILE；或加上 --force。`,
  }),
  encryptedAlready: (name, call) => ({
    message: `无法加密 ${name}：其中的私钥已有口令。`,
    hint: `请先去掉口令：${call}`,
  }),
  plainAlready: (name) => ({
    message: `无法解密 ${name}：其中的私钥没有口令。`,
    hint: "可以直接使用。",
  }),
  cannotEncode: (name, kind) => ({
    message: `无法写出 ${name} 的私钥：Deno 不能写 ${kind} 密钥。`,
    hint: "可以用 openssl pkey：openssl pkey -aes256 -in KEY -out FILE",
  }),
  keyNotForTls: (path, kind) => ({
    message: `无法用 ${path} 签名：这里的 TLS 不接受 ${kind} 密钥。`,
    hint: "请生成 P-256 密钥：wirelab cert key --key-type ec --out new-key.pem",
  }),

  badRequest: (name) => ({
    message:
      `无法签发 ${name}：它自己的签名不对，申请者可能没有私钥，或请求被改动过。`,
    hint: "请重新生成请求：wirelab cert request --key KEY",
  }),
  halfAuthority: (option) => ({
    message: `不能只用 --${option}：CA 签发时既要证书也要私钥。`,
    hint: "请同时指定两者：--ca ca.pem --ca-key ca.key",
  }),
  unfitAuthority: (path, fault) => ({
    message: `无法用 ${path} 签发：${fault}。`,
    hint: "请指定 CA 及其私钥：--ca ca.pem --ca-key ca.key",
  }),
  authorityFaults: {
    notAuthority: "它不是 CA 证书",
    notItsKey: (keyPath) => `${keyPath} 不是它的私钥`,
    expired: (day) => `它已于 ${day} 过期`,
  },
  noAuthorityToSign: {
    message: "无法签发：wirelab 在这里还没有 CA。",
    hint:
      "请建立一个：wirelab cert init；或指定自己的：--ca ca.pem --ca-key ca.key",
  },
  noAuthorityToTrust: {
    message: "没有可以信任的 CA：wirelab 在这里还没有 CA。",
    hint: "请建立一个：wirelab cert init；或指定另一个：--ca FILE",
  },
  authorityFromInput: {
    message: "不能从标准输入读取 CA：其他程序也要读取它。",
    hint: "请指定文件：--ca ca.pem",
  },
  notAuthority: (path) => ({
    message: `不能信任 ${path}：它不是 CA 证书。`,
    hint: "请信任签发它的 CA；或让各个程序单独使用它：curl --cacert FILE",
  }),
  unknownSystem: (path) => ({
    message:
      "不知道本系统怎样信任 CA：既没有 update-ca-certificates，也没有 trust。",
    hint: `请让各个程序单独使用这个 CA：curl --cacert ${path}`,
  }),
  noHome: {
    message: "找不到当前用户的 CA 列表：没有设置 HOME。",
    hint: "请把 HOME 设为用户的文件夹。",
  },
  commandFailed: (command, asRoot, all) => ({
    message: `无法运行 ${command}：命令失败。`,
    hint: `请${asRoot ? "以 root 执行" : "自己执行"}：${all}`,
  }),
};
