import type { Bilingual } from "../failure.ts";

/** What is said of a capture while it runs and after it, in one language. */
export interface CaptureText {
  /** A capture runs; without ports it takes all packets. */
  running(
    ports: readonly number[],
    interfaceName: string,
    withTcpdump: boolean,
  ): string;
  /** Counts; all of them as they are to be shown. */
  counts(packets: string, bytes: string, dropped: string): string;
  /** Behind the counts: the file that the packets are in. */
  inFile(path: string): string;
  /** Behind the counts: the packets went to standard output. */
  readonly toStandardOutput: string;
  /** Packets were dropped. */
  readonly tooSlow: string;
  /** No packet came. */
  readonly nothing: string;
}

const EN: CaptureText = {
  running: (ports, interfaceName, withTcpdump) => {
    const what = ports.length === 0
      ? "all packets"
      : `TCP port ${ports.join(", ")}`;
    const how = withTcpdump ? " with tcpdump" : "";
    return `Capturing ${what} on ${interfaceName}${how}; Ctrl-C ends.`;
  },
  counts: (packets, bytes, dropped) =>
    `${packets} ${packets === "1" ? "packet" : "packets"}, ${bytes}, ${
      dropped === "0" ? "none" : dropped
    } dropped`,
  inFile: (path) => `, in ${path}`,
  toStandardOutput: ", to standard output",
  tooSlow: "This computer was too slow; --buffer 256 gives it more room.",
  nothing: "Nothing passed. Was the conversation on this port and interface?",
};

const ZH: CaptureText = {
  running: (ports, interfaceName, withTcpdump) => {
    const what = ports.length === 0
      ? "所有分组"
      : ` TCP 端口 ${ports.join("、")} 的分组`;
    const how = withTcpdump ? "用 tcpdump " : "";
    return `正在接口 ${interfaceName} 上${how}抓取${what}；按 Ctrl-C 结束。`;
  },
  counts: (packets, bytes, dropped) =>
    `${packets} 个分组，${bytes}，${
      dropped === "0" ? "没有丢失" : `丢失 ${dropped} 个`
    }`,
  inFile: (path) => `，保存在 ${path}`,
  toStandardOutput: "，写到标准输出",
  tooSlow: "本机来不及处理；--buffer 256 可以加大缓冲区。",
  nothing: "没有抓到分组。会话是否在这个端口和接口上？",
};

/** What is said of a capture while it runs and after it. */
export const CAPTURE_TEXTS: Bilingual<CaptureText> = { en: EN, zh: ZH };
