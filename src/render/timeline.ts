import type { Say } from "../explain/mod.ts";
import { asciiMarks } from "./ascii.ts";
import { jsonLine } from "./json_line.ts";
import type { LadderOptions } from "./ladder.ts";
import { pad, wrap } from "./layout.ts";
import { type Paint, paint } from "./paint.ts";
import { widthOf } from "./width.ts";

/** What happened to a client; times are seconds since the first one began. */
export interface ServedClient {
  /** Number of the client, from 1 on. */
  readonly id: number;
  /** Whether it pauses in the middle of what it says. */
  readonly slow: boolean;
  /** When its connection stood: the kernel answers before the server accepts. */
  readonly connected: number;
  /** When the server accepted it. */
  readonly accepted: number;
  /** When the server read from it or wrote to it. */
  readonly active: readonly number[];
  /** When the server was done with it. */
  readonly closed: number;
}

/** A server, and what happened to each of its clients. */
export interface Timeline {
  /** Whether it serves one at a time, or all at once. */
  readonly concurrency: "sync" | "async";
  /** Its clients, in their order. */
  readonly clients: readonly ServedClient[];
}

/** What a moment of a client is drawn with. */
interface Marks {
  waiting: string;
  idle: string;
  served: string;
}

const UNICODE: Marks = { waiting: "·", idle: "▒", served: "█" };
const ASCII: Marks = { waiting: ".", idle: "-", served: "#" };

/**
 * Draws who waited for whom at two servers, a bar for each client over the
 * same time, and the totals.
 *
 * @param timelines The server that serves one at a time, and the other.
 * @param options How they are drawn.
 * @returns Whole lines.
 */
export function renderTimelines(
  timelines: readonly [sync: Timeline, async: Timeline],
  options: LadderOptions,
): string {
  const { say, columns = 80, ascii = false, color = false } = options;
  const tones = paint(color);
  const plain = ascii ? asciiMarks : (text: string) => text;
  const marks = ascii ? ASCII : UNICODE;
  const end = Math.max(...timelines.map(endOf));
  const number = Math.max(
    widthOf(say("concurrency.waited")),
    ...timelines.flatMap(({ clients }) => clients).map((client) =>
      widthOf(waitOf(client, say))
    ),
  );
  const paragraph = (text: string) =>
    wrap(plain(text), columns).map((line) => `${line}\n`).join("");
  const pictures = timelines.map((timeline) => {
    const [sync] = timelines;
    const key = `concurrency.${timeline.concurrency}` as const;
    return `${tones.strong(say(key))}\n${
      picture(timeline, { say, columns, marks, tones, end, number })
    }${
      paragraph(say(`${key}.text`, {
        ms: millis(waitedIn(timeline)),
        n: sync.clients.length - 1,
      }))
    }`;
  });
  const legend = [
    `${tones.faint(marks.waiting)} ${say("concurrency.waiting")}`,
    `${tones.warning(marks.idle)} ${say("concurrency.idle")}`,
    `${tones.good(marks.served)} ${say("concurrency.served")}`,
  ].join("   ");
  return `${legend}\n\n${pictures.join("\n")}\n${
    totals(timelines, say, tones)
  }`;
}

/**
 * Writes what happened to a client as one line of JSON.
 *
 * @param client The client.
 * @param concurrency Which server.
 */
export function servedToJson(
  client: ServedClient,
  concurrency: Timeline["concurrency"],
): string {
  const waited = client.accepted - client.connected;
  return jsonLine({ type: "served", concurrency, ...client, waited });
}

function picture(
  { clients }: Timeline,
  { say, columns, marks, tones, end, number }: {
    say: Say;
    columns: number;
    marks: Marks;
    tones: Paint;
    end: number;
    number: number;
  },
): string {
  const names = clients.map(({ id, slow }) =>
    say(slow ? "concurrency.client.slow" : "concurrency.client", { id })
  );
  const head = say("concurrency.waited");
  const label = Math.max(...names.map(widthOf));
  const room = Math.max(10, columns - label - number - 2);
  const scale = say("unit.ms", { ms: millis(end) });
  const ruler = `${" ".repeat(label + 1)}0${pad(scale, room - 1, "right")} ${
    pad(head, number, "right")
  }`;
  const rows = clients.map((client, index) =>
    `${pad(names[index], label)} ${bar(client, end, room, marks, tones)} ${
      pad(waitOf(client, say), number, "right")
    }\n`
  );
  return `${tones.faint(ruler)}\n${rows.join("")}`;
}

function waitOf({ connected, accepted }: ServedClient, say: Say): string {
  return say("unit.ms", { ms: millis(accepted - connected) });
}

/** Draws a client's time, one mark for each part of it. */
function bar(
  client: ServedClient,
  end: number,
  room: number,
  marks: Marks,
  tones: Paint,
): string {
  const cell = (seconds: number) =>
    Math.min(room - 1, Math.floor(seconds / end * room));
  const from = cell(client.connected);
  const accepted = cell(client.accepted);
  const closed = cell(client.closed);
  const active = new Set([...client.active, client.closed].map(cell));
  return Array.from({ length: room }, (_, at) => {
    if (at < from || at > closed) return " ";
    if (active.has(at)) return tones.good(marks.served);
    return at < accepted
      ? tones.faint(marks.waiting)
      : tones.warning(marks.idle);
  }).join("");
}

function totals(
  timelines: readonly Timeline[],
  say: Say,
  tones: Paint,
): string {
  const ms = (seconds: number) => say("unit.ms", { ms: millis(seconds) });
  const rows = [
    ["", ...timelines.map(({ concurrency }) => concurrency)],
    [say("concurrency.total.end"), ...timelines.map((each) => ms(endOf(each)))],
    [
      say("concurrency.total.waited"),
      ...timelines.map((each) => ms(waitedIn(each))),
    ],
    [
      say("concurrency.total.most"),
      ...timelines.map((each) => String(mostAtOnce(each))),
    ],
  ];
  const widths = [0, 1, 2].map((column) =>
    Math.max(...rows.map((row) => widthOf(row[column])))
  );
  return rows.map((row, index) => {
    const line = row.map((cell, column) =>
      pad(cell, widths[column], column === 0 ? "left" : "right")
    ).join("  ");
    return `${index === 0 ? tones.faint(line) : line}\n`;
  }).join("");
}

function endOf({ clients }: Timeline): number {
  return Math.max(...clients.map(({ closed }) => closed));
}

/** Seconds that all clients together waited to be accepted. */
function waitedIn({ clients }: Timeline): number {
  return clients.reduce(
    (sum, { connected, accepted }) => sum + accepted - connected,
    0,
  );
}

/** The most clients that were accepted and not yet done with at the same time. */
function mostAtOnce({ clients }: Timeline): number {
  return Math.max(
    ...clients.map(({ accepted: now }) =>
      clients.filter(({ accepted, closed }) => accepted <= now && now < closed)
        .length
    ),
  );
}

function millis(seconds: number): string {
  return (seconds * 1000).toFixed(1);
}
