/**
 * Writes numbers and bytes into a buffer that grows.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { ByteWriter } from "./writer.ts";
 *
 * const writer = new ByteWriter();
 * writer.u16(0x0303);
 * writer.bytes(new Uint8Array([1]));
 * assertEquals(writer.finish(), new Uint8Array([3, 3, 1]));
 * ```
 */
export class ByteWriter {
  readonly #littleEndian: boolean;
  #buffer = new Uint8Array(256);
  #view = new DataView(this.#buffer.buffer);
  #length = 0;

  /**
   * Starts with no bytes.
   *
   * @param options Byte order; big-endian (network order) by default.
   */
  constructor(options: { littleEndian?: boolean } = {}) {
    this.#littleEndian = options.littleEndian ?? false;
  }

  /** Bytes written so far. */
  get length(): number {
    return this.#length;
  }

  /** Writes an unsigned 8-bit number. */
  u8(value: number): void {
    const at = this.#grow(1);
    this.#view.setUint8(at, value);
  }

  /** Writes an unsigned 16-bit number. */
  u16(value: number): void {
    const at = this.#grow(2);
    this.#view.setUint16(at, value, this.#littleEndian);
  }

  /** Writes an unsigned 32-bit number. */
  u32(value: number): void {
    const at = this.#grow(4);
    this.#view.setUint32(at, value, this.#littleEndian);
  }

  /** Writes an unsigned 64-bit number. */
  u64(value: bigint): void {
    const at = this.#grow(8);
    this.#view.setBigUint64(at, value, this.#littleEndian);
  }

  /** Writes a copy of bytes. */
  bytes(value: Uint8Array): void {
    const at = this.#grow(value.length);
    this.#buffer.set(value, at);
  }

  /** Writes zeros up to the next multiple of `boundaryBytes`, a power of two. */
  align(boundaryBytes: number): void {
    this.#grow(-this.#length & (boundaryBytes - 1));
  }

  /** Ends the writing; the result is a view of all that was written. */
  finish(): Uint8Array<ArrayBuffer> {
    return this.#buffer.subarray(0, this.#length);
  }

  /** Makes room. Only after it is `#view` the view of the buffer that is written to. */
  #grow(length: number): number {
    const at = this.#length;
    const needed = at + length;
    if (needed > this.#buffer.length) {
      const buffer = new Uint8Array(Math.max(needed, this.#buffer.length * 2));
      buffer.set(this.#buffer.subarray(0, at));
      this.#buffer = buffer;
      this.#view = new DataView(buffer.buffer);
    }
    this.#length = needed;
    return at;
  }
}
