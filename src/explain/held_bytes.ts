import { concat } from "../bytes/concat.ts";

const NOTHING = new Uint8Array();

/** Holds the bytes of one direction until they are no longer asked for. */
export class HeldBytes {
  readonly #chunks: { readonly start: number; readonly bytes: Uint8Array }[] =
    [];
  #end = 0;

  /**
   * Adds bytes behind those that were added before.
   *
   * @param bytes They are viewed, so the caller must not write to them afterwards.
   */
  add(bytes: Uint8Array): void {
    if (bytes.length > 0) this.#chunks.push({ start: this.#end, bytes });
    this.#end += bytes.length;
  }

  /** Says that the next bytes of the direction never came. */
  skip(length: number): void {
    this.#end += length;
  }

  /**
   * Gives a range of the direction's bytes.
   *
   * @param start Offset of its first byte.
   * @param end Offset behind its last byte.
   * @returns A view where one chunk holds it, else a copy; nothing where bytes of it are not held.
   */
  range(start: number, end: number): Uint8Array {
    const parts: Uint8Array[] = [];
    let at = start;
    for (const chunk of this.#chunks) {
      const first = at - chunk.start;
      if (first >= chunk.bytes.length) continue;
      if (first < 0 || at >= end) break;
      const part = chunk.bytes.subarray(first, end - chunk.start);
      parts.push(part);
      at += part.length;
    }
    if (at < end) return NOTHING;
    return parts.length === 1 ? parts[0] : concat(parts);
  }

  /**
   * Lets go of what lies before an offset.
   *
   * @param offset Offset of the first byte that may still be asked for.
   */
  forget(offset: number): void {
    const held = this.#chunks.findIndex(({ start, bytes }) =>
      start + bytes.length > offset
    );
    this.#chunks.splice(0, held < 0 ? this.#chunks.length : held);
  }
}
