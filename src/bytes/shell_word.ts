/**
 * Writes a word so that a shell takes it as one.
 *
 * @param word Any text, for example a path with spaces.
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { shellWord } from "./shell_word.ts";
 *
 * assertEquals(shellWord("certs/ca.pem"), "certs/ca.pem");
 * assertEquals(shellWord("my certs/ca.pem"), "'my certs/ca.pem'");
 * ```
 */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word)
    ? word
    : `'${word.replaceAll("'", "'\\''")}'`;
}
