import { formatDay } from "./dates.ts";
import type { CertText } from "./text.ts";

/** What `wirelab cert` says, in Chinese. */
export const ZH: CertText = {
  sentence: (clause) => `${clause}。`,
  list,
  separators: { words: "、", series: "；" },
  days,

  passphraseOf: (path) => `${path} 的口令：`,
  newPassphraseFor: (path) => `为 ${path} 设置口令：`,
  passphraseAgain: "再输入一次：",
  passphrasesDiffer: "两次输入不一致，请重新输入：",

  made: "已生成",
  next: "接下来",
  madeAuthority: (until) => `CA 证书，有效期至 ${until}；交给需要信任你的人`,
  madeAuthorityKey: "CA 私钥：谁拿到它就能为任何域名签发证书；只有你能读取",
  madeLeaf: (names, until, days) =>
    `${names} 的证书，有效期至 ${until}（${days}）`,
  madeSelfSigned: (names, until, days) =>
    `${names} 的自签名证书，有效期至 ${until}（${days}）`,
  madeKey: (kind) => `私钥，${kind}；只有你能读取`,
  madeEncryptedKey: (kind) => `私钥，${kind}，由口令保护（AES-256）`,
  madePlainKey: (kind) => `私钥，${kind}，没有口令：能读取文件的人就拥有它`,
  madeRequest: (names) => `${names} 的证书签名请求`,
  keptAuthority: (path) => `由已有的 CA 签发：${path}。`,
  signedBy: (path) => `由 ${path} 签发。`,
  replacedAuthority:
    "旧 CA 签发的证书已失效；曾信任旧 CA 的程序需要重新信任新的 CA。",
  cutShort: (until) =>
    `它与 CA 同时在 ${until} 到期：证书的有效期不会超过签发它的 CA。`,
  longValidity: (count) =>
    `${
      days(count)
    }超过了浏览器对公共 CA 允许的 398 天；自己的 CA 签发的，Chromium 和 Firefox 不限天数，Safari 最多 825 天。`,
  keyNotForBrowsers:
    "浏览器不接受 Ed25519 证书；openssl、curl、GnuTLS 和 wirelab 接受。",
  tookCommonName: (name) =>
    `请求中没有列出名称（没有 subjectAltName）。证书用于其通用名 ${name}；如今 TLS 只看名称列表。`,
  namesNobody:
    "请求中没有列出名称，任何客户端都不会接受服务器出示这张证书。请指定主机：--host NAME",
  noAuthorityGranted: "它请求成为 CA，未予批准：证书写明 CA:FALSE。",
  uses: {
    server: "用它启动服务器",
    browser: "让本机的浏览器信任这个 CA",
    show: "用文字说明它的内容",
    sign: "用 wirelab 自己的 CA 签发",
    request: "用这个密钥向 CA 申请证书",
    curl: "信任这张证书，访问服务器",
    verify: "检查它是否有效",
  },

  labels: {
    names: "名称",
    subject: "主题",
    issuer: "签发者",
    valid: "有效期",
    key: "密钥",
    signature: "签名",
    uses: "用途",
    serial: "序列号",
    sha256: "SHA-256",
    publicKey: "公钥",
  },
  itself: "自己",
  noNames: "无",
  validity: (from, to, days) => `${from} 至 ${to}（${days}）`,
  state: {
    valid: (days) => `有效，还剩 ${days}`,
    today: "有效，今天到期",
    expired: (days) => `已过期 ${days}`,
    notYet: (days) => `${days}后才生效`,
  },
  keyUsages: {
    digitalSignature: "为握手签名",
    nonRepudiation: "为文档签名",
    keyEncipherment: "接收用它加密的密钥（TLS 1.2 的 RSA）",
    dataEncipherment: "接收用它加密的数据",
    keyAgreement: "协商密钥",
    keyCertSign: "签发证书",
    cRLSign: "签发吊销列表",
    encipherOnly: "仅加密",
    decipherOnly: "仅解密",
  },
  purposes: {
    serverAuth: "TLS 服务器",
    clientAuth: "TLS 客户端",
    codeSigning: "程序签名",
    emailProtection: "电子邮件",
    timeStamping: "时间戳",
    OCSPSigning: "吊销状态应答",
    anyExtendedKeyUsage: "任何用途",
  },
  authority: (pathLength) =>
    pathLength === undefined
      ? "CA"
      : pathLength === 0
      ? "CA，其下不能再有 CA"
      : `CA，其下最多 ${pathLength} 级 CA`,
  anyUse: "不限（未注明）",
  requestSigned: (isSigned) =>
    isSigned
      ? "由它自己的密钥签名，正确"
      : "不是由它自己的密钥签名：被改动过，或制作有误",
  kinds: {
    certificate: "证书",
    request: "证书签名请求",
    key: "私钥",
    encryptedKey: "私钥，由口令保护",
    publicKey: "公钥",
    authority: "CA",
  },
  manyCertificates: (count) => `${count} 张证书`,
  more: (count) => `另有 ${count} 张`,
  overTls: (version, suite) => `通过 ${version}，${suite}`,
  overHalf: (version) => `通过 ${version}，握手没有完成`,
  browserOn: (host) => `在 ${host} 上，Chromium 会怎么说`,
  browserOnNames: (names) => `在 ${names} 上，Chromium 会怎么说`,
  opens: "直接打开页面，没有警告。",
  warns: "警告：您的连接不是私密连接。",
  refuses: "拒绝连接，没有按钮可以继续。",
  isAuthority: "它是 CA：浏览器不会单独遇到它，只会遇到它签发的证书。",
  notTold: (call) => `Chromium 还不信任它签发的证书：${call}`,
  isForClients: "它用于客户端，在服务器要求时出示。服务器不能使用它。",
  trustedBy: {
    public: "在公共 CA 列表中",
    system: "受本系统信任",
    browser: "你已让 Chromium 信任",
    own: (path) => `wirelab 自己的 CA，${path}`,
    file: (path) => `在 ${path} 中`,
  },
  remarks: {
    "self-signed": () => "它是自签名的，不在本机任何信任列表中",
    "own-authority": ({ path }) =>
      `它由 wirelab 自己的 CA（${path}）签发，而 Chromium 还不知道这个 CA`,
    "untrusted-root": ({ root }) =>
      `它的证书链终点 ${root} 不在本机任何受信任的 CA 列表中`,
    "missing-issuer": ({ of, issuer }) =>
      `缺少签发${of === undefined ? "它" : ` ${of} `}的 ${issuer} 的证书`,
    "bad-signature": ({ of, issuer }) =>
      `${
        of ?? "它"
      } 自称由 ${issuer} 签发，但签名与这里的 ${issuer} 的密钥不符`,
    "issuer-no-ca": ({ of, issuer }) =>
      `签发${
        of === undefined ? "它" : ` ${of} `
      }的 ${issuer} 不是 CA（缺少 CA:TRUE）`,
    "issuer-may-not-sign": ({ issuer }) =>
      `${issuer} 无权签发证书（缺少 keyCertSign）`,
    "path-too-long": ({ issuer, limit }) =>
      `${issuer} ${
        limit === 0 ? "不允许其下再有 CA" : `最多允许其下有 ${limit} 级 CA`
      }（pathlen:${limit}），而实际更多`,
    "name-not-permitted": ({ issuer, name }) =>
      `${issuer} 无权为 ${name} 签发（nameConstraints）`,
    "unknown-critical": ({ of, extension }) =>
      `${of ?? "它"} 含有标为关键、但这里不认识的扩展 ${extension}`,
    "expired": ({ of, date, days: count }) =>
      `${of ?? "它"} 已于 ${formatDay(date)} 过期，已过 ${days(count)}`,
    "not-yet-valid": ({ of, date, days: count }) =>
      `${of ?? "它"} 要到 ${formatDay(date)} 才生效，还有 ${days(count)}`,
    "wrong-name": ({ host, names }) =>
      `它用于 ${list(names)}，不能用于 ${host}`,
    "no-names": ({ commonName }) =>
      `它没有列出主机名（没有 subjectAltName）；通用名 ${commonName} 不算数`,
    "ca-as-leaf": () =>
      "它是 CA 证书（CA:TRUE），服务器不应把它当作自己的证书出示：Chromium 接受，Firefox 和 wirelab 不接受",
    "no-authority": () => "它不是 CA（缺少 CA:TRUE）",
    "cannot-sign": () => "它的密钥不能为握手签名（缺少 digitalSignature）",
    "cannot-certify": () => "它的密钥不能签发证书（缺少 keyCertSign）",
    "wrong-purpose": ({ use, purposes }) =>
      `它用于${
        list(purposes.map((purpose) => ZH.purposes[purpose] ?? purpose))
      }，不能用作${ZH.useNames[use]}`,
    "old-version": ({ version }) =>
      `服务器最高只支持 ${version}，而浏览器只接受 TLS 1.2 和 1.3`,
    "key-not-for-browsers": ({ key }) =>
      `它的密钥是 ${key}，而浏览器只接受 RSA、ECDSA P-256 和 ECDSA P-384`,
    "weak-signature": ({ of, signature }) =>
      `${of ?? "它"} 的签名算法 ${signature} 可以被伪造`,
    "tiny-key": ({ key }) => `它的密钥 ${key} 太短，可以被破解`,
    "weak-key": ({ key }) =>
      `它的密钥 ${key} 偏短：Chromium 仍接受，openssl、GnuTLS 和 wirelab 不接受`,
    "long-validity": ({ days: count }) =>
      `有效期 ${
        days(count)
      }：公共 CA 签发的超过 398 天浏览器就拒绝，任何 CA 签发的超过 825 天 Safari 就拒绝`,
    "ends-soon": ({ days: count }) =>
      count === 0 ? "它今天到期" : `它将在 ${days(count)}后到期`,
    "wide-wildcard": ({ name }) =>
      `${name} 不起作用：通配符后面至少要有两级，例如 *.example.com`,
  },
  remedies: {
    "self-signed": () =>
      "要用于浏览器，请让 wirelab 自己的 CA 签发，并信任这个 CA 一次：wirelab cert init; wirelab cert trust",
    "own-authority": () =>
      "告诉它一次，它就会信任这个 CA 签发的所有证书：wirelab cert trust",
    "untrusted-root": () =>
      "如果这是你的 CA，让本机信任它：wirelab cert trust --ca FILE",
    "missing-issuer": () =>
      "服务器应发送完整的证书链：先是自己的证书，再是各级签发者的证书（根除外）。",
    "bad-signature": () => "这个 CA 可能重新生成过：请重新签发证书。",
    "expired": () => "请更新：同样的名称，新的证书。",
    "not-yet-valid": () => "请检查本机的时钟。",
    "wrong-name": ({ host }) =>
      `用它的名称访问，或为 ${host} 生成一张：wirelab cert init --host ${host}`,
    "no-names": () => "生成一张列出名称的证书：wirelab cert init --host NAME",
    "ca-as-leaf": () =>
      "生成一张不是 CA 的证书：wirelab cert self-signed --host NAME",
    "old-version": () => "请在服务器上启用 TLS 1.2 或 1.3。",
    "key-not-for-browsers": () => "用 --key-type ec 重新生成。",
    "weak-signature": () => "请用 SHA-256 重新签发。",
    "tiny-key": () => "生成新的密钥：wirelab cert key",
    "weak-key": () => "生成新的密钥：wirelab cert key",
    "ends-soon": () => "请在此之前更新。",
  },

  together: (a, b) => `${a} 与 ${b} 配对`,
  notTogether: (a, b) => `${a} 与 ${b} 不配对`,
  cannotMatch: (a, b) => `${a} 不能与 ${b} 一起使用：两者的密钥不同。`,
  standsBehind: (key, place, chain) =>
    `${key} 的证书排在 ${chain} 的第 ${place} 个：请把服务器自己的证书放在最前，其后依次是各级签发者的证书。`,
  otherKey:
    "证书只属于申请它时所用的那一个密钥：请找到那个密钥，或重新签发证书。",
  opensslMay: (call) => `openssl 也许能看到更多：${call}`,
  verifying: (path, host, use) =>
    host === undefined
      ? `${path}，作为 ${use}的证书`
      : `${path}，作为 ${use} ${host} 的证书`,
  checks: { chain: "证书链", dates: "有效期", names: "名称", uses: "用途" },
  passed: {
    dates: (until, days) => `有效期至 ${until}，还剩 ${days}`,
    names: (host) => `它用于 ${host}`,
    namesNotAsked: "未检查；用 --host NAME 检查",
    uses: (use) => `可以用作 ${use}`,
  },
  useNames: { server: "TLS 服务器", client: "TLS 客户端", ca: "CA" },
  useAsAuthority: "要作为 CA 验证：--use ca",
  ownCertificateFirst:
    "请把服务器自己的证书放在最前，其后依次是各级签发者的证书。",
  cannotTrust: (path, reason) => `不能信任 ${path}：${reason}。`,

  trusting: (name, path) => `让本机信任 ${name}（${path}）的方法`,
  untrusting: (name, path) => `让本机不再信任 ${name}（${path}）的方法`,
  stores: {
    system: "本系统：curl、openssl、git、wget",
    keychain: "你的钥匙串：Safari、Chrome、curl",
    windows: "你的证书：Edge、Chrome、curl",
    chromium: "Chromium 和 Chrome",
    firefox: "Firefox",
  },
  missingTool: (command) => `缺少 certutil，请安装：${command}`,
  performHint: (call) => `一次完成以上全部：${call}`,
  trustWarning: (keyPath) =>
    `此后谁拿到 ${keyPath}，谁就能对你冒充任何网站。用完后请撤销：wirelab cert untrust`,
  trusted: "已信任",
  untrusted: "已不再信任",
  wasNotTrusted: "原本就未被信任",
  notInstalled: (program) => `没有安装 ${program}`,
  commandFailed: (code) => `失败，退出码 ${code}`,
};

function list(words: readonly string[]): string {
  return words.length < 2
    ? words.join("")
    : `${words.slice(0, -1).join("、")} 和 ${words.at(-1)}`;
}

function days(count: number): string {
  return `${count} 天`;
}
