import { type Ending, endingOf, type Say, type Step } from "../explain/mod.ts";
import { type Verdict, verdictLines } from "../explain/mod.ts";
import { asciiMarks } from "./ascii.ts";
import { jsonLine } from "./json_line.ts";
import { Ladder, type LadderOptions } from "./ladder.ts";
import { fit, pad, wrap } from "./layout.ts";
import { paint } from "./paint.ts";
import { widthOf } from "./width.ts";

/** A way of ending that was to happen, and what happened. */
export interface CloseCase {
  /** The way that was to happen. */
  readonly way: Ending;
  /** Connections that were made for it. */
  readonly connections: number;
  /** The conversation that shows it, or the last one; nothing if none was seen. */
  readonly seen: {
    /** All its steps. */
    readonly steps: readonly Step[];
    /** What it came to. */
    readonly verdict: Verdict;
  } | undefined;
}

/** Segments of a conversation that is short enough to be drawn as a whole. */
const SHORT = 2;
/** Spaces between the columns of the table. */
const SPACES = 2;

/**
 * Draws one way of ending: what it is, its last segments, what they show.
 *
 * @param each The way.
 * @param number Its number in the list.
 * @param options How it is drawn.
 * @returns Whole lines.
 */
export function renderClose(
  each: CloseCase,
  number: number,
  options: LadderOptions,
): string {
  const { say, columns = 80, color = false, ascii = false } = options;
  const { strong, faint, ...tones } = paint(color);
  const plain = ascii ? asciiMarks : (text: string) => text;
  const paragraph = (text: string) =>
    wrap(plain(text), columns).map((line) => `${line}\n`).join("");
  const { way, seen, connections } = each;
  let text = strong(`${number}. ${say(`ending.${way}`)}`) + "\n" +
    paragraph(say(closeKey(way)));
  if (!seen) return text + paragraph(say("close.unseen"));
  const { steps, verdict } = seen;
  if (endingOf(verdict) !== way) {
    text += paragraph(say("close.missed", { n: connections }));
  } else if (connections > 1) {
    text += paragraph(say("close.tries", { n: connections }));
  }
  const ladder = new Ladder(options);
  const shown = verdict.segments <= SHORT
    ? steps
    : steps.filter(({ phase }) => phase === "close");
  text += ladder.head(verdict) +
    shown.map((step) => ladder.step(step, () => verdict)).join("") +
    ladder.endPhase(() => verdict);
  const notify = verdictLines(verdict, say).find(({ label }) =>
    label === say("verdict.notify")
  );
  if (!notify) return text;
  const [first, ...rest] = wrap(plain(notify.text), columns - 16);
  const lines = [first, ...rest.map((line) => " ".repeat(16) + line)];
  const words = notify.tone === "neutral"
    ? lines.join("\n")
    : tones[notify.tone](lines.join("\n"));
  return `${text}  ${faint(notify.label)}  ${words}\n`;
}

/**
 * Draws all ways of ending as a table.
 *
 * @param cases The ways.
 * @param options How it is drawn.
 * @returns Whole lines.
 */
export function renderCloseTable(
  cases: readonly CloseCase[],
  options: LadderOptions,
): string {
  const { say, columns = 80, color = false, ascii = false } = options;
  const { strong, faint, good, bad } = paint(color);
  const plain = ascii ? asciiMarks : (text: string) => text;
  const head = [
    say("close.table.way"),
    say("close.table.first"),
    say("close.table.segments"),
    say("close.table.verdict"),
  ].map(plain);
  const rows = cases.map((each) => cellsOf(each, say).map(plain));
  const widths = head.map((title, index) =>
    Math.max(widthOf(title), ...rows.map((row) => widthOf(row[index])))
  );
  const line = (cells: readonly string[]) =>
    fit(
      cells.map((cell, index) =>
        index === 3
          ? cell
          : pad(cell, widths[index], index === 2 ? "right" : "left")
      ).join(" ".repeat(SPACES)).trimEnd(),
      columns,
      ascii ? "~" : "…",
    );
  const table = rows.map((cells, index) => {
    const { way, seen } = cases[index];
    const happened = seen && endingOf(seen.verdict) === way;
    return `${(happened ? good : bad)(line(cells))}\n`;
  }).join("");
  const note = wrap(plain(say("close.table.note")), columns)
    .map((each) => `${faint(each)}\n`).join("");
  return `${strong(say("close.table"))}\n${faint(line(head))}\n${table}${note}`;
}

/**
 * Writes what a way of ending came to as one line of JSON.
 *
 * @param each The way.
 * @param stream Number of its conversation in the capture.
 */
export function closeToJson(
  { way, connections, seen }: CloseCase,
  stream: number | undefined,
): string {
  return jsonLine({
    type: "close",
    way,
    connections,
    stream,
    ending: seen && endingOf(seen.verdict),
    first: seen && firstOf(seen.verdict),
    segments: seen && closingSegments(seen.steps),
  });
}

function cellsOf({ way, seen }: CloseCase, say: Say): readonly string[] {
  const first = seen && firstOf(seen.verdict);
  return [
    say(`ending.${way}`),
    first === undefined
      ? ""
      : first === "both"
      ? say("close.table.both")
      : say(`side.${first}`),
    seen ? String(closingSegments(seen.steps)) : "",
    seen ? say(`ending.${endingOf(seen.verdict)}`) : say("close.unseen"),
  ];
}

function firstOf({ close, closedBy }: Verdict) {
  return close.kind === "simultaneous" ? "both" : closedBy;
}

function closingSegments(steps: readonly Step[]): number {
  return steps.filter(({ kind, phase }) =>
    kind === "segment" && phase === "close"
  ).length;
}

function closeKey(way: Ending) {
  switch (way) {
    case "half-closed":
    case "open":
    case "relayed":
      return `ending.${way}` as const;
    default:
      return `close.${way}` as const;
  }
}
