import {
  DecodeError,
  type DecodeOutcome,
  type Field,
  latin1,
} from "../bytes/mod.ts";
import { STATIC_TABLE } from "./hpack_static_table.ts";
import { decodeHuffman, HuffmanError } from "./huffman.ts";

/** How a header field was written in its block. */
export type HpackForm =
  | "indexed"
  | "literal with indexing"
  | "literal without indexing"
  | "literal never indexed";

/** A header field out of a header block. */
export interface HpackField {
  readonly name: string;
  readonly value: string;
  readonly form: HpackForm;
  /** Index of the field or of its name in the tables; 0 where the name is spelt out. */
  readonly index: number;
  /** Whether the index is of an entry that was lost, so that name or value are unknown and empty. */
  readonly lost: boolean;
}

/** Options of a {@linkcode HpackDecoder}. */
export interface HpackDecoderOptions {
  /** Most bytes of fields that one block may come to; 1 MiB by default. */
  maxListBytes?: number;
}

/** Bytes that an entry counts beyond its name and value. */
const ENTRY_OVERHEAD = 32;
const DEFAULT_TABLE_BYTES = 4096;
/** A dynamic table beyond this is refused, whatever the peers agreed on. */
const MOST_TABLE_BYTES = 1 << 20;

interface Entry {
  readonly name: string;
  readonly value: string;
  readonly lost: boolean;
}

const LOST: Entry = { name: "", value: "", lost: true };

/**
 * Decodes header blocks of one direction of an HTTP/2 connection.
 *
 * Blocks have to be given in order and without exception: each changes the
 * dynamic table that the next refers to.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7541
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { HpackDecoder } from "./hpack.ts";
 *
 * const [field] = new HpackDecoder().decode(new Uint8Array([0x82]));
 * assertEquals([field.name, field.value], [":method", "GET"]);
 * ```
 */
export class HpackDecoder {
  readonly #maxListBytes: number;
  /** Oldest first. */
  #entries: Entry[] = [];
  #tableBytes = 0;
  #capacity = DEFAULT_TABLE_BYTES;
  #allowed = DEFAULT_TABLE_BYTES;
  #forgotten = false;

  /** @param options Limits. */
  constructor(options: HpackDecoderOptions = {}) {
    this.#maxListBytes = options.maxListBytes ?? 1 << 20;
  }

  /**
   * Allows a dynamic table as large as the decoding peer's
   * SETTINGS_HEADER_TABLE_SIZE; the largest that it ever said counts.
   */
  allow(tableBytes: number): void {
    this.#allowed = Math.max(this.#allowed, tableBytes);
  }

  /**
   * Forgets the dynamic table, because blocks were lost.
   *
   * Entries are counted from the newest, so those that are added from now on
   * can be found; older ones come out as lost.
   */
  forget(): void {
    this.#entries = [];
    this.#tableBytes = 0;
    this.#forgotten = true;
  }

  /**
   * Decodes one header block.
   *
   * @param block The fragments of the block, put together.
   * @returns Its fields, in order.
   * @throws {DecodeError} If the block breaks the format. The table is then forgotten.
   */
  decode(block: Uint8Array): HpackField[] {
    try {
      return this.#decode(new BlockCursor(block));
    } catch (error) {
      this.forget();
      throw error;
    }
  }

  #decode(cursor: BlockCursor): HpackField[] {
    const fields: HpackField[] = [];
    let listBytes = 0;
    while (!cursor.done) {
      const instruction = readInstruction(cursor);
      if (instruction.kind === "size") {
        if (fields.length > 0) {
          throw cursor.error("maximum size", "it follows a field");
        }
        this.#resize(instruction.size, cursor);
        continue;
      }
      const { form, index } = instruction;
      const entry = index > 0 ? this.#entry(index, cursor) : LOST;
      const field = instruction.kind === "indexed"
        ? { ...entry, form, index }
        : {
          name: instruction.name ?? entry.name,
          value: instruction.value,
          form,
          index,
          lost: instruction.name === undefined && entry.lost,
        };
      fields.push(field);
      if (form === "literal with indexing") this.#add(field);
      listBytes += sizeOf(field);
      if (listBytes > this.#maxListBytes) {
        throw cursor.error(
          "header list",
          `it is longer than ${this.#maxListBytes} bytes`,
          "unsupported",
        );
      }
    }
    return fields;
  }

  #entry(index: number, cursor: BlockCursor): Entry {
    if (index <= STATIC_TABLE.length) {
      const [name, value] = STATIC_TABLE[index - 1];
      return { name, value, lost: false };
    }
    const entry = this.#entries.at(STATIC_TABLE.length - index);
    if (entry && index - STATIC_TABLE.length <= this.#entries.length) {
      return entry;
    }
    if (this.#forgotten) return LOST;
    throw cursor.error("index", `the tables have no entry ${index}`);
  }

  #add({ name, value, lost }: Entry): void {
    this.#entries.push({ name, value, lost });
    this.#tableBytes += sizeOf({ name, value });
    this.#evict();
  }

  #resize(size: number, cursor: BlockCursor): void {
    if (size > this.#allowed) {
      throw cursor.error(
        "maximum size",
        `${size} bytes are more than the ${this.#allowed} that are allowed`,
      );
    }
    if (size > MOST_TABLE_BYTES) {
      throw cursor.error(
        "maximum size",
        `a dynamic table of ${size} bytes is not kept`,
        "unsupported",
      );
    }
    this.#capacity = size;
    this.#evict();
  }

  #evict(): void {
    while (this.#tableBytes > this.#capacity) {
      const oldest = this.#entries.shift();
      if (!oldest) break;
      this.#tableBytes -= sizeOf(oldest);
    }
  }
}

/**
 * Gives the fields of a header block's bytes; they tile it.
 *
 * @param block A whole block that {@linkcode HpackDecoder.decode} has decoded.
 * @param decoded What came out of it.
 * @param offset Offset that the block's first byte has in its message.
 */
export function headerBlockFields(
  block: Uint8Array,
  decoded: readonly HpackField[],
  offset: number,
): Field[] {
  const cursor = new BlockCursor(block, offset);
  const fields: Field[] = [];
  let next = 0;
  while (!cursor.done) {
    const start = cursor.at;
    const { kind } = readInstruction(cursor);
    const field: Field = {
      name: kind === "size" ? "table-size-update" : "header-field",
      offset: offset + start,
      length: cursor.at - start,
      value: null,
      fields: cursor.takeFields(),
    };
    if (kind !== "size") {
      const { name, value, form, lost } = decoded[next++];
      field.text = lost ? form : `${name}: ${value}`;
      field.key = form;
    }
    fields.push(field);
  }
  return fields;
}

/** One instruction of a header block. */
type Instruction =
  | { kind: "indexed"; form: "indexed"; index: number }
  | {
    kind: "literal";
    form: HpackForm;
    index: number;
    name: string | undefined;
    value: string;
  }
  | { kind: "size"; size: number };

function readInstruction(cursor: BlockCursor): Instruction {
  const first = cursor.peek();
  if (first & 0x80) {
    const index = cursor.integer("index", 7);
    if (index === 0) throw cursor.error("index", "it is 0");
    return { kind: "indexed", form: "indexed", index };
  }
  if ((first & 0xe0) === 0x20) {
    return { kind: "size", size: cursor.integer("maximum size", 5) };
  }
  const form = first & 0x40
    ? "literal with indexing"
    : first & 0x10
    ? "literal never indexed"
    : "literal without indexing";
  const index = cursor.integer("index", first & 0x40 ? 6 : 4);
  const name = index === 0 ? cursor.string("name") : undefined;
  return { kind: "literal", form, index, name, value: cursor.string("value") };
}

/** Reads the integers and strings of a header block. */
class BlockCursor {
  readonly #bytes: Uint8Array;
  readonly #base: number;
  #fields: Field[] | undefined;
  at = 0;

  /** @param base Offset of the block in its message; fields are recorded where it is given. */
  constructor(bytes: Uint8Array, base?: number) {
    this.#bytes = bytes;
    this.#base = base ?? 0;
    this.#fields = base === undefined ? undefined : [];
  }

  get done(): boolean {
    return this.at >= this.#bytes.length;
  }

  /** The next byte, which must be there. */
  peek(): number {
    return this.#bytes[this.at];
  }

  /** The fields that were recorded since the last call. */
  takeFields(): Field[] {
    const fields = this.#fields ?? [];
    this.#fields = [];
    return fields;
  }

  /** Reads an integer whose first part are the low bits of a byte. RFC 7541 section 5.1. */
  integer(name: string, prefixBits: number): number {
    const start = this.at;
    if (start >= this.#bytes.length) throw this.#short(name, 1);
    const most = (1 << prefixBits) - 1;
    const first = this.#bytes[this.at++];
    let value = first & most;
    if (value === most) {
      for (let shift = 0;; shift += 7) {
        if (shift > 28) throw this.error(name, "it has too many bytes");
        if (this.at >= this.#bytes.length) throw this.#short(name, 1);
        const byte = this.#bytes[this.at++];
        value += (byte & 0x7f) * 2 ** shift;
        if (byte < 0x80) break;
      }
    }
    this.#record(name, start, value);
    return value;
  }

  /** Reads a string, Huffman-coded or not. RFC 7541 section 5.2. */
  string(name: string): string {
    const coded = this.at < this.#bytes.length && this.peek() >= 0x80;
    const length = this.integer(`${name} length`, 7);
    const start = this.at;
    if (length > this.#bytes.length - start) throw this.#short(name, length);
    const bytes = this.#bytes.subarray(start, start + length);
    this.at += length;
    const text = coded ? this.#huffman(name, bytes) : latin1(bytes);
    if (length > 0) this.#record(name, start, text, coded ? "huffman" : "raw");
    return text;
  }

  error(
    field: string,
    problem: string,
    outcome: DecodeOutcome = "malformed",
  ): DecodeError {
    return new DecodeError(`Cannot decode HPACK ${field}: ${problem}`, {
      protocol: "hpack",
      outcome,
      field,
      offset: this.at,
      available: this.#bytes.length - this.at,
    });
  }

  #short(field: string, needed: number): DecodeError {
    const available = this.#bytes.length - this.at;
    return new DecodeError(
      `Cannot decode HPACK ${field}: it needs ${needed} bytes, ${available} are left`,
      { protocol: "hpack", field, offset: this.at, needed, available },
    );
  }

  #huffman(name: string, bytes: Uint8Array): string {
    try {
      return decodeHuffman(bytes);
    } catch (error) {
      if (!(error instanceof HuffmanError)) throw error;
      throw this.error(name, error.message);
    }
  }

  #record(
    name: string,
    start: number,
    value: number | string,
    key?: string,
  ): void {
    if (!this.#fields) return;
    const field: Field = {
      name,
      offset: this.#base + start,
      length: this.at - start,
      value,
    };
    if (key !== undefined) field.key = key;
    this.#fields.push(field);
  }
}

function sizeOf(entry: { name: string; value: string }): number {
  return entry.name.length + entry.value.length + ENTRY_OVERHEAD;
}
