import { bold, cyan, dim, setColorEnabled } from "@std/fmt/colors";
import {
  EXIT_CODES,
  INTERNAL_ERROR,
  INTERRUPTED,
  OUTPUT_CLOSED,
  SUCCESS,
} from "./exit_codes.ts";
import {
  type Action,
  CATEGORIES,
  type Command,
  COMMON_OPTIONS,
  type Mode,
} from "./mode.ts";
import type { Option } from "./options.ts";

/** How help is drawn. */
export interface HelpOptions {
  /** Whether colours are used; not by default. */
  color?: boolean;
}

/**
 * Draws the screen that `wirelab` alone shows: examples first, then the modes
 * by category.
 *
 * @param modes All modes.
 * @param version Version of this program.
 * @param options How it is drawn.
 */
export function renderOverview(
  modes: readonly Mode[],
  version: string,
  options: HelpOptions = {},
): string {
  setColorEnabled(options.color ?? false);
  const lines = [
    `${
      bold("wirelab")
    } ${version} — see a TCP or TLS conversation, packet by packet, explained`,
    "",
    bold("Try"),
    ...examples([
      {
        call: "wirelab demo tcp",
        does: "a TCP conversation, its real packets, explained",
      },
      { call: "wirelab demo tls", does: "the same over TLS" },
      {
        call: "wirelab tls-server 8443",
        does: "one end; then in another terminal:",
      },
      { call: "wirelab tls-client 8443", does: "the other end" },
    ]),
  ];
  for (const category of CATEGORIES) {
    const members = modes.filter((mode) => mode.category === category);
    if (members.length === 0) continue;
    lines.push("", bold(category));
    for (const mode of members) {
      lines.push(`  ${cyan(mode.name.padEnd(14))} ${mode.summary}`);
    }
  }
  lines.push(
    "",
    dim("wirelab MODE --help shows a mode's options;"),
    dim("wirelab help exit-codes lists what the exit codes mean."),
    "",
  );
  return lines.join("\n");
}

/**
 * Draws the help of one mode: examples first, then its actions, then its
 * options.
 *
 * @param mode The mode.
 * @param options How it is drawn.
 */
export function renderModeHelp(mode: Mode, options: HelpOptions = {}): string {
  setColorEnabled(options.color ?? false);
  const actions = mode.actions ?? [];
  return [
    ...introduction(mode.name, mode),
    ...actions.length > 0
      ? [
        "",
        bold("Actions, and what they take the place of"),
        ...actions.flatMap(actionLines),
        "",
        dim(`wirelab ${mode.name} ACTION --help shows an action's options.`),
      ]
      : [],
    ...optionList(mode),
  ].join("\n");
}

/**
 * Draws the help of one action of a mode.
 *
 * @param mode The mode.
 * @param action The action.
 * @param options How it is drawn.
 */
export function renderActionHelp(
  mode: Mode,
  action: Action,
  options: HelpOptions = {},
): string {
  setColorEnabled(options.color ?? false);
  return [
    ...introduction(`${mode.name} ${action.name}`, action),
    "",
    bold("In place of"),
    `  ${action.replaces}`,
    ...optionList(action),
  ].join("\n");
}

function introduction(path: string, command: Command): string[] {
  return [
    `${bold(`wirelab ${path}`)} ${command.usage}`,
    ...wrap(command.summary, 80),
    "",
    bold("Examples"),
    ...examples(command.examples),
  ];
}

function optionList(command: Command): string[] {
  const shown = command.options.filter((option) => !option.refused);
  return [
    "",
    bold("Options"),
    ...[...shown, ...COMMON_OPTIONS].flatMap(optionLines),
    "",
  ];
}

function actionLines(action: Action): string[] {
  return [
    `  ${cyan(action.name.padEnd(12))} ${action.summary}`,
    `  ${" ".repeat(12)} ${dim(action.replaces)}`,
  ];
}

/** Draws the list of exit codes, each with what it means. */
export function renderExitCodes(): string {
  return [
    { code: SUCCESS, meaning: "it did what it was asked" },
    { code: INTERNAL_ERROR, meaning: "a fault in wirelab itself" },
    ...Object.values(EXIT_CODES),
    { code: INTERRUPTED, meaning: "the user stopped it" },
    { code: OUTPUT_CLOSED, meaning: "nobody reads its output any more" },
  ].map(({ code, meaning }) => `${String(code).padStart(3)}  ${meaning}\n`)
    .join("");
}

/** Columns for a call and what it does, beside the spaces around them. */
const EXAMPLE_WIDTH = 75;

function examples(rows: readonly { call: string; does: string }[]): string[] {
  const width = Math.max(...rows.map((row) => row.call.length));
  if (rows.some(({ does }) => width + does.length > EXAMPLE_WIDTH)) {
    return rows.flatMap((
      row,
    ) => [`  ${cyan(row.call)}`, `      ${dim(row.does)}`]);
  }
  return rows.map((row) =>
    `  ${cyan(row.call.padEnd(width))}   ${dim(row.does)}`
  );
}

/** Columns that the values of an option may take in the place of their name. */
const CHOICES_WIDTH = 40;

function optionLines(option: Option): string[] {
  const names = option.short
    ? `-${option.short}, --${option.name}`
    : `--${option.name}`;
  const choices = option.choices?.join("|") ?? "";
  const isShort = choices !== "" && choices.length <= CHOICES_WIDTH;
  const value = isShort ? choices : option.value;
  const left = value ? `${names} ${value}` : names;
  const listed = choices === "" || isShort
    ? ""
    : `; one of ${option.choices?.join(", ")}`;
  const summary = wrap(option.summary + listed, 52);
  const first = left.length > 22 ? [`  ${cyan(left)}`] : [];
  return [
    ...first,
    ...summary.map((line, index) =>
      index === 0 && first.length === 0
        ? `  ${cyan(left.padEnd(23))} ${line}`
        : `${" ".repeat(26)}${line}`
    ),
  ];
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
