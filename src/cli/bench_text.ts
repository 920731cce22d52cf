import type { BenchName, MeasurementName } from "../lab/bench/bench.ts";
import type { Bilingual } from "../failure.ts";

/** What a measurement is called, and from when to when it goes. */
export interface MeasurementText {
  /** Its name. */
  readonly title: string;
  /** From which moment to which. */
  readonly span: string;
}

/** What a load says, in one language. */
export interface BenchText {
  /** So many connections. */
  connections(count: string): string;
  /** So many bytes. */
  bytes(count: string): string;
  /** What is loaded. */
  target(name: BenchName, place: string): string;
  /** The same, where it is wirelab's own server. */
  ownTarget(name: BenchName, place: string): string;
  /** Over how many connections, and how long each measurement takes. */
  manner(connections: string, seconds: number, warmUpSeconds: number): string;
  /** What is measured, with the size of a round trip, or the request. */
  readonly measurements: Readonly<
    Record<MeasurementName, (what: string) => MeasurementText>
  >;
  /** Stands behind a rate. */
  readonly perSecond: string;
  /** So many in so many seconds. */
  inTime(count: string, seconds: string): string;
  /** So many bytes a second in each direction. */
  eachWay(size: string): string;
  /** Which answers came how often, and how long one is. */
  answers(statuses: string, size: string): string;
  /** The server closed connections after an answer. */
  readonly closes: string;
  /** A measurement ended early, by the number of connections. */
  capped(count: string): string;
  /** The client's thread was at work nearly all the time. */
  busy(percent: string): string;
  /** The server counted the same as the client. */
  agreed(connections: string, received: string, sent: string): string;
  /** The server counted something else. */
  differed(connections: string, received: string, sent: string): string;
}

const EN: BenchText = {
  connections: (count) =>
    count === "1" ? "1 connection" : `${count} connections`,
  bytes: (count) => count === "1" ? "1 byte" : `${count} bytes`,
  target: (name, place) => `${name} load on ${place}`,
  ownTarget: (name, place) =>
    `${name} load on ${place} (wirelab ${name}-server, a process of its own)`,
  manner: (connections, seconds, warmUpSeconds) =>
    `${connections} at a time; ${seconds} s for each measurement, after ${warmUpSeconds} s to warm up`,
  measurements: {
    "round-trips": (what) => ({
      title: "Round trips",
      span:
        `from the write of ${what} until all are back; connections stay open`,
    }),
    "connections": (what) => ({
      title: "New connections",
      span: `from connect until ${what} went there and back; then closed`,
    }),
    "handshakes": () => ({
      title: "Full TLS handshakes",
      span:
        "from ClientHello until the client can send; each on a new connection",
    }),
    "requests": (what) => ({
      title: "Requests",
      span:
        `from the write of ${what} to the answer's last byte; connections stay open`,
    }),
  },
  perSecond: "per second",
  inTime: (count, seconds) => `${count} in ${seconds} s`,
  eachWay: (size) => `${size}/s each way`,
  answers: (statuses, size) => `answers: ${statuses}, ${size} each`,
  closes: "the server closed connections after an answer: new ones were made",
  capped: (count) =>
    `ended early, after ${count}: more would use up this machine's ports`,
  busy: (percent) =>
    `The client was at work ${percent} of the time: a faster one may measure more.`,
  agreed: (connections, received, sent) =>
    `The server agrees: ${connections}, ${received} in, ${sent} out, with warm-up.`,
  differed: (connections, received, sent) =>
    `The server counted otherwise: ${connections}, ${received} in, ${sent} out.`,
};

const ZH: BenchText = {
  connections: (count) => `${count} 个连接`,
  bytes: (count) => `${count} 字节`,
  target: (name, place) => `${name} 压力测试：${place}`,
  ownTarget: (name, place) =>
    `${name} 压力测试：${place}（另一进程中的 wirelab ${name}-server）`,
  manner: (connections, seconds, warmUpSeconds) =>
    `同时 ${connections}；每项测量 ${seconds} 秒，之前预热 ${warmUpSeconds} 秒`,
  measurements: {
    "round-trips": (what) => ({
      title: "往返",
      span: `从写出 ${what} 到全部收回；连接保持不断`,
    }),
    "connections": (what) => ({
      title: "新建连接",
      span: `从发起连接到 ${what} 往返一趟；然后关闭`,
    }),
    "handshakes": () => ({
      title: "完整的 TLS 握手",
      span: "从 ClientHello 到客户端可以发送数据；每次新建连接",
    }),
    "requests": (what) => ({
      title: "请求",
      span: `从写出 ${what} 到收完应答的最后一个字节；连接保持不断`,
    }),
  },
  perSecond: "次/秒",
  inTime: (count, seconds) => `${seconds} 秒内 ${count} 次`,
  eachWay: (size) => `每个方向 ${size}/s`,
  answers: (statuses, size) => `应答：${statuses}，每个 ${size}`,
  closes: "服务器应答后关闭了连接，因此又新建了连接",
  capped: (count) => `做完 ${count} 次提前结束：再多会用尽本机的端口`,
  busy: (percent) =>
    `客户端 ${percent} 的时间都在忙：更快的客户端可能测得更多。`,
  agreed: (connections, received, sent) =>
    `服务器的计数相同（含预热）：${connections}，收到 ${received}，发出 ${sent}。`,
  differed: (connections, received, sent) =>
    `服务器的计数不同：${connections}，收到 ${received}，发出 ${sent}。`,
};

/** What a load says. */
export const BENCH_TEXTS: Bilingual<BenchText> = { en: EN, zh: ZH };
