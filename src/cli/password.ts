import { Failure, inEvery } from "../failure.ts";
import { TEXTS, usageFailure } from "./failure_text.ts";
import { askSecret } from "./prompt.ts";
import { DASH, readSmallInput } from "./standard_input.ts";
import type { Terminal } from "./terminal.ts";

/** Characters of a password that is made: none that looks like another one. */
const ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";
/** Groups of a password that is made, and characters of each: 60 bits. */
const GROUPS = { count: 3, characters: 4 };

/**
 * Reads a password from the first line of a file.
 *
 * @param path Path of the file; `-` is standard input.
 * @throws {Failure} `bad-file`, if there is none.
 */
export async function readPasswordFile(path: string): Promise<string> {
  const bytes = await readSmallInput(path);
  const [line] = new TextDecoder().decode(bytes).split(/\r?\n/);
  if (line !== "") return line;
  throw new Failure(
    "bad-file",
    inEvery(
      TEXTS,
      (text) =>
        bytes
          ? text.emptyPassword(path === DASH ? undefined : path)
          : text.noPasswordFile(path),
    ),
  );
}

/**
 * Asks for a password, which does not appear as it is typed.
 *
 * @param terminal Where the question is written.
 * @param question What is asked for.
 * @param option What to give instead where nobody can be asked.
 * @param keyPath The key that it unlocks, where it is a passphrase.
 * @throws {Failure} `usage`, if standard input is no terminal.
 */
export async function askPassword(
  terminal: Terminal,
  question: string,
  option: string,
  keyPath?: string,
): Promise<string> {
  if (!Deno.stdin.isTerminal()) {
    throw usageFailure((text) => text.cannotAskPassword(option, keyPath));
  }
  return await askSecret(terminal, question);
}

/** Makes a password that is easy to type: `k7mq-9xwd-r4tz`. */
export function makePassword(): string {
  const groups = Array.from({ length: GROUPS.count }, () => {
    const bytes = crypto.getRandomValues(new Uint8Array(GROUPS.characters));
    return Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length])
      .join("");
  });
  return groups.join("-");
}
