import { Failure } from "../failure.ts";
import { KeyLog } from "../tls/mod.ts";

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
      `Cannot read the key log ${path}: ${causeOf(error)}.`,
      {
        cause: error,
        hint:
          "Let a program write one: set SSLKEYLOGFILE=FILE before it starts.",
      },
    );
  }
  const keyLog = new KeyLog();
  keyLog.add(text);
  if (keyLog.size === 0 && keyLog.unreadLines > 0) {
    throw new Failure("bad-file", `Cannot use ${path}: it is no key log.`, {
      hint:
        "Its lines are a label, a client random and a secret, as SSLKEYLOGFILE has them.",
    });
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

function causeOf(error: unknown): string {
  if (error instanceof Deno.errors.NotFound) return "there is no such file";
  if (error instanceof Deno.errors.PermissionDenied) {
    return "it is not readable for you";
  }
  return error instanceof Error ? error.message : String(error);
}
