import type { Budget } from "./budget.ts";

/** Segments that are kept for one direction. */
const MAXIMUM_SEGMENTS = 64;

/** Where two copies of the same bytes differ. */
export interface Difference {
  /** Offset of the first byte that differs, in the direction's stream. */
  readonly offset: number;
  /** Bytes from there to the last one that differs. */
  readonly length: number;
}

/**
 * Keeps the bytes that are on their way: sent, and not acknowledged yet.
 *
 * So a repetition can be compared with what it repeats.
 */
export class SentBytes {
  readonly #budget: Budget;
  readonly #segments: { offset: number; bytes: Uint8Array }[] = [];

  /** @param budget What all conversations together may keep. */
  constructor(budget: Budget) {
    this.#budget = budget;
  }

  /** Keeps a copy of bytes, as long as there is room. */
  add(offset: number, bytes: Uint8Array): void {
    if (this.#segments.length === MAXIMUM_SEGMENTS) this.#dropFirst();
    if (this.#budget.take(bytes.length)) {
      this.#segments.push({ offset, bytes: bytes.slice() });
    }
  }

  /** Drops what was acknowledged up to `offset`. */
  acknowledge(offset: number): void {
    while (this.#segments.length > 0) {
      const first = this.#segments[0];
      if (first.offset + first.bytes.length > offset) return;
      this.#dropFirst();
    }
  }

  /** Compares bytes with those that are kept for the same place. */
  compare(offset: number, bytes: Uint8Array): Difference | undefined {
    for (const kept of this.#segments) {
      const difference = compareOverlap(
        kept.offset,
        kept.bytes,
        offset,
        bytes,
      );
      if (difference) return difference;
    }
    return undefined;
  }

  #dropFirst(): void {
    const first = this.#segments.shift();
    if (first) this.#budget.give(first.bytes.length);
  }
}

/** Compares two runs of bytes where they overlap. */
export function compareOverlap(
  offsetA: number,
  a: Uint8Array,
  offsetB: number,
  b: Uint8Array,
): Difference | undefined {
  const start = Math.max(offsetA, offsetB);
  const end = Math.min(offsetA + a.length, offsetB + b.length);
  let first = -1;
  let last = -1;
  for (let at = start; at < end; at++) {
    if (a[at - offsetA] === b[at - offsetB]) continue;
    if (first === -1) first = at;
    last = at;
  }
  return first === -1 ? undefined : { offset: first, length: last - first + 1 };
}
