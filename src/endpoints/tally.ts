import type { DataEvent } from "./events.ts";

/** Bytes of a chunk that its event shows at the most. */
export const PREVIEW_BYTES = 256;
/** What a tally tells: an event without the connection that it belongs to. */
export type TallyReport = Pick<DataEvent, "bytes" | "chunks" | "preview">;

/** Events that may follow each other at once. */
const BURST = 8;
/** How long the events after that keep apart, and bytes may go untold. */
const PAUSE_MILLIS = 500;

const NO_BYTES = new Uint8Array(0);

/**
 * Counts the bytes of one direction, and tells of them.
 *
 * Where chunks come fast, most of them are only added up, so that telling of a
 * transfer does not slow it down; what was added up is told of twice a second.
 */
export class Tally {
  /** Bytes so far. */
  total = 0;
  readonly #tell: ((report: TallyReport) => void) | undefined;
  #bytes = 0;
  #chunks = 0;
  #allowance = BURST;
  #refilled = performance.now();
  /** Runs while chunks are only added up, and tells of them. */
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ended = false;

  /** @param tell Called with what there is to tell; nothing is told if not given. */
  constructor(tell?: (report: TallyReport) => void) {
    this.#tell = tell;
  }

  /**
   * Counts a chunk.
   *
   * @param chunk A buffer that starts with it.
   * @param length Its length in bytes.
   */
  add(chunk: Uint8Array, length: number): void {
    this.total += length;
    if (this.#tell === undefined || this.#ended) return;
    this.#bytes += length;
    this.#chunks++;
    if (this.#timer !== undefined) return;
    if (this.#allowance < 1) this.#refill();
    if (this.#allowance < 1) {
      this.#timer = setTimeout(() => this.#tellLate(), this.#pauseMillis);
      return;
    }
    this.#allowance--;
    this.#report(chunk.slice(0, Math.min(length, PREVIEW_BYTES)));
  }

  /** Tells of what was only added up so far. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#chunks > 0) this.#report(NO_BYTES);
  }

  /** Tells of what was only added up so far, and of nothing after that. */
  end(): void {
    this.flush();
    this.#ended = true;
  }

  #tellLate(): void {
    this.flush();
    this.#refilled = performance.now();
  }

  #report(preview: Uint8Array): void {
    const report = { bytes: this.#bytes, chunks: this.#chunks, preview };
    this.#bytes = 0;
    this.#chunks = 0;
    this.#tell?.(report);
  }

  #refill(): void {
    const now = performance.now();
    const earned = Math.floor((now - this.#refilled) / PAUSE_MILLIS);
    if (earned < 1) return;
    this.#allowance = Math.min(BURST, earned);
    this.#refilled = now;
  }

  /** How long until one more event may follow. */
  get #pauseMillis(): number {
    return this.#refilled + PAUSE_MILLIS - performance.now();
  }
}
