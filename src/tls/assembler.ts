import type { WireRecord } from "./wire_record.ts";

/** Longest handshake message that is put together, in bytes. */
export const MAX_MESSAGE_BYTES = 2 ** 20;

const HEADER_BYTES = 4;

/** A handshake message (or what there is of it) and where it was. */
export interface Assembled {
  /** Message with its header; only what came of it, where it is not whole. */
  readonly bytes: Uint8Array;
  /** Offset in the stream of its first byte, or of the header of the record that it is the first in. */
  readonly start: number;
  /** Offset behind its last byte, or behind the record that it is the last in. */
  readonly end: number;
  readonly records: readonly WireRecord[];
  /** Length that its header declares, with the header. */
  readonly declaredLength: number | undefined;
  /** Whether all of it is there. */
  readonly whole: boolean;
}

/**
 * Puts handshake messages together from the records of one direction.
 *
 * ```text
 * msg_type (1) | length (3) | body (length)
 * ```
 *
 * A record may hold several messages, and a message may span several records.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc8446#section-5.1 RFC 8446 section 5.1}
 */
export class HandshakeAssembler {
  #buffer = new Uint8Array(0);
  #length = 0;
  #start = 0;
  #end = 0;
  #records: WireRecord[] = [];
  /** What is left of a message that is too long to be put together. */
  #passing = 0;

  /** Whether a message has begun and not ended. */
  get pending(): boolean {
    return this.#length > 0 || this.#passing > 0;
  }

  /**
   * Takes the content of a handshake record.
   *
   * @param content Content; messages may be views of it.
   * @param record Record that it came in.
   */
  push(content: Uint8Array, record: WireRecord): Assembled[] {
    const messages: Assembled[] = [];
    let at = 0;
    while (at < content.length) {
      if (this.#passing > 0) at += this.#pass(content, at, record, messages);
      else if (this.#length > 0) {
        at += this.#complete(content, at, record, messages);
      } else at += this.#begin(content, at, record, messages);
    }
    return messages;
  }

  /**
   * Gives up the message that has begun.
   *
   * @returns What there is of it; `undefined` where none has begun.
   */
  abandon(): Assembled | undefined {
    this.#passing = 0;
    if (this.#length === 0) return undefined;
    return this.#take(this.#end, false);
  }

  /** Takes a message that is whole in this record, or begins to hold one. */
  #begin(
    content: Uint8Array,
    at: number,
    record: WireRecord,
    messages: Assembled[],
  ): number {
    const left = content.length - at;
    const start = at === 0 ? record.start : record.contentStart + at;
    const declaredLength = left >= HEADER_BYTES
      ? declared(content, at)
      : undefined;
    if (declaredLength !== undefined && declaredLength <= left) {
      messages.push({
        bytes: content.subarray(at, at + declaredLength),
        start,
        end: endIn(record, content, at + declaredLength),
        records: [record],
        declaredLength,
        whole: true,
      });
      return declaredLength;
    }
    this.#start = start;
    return this.#complete(content, at, record, messages);
  }

  /** Holds what the message lacks, and gives it out where that makes it whole. */
  #complete(
    content: Uint8Array,
    at: number,
    record: WireRecord,
    messages: Assembled[],
  ): number {
    const before = this.#length;
    if (this.#records.at(-1) !== record) this.#records.push(record);
    this.#end = record.end;
    if (this.#length < HEADER_BYTES) {
      this.#hold(content, at, HEADER_BYTES - this.#length);
      if (this.#length < HEADER_BYTES) return this.#length - before;
    }
    const total = declared(this.#buffer, 0);
    const position = at + this.#length - before;
    if (total > MAX_MESSAGE_BYTES) {
      this.#passing = total - this.#length;
      const end = endIn(record, content, position);
      messages.push(this.#take(end, false));
      return position - at;
    }
    this.#hold(content, position, total - this.#length);
    const taken = this.#length - before;
    if (this.#length === total) {
      messages.push(this.#take(endIn(record, content, at + taken), true));
    }
    return taken;
  }

  /** Passes over a part of a message that is too long. */
  #pass(
    content: Uint8Array,
    at: number,
    record: WireRecord,
    messages: Assembled[],
  ): number {
    const taken = Math.min(content.length - at, this.#passing);
    this.#passing -= taken;
    messages.push({
      bytes: content.subarray(at, at + taken),
      start: at === 0 ? record.start : record.contentStart + at,
      end: endIn(record, content, at + taken),
      records: [record],
      declaredLength: undefined,
      whole: false,
    });
    return taken;
  }

  #take(end: number, whole: boolean): Assembled {
    const bytes = this.#buffer.subarray(0, this.#length);
    const declaredLength = this.#length >= HEADER_BYTES
      ? declared(bytes, 0)
      : undefined;
    const records = this.#records;
    const start = this.#start;
    this.#buffer = new Uint8Array(0);
    this.#length = 0;
    this.#records = [];
    return { bytes, start, end, records, declaredLength, whole };
  }

  #hold(content: Uint8Array, at: number, wanted: number): void {
    const part = content.subarray(at, at + wanted);
    const needed = this.#length + part.length;
    if (needed > this.#buffer.length) {
      // Grown by what came, not by what the header declares.
      const grown = new Uint8Array(Math.max(needed, 2 * this.#length));
      grown.set(this.#buffer.subarray(0, this.#length));
      this.#buffer = grown;
    }
    this.#buffer.set(part, this.#length);
    this.#length = needed;
  }
}

function declared(bytes: Uint8Array, at: number): number {
  const length = bytes[at + 1] << 16 | bytes[at + 2] << 8 | bytes[at + 3];
  return HEADER_BYTES + length;
}

function endIn(record: WireRecord, content: Uint8Array, at: number): number {
  return at === content.length ? record.end : record.contentStart + at;
}
