import type { FailureText } from "./failure_text.ts";

const RECORD = "请抓取一个：wirelab capture 8080 -w capture.pcapng";
const RECORD_TCP = "请抓取 TCP：wirelab capture 8080 -w capture.pcapng";

/** What is said of failures to record, read and explain, in Chinese. */
export const ZH: FailureText = {
  standardInput: "标准输入",
  emptyCapture: (name) => ({
    message: `无法读取 ${name}：它是空的。`,
    hint: RECORD,
  }),
  badGzip: (name) => ({
    message: `无法读取 ${name}：gzip 压缩数据已损坏或不完整。`,
    hint: "请先解压还能恢复的部分：gzip -dc FILE",
  }),
  noCapture: (name) => ({
    message: `无法读取 ${name}：它不是抓包文件（pcap 或 pcapng）。`,
    hint: RECORD,
  }),
  damagedCapture: (name, packet, reason) => ({
    message: `${name} 在第 ${packet} 个分组之后无法读取：${reason}。`,
    hint: RECORD,
  }),
  captureFolder: (path) => ({
    message: `无法读取 ${path}：它是文件夹。`,
    hint: "请指定其中的抓包文件。",
  }),
  missingCapture: (path) => ({
    message: `无法读取 ${path}：没有这个文件。`,
    hint: RECORD,
  }),
  lockedCapture: (path) => ({
    message: `无法读取 ${path}：你没有读取权限。`,
    hint: `请查看它的权限：ls -l ${path}`,
  }),
  withheldCapture: (path) => ({
    message: `无法读取 ${path}：它是设备或系统文件。`,
    hint: "请指定磁盘上的文件；标准输入写作 -。",
  }),
  brokenCapture: (name, reason) => ({
    message: `无法读取 ${name}：系统出错（${reason}）。`,
    hint: "请试着复制这个文件；如果也失败，就是磁盘有问题。",
  }),
  cutPackets: (path, packets) => ({
    message:
      `无法解释 ${path}：其中的 ${packets} 个分组都在 TCP 首部结束之前被截断。`,
    hint: "请抓取完整的分组：tcpdump -s 0，或 wirelab capture。",
  }),
  unknownLink: (path, packets, type) => ({
    message:
      `无法解释 ${path}：其中的 ${packets} 个分组属于链路类型 ${type}，这里不解码。`,
    hint: RECORD_TCP,
  }),
  withoutTcp: (path, packets) => ({
    message: `无法解释 ${path}：其中的 ${packets} 个分组都不是 TCP。`,
    hint: RECORD_TCP,
  }),
  noConversation: (stream, held) => ({
    message: `无法解释会话 ${stream}：抓包文件中有 ${held} 个会话。`,
    hint: held > 1
      ? `请给出 0 到 ${held - 1} 的编号。`
      : held === 1
      ? "请去掉 --stream：只有 0 号会话。"
      : "其中没有 TCP。",
  }),
  badFilter: (problem, names) => ({
    message: `无法使用过滤条件：${problem}。`,
    hint: `请写成：--filter 'host 127.0.0.1 and port 443 and tls'（或 ${
      names.join("、")
    }）`,
  }),
  filterProblems: {
    unknownWord: (word) => `不认识 ${word}`,
    noValue: (word) => `${word} 后面缺少值`,
    noPort: (text) => `${text} 不是端口`,
  },

  toStandardOutput: "标准输出",
  exists: (path) => ({
    message: `无法写入 ${path}：文件已存在。`,
    hint: "加上 --force 就会覆盖；或指定另一个文件。",
  }),
  unwritable: {
    noFolder: (place) => ({
      message: `无法写入 ${place}：文件夹不存在。`,
      hint: "请先建立文件夹，或指定另一个。",
    }),
    notPermitted: (place) => ({
      message: `无法写入 ${place}：系统不允许。`,
      hint: "请指定你自己文件夹中的文件。",
    }),
    isFolder: (place) => ({
      message: `无法写入 ${place}：它是文件夹。`,
      hint: "请指定其中的文件。",
    }),
    withheld: (place) => ({
      message: `无法写入 ${place}：它是设备或系统文件。`,
      hint: "请指定磁盘上的文件；标准输出写作 -。",
    }),
    other: (place, reason) => ({
      message: `无法写入 ${place}：系统出错（${reason}）。`,
    }),
  },

  cannotFollow: (path, reason) => ({
    message: `无法读取密钥日志 ${path}：${reason}。`,
    hint: "请指定 SSLKEYLOGFILE 所指的文件。",
  }),
  cannotReadKeyLog: (path, reason) => ({
    message: `无法读取密钥日志 ${path}：${reason}。`,
    hint: "可以让程序写一个：启动前设置 SSLKEYLOGFILE=FILE",
  }),
  reasons: {
    isFolder: "它是文件夹",
    missing: "没有这个文件",
    unreadable: "没有读取权限",
    notReadable: "你没有读取权限",
  },
  noKeyLog: (path) => ({
    message: `无法使用 ${path}：它不是密钥日志。`,
    hint: "密钥日志的每行是标签、客户端随机数和密钥，格式同 SSLKEYLOGFILE。",
  }),

  notInstalled: (program) => ({
    message: `无法启动 ${program}：没有安装。`,
    hint: `请安装 ${program}，再运行同样的命令。`,
  }),
  asked: (setting) => `已设置 ${setting}`,
  noPackets: (reason, command) => ({
    message: `没有分组就无法演示：${reason}。`,
    hint: command && `请执行：${command}`,
  }),
  nothingToSave: (path, reason, command) => ({
    message: `无法把分组保存到 ${path}：${reason}。`,
    hint: command && `请执行：${command}`,
  }),

  noHttp: (reason) => ({
    message: "无法读取应答：它不是 HTTP。",
    hint: reason === undefined
      ? "服务器使用 TLS：请改用 https://。"
      : `发现的问题：${reason}。`,
  }),
  shortAnswer: (state) => ({
    message: `应答不完整：${state}。`,
    hint: "服务器的日志也许会说明原因；收到的内容已经显示。",
  }),
  shortBy: {
    silence: "应答到来之前连接就结束了",
    length: (bytes) => `内容只收到 ${bytes} B 就结束了`,
  },

  load: {
    noEcho: {
      closed: (place, port) => ({
        message:
          `无法继续与 ${place} 通信：它没有把收到的内容发回，就关闭了连接。`,
        hint: `这种压力测试需要回显服务器：wirelab tcp-server ${port}`,
      }),
      other: (place, port) => ({
        message: `无法对 ${place} 做压力测试：它不把收到的内容原样发回。`,
        hint: `这种压力测试需要回显服务器：wirelab tcp-server ${port}`,
      }),
    },
    cutOff: {
      message: "无法继续：应答还不完整，服务器就关闭了连接。",
      hint: "服务器的日志也许会说明原因；也可以减少 --connections。",
    },
    speaksTls: {
      message: "无法读取应答：服务器使用 TLS。",
      hint: "请改用 TLS：wirelab bench https",
    },
    faults: {
      "not-http": "开头不是 HTTP/1.1 和状态码",
      "too-long": "首部超过 64 KiB",
    },
    answeredBefore: (count) => `此前已完成 ${count} 次。`,
    slow: "用 --timeout S 等得更久，或减少 --connections。",
    broken: "服务器的日志也许会说明原因；也可以减少 --connections。",
  },
};
