/** Whole numbers from 0 up to a limit that a seed decides (xorshift). */
export class Random {
  #state: number;

  /** @param seed The same seed gives the same numbers. */
  constructor(seed: number) {
    this.#state = Math.imul(seed, 0x9e3779b1) | 1;
  }

  /** The next number: at least 0, less than `limit`. */
  below(limit: number): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return (this.#state >>> 0) % limit;
  }

  /** A copy of bytes with some of them changed. */
  damaged(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
    const copy = bytes.slice();
    if (copy.length === 0) return copy;
    for (let n = this.below(4); n >= 0; n--) {
      copy[this.below(copy.length)] = this.below(256);
    }
    return copy;
  }
}
