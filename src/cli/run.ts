import { Failure } from "../failure.ts";
import project from "../../deno.json" with { type: "json" };
import { EXIT_CODES, INTERNAL_ERROR, SUCCESS } from "./exit_codes.ts";
import { renderModeHelp, renderOverview } from "./help.ts";
import { COMMON_OPTIONS } from "./mode.ts";
import { MODES } from "./modes.ts";
import { parseArguments } from "./options.ts";
import { nearest } from "./suggest.ts";
import { openTerminal } from "./terminal.ts";

/**
 * Runs one call of wirelab.
 *
 * @param args All arguments.
 * @returns The exit code.
 * @throws {Failure} If it cannot do what was asked.
 */
export async function run(args: readonly string[]): Promise<number> {
  const [word, ...rest] = args;
  if (
    word === undefined || word === "--help" || word === "-h" || word === "help"
  ) {
    const topic = MODES.find((mode) => mode.name === rest[0]);
    const terminal = openTerminal({ noColor: args.includes("--no-color") });
    terminal.out(
      topic
        ? renderModeHelp(topic, terminal)
        : renderOverview(MODES, project.version, terminal),
    );
    return SUCCESS;
  }
  if (word === "--version" || word === "-V") {
    openTerminal().out(`wirelab ${project.version}\n`);
    return SUCCESS;
  }
  const mode = MODES.find((mode) => mode.name === word);
  if (!mode) {
    const meant = nearest(word, MODES.map((mode) => mode.name));
    throw new Failure("usage", `Cannot run ${word}: there is no such mode.`, {
      hint: meant
        ? `Did you mean: wirelab ${[meant, ...rest].join(" ")}`
        : "wirelab alone lists the modes.",
    });
  }
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
