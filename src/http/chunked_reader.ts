import { latin1 } from "../bytes/mod.ts";
import type { BodyProgress, Emitter } from "./emitter.ts";
import { decodeFieldSection } from "./head.ts";
import {
  chunkLineFields,
  lineEndFields,
  trailerFields,
} from "./head_fields.ts";
import { SectionEnd } from "./section_end.ts";

/** Longest line that announces a chunk, in bytes. */
const LONGEST_LINE = 4096;

/** How far a chunked body is read: on the way, at its end, or it cannot be followed. */
export type ChunkedProgress = "waiting" | "ended" | "broken";

/**
 * Reads one chunked body.
 *
 * ```text
 * *( chunk-size [ chunk-ext ] CRLF chunk-data CRLF )
 * "0" [ chunk-ext ] CRLF *( field-line CRLF ) CRLF
 * ```
 *
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-7.1
 */
export class ChunkedReader {
  readonly #emitter: Emitter;
  readonly #progress: BodyProgress;
  readonly #maxTrailerBytes: number;
  #state: "line" | "data" | "data-end" | "trailers" | "ended" | "broken" =
    "line";
  #remaining = 0;
  #trailers = new SectionEnd(false);

  constructor(
    emitter: Emitter,
    progress: BodyProgress,
    maxTrailerBytes: number,
  ) {
    this.#emitter = emitter;
    this.#progress = progress;
    this.#maxTrailerBytes = maxTrailerBytes;
  }

  /** Bytes of the current chunk's data that are still to come. */
  get remaining(): number {
    return this.#state === "data" ? this.#remaining : 0;
  }

  /** Reads what waits, as far as it goes. */
  read(): ChunkedProgress {
    while (this.#emitter.queue.length > 0 && this.#step());
    if (this.#state === "ended" || this.#state === "broken") return this.#state;
    return "waiting";
  }

  /**
   * Counts bytes that never came as content.
   *
   * @returns Whether all of them lie in the data of the current chunk.
   */
  gap(length: number): boolean {
    if (length > this.remaining) return false;
    this.#remaining -= length;
    this.#progress.length += length;
    this.#progress.missing += length;
    if (this.#remaining === 0) this.#state = "data-end";
    return true;
  }

  #step(): boolean {
    switch (this.#state) {
      case "line":
        return this.#line();
      case "data": {
        const { queue } = this.#emitter;
        const length = Math.min(this.#remaining, queue.length);
        this.#remaining -= length;
        this.#emitter.body(length, this.#progress);
        if (this.#remaining === 0) this.#state = "data-end";
        return true;
      }
      case "data-end":
        return this.#dataEnd();
      case "trailers":
        return this.#readTrailers();
      default:
        return false;
    }
  }

  #line(): boolean {
    const { queue } = this.#emitter;
    const waiting = queue.bytes.subarray(0, LONGEST_LINE);
    const feed = waiting.indexOf(0x0a);
    if (feed < 0) {
      if (waiting.length < LONGEST_LINE) return false;
      return this.#break(`its line is longer than ${LONGEST_LINE} bytes`);
    }
    const bytes = waiting.subarray(0, feed + 1);
    const match = /^([0-9a-f]+)[ \t]*(?:;(.*?))?\r?\n$/is.exec(latin1(bytes));
    const size = match ? Number.parseInt(match[1], 16) : NaN;
    if (!match || !Number.isSafeInteger(size)) {
      return this.#break("its size is not a hexadecimal number", feed + 1);
    }
    const start = queue.offset;
    queue.take(feed + 1);
    this.#emitter.push({
      kind: "chunk",
      direction: this.#emitter.direction,
      start,
      end: start + feed + 1,
      size,
      extensions: (match[2] ?? "").trim(),
      exchange: this.#progress.exchange,
      fields: () => chunkLineFields(bytes),
    });
    if (bytes[feed - 1] !== 0x0d) this.#reportBareFeed(bytes);
    this.#remaining = size;
    this.#state = size === 0 ? "trailers" : "data";
    return true;
  }

  #dataEnd(): boolean {
    const { queue } = this.#emitter;
    const waiting = queue.bytes;
    const length = waiting[0] === 0x0a ? 1 : 2;
    if (waiting.length < length && waiting[0] === 0x0d) return false;
    if (waiting[length - 1] !== 0x0a || length === 2 && waiting[0] !== 0x0d) {
      return this.#break("its data is longer than its size", 0);
    }
    const start = queue.offset;
    const bytes = queue.take(length);
    this.#emitter.push({
      kind: "chunk-end",
      direction: this.#emitter.direction,
      start,
      end: start + length,
      exchange: this.#progress.exchange,
      fields: () => lineEndFields(bytes),
    });
    if (length === 1) this.#reportBareFeed(bytes);
    this.#state = "line";
    return true;
  }

  #readTrailers(): boolean {
    const { queue } = this.#emitter;
    const length = this.#trailers.find(queue.bytes);
    if (length === undefined) {
      if (queue.length <= this.#maxTrailerBytes) return false;
      this.#emitter.reject(queue.length, {
        code: "head-too-long",
        outcome: "unsupported",
        field: "trailer-section",
        problem: `it is longer than ${this.#maxTrailerBytes} bytes`,
      });
      this.#state = "broken";
      return false;
    }
    const start = queue.offset;
    const bytes = queue.take(length);
    const section = decodeFieldSection(latin1(bytes), 0);
    this.#emitter.push({
      kind: "trailers",
      direction: this.#emitter.direction,
      start,
      end: start + length,
      trailers: section.headers,
      exchange: this.#progress.exchange,
      fields: () => trailerFields(bytes),
    });
    for (const problem of section.problems) {
      this.#emitter.report(problem, bytes.subarray(problem.offset));
    }
    this.#state = "ended";
    return false;
  }

  /** Gives the body up, with as many bytes as surely belong to what is wrong. */
  #break(problem: string, length = this.#emitter.queue.length): boolean {
    const report = {
      code: "bad-chunk",
      outcome: "malformed",
      field: "chunk",
      problem,
    } as const;
    if (length > 0) this.#emitter.reject(length, report);
    else this.#emitter.report(report);
    this.#state = "broken";
    return false;
  }

  /** Only CRLF may end a line here; peers that differ on it can be played against each other. */
  #reportBareFeed(bytes: Uint8Array): void {
    this.#emitter.report({
      code: "bad-chunk",
      outcome: "misbehaved",
      field: "chunk",
      problem: "a line of it ends without a carriage return",
    }, bytes);
  }
}
