import { u16At, u32At } from "./big_endian.ts";
import { DecodeError } from "./decode_error.ts";
import type { BitField, Field, FieldValue } from "./field.ts";
import { latin1 } from "./latin1.ts";

/** How a {@linkcode ByteReader} reads. */
export interface ByteReaderOptions {
  /** First byte to read, in bytes from the start of the buffer; 0 by default. */
  offset?: number;
  /** Bytes that may be read; all that follow `offset` by default. */
  length?: number;
  /** Whether to keep a {@linkcode Field} for everything that is read. */
  record?: boolean;
}

/**
 * Reads big-endian values from a bounded run of bytes.
 *
 * Every read names its field, so that an error can say what was missing. A
 * nested structure gets a reader of its own that cannot see past its declared
 * length. With `record` the reader also keeps the tree of fields; without, it
 * keeps nothing, and one decoder serves both speeds.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { ByteReader } from "./reader.ts";
 *
 * const reader = new ByteReader(new Uint8Array([3, 3, 2, 0xca, 0xfe]), "tls", { record: true });
 * const version = reader.u16("version");
 * const session = reader.vector(1, "session_id").rest("id");
 * reader.end();
 * assertEquals(version, 0x0303);
 * assertEquals(session, new Uint8Array([0xca, 0xfe]));
 * assertEquals(reader.fields?.map((field) => field.name), ["version", "session_id"]);
 * ```
 */
export class ByteReader {
  /** The whole buffer; offsets count from its start. */
  readonly bytes: Uint8Array;
  /** Protocol that errors name. */
  readonly protocol: string;
  /** Fields read so far, where they are recorded. */
  readonly fields: Field[] | undefined;
  readonly #end: number;
  #position: number;

  /**
   * Starts to read at the lower bound.
   *
   * @param bytes Buffer to read from; it is viewed, not copied.
   * @param protocol Protocol that errors name.
   * @param options Bounds, and whether to record fields.
   * @throws {DecodeError} If the bounds reach past the buffer.
   */
  constructor(
    bytes: Uint8Array,
    protocol: string,
    options: ByteReaderOptions = {},
  ) {
    const offset = options.offset ?? 0;
    const length = options.length ?? bytes.length - offset;
    this.bytes = bytes;
    this.protocol = protocol;
    this.fields = options.record ? [] : undefined;
    this.#position = offset;
    this.#end = offset + length;
    if (offset < 0 || length < 0 || this.#end > bytes.length) {
      throw new DecodeError(
        `Cannot read ${protocol}: the bounds reach past the bytes`,
        {
          protocol,
          field: protocol,
          offset,
          needed: length,
          available: bytes.length - offset,
        },
      );
    }
  }

  /** Offset of the next byte, in bytes from the start of the buffer. */
  get offset(): number {
    return this.#position;
  }

  /** Bytes that are left. */
  get remaining(): number {
    return this.#end - this.#position;
  }

  /** Whether everything was read. */
  get done(): boolean {
    return this.#position >= this.#end;
  }

  /** Reads an unsigned 8-bit number. */
  u8(name: string): number {
    const value = this.bytes[this.#take(name, 1)];
    this.#record(name, 1, value);
    return value;
  }

  /** Reads an unsigned 16-bit number. */
  u16(name: string): number {
    const value = u16At(this.bytes, this.#take(name, 2));
    this.#record(name, 2, value);
    return value;
  }

  /** Reads an unsigned 24-bit number. */
  u24(name: string): number {
    const at = this.#take(name, 3);
    const { bytes } = this;
    const value = bytes[at] << 16 | bytes[at + 1] << 8 | bytes[at + 2];
    this.#record(name, 3, value);
    return value;
  }

  /** Reads an unsigned 32-bit number. */
  u32(name: string): number {
    const value = u32At(this.bytes, this.#take(name, 4));
    this.#record(name, 4, value);
    return value;
  }

  /** Reads an unsigned 64-bit number. */
  u64(name: string): bigint {
    const at = this.#take(name, 8);
    const high = BigInt(u32At(this.bytes, at));
    const value = high << 32n | BigInt(u32At(this.bytes, at + 4));
    this.#record(name, 8, value);
    return value;
  }

  /** Reads a run of bytes; the result is a view, not a copy. */
  take(name: string, length: number): Uint8Array {
    const at = this.#take(name, length);
    const value = this.bytes.subarray(at, at + length);
    this.#record(name, length, value);
    return value;
  }

  /** Reads all bytes that are left; the result is a view, not a copy. */
  rest(name: string): Uint8Array {
    return this.take(name, this.remaining);
  }

  /** Reads a run of bytes as ISO 8859-1 text, one character a byte. */
  text(name: string, length: number = this.remaining): string {
    const at = this.#take(name, length);
    const value = latin1(this.bytes.subarray(at, at + length));
    this.#record(name, length, value);
    return value;
  }

  /** The next byte without reading it, or `undefined` at the end. */
  peek(ahead = 0): number | undefined {
    const at = this.#position + ahead;
    return at < this.#end ? this.bytes[at] : undefined;
  }

  /**
   * Reads a vector: a length of `prefixBytes`, then that many bytes.
   *
   * @param prefixBytes Width of the length in bytes.
   * @param name Field that groups the length and the content.
   * @returns A reader of the content alone. Read it to its end.
   * @throws {DecodeError} If the declared length reaches past the bounds.
   */
  vector(prefixBytes: 1 | 2 | 3 | 4, name: string): ByteReader {
    const start = this.#position;
    const at = this.#take(`${name}_length`, prefixBytes);
    let length = 0;
    for (let i = 0; i < prefixBytes; i++) {
      length = length * 256 + this.bytes[at + i];
    }
    this.#take(name, length);
    const content = this.#sub(start + prefixBytes, length);
    if (this.fields && content.fields) {
      content.fields.push({
        name: `${name}_length`,
        offset: start,
        length: prefixBytes,
        value: length,
      });
      this.fields.push({
        name,
        offset: start,
        length: prefixBytes + length,
        value: null,
        fields: content.fields,
      });
    }
    return content;
  }

  /**
   * Gives the next `length` bytes to a reader of their own.
   *
   * @param name Field that groups what the new reader reads.
   * @param length Length in bytes.
   * @returns A reader of those bytes alone. Read it to its end.
   * @throws {DecodeError} If fewer bytes are left.
   */
  sub(name: string, length: number): ByteReader {
    const at = this.#take(name, length);
    const content = this.#sub(at, length);
    if (this.fields && content.fields) {
      this.fields.push({
        name,
        offset: at,
        length,
        value: null,
        fields: content.fields,
      });
    }
    return content;
  }

  /**
   * Groups the fields that `read` reads under one name.
   *
   * @param name Field that groups them.
   * @param read Reads from this reader.
   * @returns What `read` returned.
   */
  group<T>(name: string, read: (reader: this) => T): T {
    if (!this.fields) return read(this);
    const start = this.#position;
    const first = this.fields.length;
    const result = read(this);
    const fields = this.fields.splice(first);
    this.fields.push({
      name,
      offset: start,
      length: this.#position - start,
      value: null,
      fields,
    });
    return result;
  }

  /** Gives the value of the field read last its registered name, or the key of its sentence. */
  annotate(
    notes: { text?: string; key?: string; bits?: readonly BitField[] },
  ): void {
    const field = this.fields?.at(-1);
    if (field) Object.assign(field, notes);
  }

  /**
   * Says that the structure ends here.
   *
   * @throws {DecodeError} If bytes are left.
   */
  end(name = this.protocol): void {
    if (this.done) return;
    throw this.error(name, `${this.remaining} bytes are left after its end`);
  }

  /** Makes an error about the next byte; the caller throws it. */
  error(field: string, problem: string, needed = 0): DecodeError {
    return new DecodeError(
      `Cannot decode ${this.protocol} ${field}: ${problem}`,
      {
        protocol: this.protocol,
        field,
        offset: this.#position,
        needed,
        available: this.remaining,
      },
    );
  }

  #sub(offset: number, length: number): ByteReader {
    return new ByteReader(this.bytes, this.protocol, {
      offset,
      length,
      record: this.fields !== undefined,
    });
  }

  #take(name: string, length: number): number {
    const at = this.#position;
    if (length < 0 || length > this.#end - at) {
      throw this.error(
        name,
        `it needs ${length} bytes, ${this.remaining} are left`,
        length,
      );
    }
    this.#position = at + length;
    return at;
  }

  #record(name: string, length: number, value: FieldValue): void {
    this.fields?.push({ name, offset: this.#position - length, length, value });
  }
}
