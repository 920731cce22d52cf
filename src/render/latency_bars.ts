import { pad } from "./layout.ts";
import { paint } from "./paint.ts";

/** Times that lie close together. */
export interface LatencyBucket {
  /** The least that belongs to it, in milliseconds. */
  readonly fromMillis: number;
  /** The least that does not any more, in milliseconds. */
  readonly toMillis: number;
  /** How many there are. */
  readonly count: number;
}

/** How bars are drawn. */
export interface LatencyBarsOptions {
  /** Columns that they may take. */
  columns: number;
  /** Whether only ASCII is drawn with. */
  ascii: boolean;
  /** Whether colours are used. */
  color: boolean;
}

/** A bar: times in a range that is open at the ends of the picture. */
interface Row {
  readonly label: string;
  readonly count: number;
}

/** Preferred numbers between one power of ten and the next, finest first. */
const SERIES: readonly (readonly number[])[] = [
  [1, 1.25, 1.6, 2, 2.5, 3.15, 4, 5, 6.3, 8],
  [1, 1.6, 2.5, 4, 6.3],
  [1, 2, 5],
  [1, 3],
  [1],
];
/** The shortest time that is told apart is 10 to the power of this, in milliseconds. */
const FIRST_DECADE = -4;
const DECADES = 10;
/** Bars between the two that are open at one end. */
const MOST_ROWS = 7;
/** Shares of all times that the bars between those two begin and end at. */
const INNER = { from: 0.01, to: 0.99 } as const;
const FEWEST_BAR_COLUMNS = 10;
const SHARE_COLUMNS = 7;
/** Spaces before, between and after the parts of a line. */
const SPACES = 5;

/**
 * Draws how many times lie in which range, one bar a line. The ranges are round
 * numbers, and each is so many times as long as the one before, for latencies
 * spread over powers of ten.
 *
 * @param buckets The times, in order.
 * @param options How they are drawn.
 * @returns Lines, each with its end; nothing for no times.
 */
export function renderLatencyBars(
  buckets: readonly LatencyBucket[],
  { columns, ascii, color }: LatencyBarsOptions,
): string {
  const total = buckets.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return "";
  const rows = rowsOf(buckets, boundsOf(buckets, total), ascii);
  const labelColumns = Math.max(...rows.map(({ label }) => label.length));
  const barColumns = Math.max(
    FEWEST_BAR_COLUMNS,
    columns - labelColumns - SHARE_COLUMNS - SPACES,
  );
  const most = Math.max(...rows.map(({ count }) => count));
  const tones = paint(color);
  return rows.map(({ label, count }) => {
    // Even the shortest bar is to be seen.
    const length = count === 0
      ? 0
      : Math.max(1, Math.round(count / most * barColumns));
    const bar = pad((ascii ? "#" : "█").repeat(length), barColumns);
    const share = `${(count / total * 100).toFixed(1)} %`;
    return `  ${pad(label, labelColumns, "right")}  ${tones.client(bar)} ${
      tones.faint(pad(share, SHARE_COLUMNS, "right"))
    }\n`;
  }).join("");
}

/**
 * Writes a time with three digits that count: `0.125`, `1.25`, `12.5`.
 *
 * @param millis The time in milliseconds.
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { formatMillis } from "./latency_bars.ts";
 *
 * assertEquals([0.0613, 6.13, 61.3, 613].map(formatMillis), [
 *   "0.061",
 *   "6.13",
 *   "61.3",
 *   "613",
 * ]);
 * ```
 */
export function formatMillis(millis: number): string {
  const digits = millis < 0.9995
    ? 3
    : millis < 9.995
    ? 2
    : millis < 99.95
    ? 1
    : 0;
  return millis.toFixed(digits);
}

/** The ends of the inner rows, as fine as there is room for. */
function boundsOf(
  buckets: readonly LatencyBucket[],
  total: number,
): readonly number[] {
  const from = reached(buckets, total * INNER.from).fromMillis;
  const to = reached(buckets, total * INNER.to).toMillis;
  for (const series of SERIES) {
    const all = Array.from(
      { length: DECADES },
      // What floating point adds is taken off again.
      (_, decade) =>
        series.map((step) =>
          Number((step * 10 ** (FIRST_DECADE + decade)).toPrecision(3))
        ),
    ).flat();
    const first = all.findLastIndex((bound) => bound <= from);
    const last = all.findIndex((bound) => bound >= to);
    const bounds = all.slice(
      Math.max(0, first),
      last < 0 ? undefined : last + 1,
    );
    if (bounds.length <= MOST_ROWS + 1 || series.length === 1) return bounds;
  }
  return [];
}

/** The bucket with which so many times are reached. */
function reached(
  buckets: readonly LatencyBucket[],
  count: number,
): LatencyBucket {
  let seen = 0;
  return buckets.find((bucket) => (seen += bucket.count) >= count) ??
    buckets[buckets.length - 1];
}

function rowsOf(
  buckets: readonly LatencyBucket[],
  bounds: readonly number[],
  ascii: boolean,
): Row[] {
  const counts = new Array<number>(bounds.length + 1).fill(0);
  for (const { fromMillis, toMillis, count } of buckets) {
    const middle = (fromMillis + toMillis) / 2;
    counts[bounds.findLastIndex((bound) => bound <= middle) + 1] += count;
  }
  // As many decimals as one of them needs.
  const digits = Math.max(
    ...bounds.map((bound) => (`${bound}`.split(".")[1] ?? "").length),
  );
  const texts = bounds.map((bound) => bound.toFixed(digits));
  const rows = counts.map((count, index): Row => {
    const range = rangeOf(texts[index - 1], texts[index], ascii);
    return { label: `${range} ms`, count };
  });
  // The outer rows stand only where something lies out there.
  return rows.filter(({ count }, index) =>
    count > 0 || index > 0 && index < bounds.length
  );
}

function rangeOf(
  from: string | undefined,
  to: string | undefined,
  ascii: boolean,
): string {
  if (from === undefined) return `< ${to}`;
  if (to === undefined) return `${ascii ? ">=" : "≥"} ${from}`;
  return `${from} ${ascii ? "-" : "–"} ${to}`;
}
