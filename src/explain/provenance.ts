/** Ranges that are remembered; older ones are forgotten. */
const RANGE_LIMIT = 4096;

/** Remembers which frames carried which bytes of one direction. */
export class Provenance {
  readonly #ends: number[] = [];
  readonly #frames: (readonly number[])[] = [];
  #length = 0;

  /** Bytes that have been added. */
  get length(): number {
    return this.#length;
  }

  /**
   * Adds bytes behind those that were added before.
   *
   * @param length How many, in bytes.
   * @param frames Frames that carried them.
   */
  add(length: number, frames: readonly number[]): void {
    if (length === 0) return;
    this.#length += length;
    this.#ends.push(this.#length);
    this.#frames.push(frames);
    if (this.#ends.length > 2 * RANGE_LIMIT) {
      this.#ends.splice(0, RANGE_LIMIT);
      this.#frames.splice(0, RANGE_LIMIT);
    }
  }

  /**
   * Names the frames that carried a range.
   *
   * @param start Offset of its first byte.
   * @param end Offset behind its last byte.
   * @returns Frame numbers, ascending; empty for bytes that are long past.
   */
  framesOf(start: number, end: number): number[] {
    const found = new Set<number>();
    for (let i = this.#firstEndingAfter(start); i < this.#ends.length; i++) {
      for (const frame of this.#frames[i]) found.add(frame);
      if (this.#ends[i] >= end) break;
    }
    return [...found].sort((a, b) => a - b);
  }

  #firstEndingAfter(offset: number): number {
    let low = 0;
    let high = this.#ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#ends[middle] > offset) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
