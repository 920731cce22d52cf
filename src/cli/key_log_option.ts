import { Failure, inEvery } from "../failure.ts";
import { isRelaunched, relaunch } from "../lab/self.ts";
import { eventText } from "./event_text.ts";
import { TEXTS } from "./failure_text.ts";
import type { Call } from "./mode.ts";
import type { Terminal } from "./terminal.ts";

const VARIABLE = "SSLKEYLOGFILE";
const OWNER_ONLY = 0o600;

/**
 * Heeds `--keylog FILE` and `SSLKEYLOGFILE`.
 *
 * Deno reads the variable once, when it starts; so for `--keylog` the program
 * starts itself again with the variable set.
 *
 * @param call The call.
 * @returns The exit code of the program that was started; nothing where this
 * one is to go on.
 * @throws {Failure} `bad-file` or `permission`, if the file cannot be written.
 */
export async function heedKeyLog(call: Call): Promise<number | undefined> {
  const { args, terminal } = call;
  const set = Deno.env.get(VARIABLE);
  const wanted = args.text("keylog");
  if (wanted !== undefined && !(isRelaunched() && set)) {
    const path = prepare(wanted);
    return await relaunch(Deno.args, { env: { [VARIABLE]: path } });
  }
  if (set) {
    prepare(set);
    terminal.err(`${eventText(terminal.language).keyLog(set)}\n`);
  }
  return undefined;
}

/** Warns, over a TLS that logs no keys, where the environment asks for them. */
export function warnOfKeyLog(terminal: Terminal): void {
  if (!Deno.env.get(VARIABLE)) return;
  terminal.err(`${eventText(terminal.language).keyLogNotWritten}\n`);
}

/** Makes sure that the file is there, and that its owner alone can read it. */
function prepare(path: string): string {
  try {
    using file = Deno.openSync(path, {
      append: true,
      create: true,
      mode: OWNER_ONLY,
    });
    const { isFile, mode } = file.statSync();
    if (isFile && mode !== null && (mode & 0o077) !== 0) {
      Deno.chmodSync(path, OWNER_ONLY);
    }
    return Deno.realPathSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.PermissionDenied) {
      throw new Failure(
        "permission",
        inEvery(TEXTS, (text) => text.keyLog.notPermitted(path)),
        { cause: error },
      );
    }
    if (error instanceof Error && error.name in Deno.errors) {
      const isMissing = error instanceof Deno.errors.NotFound;
      throw new Failure(
        "bad-file",
        inEvery(
          TEXTS,
          (text) =>
            isMissing ? text.keyLog.noFolder(path) : text.keyLog.noFile(path),
        ),
        { cause: error },
      );
    }
    throw error;
  }
}
