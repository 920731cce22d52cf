import { bold, cyan, dim, setColorEnabled } from "@std/fmt/colors";
import { wrap } from "../render/layout.ts";
import { widthOf } from "../render/width.ts";
import { EXIT_CODES, OTHER_ENDS } from "./exit_codes.ts";
import {
  FIRST_CALLS,
  type HelpText,
  helpText,
  translate,
  translateOptions,
} from "./help_text.ts";
import {
  type Action,
  CATEGORIES,
  type Command,
  COMMON_OPTIONS,
  type Mode,
} from "./mode.ts";
import type { Option } from "./options.ts";
import type { Language } from "./terminal.ts";

/** How help is drawn. */
export interface HelpOptions {
  /** Whether colours are used; not by default. */
  color?: boolean;
  /** Language of what it says; English by default. */
  language?: Language;
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
  const text = textFor(options);
  const lines = [
    `${bold("wirelab")} ${version} — ${text.tagline}`,
    "",
    bold(text.try),
    ...examples(
      FIRST_CALLS.map((call) => ({ call, does: text.firstCalls[call] })),
    ),
  ];
  for (const category of CATEGORIES) {
    const members = modes.filter((mode) => mode.category === category);
    if (members.length === 0) continue;
    lines.push("", bold(text.categories[category]));
    for (const mode of members) {
      const { summary } = translate(mode.name, mode, text.translation);
      lines.push(`  ${cyan(mode.name.padEnd(14))} ${summary}`);
    }
  }
  return [...lines, "", ...text.more.map((line) => dim(line)), ""].join("\n");
}

/**
 * Draws the help of one mode: examples first, then its actions, then its
 * options.
 *
 * @param mode The mode.
 * @param options How it is drawn.
 */
export function renderModeHelp(mode: Mode, options: HelpOptions = {}): string {
  const text = textFor(options);
  const actions = mode.actions ?? [];
  return [
    ...introduction(mode.name, mode, text),
    ...actions.length > 0
      ? [
        "",
        bold(text.actions),
        ...actions.flatMap((action) => actionLines(mode, action, text)),
        "",
        dim(text.actionHelp(mode.name)),
      ]
      : [],
    ...optionList(mode.name, mode, text),
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
  const text = textFor(options);
  const path = `${mode.name} ${action.name}`;
  return [
    ...introduction(path, action, text),
    "",
    bold(text.inPlaceOf),
    `  ${translate(path, action, text.translation).replaces}`,
    ...optionList(path, action, text),
  ].join("\n");
}

/** Sets the colours, and finds the words. */
function textFor({ color = false, language = "en" }: HelpOptions): HelpText {
  setColorEnabled(color);
  return helpText(language);
}

function introduction(
  path: string,
  command: Command,
  text: HelpText,
): string[] {
  const { usage, summary, examples: rows } = translate(
    path,
    command,
    text.translation,
  );
  return [
    `${bold(`wirelab ${path}`)} ${usage}`,
    ...wrap(summary, 80),
    "",
    bold(text.examples),
    ...examples(rows),
  ];
}

function optionList(path: string, command: Command, text: HelpText): string[] {
  const { options } = translate(path, command, text.translation);
  const shown = options.filter((option) => !option.refused);
  const common = translateOptions(
    COMMON_OPTIONS,
    text.translation?.commonOptions,
  );
  return [
    "",
    bold(text.options),
    ...[...shown, ...common].flatMap((option) => optionLines(option, text)),
    "",
  ];
}

function actionLines(mode: Mode, action: Action, text: HelpText): string[] {
  const { summary, replaces } = translate(
    `${mode.name} ${action.name}`,
    action,
    text.translation,
  );
  return [
    `  ${cyan(action.name.padEnd(12))} ${summary}`,
    `  ${" ".repeat(12)} ${dim(replaces)}`,
  ];
}

/**
 * Draws the list of exit codes, each with what it means.
 *
 * @param options How it is drawn.
 */
export function renderExitCodes(options: HelpOptions = {}): string {
  const ends: Readonly<Record<string, string>> =
    textFor(options).translation?.ends ?? {};
  return Object.entries({ ...OTHER_ENDS, ...EXIT_CODES })
    .sort(([, a], [, b]) => a.code - b.code)
    .map(([end, { code, meaning }]) =>
      `${String(code).padStart(3)}  ${ends[end] ?? meaning}\n`
    ).join("");
}

/** Columns for a call and what it does, beside the spaces around them. */
const EXAMPLE_WIDTH = 75;

function examples(rows: readonly { call: string; does: string }[]): string[] {
  const width = Math.max(...rows.map((row) => row.call.length));
  if (rows.some(({ does }) => width + widthOf(does) > EXAMPLE_WIDTH)) {
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

function optionLines(option: Option, text: HelpText): string[] {
  const names = option.short
    ? `-${option.short}, --${option.name}`
    : `--${option.name}`;
  const choices = option.choices?.join("|") ?? "";
  const isShort = choices !== "" && choices.length <= CHOICES_WIDTH;
  const value = isShort ? choices : option.value;
  const left = value ? `${names} ${value}` : names;
  const listed = choices === "" || isShort
    ? ""
    : text.oneOf(option.choices ?? []);
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
