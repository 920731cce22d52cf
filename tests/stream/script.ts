/**
 * Conversations written as scripts: one segment a line, numbers relative.
 *
 * @module
 */
import { decodeFrame, LinkType, TcpFlag } from "../../src/packet/mod.ts";
import type { Frame } from "../../src/pcap/mod.ts";
import {
  type Chunk,
  type Finding,
  FlowTable,
  type SegmentEvent,
} from "../../src/stream/mod.ts";
import { frameOf, ipv4, tcp } from "../packet/frames.ts";

/** Numbers that a script counts from. */
export interface ScriptOptions {
  /** Sequence number of the client's SYN. */
  clientBase?: number;
  /** Sequence number of the server's SYN. */
  serverBase?: number;
  clientPort?: number;
  serverPort?: number;
  /** Whether both ends are the client's socket. */
  self?: boolean;
  /** Number of the first frame. */
  firstFrame?: number;
  /** Whole seconds of the first segment. */
  seconds?: number;
}

const FLAGS: Readonly<Record<string, number>> = {
  S: TcpFlag.SYN,
  A: TcpFlag.ACK,
  F: TcpFlag.FIN,
  R: TcpFlag.RST,
  P: TcpFlag.PSH,
};

/** What data of a length alone consists of. */
const PATTERN = Uint8Array.from({ length: 0x4000 }, (_, at) => at & 255);

/** The option that stands before a window scale. */
const MSS = "020405b4";

/**
 * Turns a script into frames.
 *
 * A line is `> SA 0 1 …` (`>` from the client, `<` from the server; flags;
 * sequence and acknowledgment number), then in any order `"text"` (`\r` and
 * `\n` end its lines) or `*100` (data, or as many bytes), `w500` (window),
 * `s7` (window scale), `+5` (milliseconds since the last line), `cut` (the
 * capture kept the headers only).
 */
export function framesOf(script: string, options: ScriptOptions = {}): Frame[] {
  const twice = <T>(client: T, server: T): [T, T] =>
    options.self ? [client, client] : [client, server];
  const bases = twice(options.clientBase ?? 1000, options.serverBase ?? 9000);
  const ports = twice(options.clientPort ?? 50000, options.serverPort ?? 8080);
  const addresses = twice("0a000001", "0a000002");
  let millis = 0;
  const lines = script.trim().split("\n").map((line) => line.trim());
  return lines.map((line, index) => {
    const [from, letters, sequence, acknowledgment] = line.split(/\s+/);
    const own = from === ">" ? 0 : 1;
    const text = line.match(/"(.*)"/)?.[1]
      .replaceAll("\\r", "\r").replaceAll("\\n", "\n");
    const count = Number(line.match(/\*(\d+)/)?.[1] ?? 0);
    const scale = line.match(/ s(\d+)/)?.[1];
    millis += Number(line.match(/\+([\d.]+)/)?.[1] ?? 1);
    const flags = [...letters].reduce((sum, letter) => sum | FLAGS[letter], 0);
    const segment = tcp({
      source: ports[own],
      destination: ports[1 - own],
      sequence: bases[own] + Number(sequence) >>> 0,
      acknowledgment: flags & TcpFlag.ACK
        ? bases[1 - own] + Number(acknowledgment) >>> 0
        : 0,
      flags,
      window: Number(line.match(/ w(\d+)/)?.[1] ?? 1000),
      options: scale === undefined
        ? ""
        : `${MSS}01${`0303${Number(scale).toString(16).padStart(2, "0")}`}`,
      payload: text === undefined
        ? PATTERN.subarray(0, count)
        : new TextEncoder().encode(text),
    });
    const packet = ipv4(segment, {
      source: addresses[own],
      destination: addresses[1 - own],
    });
    return frameOf(
      line.endsWith(" cut") ? packet.subarray(0, 40) : packet,
      {
        number: (options.firstFrame ?? 1) + index,
        seconds: (options.seconds ?? 1_700_000_000) +
          Math.floor(millis / 1000),
        nanoseconds: Math.round(millis % 1000 * 1e6),
        linkType: LinkType.RAW,
        originalLength: packet.length,
      },
    );
  });
}

/** What became of a script. */
export interface Played {
  readonly table: FlowTable;
  readonly events: readonly SegmentEvent[];
}

/** Plays frames through a table. */
export function play(
  frames: readonly Frame[],
  table = new FlowTable(),
): Played {
  const events = frames.flatMap((frame) => table.add(decodeFrame(frame)) ?? []);
  return { table, events };
}

/** Plays a script. */
export function run(script: string, options: ScriptOptions = {}): Played {
  return play(framesOf(script, options));
}

/** The three segments that open a conversation. */
export const OPEN = `> S 0 0 +0
  < SA 0 1
  > A 1 1`;

/** Kinds of findings, one list an event. */
export function kindsOf(events: readonly SegmentEvent[]): string[] {
  return events.map(({ findings }) =>
    findings.map(({ kind }) => kind).join(" ")
  );
}

/** The finding of a kind in the last event. */
export function lastFinding(
  events: readonly SegmentEvent[],
  kind: Finding["kind"],
): Finding | undefined {
  return events.at(-1)?.findings.find((finding) => finding.kind === kind);
}

/** Writes chunks as `0@5:hello`, and gaps as `0@5:-12`. */
export function written(chunks: readonly Chunk[]): string[] {
  return chunks.map(({ direction, offset, length, bytes }) =>
    `${direction}@${offset}:${
      bytes ? new TextDecoder().decode(bytes) : -length
    }`
  );
}

/** All that a conversation handed out, by direction, gaps as `[12]`. */
export function streamsOf({ table, events }: Played): [string, string] {
  const streams: [string, string] = ["", ""];
  const add = (chunk: Chunk): void => {
    streams[chunk.direction] += chunk.bytes
      ? new TextDecoder().decode(chunk.bytes)
      : `[${chunk.length}]`;
  };
  for (const event of events) event.data.forEach(add);
  for (const { data } of table.end()) data.forEach(add);
  return streams;
}
