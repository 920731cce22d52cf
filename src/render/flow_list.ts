import { endpointText, milliseconds, type Say } from "../explain/mod.ts";
import type { Endpoint } from "../packet/mod.ts";
import { jsonLine } from "./json_line.ts";
import { fit, pad } from "./layout.ts";
import { paint } from "./paint.ts";

/** One conversation in one row. */
export interface FlowRow {
  /** Number in the capture; the first is 0. */
  readonly number: number;
  /** The end that opened it. */
  readonly client: Endpoint;
  /** The other end. */
  readonly server: Endpoint;
  /** Packets of the client, and of the server. */
  readonly packets: readonly [number, number];
  /** Bytes of data of the client, and of the server, repetitions included. */
  readonly bytes: readonly [number, number];
  /** Seconds from its first packet to its last. */
  readonly seconds: number;
  /** What was seen of its end: `FIN` of both sides, of one (`FIN 1/2`), `RST`, or nothing. */
  readonly end: "FIN" | "FIN 1/2" | "RST" | "";
}

/** How a list of flows is drawn. */
export interface FlowListOptions {
  /** Sentences of a language. */
  say: Say;
  /** Whether colours are used; not by default. */
  color?: boolean;
  /** Columns that a row may take; 80 by default. */
  columns?: number;
}

/** Columns of the numbers, and of the spaces between all cells. */
const NUMBERS = { number: 5, packets: 7, bytes: 10, time: 10, end: 7 };
const SPACES = 6;

/**
 * Draws the head of a list of flows.
 *
 * @param options How it is drawn.
 * @returns A whole line.
 */
export function renderFlowHead(options: FlowListOptions): string {
  const { say } = options;
  const { strong } = paint(options.color ?? false);
  const head = cells(options, [
    "#",
    say("side.client"),
    say("side.server"),
    say("flows.packets"),
    say("flows.bytes"),
    say("column.time"),
    say("flows.end"),
  ]);
  return `${strong(head)}\n`;
}

/**
 * Draws a conversation as one row: its ends, what it carried, how long it took.
 *
 * @param flow The conversation.
 * @param options How it is drawn.
 * @returns A whole line.
 */
export function renderFlowRow(
  flow: FlowRow,
  options: FlowListOptions,
): string {
  const row = cells(options, [
    String(flow.number),
    endpointText(flow.client),
    endpointText(flow.server),
    String(flow.packets[0] + flow.packets[1]),
    String(flow.bytes[0] + flow.bytes[1]),
    milliseconds(flow.seconds),
    flow.end,
  ]);
  const { bad } = paint(options.color ?? false);
  return `${flow.end === "RST" ? bad(row) : row}\n`;
}

/**
 * Writes a conversation as one line of JSON.
 *
 * @param flow The conversation.
 */
export function flowToJson(flow: FlowRow): string {
  return `${jsonLine({ type: "flow", ...flow })}\n`;
}

function cells(options: FlowListOptions, texts: readonly string[]): string {
  const [number, client, server, packets, bytes, time, end] = texts;
  const taken = Object.values(NUMBERS).reduce((sum, width) => sum + width);
  const columns = options.columns ?? 80;
  const room = Math.floor((columns - taken - SPACES) / 2);
  return [
    pad(number, NUMBERS.number, "right"),
    pad(fitEnd(client, room), room),
    pad(fitEnd(server, room), room),
    pad(packets, NUMBERS.packets, "right"),
    pad(bytes, NUMBERS.bytes, "right"),
    pad(time, NUMBERS.time, "right"),
    end,
  ].join(" ").trimEnd();
}

/** Cuts an end to a width, and keeps its port. */
function fitEnd(text: string, columns: number): string {
  const port = text.lastIndexOf(":");
  if (text.length <= columns || port < 0) return fit(text, columns);
  return fit(text.slice(0, port), columns - (text.length - port)) +
    text.slice(port);
}
