import { endpointText, milliseconds, type Say } from "../explain/mod.ts";
import type { Flow } from "../stream/mod.ts";
import { fit, pad } from "./layout.ts";
import { paint } from "./paint.ts";

/** How a list of flows is drawn. */
export interface FlowListOptions {
  /** Sentences of a language. */
  say: Say;
  /** Whether colours are used; not by default. */
  color?: boolean;
  /** Rows at the most; what is left out is counted. All by default. */
  limit?: number;
}

/** Widths of the columns, the two ends taking what the rest leaves of 80. */
const COLUMNS = { number: 5, end: 21, packets: 8, bytes: 8, time: 10 };

/**
 * Draws one row for each flow: its ends, what it carried, how long it took.
 *
 * @param flows Flows of a capture.
 * @param options How they are drawn.
 * @returns Whole lines.
 */
export function renderFlowList(
  flows: readonly Flow[],
  options: FlowListOptions,
): string {
  const { say } = options;
  const { strong, faint } = paint(options.color ?? false);
  const head = row([
    "#",
    say("side.client"),
    say("side.server"),
    say("flows.packets"),
    say("flows.bytes"),
    say("column.time"),
  ]);
  const shown = flows.slice(0, options.limit ?? flows.length);
  const rows = shown.map((flow) =>
    row([
      String(flow.number),
      endpointText(flow.client),
      endpointText(flow.server),
      String(flow.sides[0].segments + flow.sides[1].segments),
      String(flow.sides[0].bytes + flow.sides[1].bytes),
      milliseconds(flow.duration / 1e9),
    ])
  );
  const more = flows.length - shown.length;
  if (more > 0) rows.push(faint(say("flows.more", { n: more })));
  return `${[strong(head), ...rows].join("\n")}\n`;
}

function row(cells: readonly string[]): string {
  const [number, client, server, packets, bytes, time] = cells;
  return [
    pad(number, COLUMNS.number, "right"),
    pad(fit(client, COLUMNS.end), COLUMNS.end),
    pad(fit(server, COLUMNS.end), COLUMNS.end),
    pad(packets, COLUMNS.packets, "right"),
    pad(bytes, COLUMNS.bytes, "right"),
    pad(time, COLUMNS.time, "right"),
  ].join(" ");
}
