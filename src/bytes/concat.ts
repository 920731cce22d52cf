/**
 * Puts runs of bytes together.
 *
 * @param parts The runs, in order.
 * @returns A copy.
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { concat } from "./concat.ts";
 *
 * assertEquals(concat([Uint8Array.of(1, 2), Uint8Array.of(3)]), Uint8Array.of(1, 2, 3));
 * ```
 */
export function concat(
  parts: readonly Uint8Array[],
): Uint8Array<ArrayBuffer> {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
