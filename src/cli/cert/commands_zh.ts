import type { CommandText } from "../help_text.ts";

const HOST =
  "证书所用的主机名或地址；可重复（默认 localhost、127.0.0.1 和 ::1）";
const DAYS = "有效天数；默认 397，是浏览器对公共 CA 允许的上限";
const KEY_TYPE = "新密钥的类型；默认 ec（ECDSA P-256）。浏览器不接受 ed25519";
const SUBJECT = '主题，写法同 openssl："/C=US/O=MyCompany/CN=localhost"';
const KEY = "使用这个私钥，不生成新的";
const KEY_OUT = "新密钥写到哪个文件；默认 key.pem";
const ENCRYPT = "用口令保护新密钥（AES-256）";
const CLIENT = "只供客户端使用，在服务器要求时出示";
const CERTS = "wirelab 自有证书的文件夹；默认 ./certs，否则是用户数据文件夹";
const FORCE = "文件已存在时覆盖";
const SERVER_NAME = "向服务器请求这个名称（SNI），而不是主机名";
const TIMEOUT = "最多等服务器多久；默认 10";
const PASSPHRASE = "从 FILE 的第一行读取口令（- 为标准输入），不再询问";

const RECODE = {
  out: "私钥写到哪个文件（- 为标准输出）；加 --force 可写回原文件",
  force: FORCE,
  "passphrase-file": PASSPHRASE,
};

const TRUST = {
  ca: "CA 的证书；默认是 wirelab 自己的",
  certs: CERTS,
  install: "执行这些命令，必要时用 sudo",
};

/** What help says of `wirelab cert` and its actions, in Chinese. */
export const CERT_COMMANDS: Readonly<Record<string, CommandText>> = {
  "cert": {
    summary: "证书和密钥：生成、查看、检查、信任",
    options: {},
    examples: {
      "wirelab cert show localhost:8443": "用文字说明服务器的证书",
      "wirelab cert self-signed": "生成 cert.pem 和 key.pem",
      "wirelab cert trust": "让浏览器不再警告",
    },
  },
  "cert init": {
    summary: "建立自己的 CA，并由它签发一张证书",
    options: {
      host: HOST,
      days: DAYS,
      "key-type": KEY_TYPE,
      client: CLIENT,
      certs: CERTS,
      "new-ca": "即使已有 CA，也建立新的",
      force: FORCE,
      "passphrase-file": PASSPHRASE,
    },
    examples: {
      "wirelab cert init": "用于 localhost、127.0.0.1 和 ::1",
      "wirelab cert init --host dev.test --host '*.dev.test'":
        "用于你自己的名称，由同一个 CA 签发",
      "wirelab cert init --client --host ada@example.com":
        "用于出示证书的客户端",
    },
  },
  "cert self-signed": {
    summary: "一张自签名证书，可直接用于 TLS",
    options: {
      host: HOST,
      subject: SUBJECT,
      days: DAYS,
      "key-type": KEY_TYPE,
      key: KEY,
      out: "证书写到哪个文件（- 为标准输出）；默认 cert.pem",
      "key-out": KEY_OUT,
      encrypt: ENCRYPT,
      client: CLIENT,
      force: FORCE,
      "passphrase-file": PASSPHRASE,
    },
    examples: {
      "wirelab cert self-signed": "生成 cert.pem 和 key.pem，用于 localhost",
      'wirelab cert self-signed --subject "/C=US/O=MyCompany/CN=localhost"':
        "指定主题",
      "wirelab cert self-signed --key old.key --out new.pem --host a.test":
        "使用已有的密钥",
    },
  },
  "cert key": {
    summary: "生成私钥，可用口令保护",
    options: {
      "key-type": KEY_TYPE,
      out: "私钥写到哪个文件（- 为标准输出）；默认 key.pem",
      encrypt: ENCRYPT,
      force: FORCE,
      "passphrase-file": PASSPHRASE,
    },
    examples: {
      "wirelab cert key": "生成 key.pem，P-256 上的 ECDSA",
      "wirelab cert key --key-type rsa2048 --encrypt": "RSA，由口令保护",
    },
  },
  "cert request": {
    summary: "证书签名请求（CSR），交给 CA 签发",
    options: {
      host: HOST,
      subject: SUBJECT,
      "key-type": KEY_TYPE,
      key: KEY,
      out: "请求写到哪个文件（- 为标准输出）；默认 request.csr",
      "key-out": KEY_OUT,
      encrypt: ENCRYPT,
      force: FORCE,
      "passphrase-file": PASSPHRASE,
    },
    examples: {
      "wirelab cert request --host dev.test":
        "生成 request.csr，新密钥在 key.pem 中",
      "wirelab cert request --key server.key --host dev.test": "使用已有的密钥",
    },
  },
  "cert sign": {
    summary: "签发一个请求，保留它要求的名称",
    options: {
      ca: "CA 的证书；默认是 wirelab 自己的",
      "ca-key": "该 CA 的私钥",
      certs: CERTS,
      host: "用这些名称代替请求中的名称",
      days: DAYS,
      client: CLIENT,
      out: "证书写到哪个文件（- 为标准输出）；默认与请求放在一起",
      force: FORCE,
      "passphrase-file": PASSPHRASE,
    },
    examples: {
      "wirelab cert sign request.csr":
        "生成 request.pem，由 wirelab 自己的 CA 签发",
      "wirelab cert sign request.csr --ca ca.pem --ca-key ca.key":
        "由另一个 CA 签发",
    },
  },
  "cert show": {
    summary: "用文字说明文件或服务器的证书，以及浏览器会怎么说",
    options: {
      host: "浏览器地址栏中的主机名",
      "server-name": SERVER_NAME,
      ca: "假定浏览器信任这个 CA",
      certs: "wirelab 自己的 CA 所在的文件夹",
      timeout: TIMEOUT,
      json: "在标准输出上写一个 JSON 对象",
      pem: "证书本身（PEM）：来自服务器，或由 DER 转换",
    },
    examples: {
      "wirelab cert show cert.pem": "一个文件，PEM 或 DER",
      "wirelab cert show localhost:8443": "一台服务器",
      "wirelab cert show example.org:443 --pem > chain.pem":
        "保存服务器发来的证书",
      "wirelab cert show request.csr": "一个请求，或一个密钥",
    },
  },
  "cert match": {
    summary: "检查文件是否配对；不配对时退出码为 3",
    replaces: "openssl x509 -modulus | openssl md5 等",
    options: { "passphrase-file": PASSPHRASE },
    examples: {
      "wirelab cert match cert.pem key.pem": "各种密钥都行",
      "wirelab cert match cert.pem key.pem request.csr": "三者两两比较",
    },
  },
  "cert encrypt": {
    summary: "给私钥加上口令",
    options: RECODE,
    examples: {
      "wirelab cert encrypt server.key --out locked.key": "会询问口令",
      "wirelab cert encrypt server.key --force": "写回原文件",
    },
  },
  "cert decrypt": {
    summary: "去掉私钥的口令",
    options: RECODE,
    examples: {
      "wirelab cert decrypt locked.key --out server.key": "会询问口令",
      "wirelab cert decrypt locked.key --out - --passphrase-file secret":
        "写到标准输出",
    },
  },
  "cert verify": {
    summary: "验证证书链、有效期、名称和用途；说出第一个不通过的原因",
    options: {
      ca: "只信任这些 CA；默认信任 wirelab 自己的、系统的和公共的 CA",
      chain: "可用作中间证书的证书",
      host: "证书必须用于这个主机",
      use: "用途；默认 server",
      "server-name": SERVER_NAME,
      timeout: TIMEOUT,
      certs: CERTS,
    },
    examples: {
      "wirelab cert verify cert.pem --host localhost": "按本机信任的 CA",
      "wirelab cert verify cert.pem --ca ca.pem": "只按这个 CA",
      "wirelab cert verify localhost:8443": "服务器发来的证书",
    },
  },
  "cert trust": {
    summary: "让本机信任一个 CA：列出命令，或直接执行",
    options: TRUST,
    examples: {
      "wirelab cert trust": "列出命令",
      "wirelab cert trust --install": "执行命令",
    },
  },
  "cert untrust": {
    summary: "撤销上述信任",
    options: TRUST,
    examples: {
      "wirelab cert untrust": "列出命令",
      "wirelab cert untrust --install": "执行命令",
    },
  },
};
