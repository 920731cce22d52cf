import type { DataEvent } from "./events.ts";

/** Bytes of a chunk that its event shows at the most. */
export const PREVIEW_BYTES = 256;
/** What a tally tells: an event without the connection that it belongs to. */
export type TallyReport = Pick<DataEvent, "bytes" | "chunks" | "preview">;

/** Events that may follow each other at once. */
const BURST = 8;
/** Events per second after that. */
const RATE = 2;

const NO_BYTES = new Uint8Array(0);

/**
 * Counts the bytes of one direction, and tells of them.
 *
 * Where chunks come fast, most of them are only added up, so that telling of a
 * transfer does not slow it down.
 */
export class Tally {
  /** Bytes so far. */
  total = 0;
  readonly #tell:
    | ((report: TallyReport) => void)
    | undefined;
  #bytes = 0;
  #chunks = 0;
  #allowance = BURST;
  #refilled = performance.now();

  /** @param tell Called with what there is to tell; nothing is told if not given. */
  constructor(
    tell?: (report: TallyReport) => void,
  ) {
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
    if (this.#tell === undefined) return;
    this.#bytes += length;
    this.#chunks++;
    if (!this.#mayTell()) return;
    const preview = this.#chunks === 1
      ? chunk.slice(0, Math.min(length, PREVIEW_BYTES))
      : NO_BYTES;
    this.#flush(preview);
  }

  /** Tells of what was only added up so far. */
  flush(): void {
    if (this.#chunks > 0) this.#flush(NO_BYTES);
  }

  #flush(preview: Uint8Array): void {
    const report = { bytes: this.#bytes, chunks: this.#chunks, preview };
    this.#bytes = 0;
    this.#chunks = 0;
    this.#tell?.(report);
  }

  #mayTell(): boolean {
    if (this.#allowance < 1) {
      const now = performance.now();
      const earned = (now - this.#refilled) / 1000 * RATE;
      if (earned < 1) return false;
      this.#allowance = Math.min(BURST, earned);
      this.#refilled = now;
    }
    this.#allowance--;
    return true;
  }
}
