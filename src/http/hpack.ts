import type { Field } from "../bytes/mod.ts";
import { BlockCursor, type HpackForm, readInstruction } from "./hpack_block.ts";
import { STATIC_TABLE } from "./hpack_static_table.ts";

/** A header field out of a header block. */
export interface HpackField {
  /** Name, in lower case as HTTP/2 wants it. */
  readonly name: string;
  /** Value, one character a byte. */
  readonly value: string;
  /** How it was written. */
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

  /**
   * Starts with an empty dynamic table of 4096 bytes.
   *
   * @param options Limits.
   */
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

function sizeOf(entry: { name: string; value: string }): number {
  return entry.name.length + entry.value.length + ENTRY_OVERHEAD;
}
