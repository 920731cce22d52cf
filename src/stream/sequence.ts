/**
 * How far one sequence number is ahead of another, modulo 2^32.
 *
 * @returns Positive if `a` is ahead of `b`, negative if it is behind, 0 if they are equal.
 * @see {@link https://www.rfc-editor.org/rfc/rfc9293#section-3.4 | RFC 9293, section 3.4}
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { sequenceDifference } from "./sequence.ts";
 *
 * assertEquals(sequenceDifference(5, 0xffff_fffe), 7);
 * assertEquals(sequenceDifference(0xffff_fffe, 5), -7);
 * ```
 */
export function sequenceDifference(a: number, b: number): number {
  return (a - b) | 0;
}

/** Whether sequence number `a` is behind `b`. */
export function isBefore(a: number, b: number): boolean {
  return ((a - b) | 0) < 0;
}

/**
 * Goes ahead from a sequence number, modulo 2^32.
 *
 * @param sequence Where to start.
 * @param step How far; negative to go back.
 */
export function addSequence(sequence: number, step: number): number {
  return (sequence + step) >>> 0;
}
