import type { Write } from "../lab/printer.ts";
import { usageFailure } from "./failure_text.ts";
import type { Call } from "./mode.ts";
import type { Arguments } from "./options.ts";

/** Name that stands for standard output. */
const STANDARD_OUTPUT = "-";

/** Options that name a file to write. */
const FILES = ["save", "html"] as const;

/**
 * Makes sure that the files of `--save` and `--html` can be written, before
 * anything is said or done, and leaves everything as it was.
 *
 * @param args The arguments.
 * @throws {Failure} `bad-file`, if one exists or cannot be written; `usage`, if
 * standard output would get two things, or a terminal a capture.
 */
export async function checkOutputs(args: Arguments): Promise<void> {
  const force = args.has("force");
  const toOutput = FILES.filter((name) => args.text(name) === STANDARD_OUTPUT);
  if (toOutput.length + (args.has("json") ? 1 : 0) > 1) {
    throw usageFailure((text) => text.twoToStandardOutput);
  }
  const [save, html] = FILES.map((name) => args.text(name));
  if (save === STANDARD_OUTPUT && Deno.stdout.isTerminal()) {
    throw usageFailure((text) => text.captureToTerminal);
  }
  if (save !== undefined) {
    const { CaptureFile } = await import("../lab/capture_file.ts");
    CaptureFile.open(save, { force })[Symbol.dispose]();
  }
  if (html !== undefined && html !== STANDARD_OUTPUT) {
    const { checkPage } = await import("../lab/html_printer.ts");
    checkPage(html, force);
  }
}

/** Finds what takes the prose: standard error, where a file goes to standard output. */
export function proseWriter({ args, terminal }: Call): Write {
  const isTaken = FILES.some((name) => args.text(name) === STANDARD_OUTPUT);
  return isTaken ? terminal.err : terminal.out;
}

/** Finds what takes a page in place of a file, where `--html` names none. */
export function pageWriter({ args, terminal }: Call): Write | undefined {
  return args.text("html") === STANDARD_OUTPUT ? terminal.out : undefined;
}
