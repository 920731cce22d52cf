import { shellWord } from "../bytes/shell_word.ts";
import { Failure } from "../failure.ts";
import { EXIT_CODES, INTERNAL_ERROR, SUCCESS } from "./exit_codes.ts";
import { usageFailure } from "./failure_text.ts";
import {
  renderActionHelp,
  renderExitCodes,
  renderModeHelp,
  renderOverview,
} from "./help.ts";
import { helpText } from "./help_text.ts";
import {
  type Action,
  type Command,
  COMMON_OPTIONS,
  type Mode,
} from "./mode.ts";
import { MODES } from "./modes.ts";
import { type Arguments, type Option, parseArguments } from "./options.ts";
import { nearest } from "./suggest.ts";
import {
  openTerminal,
  type Terminal,
  type TerminalOptions,
} from "./terminal.ts";
import { VERSION } from "./version.ts";

/** Options that stand where a mode would. */
const LONE_OPTIONS: readonly Option[] = [
  ...COMMON_OPTIONS,
  { name: "version", short: "V", summary: "show the version" },
];

/**
 * Runs one call of wirelab.
 *
 * @param args All arguments.
 * @returns The exit code.
 * @throws {Failure} If it cannot do what was asked.
 */
export async function run(args: readonly string[]): Promise<number> {
  const [word, ...rest] = args;
  if (word === undefined || word.startsWith("-")) return runWithoutMode(args);
  if (word === "help") return runWithoutMode(["--help", ...rest]);
  const mode = findMode(word, rest);
  if (mode.actions) return await runAction(mode, mode.actions, rest);
  return await runCommand(
    mode,
    rest,
    (terminal) => renderModeHelp(mode, terminal),
  );
}

async function runCommand(
  command: Command,
  args: readonly string[],
  help: (terminal: Terminal) => string,
): Promise<number> {
  const options = [...command.options, ...COMMON_OPTIONS];
  const { positionals, words } = command;
  const parsed = parseArguments(args, options, {
    positionals,
    portUsage: /[[|]PORT/.test(command.usage)
      ? `wirelab ${command.name} ${command.usage}`
      : undefined,
    choice: words && { of: command.name, words },
  });
  const terminal = openTerminal(lookOf(parsed));
  if (parsed.has("help")) {
    terminal.out(help(terminal));
    return SUCCESS;
  }
  return await command.run({ args: parsed, terminal });
}

/** What the command line says of the look of the output. */
function lookOf(args: Arguments): TerminalOptions {
  return { language: args.text("lang"), noColor: args.has("no-color") };
}

/** Runs the action that the first argument names, or the mode where none does. */
async function runAction(
  mode: Mode,
  actions: readonly Action[],
  args: readonly string[],
): Promise<number> {
  const [word, ...rest] = args;
  if (word !== undefined && word !== "help" && !word.startsWith("-")) {
    const action = findAction(mode, actions, word, rest);
    return await runCommand(
      action,
      rest,
      (terminal) => renderActionHelp(mode, action, terminal),
    );
  }
  const asked = word === "help" ? ["--help", ...rest] : args;
  const parsed = parseArguments(asked, COMMON_OPTIONS, {
    positionals: Infinity,
  });
  const [topic] = parsed.positionals;
  if (topic === undefined) {
    return await runCommand(
      mode,
      asked,
      (terminal) => renderModeHelp(mode, terminal),
    );
  }
  if (!parsed.has("help")) {
    throw usageFailure((text) => text.optionsBeforeAction(mode.name, topic));
  }
  const terminal = openTerminal(lookOf(parsed));
  terminal.out(helpOn(mode.name, topic, terminal));
  return SUCCESS;
}

/** Shows help or the version: `wirelab`, `wirelab --help MODE`, `wirelab -V`. */
function runWithoutMode(args: readonly string[]): number {
  const parsed = parseArguments(args, LONE_OPTIONS, { positionals: Infinity });
  const terminal = openTerminal(lookOf(parsed));
  const [topic, actionName] = parsed.positionals;
  if (topic !== undefined && !parsed.has("help")) {
    throw usageFailure((text) => text.optionsBeforeMode(topic));
  }
  if (parsed.has("version")) {
    terminal.out(versionLine());
  } else if (topic === undefined) {
    terminal.out(renderOverview(MODES, VERSION, terminal));
  } else if (topic === "exit-codes") {
    terminal.out(renderExitCodes(terminal));
  } else {
    terminal.out(helpOn(topic, actionName, terminal));
  }
  return SUCCESS;
}

function helpOn(
  topic: string,
  actionName: string | undefined,
  terminal: Terminal,
): string {
  const mode = findMode(topic, []);
  if (!mode.actions || actionName === undefined) {
    return renderModeHelp(mode, terminal);
  }
  const action = findAction(mode, mode.actions, actionName, []);
  return renderActionHelp(mode, action, terminal);
}

function versionLine(): string {
  const { deno, v8 } = Deno.version;
  return `wirelab ${VERSION} (Deno ${deno}, V8 ${v8.split("-")[0]})\n`;
}

function findMode(word: string, rest: readonly string[]): Mode {
  const mode = MODES.find((mode) => mode.name === word);
  if (mode) return mode;
  const meant = nearest(word, MODES.map((mode) => mode.name));
  const call = meant && ["wirelab", meant, ...rest].map(shellWord).join(" ");
  throw usageFailure((text) => text.unknownMode(shellWord(word), call));
}

function findAction(
  mode: Mode,
  actions: readonly Action[],
  word: string,
  rest: readonly string[],
): Action {
  const action = actions.find((action) => action.name === word);
  if (action) return action;
  const meant = nearest(word, actions.map((action) => action.name));
  const call = meant &&
    ["wirelab", mode.name, meant, ...rest].map(shellWord).join(" ");
  throw usageFailure((text) =>
    text.unknownAction(mode.name, shellWord(word), call)
  );
}

/**
 * Tells of an error in one sentence and a hint, on standard error.
 *
 * @param error What was thrown.
 * @param args All arguments, for the language that they ask for.
 * @returns The exit code of its cause.
 */
export function report(error: unknown, args: readonly string[] = []): number {
  const terminal = openTerminal({ language: languageIn(args) });
  if (error instanceof Failure) {
    const { message, hint } = error.in(terminal.language);
    terminal.err(`wirelab: ${message}\n${hint ? `  ${hint}\n` : ""}`);
    return EXIT_CODES[error.kind].code;
  }
  const detail = error instanceof Error
    ? error.stack ?? error.message
    : String(error);
  terminal.err(`wirelab: ${helpText(terminal.language).ownFault}\n${detail}\n`);
  return INTERNAL_ERROR;
}

/** Finds `--lang` in arguments that may not be readable as a whole. */
function languageIn(args: readonly string[]): string | undefined {
  const end = args.indexOf("--");
  const options = end < 0 ? args : args.slice(0, end);
  const last = options.findLastIndex((arg) => /^--lang(=|$)/.test(arg));
  if (last < 0) return undefined;
  return options[last].split("=")[1] ?? options[last + 1];
}
