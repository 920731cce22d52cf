import { Failure } from "../failure.ts";

import { EXIT_CODES, INTERNAL_ERROR, SUCCESS } from "./exit_codes.ts";
import { renderExitCodes, renderModeHelp, renderOverview } from "./help.ts";
import { COMMON_OPTIONS, type Mode } from "./mode.ts";
import { MODES } from "./modes.ts";
import { type Option, parseArguments } from "./options.ts";
import { nearest } from "./suggest.ts";
import { openTerminal } from "./terminal.ts";
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
  const parsed = parseArguments(rest, [...mode.options, ...COMMON_OPTIONS], {
    positionals: mode.positionals,
  });
  const terminal = openTerminal({
    language: parsed.text("lang"),
    noColor: parsed.has("no-color"),
  });
  if (parsed.has("help")) {
    terminal.out(renderModeHelp(mode, terminal));
    return SUCCESS;
  }
  return await mode.run({ args: parsed, terminal });
}

/** Shows help or the version: `wirelab`, `wirelab --help MODE`, `wirelab -V`. */
function runWithoutMode(args: readonly string[]): number {
  const parsed = parseArguments(args, LONE_OPTIONS, { positionals: Infinity });
  const terminal = openTerminal({ noColor: parsed.has("no-color") });
  const [topic] = parsed.positionals;
  if (topic !== undefined && !parsed.has("help")) {
    throw new Failure("usage", "Cannot use options before the mode.", {
      hint: `Write them after it: wirelab ${topic} …`,
    });
  }
  if (parsed.has("version")) {
    terminal.out(versionLine());
  } else if (topic === undefined) {
    terminal.out(renderOverview(MODES, VERSION, terminal));
  } else if (topic === "exit-codes") {
    terminal.out(renderExitCodes());
  } else {
    terminal.out(renderModeHelp(findMode(topic, []), terminal));
  }
  return SUCCESS;
}

function versionLine(): string {
  const { deno, v8 } = Deno.version;
  return `wirelab ${VERSION} (Deno ${deno}, V8 ${v8.split("-")[0]})\n`;
}

function findMode(word: string, rest: readonly string[]): Mode {
  const mode = MODES.find((mode) => mode.name === word);
  if (mode) return mode;
  const meant = nearest(word, MODES.map((mode) => mode.name));
  throw new Failure("usage", `Cannot run ${word}: there is no such mode.`, {
    hint: meant
      ? `Did you mean: wirelab ${[meant, ...rest].join(" ")}`
      : "wirelab alone lists the modes.",
  });
}

/**
 * Tells of an error in one sentence and a hint, on standard error.
 *
 * @param error What was thrown.
 * @returns The exit code of its cause.
 */
export function report(error: unknown): number {
  const terminal = openTerminal();
  if (error instanceof Failure) {
    terminal.err(
      `wirelab: ${error.message}\n${error.hint ? `  ${error.hint}\n` : ""}`,
    );
    return EXIT_CODES[error.kind].code;
  }
  const detail = error instanceof Error
    ? error.stack ?? error.message
    : String(error);
  terminal.err(
    `wirelab: a fault in wirelab itself, not in what you did.\n${detail}\n`,
  );
  return INTERNAL_ERROR;
}
