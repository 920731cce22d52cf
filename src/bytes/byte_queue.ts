const NOTHING = new Uint8Array();
/** Bytes of room that a buffer gets for what is to come, at the most. */
const MOST_ROOM = 1 << 20;

/**
 * Holds the bytes of a stream that came and are not yet decoded.
 *
 * Where nothing waits, a pushed chunk is viewed and not copied; only what is
 * left over when the next chunk comes is put together with it. Views that were
 * given out stay valid: bytes are never overwritten.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { ByteQueue } from "./byte_queue.ts";
 *
 * const queue = new ByteQueue();
 * queue.push(new Uint8Array([1, 2]));
 * assertEquals(queue.take(1), new Uint8Array([1]));
 * queue.push(new Uint8Array([3]));
 * assertEquals(queue.bytes, new Uint8Array([2, 3]));
 * assertEquals(queue.offset, 1);
 * ```
 */
export class ByteQueue {
  /** What waits, from its first byte on; there may be room after `#end`. */
  #buffer: Uint8Array = NOTHING;
  #start = 0;
  #end = 0;
  /** Whether `#buffer` is this queue's own, so that its room may be written to. */
  #own = false;
  #offset = 0;

  /** Offset in the stream of the first byte that waits. */
  get offset(): number {
    return this.#offset;
  }

  /** Bytes that wait. */
  get length(): number {
    return this.#end - this.#start;
  }

  /** All bytes that wait; a view. */
  get bytes(): Uint8Array {
    return this.#buffer.subarray(this.#start, this.#end);
  }

  /** Appends a chunk; it is viewed, so the caller must not write to it afterwards. */
  push(chunk: Uint8Array): void {
    const waiting = this.length;
    if (waiting === 0) {
      this.#buffer = chunk;
      this.#start = 0;
      this.#end = chunk.length;
      this.#own = false;
      return;
    }
    if (!this.#own || this.#end + chunk.length > this.#buffer.length) {
      const room = Math.min(waiting, MOST_ROOM);
      const buffer = new Uint8Array(waiting + chunk.length + room);
      buffer.set(this.bytes);
      this.#buffer = buffer;
      this.#start = 0;
      this.#end = waiting;
      this.#own = true;
    }
    this.#buffer.set(chunk, this.#end);
    this.#end += chunk.length;
  }

  /**
   * Takes bytes from the front.
   *
   * @param length Bytes to take; at most {@linkcode ByteQueue.length}.
   * @returns A view.
   */
  take(length: number): Uint8Array {
    const at = this.#start;
    this.#start = Math.min(at + length, this.#end);
    this.#offset += this.#start - at;
    return this.#buffer.subarray(at, this.#start);
  }

  /** Counts bytes of the stream that never came; nothing may be waiting. */
  skip(length: number): void {
    this.#offset += length;
  }
}
