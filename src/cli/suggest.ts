/**
 * Counts the edits between two words: insertions, deletions, substitutions,
 * and swaps of neighbours (the restricted Damerau-Levenshtein distance).
 */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
      }
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length];
}

/**
 * Finds the word that was probably meant.
 *
 * @param word What was typed.
 * @param known Words that exist.
 * @returns The nearest one, or `undefined` where none is near.
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { nearest } from "./suggest.ts";
 *
 * assertEquals(nearest("tcp-sever", ["tcp-server", "tls-server"]), "tcp-server");
 * assertEquals(nearest("xyzzy", ["tcp-server", "tls-server"]), undefined);
 * ```
 */
export function nearest(
  word: string,
  known: Iterable<string>,
): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of known) {
    const distance = candidate.startsWith(word) && word.length >= 3
      ? 1
      : editDistance(word, candidate);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}
