const REPLACEMENTS: Readonly<Record<string, string>> = {
  "“": '"',
  "”": '"',
  "‘": "'",
  "’": "'",
  "·": "|",
  "×": "x",
  "→": "->",
  "—": "-",
  "…": "...",
  "§": "section ",
};

/**
 * Replaces the typographic marks of the catalogues by ASCII; letters of any
 * language stay.
 *
 * @param text A sentence.
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { asciiMarks } from "./ascii.ts";
 *
 * assertEquals(asciiMarks("client → server · “hi…”"), 'client -> server | "hi..."');
 * ```
 */
export function asciiMarks(text: string): string {
  return text.replaceAll(/[“”‘’·×→—…§]/g, (mark) => REPLACEMENTS[mark]);
}
