import type { Language } from "../failure.ts";
import { OUTPUT_CLOSED } from "./exit_codes.ts";

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
  const encoder = new TextEncoder();
  return {
    language: options.language === "zh" || options.language === "en"
      ? options.language
      : languageOf((name) => Deno.env.get(name)),
    color: isTerminal && !Deno.noColor && !options.noColor,
    columns: isTerminal ? columnsOf() : 80,
    out: (text) => writeAll(Deno.stdout, encoder.encode(text)),
    err: (text) => writeAll(Deno.stderr, encoder.encode(text)),
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

function columnsOf(): number {
  try {
    return Deno.consoleSize().columns || 80;
  } catch {
    return 80;
  }
}

/**
 * Writes all bytes, however often the stream takes only a part of them.
 *
 * A stream whose reader has gone ends the program as SIGPIPE ends others:
 * `wirelab demo tls | head` stops after the lines that `head` wants.
 */
function writeAll(
  stream: { writeSync(bytes: Uint8Array): number },
  bytes: Uint8Array,
): void {
  let written = 0;
  while (written < bytes.length) {
    try {
      written += stream.writeSync(bytes.subarray(written));
    } catch (error) {
      if (error instanceof Deno.errors.BrokenPipe) Deno.exit(OUTPUT_CLOSED);
      if (!(error instanceof Deno.errors.WouldBlock)) throw error;
      Atomics.wait(pause, 0, 0, 1);
    }
  }
}
