import {
  DecodeError,
  type DecodeOutcome,
  type Field,
  latin1,
} from "../bytes/mod.ts";
import { decodeHuffman, HuffmanError } from "./huffman.ts";

/** How a header field was written in its block. */
export type HpackForm =
  | "indexed"
  | "literal with indexing"
  | "literal without indexing"
  | "literal never indexed";

/** One instruction of a header block. */
export type Instruction =
  | { kind: "indexed"; form: "indexed"; index: number }
  | {
    kind: "literal";
    form: HpackForm;
    index: number;
    name: string | undefined;
    value: string;
  }
  | { kind: "size"; size: number };

/** Reads the next instruction, which must be there. RFC 7541 section 6. */
export function readInstruction(cursor: BlockCursor): Instruction {
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
export class BlockCursor {
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
