import type { FailureText } from "./failure_text.ts";

/** What is said of failures to capture, in Chinese. */
export const ZH: FailureText = {
  noInterface: (name, others) => ({
    message: `无法在 ${name} 上抓包：没有这个接口。`,
    hint: `本机的接口：${others.join("、")}。`,
  }),
  interfaceDown: (name, call) => ({
    message: `无法在 ${name} 上抓包：接口没有启用。`,
    hint: `请启用它：${call}`,
  }),
  interfaceGone: (name) => ({
    message: `无法在 ${name} 上继续抓包：接口已不存在。`,
    hint: "此前抓到的分组已保留。",
  }),
  socketDenied: {
    message: "无法打开分组套接字：本进程没有 CAP_NET_RAW 权限。",
  },
  noSocket: (reason) => ({
    message: `无法打开分组套接字：系统出错（${reason}）。`,
  }),
  oldKernel: {
    message:
      "无法打开分组套接字：内核不支持内存映射的分组套接字（TPACKET_V3）。",
  },
  manyPorts: (count, most) => ({
    message: `无法过滤 ${count} 个端口：一个过滤器最多 ${most} 个。`,
    hint: "请抓取全部分组，读取时再过滤。",
  }),
  noForeignFunctions: {
    message: "无法调用系统：启动 Deno 时没有 --allow-ffi。",
    hint: "请在 deno 命令中加上 --allow-ffi。",
  },
  noLibrary: (names) => ({
    message: "无法调用系统：找不到 C 库。",
    hint: `找过：${names.join("、")}。`,
  }),
  noTcpdump: {
    message: "无法用 tcpdump 抓包：没有安装这个程序。",
  },
  tcpdumpRefused: (name, said) => ({
    message: `无法用 tcpdump 在 ${name} 上抓包：${
      said === "" ? "它立刻退出了" : `它报告 ${said}`
    }。`,
  }),
  tcpdumpEnded: (name, said) => ({
    message: `无法在 ${name} 上继续抓包：tcpdump 自行退出了。`,
    hint: `它报告：${said}`,
  }),
  unknownMethod: (method, variable, known) => ({
    message: `无法按 ${variable} 的要求用 ${method} 抓包：没有这种方式。`,
    hint: `可选的方式：${known.join("、")}；也可以取消这个变量。`,
  }),
  methodBarred: (method, variable, reason) => ({
    message: `无法按 ${variable} 的要求用 ${method} 抓包：${reason}。`,
    hint: `取消 ${variable}，就由 wirelab 选择。`,
  }),
  allBarred: (reasons, command, lasting, isLinux) => ({
    message: `无法抓包：${reasons.join("；")}。`,
    hint: command !== undefined
      ? `只允许这一次：${command}（wirelab demo 不需要 root）` +
        (lasting === undefined
          ? ""
          : `；长期允许，但同一程序运行的其他脚本也能抓包：${lasting}`)
      : isLinux
      ? "请以 root 运行；或在启动时带有 --cap-add=NET_RAW 的容器中运行。"
      : "请在 Linux 上运行，例如 WSL。",
  }),
  clauseOf: (message) => message.replace(/^[^：]*：/, "").replace(/。$/, ""),

  reasons: {
    noPacketSockets: "只有 Linux 有分组套接字",
    noNamespaces: "只有 Linux 有网络命名空间",
    emptyNamespace: "独立的命名空间中看不到本机的分组",
    ownNamespace: "已在独立的命名空间中，仍不能抓包",
    noNamespace: (words) => `无法建立网络命名空间（${words}）`,
    apparmor: "AppArmor 不允许普通用户建立命名空间",
    namespacesOff: "内核不允许普通用户建立命名空间",
    namespacesNone: "内核不允许用户命名空间",
    noRun: "启动 Deno 时没有 --allow-run",
    relay: "中继看不到分组",
    outOfBounds: "这个容器不允许 CAP_NET_RAW 权限",
    noNewPrivileges: "本进程不能获得新的权限（no_new_privs）",
  },
};
