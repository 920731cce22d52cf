import {
  compareOverlap,
  type Difference,
  type RecentBytes,
} from "./recent_bytes.ts";

/** Deliveries that are remembered at the least; twice as many at the most. */
const REMEMBERED = 0x400;
/** Numbers of a delivery: end, frame, time, and place among the recent bytes. */
const STRIDE = 4;
const END = 0;
const FRAME = 1;
const NANOS = 2;
const PLACE = 3;
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
  // One array for all: conversations are many, and most of them are short.
  #entries: number[] = [];

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
    const entries = this.#entries;
    const length = end - this.#startOf(entries.length);
    entries.push(
      end,
      carrier?.frame ?? 0,
      carrier?.nanos ?? 0,
      bytes.length === length ? this.#recent.add(bytes) : NOWHERE,
    );
    if (entries.length === 2 * REMEMBERED * STRIDE) this.#forget();
  }

  /** What carried the byte at `offset`. */
  carrierOf(offset: number): Carrier | undefined {
    if (offset < this.#start) return undefined;
    const at = this.#find(offset);
    const frame = this.#entries[at + FRAME];
    return frame ? { frame, nanos: this.#entries[at + NANOS] } : undefined;
  }

  /** Frames that carried the bytes from `start` to `end`, ascending. */
  framesOf(start: number, end: number): number[] {
    const frames = new Set<number>();
    const entries = this.#entries;
    for (let at = this.#find(start); at < entries.length; at += STRIDE) {
      if (this.#startOf(at) >= end) break;
      if (entries[at + FRAME] > 0) frames.add(entries[at + FRAME]);
    }
    return [...frames].sort((a, b) => a - b);
  }

  /** Compares bytes with those that were handed out for the same place, as far as they are remembered. */
  compare(offset: number, bytes: Uint8Array): Difference | undefined {
    const end = offset + bytes.length;
    const entries = this.#entries;
    for (let at = this.#find(offset); at < entries.length; at += STRIDE) {
      const start = this.#startOf(at);
      if (start >= end) break;
      const place = entries[at + PLACE];
      if (place === NOWHERE) continue;
      const known = this.#recent.get(place, entries[at + END] - start);
      const difference = known && compareOverlap(start, known, offset, bytes);
      if (difference) return difference;
    }
    return undefined;
  }

  /** Offset where the delivery at an index begins. */
  #startOf(at: number): number {
    return at === 0 ? this.#start : this.#entries[at - STRIDE + END];
  }

  /** Index of the delivery that holds `offset`, or one behind the last. */
  #find(offset: number): number {
    let low = 0;
    let high = this.#entries.length / STRIDE;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#entries[middle * STRIDE + END] <= offset) low = middle + 1;
      else high = middle;
    }
    return low * STRIDE;
  }

  #forget(): void {
    const forgotten = REMEMBERED * STRIDE;
    this.#start = this.#entries[forgotten - STRIDE + END];
    this.#entries = this.#entries.slice(forgotten);
  }
}
