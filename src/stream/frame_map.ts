/** Deliveries that are remembered at the least; twice as many at the most. */
const REMEMBERED = 0x4000;

/** Which frame carried some bytes, and when. */
export interface Carrier {
  /** Number of the frame. */
  readonly frame: number;
  /** When it was captured, in nanoseconds since the conversation began. */
  readonly nanos: number;
}

/**
 * Remembers which frame carried which bytes of a stream.
 *
 * Of very long streams it knows the latest part only.
 */
export class FrameMap {
  #ends: number[] = [];
  #frames: number[] = [];
  #nanos: number[] = [];
  #start = 0;

  /**
   * Notes that the bytes from the last end up to `end` came.
   *
   * @param end Offset behind the last byte.
   * @param carrier What carried them; `undefined` for bytes that the capture does not hold.
   */
  add(end: number, carrier: Carrier | undefined): void {
    this.#ends.push(end);
    this.#frames.push(carrier?.frame ?? 0);
    this.#nanos.push(carrier?.nanos ?? 0);
    if (this.#ends.length < 2 * REMEMBERED) return;
    this.#start = this.#ends[REMEMBERED - 1];
    this.#ends = this.#ends.slice(REMEMBERED);
    this.#frames = this.#frames.slice(REMEMBERED);
    this.#nanos = this.#nanos.slice(REMEMBERED);
  }

  /** What carried the byte at `offset`. */
  carrierOf(offset: number): Carrier | undefined {
    if (offset < this.#start) return undefined;
    const at = this.#find(offset);
    const frame = this.#frames[at];
    return frame ? { frame, nanos: this.#nanos[at] } : undefined;
  }

  /** Frames that carried the bytes from `start` to `end`, ascending. */
  framesOf(start: number, end: number): number[] {
    const frames = new Set<number>();
    let from = Math.max(this.#start, start);
    for (
      let at = this.#find(from);
      from < end && at < this.#ends.length;
      at++
    ) {
      if (this.#frames[at] > 0) frames.add(this.#frames[at]);
      from = this.#ends[at];
    }
    return [...frames].sort((a, b) => a - b);
  }

  /** Index of the delivery that holds `offset`, or one behind the last. */
  #find(offset: number): number {
    let low = 0;
    let high = this.#ends.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#ends[middle] <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
