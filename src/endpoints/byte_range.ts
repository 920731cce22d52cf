/** A part of a file. */
export interface ByteRange {
  /** Its first byte, counted from 0. */
  readonly start: number;
  /** Its length in bytes. */
  readonly length: number;
}

/**
 * Reads which part of a file a request asks for.
 *
 * @param header Value of `Range`.
 * @param size Size of the file in bytes.
 * @returns The part; `"beyond"` where the file has no such byte; nothing where
 * the whole file answers: the header asks for several parts, for other units
 * than bytes, or for nothing that can be understood.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-14.1.2
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { readRange } from "./byte_range.ts";
 *
 * assertEquals(readRange("bytes=2-", 10), { start: 2, length: 8 });
 * assertEquals(readRange("bytes=-3", 10), { start: 7, length: 3 });
 * assertEquals(readRange("bytes=10-", 10), "beyond");
 * ```
 */
export function readRange(
  header: string,
  size: number,
): ByteRange | "beyond" | undefined {
  const match = /^bytes=[\t ]*(\d*)-(\d*)[\t ]*$/i.exec(header);
  if (!match) return undefined;
  const [, first, last] = match;
  if (first === "") {
    if (last === "") return undefined;
    if (Number(last) === 0) return "beyond";
    const length = Math.min(Number(last), size);
    // An empty file has an end too, but Content-Range cannot name it.
    return length === 0 ? undefined : { start: size - length, length };
  }
  const start = Number(first);
  const end = last === "" ? Infinity : Number(last);
  if (end < start) return undefined;
  if (start >= size) return "beyond";
  return { start, length: Math.min(end + 1, size) - start };
}
