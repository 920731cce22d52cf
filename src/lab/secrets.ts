import { Failure, inEvery } from "../failure.ts";
import { KeyLog } from "../tls/mod.ts";
import { type FailureText, TEXTS } from "./failure_text.ts";

/**
 * Reads a key log.
 *
 * @param path Its path.
 * @throws {Failure} `bad-file`, if it cannot be read or is no key log.
 */
export async function readKeyLog(path: string): Promise<KeyLog> {
  let text: string;
  try {
    text = await Deno.readTextFile(path);
  } catch (error) {
    throw new Failure(
      "bad-file",
      inEvery(
        TEXTS,
        (words) => words.cannotReadKeyLog(path, causeOf(error, words)),
      ),
      { cause: error },
    );
  }
  const keyLog = new KeyLog();
  keyLog.add(text);
  if (keyLog.size === 0 && keyLog.unreadLines > 0) {
    throw new Failure(
      "bad-file",
      inEvery(TEXTS, (words) => words.noKeyLog(path)),
    );
  }
  return keyLog;
}

/**
 * Reads the secrets that this process has logged of its own TLS sessions.
 *
 * @param path Its key log; `undefined` where it keeps none.
 */
export function ownSecrets(path: string | undefined): KeyLog | undefined {
  if (path === undefined) return undefined;
  const keyLog = new KeyLog();
  keyLog.add(Deno.readTextFileSync(path));
  return keyLog;
}

function causeOf(error: unknown, { reasons }: FailureText): string {
  if (error instanceof Deno.errors.NotFound) return reasons.missing;
  if (error instanceof Deno.errors.PermissionDenied) {
    return reasons.notReadable;
  }
  return error instanceof Error ? error.message : String(error);
}
