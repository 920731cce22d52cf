import { fit, pad } from "./layout.ts";
import { paint } from "./paint.ts";
import { widthOf } from "./width.ts";

/** One phase of a waterfall. */
export interface WaterfallPhase {
  /** What it is called. */
  readonly label: string;
  /** When it began, in milliseconds. */
  readonly startMillis: number;
  /** When it ended, in milliseconds. */
  readonly endMillis: number;
  /** What came of it, in a few words. */
  readonly detail: string;
  /** Whose time it is: the network's and this end's, or the server's. */
  readonly tone: "client" | "server";
}

/** How a waterfall is drawn. */
export interface WaterfallOptions {
  /** Columns that it may take. */
  columns: number;
  /** Whether only ASCII is drawn with. */
  ascii: boolean;
  /** Whether colours are used. */
  color: boolean;
  /** What the sum is called. */
  total: string;
}

/** Columns of a time: `12345.678 ms`. */
const TIME_COLUMNS = 12;
/** Columns of a detail at the most. */
const DETAIL_COLUMNS = 30;
const FEWEST_BAR_COLUMNS = 10;
/** Spaces before, between and after the parts of a line. */
const SPACES = 7;

/**
 * Draws phases that follow each other as bars on one scale of time, one line
 * each, and their sum.
 *
 * @param phases The phases, in their order.
 * @param options How they are drawn.
 * @returns Lines, each with its end; nothing for no phases.
 */
export function renderWaterfall(
  phases: readonly WaterfallPhase[],
  options: WaterfallOptions,
): string {
  if (phases.length === 0) return "";
  const colors = paint(options.color);
  const total = Math.max(...phases.map((phase) => phase.endMillis));
  const labels = [...phases.map(({ label }) => label), options.total];
  const labelColumns = Math.max(...labels.map(widthOf));
  const free = options.columns - labelColumns - TIME_COLUMNS - SPACES;
  const detailColumns = Math.max(
    0,
    Math.min(
      DETAIL_COLUMNS,
      free - FEWEST_BAR_COLUMNS,
      Math.max(...phases.map(({ detail }) => widthOf(detail))),
    ),
  );
  const barColumns = Math.max(FEWEST_BAR_COLUMNS, free - detailColumns);
  const mark = options.ascii ? "~" : "…";
  const lines = phases.map((phase) => {
    const bar = barOf(phase, total, barColumns, options.ascii ? "#" : "█");
    const detail = fit(phase.detail, detailColumns, mark);
    return `${pad(phase.label, labelColumns)} ${timeOf(phase)}  ${
      colors[phase.tone](bar)
    }  ${colors.faint(detail)}`;
  });
  const sum = `${pad(options.total, labelColumns)} ${
    timeOf({ startMillis: 0, endMillis: total })
  }`;
  return [...lines, colors.strong(sum)].map((line) => `  ${line.trimEnd()}\n`)
    .join("");
}

/** Draws a bar where its time lies; even the shortest one is to be seen. */
function barOf(
  { startMillis, endMillis }: WaterfallPhase,
  total: number,
  columns: number,
  block: string,
): string {
  const scale = total > 0 ? columns / total : 0;
  const start = Math.min(columns - 1, Math.floor(startMillis * scale));
  const end = Math.max(start + 1, Math.round(endMillis * scale));
  const length = Math.min(columns, end) - start;
  return pad(" ".repeat(start) + block.repeat(length), columns);
}

function timeOf(
  phase: Pick<WaterfallPhase, "startMillis" | "endMillis">,
): string {
  const millis = phase.endMillis - phase.startMillis;
  return pad(`${millis.toFixed(3)} ms`, TIME_COLUMNS, "right");
}
