import { DecodeError } from "../bytes/decode_error.ts";
import type { Field } from "../bytes/field.ts";
import { ByteReader } from "../bytes/reader.ts";
import type { UnsupportedProtocol } from "./packet.ts";

/** What to walk through, and how. */
export interface LayersOptions {
  /** Whether to keep the fields of every layer. */
  record: boolean;
  /** Whether the capture kept fewer bytes than there were. */
  cut: boolean;
}

/**
 * Walks through the layers of a packet, each decoded by a reader of its own.
 *
 * A layer that cannot be decoded keeps the fields before the fault, holds the
 * rest as `undecoded`, and ends the walk. So recorded fields always tile the
 * bytes.
 */
export class Layers {
  /** The bytes of the packet. */
  readonly bytes: Uint8Array;
  /** One field a layer, where fields are recorded. */
  readonly fields: Field[] | undefined;
  readonly #cut: boolean;
  #position = 0;
  #end: number;
  #error: DecodeError | undefined;
  #unsupported: UnsupportedProtocol | undefined;

  /**
   * @param bytes The bytes of the packet.
   * @param options Whether to record, and whether the bytes are cut.
   */
  constructor(bytes: Uint8Array, options: LayersOptions) {
    this.bytes = bytes;
    this.fields = options.record ? [] : undefined;
    this.#cut = options.cut;
    this.#end = bytes.length;
  }

  /** Offset of the next layer in bytes. */
  get position(): number {
    return this.#position;
  }

  /** Offset behind the last byte of the next layer. */
  get end(): number {
    return this.#end;
  }

  /** Why a layer could not be decoded. */
  get error(): DecodeError | undefined {
    return this.#error;
  }

  /** What the layers lead to that is not decoded here. */
  get unsupported(): UnsupportedProtocol | undefined {
    return this.#unsupported;
  }

  /** Says that what follows ends at `offset`, as the layer before has declared; bytes that were not captured do not count. */
  endAt(offset: number): void {
    this.#end = Math.max(this.#position, Math.min(this.#end, offset));
  }

  /** Ends the walk at a protocol that is not decoded here. */
  stop(unsupported: UnsupportedProtocol): void {
    this.#unsupported = unsupported;
  }

  /**
   * Decodes the header of the next layer.
   *
   * @param name Name of its field, and protocol that errors name.
   * @param decode Reads the header and nothing behind it.
   * @returns What `decode` returned, or `undefined` where it failed.
   */
  header<T>(name: string, decode: (reader: ByteReader) => T): T | undefined {
    const reader = this.#reader(name);
    try {
      return decode(reader);
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
      this.#error = this.#cut && error.needed > error.available
        ? truncated(error)
        : error;
      reader.rest("undecoded");
      return undefined;
    } finally {
      this.#close(name, reader);
    }
  }

  /** The bytes of the layers that are not decoded yet: a view. */
  rest(): Uint8Array {
    return this.bytes.subarray(this.#position, this.#end);
  }

  /** Names what is left of the innermost layer, and what pads it; the walk is at its end. */
  finish(name: string): void {
    if (this.fields) {
      this.#raw(this.fields, name, this.#position, this.#end);
      this.#raw(this.fields, "trailer", this.#end, this.bytes.length);
    }
    this.#position = this.#end = this.bytes.length;
  }

  #raw(fields: Field[], name: string, offset: number, end: number): void {
    const length = end - offset;
    if (length === 0) return;
    const value = this.bytes.subarray(offset, end);
    fields.push({ name, offset, length, value });
  }

  #reader(name: string): ByteReader {
    return new ByteReader(this.bytes, name, {
      offset: this.#position,
      length: this.#end - this.#position,
      record: this.fields !== undefined,
    });
  }

  #close(name: string, reader: ByteReader): void {
    const offset = this.#position;
    const length = reader.offset - offset;
    this.#position = reader.offset;
    if (!reader.fields || length === 0) return;
    this.fields?.push({
      name,
      offset,
      length,
      value: null,
      fields: reader.fields,
    });
  }
}

function truncated(error: DecodeError): DecodeError {
  return new DecodeError(error.message, {
    outcome: "truncated",
    protocol: error.protocol,
    field: error.field,
    offset: error.offset,
    needed: error.needed,
    available: error.available,
    cause: error,
  });
}
