import { pad, paint, widthOf, wrap } from "../../render/mod.ts";
import { PUBLIC_MODE, SECRET_MODE } from "../../pki/files.ts";
import type { OutputFile } from "../../pki/output.ts";
import type { Call } from "../mode.ts";
import { DASH } from "../standard_input.ts";
import { writeResults } from "./output.ts";
import { certText } from "./text.ts";

/** Widest column of names that still leaves room for what they are. */
const WIDEST = 38;
/** Columns of the widest line. */
const MOST_COLUMNS = 100;

/** A row: a name or a call, and what it is or does. */
export type Row = readonly [left: string, right: string];

/** What an action made. */
export interface Made {
  /** Files, each with what it is. */
  readonly files: readonly Row[];
  /** What is worth knowing of them. */
  readonly notes?: readonly string[];
  /** Calls that use them, each with what it does. */
  readonly next?: readonly Row[];
}

/** How a report is drawn. */
export interface ReportOptions {
  /** Whether colours are used; not by default. */
  color?: boolean;
  /** Columns that it may take; 80 by default. */
  columns?: number;
}

/**
 * Draws rows of two columns; where the left one is wide, the right one goes
 * below it.
 *
 * @param rows The rows.
 * @param options How they are drawn.
 * @returns Whole lines, indented by two.
 */
export function renderRows(
  rows: readonly Row[],
  { color = false, columns = 80 }: ReportOptions = {},
): string[] {
  const { faint } = paint(color);
  const widest = Math.max(...rows.map(([left]) => widthOf(left)));
  const isBeside = widest <= WIDEST;
  const indent = isBeside ? widest + 4 : 6;
  return rows.flatMap(([left, right]) => {
    const lines = wrap(right, Math.min(columns, MOST_COLUMNS) - indent)
      .map((line) => `${" ".repeat(indent)}${faint(line)}`);
    if (!isBeside) return [`  ${left}`, ...lines];
    const [first, ...rest] = lines;
    return [`  ${pad(left, widest)}${first.slice(widest + 2)}`, ...rest];
  });
}

/**
 * Tells what was made, on standard output, unless that has a result.
 *
 * @param call The call.
 * @param made What was made.
 * @param aside Whether it goes to standard error.
 */
export function tell(
  { terminal }: Call,
  { files, notes = [], next = [] }: Made,
  aside: boolean,
): void {
  const text = certText(terminal.language);
  const options = { ...terminal, color: terminal.color && !aside };
  const { strong } = paint(options.color);
  const width = Math.min(terminal.columns, MOST_COLUMNS);
  const lines = [
    strong(text.made),
    ...renderRows(files, options),
    ...notes.flatMap((note) => ["", ...wrap(note, width)]),
    ...next.length > 0
      ? ["", strong(text.next), ...renderRows(next, options)]
      : [],
    "",
  ];
  (aside ? terminal.err : terminal.out)(lines.join("\n"));
}

/** A file that an action makes. */
export interface Result {
  /** Path of the file; `-` is standard output. */
  readonly path: string;
  /** What it holds. */
  readonly text: string;
  /** Whether only its owner may read it. */
  readonly isSecret?: boolean;
  /** What it is, in words. */
  readonly what: string;
}

/**
 * Writes what an action made, and tells of it.
 *
 * @param call The call.
 * @param results The files.
 * @param about What is worth knowing of them, and calls that use them.
 * @throws {Failure} `bad-file` or `permission`, if one cannot be written.
 */
export async function deliver(
  call: Call,
  results: readonly Result[],
  about: Omit<Made, "files"> = {},
): Promise<void> {
  const files: OutputFile[] = results.map(({ path, text, isSecret }) => ({
    path,
    text,
    mode: isSecret ? SECRET_MODE : PUBLIC_MODE,
  }));
  await writeResults(call, files);
  const isPiped = results.some(({ path }) => path === DASH);
  const told = results.filter(({ path }) => path !== DASH);
  if (told.length > 0) {
    tell(call, {
      ...about,
      files: told.map(({ path, what }) => [path, what]),
    }, isPiped);
  } else {
    for (const note of about.notes ?? []) call.terminal.err(`${note}\n`);
  }
}
