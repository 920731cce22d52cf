import type { Language } from "../failure.ts";
import { EXIT_CODES, OUTPUT_CLOSED } from "./exit_codes.ts";
import { TEXTS } from "./failure_text.ts";

export type { Language };

/** Something to wait on for a moment while a pipe is full. */
const pause = new Int32Array(new SharedArrayBuffer(4));

/** Where a mode writes, and what the place it writes to can show. */
export interface Terminal {
  /** Language of all prose. */
  readonly language: Language;
  /** Whether standard output shows colours. */
  readonly color: boolean;
  /** Columns of standard output; 80 where it is no terminal. */
  readonly columns: number;
  /** Writes text to standard output, as it is. */
  out(text: string): void;
  /** Writes text to standard error, as it is. */
  err(text: string): void;
}

/** What decides the look of the output, before the defaults of the system. */
export interface TerminalOptions {
  /** `--lang`. */
  language?: string;
  /** `--no-color`. */
  noColor?: boolean;
}

/**
 * Looks at the terminal that this process was started on.
 *
 * Colours are used only where standard output is a terminal and neither
 * `NO_COLOR` nor `--no-color` says otherwise.
 *
 * @param options What the command line says.
 */
export function openTerminal(options: TerminalOptions = {}): Terminal {
  const isTerminal = Deno.stdout.isTerminal();
  const language = options.language === "zh" || options.language === "en"
    ? options.language
    : languageOf((name) => Deno.env.get(name));
  return {
    language,
    color: isTerminal && !Deno.noColor && !options.noColor,
    columns: isTerminal ? terminalColumns() : 80,
    out: (text) => {
      try {
        writeAll(Deno.stdout, text);
      } catch (error) {
        endWithoutOutput(error, language);
      }
    },
    err: writeError,
  };
}

/**
 * Reads the language from the locale: the first of `LC_ALL`, `LC_MESSAGES` and
 * `LANG` that is set decides.
 *
 * @param get Reads an environment variable.
 */
export function languageOf(
  get: (name: string) => string | undefined,
): Language {
  const locale = get("LC_ALL") || get("LC_MESSAGES") || get("LANG") || "";
  return /^zh([_.@-]|$)/i.test(locale) ? "zh" : "en";
}

/** Columns of the terminal that this process was started on; 80 where it does not tell. */
export function terminalColumns(): number {
  try {
    return Deno.consoleSize().columns || 80;
  } catch {
    return 80;
  }
}

/**
 * Ends the program where its output cannot be written.
 *
 * Where its reader has gone it ends as SIGPIPE ends others: `wirelab demo tls |
 * head` stops after the lines that `head` wants. Else, where the disk is full,
 * it says why.
 *
 * @param error What writing threw.
 * @param language Language to say it in.
 */
export function endWithoutOutput(error: unknown, language: Language): never {
  if (error instanceof Deno.errors.BrokenPipe) Deno.exit(OUTPUT_CLOSED);
  const reason = error instanceof Error ? error.message : String(error);
  const { message, hint } = TEXTS[language].noOutput(reason);
  writeError(`wirelab: ${message}\n  ${hint}\n`);
  Deno.exit(EXIT_CODES["bad-file"].code);
}

/** Writes to standard error; where that fails there is nobody left to tell. */
function writeError(text: string): void {
  try {
    writeAll(Deno.stderr, text);
  } catch (error) {
    if (error instanceof Deno.errors.BrokenPipe) Deno.exit(OUTPUT_CLOSED);
  }
}

/** Writes all of a text, however often the stream takes only a part of it. */
function writeAll(
  stream: { writeSync(bytes: Uint8Array): number },
  text: string,
): void {
  const bytes = new TextEncoder().encode(text);
  let written = 0;
  while (written < bytes.length) {
    try {
      written += stream.writeSync(bytes.subarray(written));
    } catch (error) {
      if (!(error instanceof Deno.errors.WouldBlock)) throw error;
      Atomics.wait(pause, 0, 0, 1);
    }
  }
}
