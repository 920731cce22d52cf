/** Bytes that are remembered of all conversations together. */
const CAPACITY = 0x80_0000;

/**
 * Remembers the latest bytes that were handed out, of all conversations, in
 * one ring, so that a repetition can be compared with what it repeats.
 *
 * What it costs does not depend on how many conversations there are.
 */
export class RecentBytes {
  #ring: Uint8Array | undefined;
  #written = 0;

  /**
   * Copies bytes into the ring.
   *
   * @returns Where they are, to find them again.
   */
  add(bytes: Uint8Array): number {
    const ring = this.#ring ??= new Uint8Array(CAPACITY);
    // A run stays in one piece: what does not fit before the end starts anew.
    const left = CAPACITY - this.#written % CAPACITY;
    if (bytes.length > left) this.#written += left;
    const place = this.#written;
    if (bytes.length <= CAPACITY) ring.set(bytes, place % CAPACITY);
    this.#written += bytes.length;
    return place;
  }

  /**
   * Finds bytes again.
   *
   * @param place What {@linkcode add} returned.
   * @param length Bytes that were added there.
   * @returns A view, until the next bytes are added; `undefined` where they are forgotten.
   */
  get(place: number, length: number): Uint8Array | undefined {
    if (!this.#ring || this.#written - place > CAPACITY) return undefined;
    const start = place % CAPACITY;
    return this.#ring.subarray(start, start + length);
  }
}

/** Where two copies of the same bytes differ. */
export interface Difference {
  /** Offset of the first byte that differs, in the direction's stream. */
  readonly offset: number;
  /** Bytes from there to the last one that differs. */
  readonly length: number;
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
