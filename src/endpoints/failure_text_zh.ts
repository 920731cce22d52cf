import type { FailureText } from "./failure_text.ts";

const INSECURE = "--insecure 会继续，但不知道对方是谁。";

/** What is said of failures of endpoints, in Chinese. */
export const ZH: FailureText = {
  sentence: (action, state) => `${action}：${state}。`,
  actions: {
    connect: (place) => `无法连接 ${place}`,
    handshake: (protocol, place) => `无法与 ${place} 完成 ${protocol} 握手`,
    goOn: (place) => `无法与 ${place} 继续通信`,
    trust: (place) => `不能信任 ${place}`,
    logIn: (place) => `无法登录 ${place}`,
  },
  causes: {
    "refused": ({ isLoopback, server, port }) => ({
      state: "没有程序在监听这个端口",
      hint: isLoopback
        ? `请在另一个终端启动服务器：wirelab ${server} ${port}`
        : "请检查主机和端口，并确认服务器正在运行。",
    }),
    "name-not-found": ({ host }) => ({
      state: `主机名 ${host} 解析不到地址`,
      hint: "请检查拼写，或直接给出地址：--host 127.0.0.1",
    }),
    "unreachable": () => ({
      state: "从本机到不了这个地址",
      hint: "请检查地址，并确认本机已接入该网络。",
    }),
    "timed-out": ({ timeoutSeconds }) => ({
      state: `${timeoutSeconds} 秒内没有应答`,
      hint: "请检查主机和端口；用 --timeout S 可以等得更久。",
    }),
    "handshake-silent": ({ timeoutSeconds, protocol, plainClient, port }) => ({
      state: `${timeoutSeconds} 秒内没有应答`,
      hint: `如果它不是 ${protocol} 服务器：wirelab ${plainClient} ${port}；` +
        "如果只是慢，用 --timeout S 等得更久。",
    }),
    "handshake-closed": ({ protocol }) => ({
      state: "对端关闭了连接",
      hint: `服务器的日志会说明原因；它也可能不是 ${protocol} 服务器。`,
    }),
    "not-tls": ({ plainClient, port }) => ({
      state: "对端发来的不是 TLS",
      hint: `服务器若不用 TLS：wirelab ${plainClient} ${port}`,
    }),
    "echoed": ({ echoClient, port }) => ({
      state: "对端把 ClientHello 原样发了回来，像是不用 TLS 的回显服务器",
      hint: `服务器若不用 TLS：wirelab ${echoClient} ${port}`,
    }),
    "violation": ({ detail }) => ({
      state: `对端违反了协议（${detail}）`,
      hint: "抓包可以看出在哪里：先 wirelab capture，再 wirelab explain。",
    }),
    "no-common-version": () => ({
      state: "对端不接受本客户端提供的任何 TLS 版本",
      hint: "去掉 --tls 就会提供 TLS 1.2 和 1.3；或在服务器上启用其中之一。",
    }),
    "no-common-suite": () => ({
      state: "对端不接受本客户端提供的任何密码套件或密钥交换组",
      hint:
        "请在服务器上启用使用 ECDHE 和 AES-GCM 或 ChaCha20-Poly1305 的套件。",
    }),
    "no-common-alpn": ({ otherAlpn = "NAME", choosesAlpn, port }) => ({
      state: "对端不接受本客户端提供的任何应用层协议",
      hint: choosesAlpn
        ? `请提供它支持的协议，例如 --alpn ${otherAlpn}，或 --alpn none。`
        : `查看它支持什么：wirelab tls-client ${port} --alpn h2`,
    }),
    "untrusted": ({ emptyFolder, isLoopback }) => ({
      state: "它的证书不是由本机已知的证书颁发机构签发的",
      hint: emptyFolder !== undefined
        ? `${emptyFolder} 中没有 CA：请指定服务器所用的文件夹 --certs DIR，` +
          `或颁发机构的证书 --ca FILE。${INSECURE}`
        : isLoopback
        ? "请指定服务器所用的文件夹 --certs DIR，或颁发机构的证书 --ca FILE。" +
          INSECURE
        : `请指定颁发机构的证书：--ca FILE。${INSECURE}`,
    }),
    "ca-as-leaf": () => ({
      state: "它出示的是证书颁发机构的证书（CA:TRUE），不是服务器证书",
      hint: "请重新生成：openssl req -x509 … -addext " +
        `basicConstraints=critical,CA:FALSE，或由 wirelab 生成。${INSECURE}`,
    }),
    "wrong-purpose": () => ({
      state: "它的证书不允许服务器使用（extendedKeyUsage 中没有 serverAuth）",
      hint:
        "请重新生成，加上 extendedKeyUsage=serverAuth，或由 wirelab 生成。" +
        INSECURE,
    }),
    "wrong-name": ({ serverName, names: [first, ...others] }) => ({
      state: `它的证书不能用于 ${serverName}` +
        (first
          ? `，只能用于 ${[first, ...others].slice(0, 4).join("、")}`
          : ""),
      hint: first
        ? `请使用证书中的名称：--server-name ${first}`
        : `请生成含有 subjectAltName=DNS:${serverName} 的证书。${INSECURE}`,
    }),
    "expired": ({ day }) => ({
      state: day === undefined ? "它的证书已过期" : `它的证书已于 ${day} 过期`,
      hint: `请在服务器上换一张新的。${INSECURE}`,
    }),
    "not-yet-valid": ({ day }) => ({
      state: day === undefined
        ? "它的证书尚未生效"
        : `它的证书要到 ${day} 才生效`,
      hint: `请检查双方的时钟。${INSECURE}`,
    }),
    "certificate-refused": ({ detail }) => ({
      state: `对端拒绝了本客户端的证书（${detail}）`,
      hint: "请使用由服务器认可的颁发机构签发的证书。",
    }),
    "certificate-wanted": ({ takesCertificate, port }) => ({
      state: "对端要求客户端证书，而本客户端没有",
      hint: takesCertificate
        ? "请给出由对方的颁发机构签发的证书：--cert FILE --key FILE"
        : "请用能出示证书的客户端：" +
          `wirelab tls-client ${port} --cert FILE --key FILE`,
    }),
    "no-certificate": () => ({
      state: "对端没有出示证书",
      hint: "请给客户端一张证书：--cert FILE --key FILE",
    }),
    "alert": ({ detail }) => ({
      state: `对端以警报应答（${detail}）`,
      hint: "服务器的日志会说明原因。",
    }),
    "not-ssh": ({ plainClient, port }) => ({
      state: "对端发来的不是 SSH",
      hint: `SSH 通常在 22 端口；若只用 TCP：wirelab ${plainClient} ${port}`,
    }),
    "no-common-algorithm": ({ detail }) => ({
      state: `双方没有共同的算法（${detail}）`,
      hint: "请在服务器上启用现行的算法，例如 curve25519-sha256 和 " +
        "aes128-gcm@openssh.com。",
    }),
    "host-key-changed": ({ detail }) => ({
      state: `它的主机密钥变了：${detail}`,
      hint: "可能有中间人。如果主机的管理员确认换过密钥，请删除那一行再连接。",
    }),
    "login-refused": ({ detail }) => ({
      state: detail,
      hint: "请检查用户名和密码：wirelab ssh-client USER@HOST；" +
        "用密钥登录：--identity FILE",
    }),
    "no-session": ({ detail }) => ({
      state: `对端不提供会话（${detail}）`,
      hint: "服务器的日志会说明原因。",
    }),
    "speaks-tls": ({ server, port }) => ({
      state: "对端使用 TLS，而本端不用",
      hint: `供使用 TLS 的客户端连接：wirelab ${server} ${port}`,
    }),
    "not-http": () => ({
      state: "对端发来的不是有效的 HTTP 请求",
      hint: "抓包可以看到内容：先 wirelab capture，再 wirelab explain。",
    }),
    "silent": silent,
    "idle": silent,
    "reset": () => ({
      state: "对端重置了连接（RST）",
      hint: "服务器的日志会说明原因；之前收到的内容已经显示。",
    }),
    "no-close-notify": () => ({
      state: "对端未发 close_notify 就关闭了连接，应答可能不完整",
      hint: "请把显示的内容与应答中声明的长度比较。",
    }),
    "unsent": () => ({
      state: "数据还没有发完，对端就关闭了连接",
      hint: "它的应答已经显示；其余的数据没有发出。",
    }),
    "stopped": () => ({
      state: "连接被中止",
      hint: "请再运行一次同样的命令。",
    }),
    "provoked": () => ({
      state: "这是按要求故意造成的",
      hint: "去掉 --fault，服务器就正常工作。",
    }),
    "other": ({ detail }) => ({
      state: detail,
      hint: "抓包也许能看出更多：wirelab capture",
    }),
  },
  hostKeyChanged: (shown, { fingerprint, path, line }) =>
    `它出示 ${shown}，而 ${path} 第 ${line} 行是 ${fingerprint}`,
  nothingToLogInWith: (user, ways) =>
    `没有可供 ${user} 登录的凭据；它接受的方式：${listed(ways)}`,
  refusedUser: (user, ways) =>
    `它拒绝了 ${user}；它接受的方式：${listed(ways)}`,
  closedAfter: (way) => `尝试 ${way} 之后，它关闭了连接`,

  listen: (place) => `无法监听 ${place}`,
  listening: {
    inUse: (other, command) => ({
      state: "端口已被另一个程序占用",
      hint: `请换一个端口，例如 ${other}，或用 0 任选一个空闲端口；` +
        `查看占用它的程序：${command}`,
    }),
    lowPort: {
      state: "系统只允许 root 使用 1024 以下的端口",
      hint: "请用 1024 以上的端口，例如 8080。",
    },
    noSuchAddress: {
      state: "本机没有接口使用这个地址",
      hint: "用 --host 127.0.0.1 只监听本机，用 --host 0.0.0.0 监听所有地址。",
    },
    noSuchName: {
      state: "主机名解析不到地址",
      hint: "请检查拼写，或直接给出地址：--host 127.0.0.1",
    },
  },
  useCertificate: "无法使用证书及其私钥",
  badCertificate: (detail) => ({
    state: detail,
    hint: "请给出证书和与它配对的私钥，都用 PEM 格式。",
  }),
  serve: (path) => `无法提供 ${path} 中的文件`,
  serving: {
    noFolder: {
      state: "它不是文件夹",
      hint: "请指定文件所在的文件夹：--dir FOLDER",
    },
    missing: {
      state: "没有这个文件夹",
      hint: "请指定文件所在的文件夹：--dir FOLDER",
    },
    unreadable: (path) => ({
      state: "你没有读取权限",
      hint: `请查看它的权限：ls -ld ${path}`,
    }),
  },
};

function silent({ idleSeconds }: { idleSeconds: number }) {
  return {
    state: `${idleSeconds} 秒内没有收到任何数据`,
    hint: "用 --idle-timeout S 等得更久，--idle-timeout 0 一直等。",
  };
}

function listed(ways: readonly string[]): string {
  return ways.length > 0 ? ways.join("、") : "无";
}
