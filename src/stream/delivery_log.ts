import {
  compareOverlap,
  type Difference,
  type RecentBytes,
} from "./recent_bytes.ts";

/** Deliveries that are remembered at the least; twice as many at the most. */
const REMEMBERED = 0x400;
/** Place of bytes that cannot be compared: not all of them were captured. */
const NOWHERE = -1;

/** Which frame carried some bytes, and when. */
export interface Carrier {
  /** Number of the frame. */
  readonly frame: number;
  /** When it was captured, in nanoseconds since the conversation began. */
  readonly nanos: number;
}

/**
 * Remembers what was handed out of a stream: which frame carried which bytes,
 * and for a while the bytes themselves.
 *
 * Of very long streams it knows the latest part only.
 */
export class DeliveryLog {
  readonly #recent: RecentBytes;
  #start = 0;
  #ends: number[] = [];
  #frames: number[] = [];
  #nanos: number[] = [];
  /** Where the bytes are among the recent ones. */
  #places: number[] = [];

  /** @param recent Bytes of all conversations. */
  constructor(recent: RecentBytes) {
    this.#recent = recent;
  }

  /**
   * Notes that the bytes from the last end up to `end` were handed out.
   *
   * @param end Offset behind the last byte.
   * @param bytes The bytes; fewer where the capture cut them, or has none.
   * @param carrier What carried them; `undefined` for bytes that the capture does not hold.
   */
  add(end: number, bytes: Uint8Array, carrier: Carrier | undefined): void {
    const length = end - (this.#ends.at(-1) ?? this.#start);
    this.#ends.push(end);
    this.#frames.push(carrier?.frame ?? 0);
    this.#nanos.push(carrier?.nanos ?? 0);
    this.#places.push(
      bytes.length === length ? this.#recent.add(bytes) : NOWHERE,
    );
    if (this.#ends.length === 2 * REMEMBERED) this.#forget();
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
    for (let at = this.#find(start); at < this.#ends.length; at++) {
      if (this.#startOf(at) >= end) break;
      if (this.#frames[at] > 0) frames.add(this.#frames[at]);
    }
    return [...frames].sort((a, b) => a - b);
  }

  /** Compares bytes with those that were handed out for the same place, as far as they are remembered. */
  compare(offset: number, bytes: Uint8Array): Difference | undefined {
    const end = offset + bytes.length;
    for (let at = this.#find(offset); at < this.#ends.length; at++) {
      const start = this.#startOf(at);
      if (start >= end) break;
      const place = this.#places[at];
      if (place === NOWHERE) continue;
      const known = this.#recent.get(place, this.#ends[at] - start);
      const difference = known && compareOverlap(start, known, offset, bytes);
      if (difference) return difference;
    }
    return undefined;
  }

  #startOf(at: number): number {
    return at === 0 ? this.#start : this.#ends[at - 1];
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

  #forget(): void {
    this.#start = this.#ends[REMEMBERED - 1];
    this.#ends = this.#ends.slice(REMEMBERED);
    this.#frames = this.#frames.slice(REMEMBERED);
    this.#nanos = this.#nanos.slice(REMEMBERED);
    this.#places = this.#places.slice(REMEMBERED);
  }
}
