import type { Direction } from "../bytes/mod.ts";
import type { Budget } from "./budget.ts";
import type { Chunk } from "./flow.ts";
import { type Carrier, DeliveryLog } from "./delivery_log.ts";
import { sequenceDifference } from "./sequence.ts";
import {
  compareOverlap,
  type Difference,
  type RecentBytes,
} from "./recent_bytes.ts";

/** Bytes that one direction may hold back while earlier ones are missing. */
const MAXIMUM_WAITING_BYTES = 0x100_0000;
/** Runs of bytes that it may hold back. */
const MAXIMUM_WAITING_RUNS = 0x1000;

const NO_BYTES = new Uint8Array(0);

/** What all conversations share. */
export interface SharedMemory {
  /** Bytes that may wait for earlier ones. */
  readonly waiting: Budget;
  /** The latest bytes that were handed out. */
  readonly recent: RecentBytes;
}

/** A run of bytes that came before its turn; `bytes` is shorter than `length` where the capture cut it. */
interface Run {
  offset: number;
  length: number;
  bytes: Uint8Array;
  readonly carrier: Carrier;
}

/**
 * Puts the bytes of one direction in order.
 *
 * Of bytes that came twice the first copy counts. Bytes that are missing
 * become a gap once the peer has acknowledged what lies behind them, once too
 * much waits for them, or at the end.
 */
export class StreamAssembler {
  /** Where the latest segment differed from an earlier copy of its bytes. */
  difference: Difference | undefined;
  readonly #direction: Direction;
  readonly #waitingBudget: Budget;
  readonly #log: DeliveryLog;
  #waiting: Run[] = [];
  #waitingBytes = 0;
  #first: number | undefined;
  #next = 0;
  #acknowledged = 0;
  #end: number | undefined;
  #missing = 0;

  /**
   * @param direction Whose bytes.
   * @param shared What all conversations share.
   */
  constructor(direction: Direction, shared: SharedMemory) {
    this.#direction = direction;
    this.#waitingBudget = shared.waiting;
    this.#log = new DeliveryLog(shared.recent);
  }

  /** Offset of the next byte in order. */
  get next(): number {
    return this.#next;
  }

  /** Bytes that the capture does not hold, up to here. */
  get missing(): number {
    return this.#missing;
  }

  /** Offset of the stream's end, where a FIN has told. */
  get end(): number | undefined {
    return this.#end;
  }

  /** Whether all bytes up to the FIN were handed out. */
  get ended(): boolean {
    return this.#end !== undefined && this.#next >= this.#end;
  }

  /** Says which sequence number the first byte of the stream has; once a byte has come it stays. */
  begin(sequence: number): void {
    if (this.#next > 0 || this.#waiting.length > 0) return;
    this.#first = sequence;
  }

  /**
   * Takes up a stream behind the bytes that were handed out before.
   *
   * @param first Sequence number of its first byte.
   * @param length Bytes that were handed out.
   */
  resume(first: number, length: number): void {
    this.#first = first;
    this.#next = this.#acknowledged = length;
  }

  /** Offset in the stream of a sequence number that is not further than 2^31 from the next one. */
  offsetOf(sequence: number): number {
    const expected = ((this.#first ?? 0) + this.#next) >>> 0;
    return this.#next + sequenceDifference(sequence, expected);
  }

  /** Which frame carried the byte at `offset`, where it is known. */
  carrierOf(offset: number): Carrier | undefined {
    const run = this.#waiting.find((run) =>
      offset >= run.offset && offset < run.offset + run.length
    );
    return run ? run.carrier : this.#log.carrierOf(offset);
  }

  /** Frames that carried the bytes from `start` to `end`, ascending. */
  framesOf(start: number, end: number): number[] {
    return this.#log.framesOf(start, end);
  }

  /** Notes the end of the stream; only the first call counts. */
  finish(offset: number): void {
    this.#end ??= offset;
  }

  /**
   * Takes the data of a segment.
   *
   * @param offset Where its first byte belongs in the stream.
   * @param bytes What was captured of it.
   * @param length What was sent.
   * @param carrier Frame that carried it.
   * @returns What is in order now.
   */
  add(
    offset: number,
    bytes: Uint8Array,
    length: number,
    carrier: Carrier,
  ): Chunk[] {
    const chunks: Chunk[] = [];
    this.difference = undefined;
    const end = Math.min(offset + length, this.#end ?? Infinity);
    if (offset < this.#next) {
      this.difference = this.#log.compare(offset, bytes);
    }
    const start = Math.max(offset, this.#next);
    if (start >= end) return chunks;
    const fresh = bytes.subarray(start - offset, end - offset);
    const run = { offset: start, length: end - start, bytes: fresh, carrier };
    if (this.#waiting.length === 0 && start === this.#next) {
      this.#emit(run, chunks);
      return chunks;
    }
    this.#wait(run);
    this.#drain(chunks);
    this.#release(chunks);
    return chunks;
  }

  /**
   * Notes that the peer has all bytes up to `offset`.
   *
   * @returns The gaps that this makes certain, and what had waited behind them.
   */
  acknowledge(offset: number): Chunk[] {
    const chunks: Chunk[] = [];
    if (offset <= this.#acknowledged) return chunks;
    this.#acknowledged = offset;
    this.#release(chunks);
    return chunks;
  }

  /** Ends the stream: hands out all that waits, and the gaps before and behind it. */
  flush(): Chunk[] {
    const chunks: Chunk[] = [];
    while (this.#waiting.length > 0) {
      this.#skipTo(this.#waiting[0].offset, chunks);
      this.#drain(chunks);
    }
    // One more than is there may be a FIN that was not captured.
    const slack = this.#end === undefined ? 1 : 0;
    const known = Math.min(this.#acknowledged, this.#end ?? Infinity);
    if (known > this.#next + slack) this.#skipTo(known, chunks);
    return chunks;
  }

  /** Hands out a run that is next. */
  #emit(run: Run, chunks: Chunk[]): void {
    const { offset, bytes, length } = run;
    const direction = this.#direction;
    if (bytes.length > 0) {
      chunks.push({ direction, offset, length: bytes.length, bytes });
    }
    const cut = length - bytes.length;
    if (cut > 0) this.#gap(offset + bytes.length, cut, chunks);
    this.#next = offset + length;
    this.#log.add(this.#next, bytes, run.carrier);
  }

  #gap(offset: number, length: number, chunks: Chunk[]): void {
    this.#missing += length;
    const direction = this.#direction;
    chunks.push({ direction, offset, length, bytes: undefined });
  }

  #skipTo(offset: number, chunks: Chunk[]): void {
    this.#gap(this.#next, offset - this.#next, chunks);
    this.#next = offset;
    this.#log.add(offset, NO_BYTES, undefined);
  }

  /** Puts those parts of a run that have not come yet among those that wait. */
  #wait(run: Run): void {
    const runEnd = run.offset + run.length;
    let at = this.#firstEndingBehind(run.offset);
    let from = run.offset;
    while (from < runEnd) {
      const known = this.#waiting[at];
      const until = known ? Math.min(known.offset, runEnd) : runEnd;
      if (until > from) {
        this.#keep(at, {
          offset: from,
          length: until - from,
          bytes: run.bytes.slice(from - run.offset, until - run.offset),
          carrier: run.carrier,
        });
        at++;
      }
      if (!known || known.offset >= runEnd) return;
      this.difference ??= compareOverlap(
        known.offset,
        known.bytes,
        run.offset,
        run.bytes,
      );
      from = known.offset + known.length;
      at++;
    }
  }

  #keep(at: number, run: Run): void {
    // What finds no room is missing, but its length is known.
    if (!this.#waitingBudget.take(run.bytes.length)) {
      run.bytes = run.bytes.subarray(0, 0);
    }
    this.#waitingBytes += run.bytes.length;
    this.#waiting.splice(at, 0, run);
  }

  /** Index of the first waiting run that ends behind `offset`. */
  #firstEndingBehind(offset: number): number {
    let low = 0;
    let high = this.#waiting.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const run = this.#waiting[middle];
      if (run.offset + run.length <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Hands out what waits and is next. */
  #drain(chunks: Chunk[]): void {
    let count = 0;
    while (
      count < this.#waiting.length && this.#waiting[count].offset === this.#next
    ) {
      const run = this.#waiting[count++];
      this.#waitingBytes -= run.bytes.length;
      this.#waitingBudget.give(run.bytes.length);
      this.#emit(run, chunks);
    }
    if (count > 0) this.#waiting.splice(0, count);
  }

  /** Gives up on missing bytes: the peer has them, or too much waits for them. */
  #release(chunks: Chunk[]): void {
    while (
      this.#waiting.length > 0 &&
      (this.#acknowledged > this.#waiting[0].offset ||
        this.#waiting.length > MAXIMUM_WAITING_RUNS ||
        this.#waitingBytes > MAXIMUM_WAITING_BYTES)
    ) {
      this.#skipTo(this.#waiting[0].offset, chunks);
      this.#drain(chunks);
    }
  }
}
