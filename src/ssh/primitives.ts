import type { ByteReader } from "../bytes/mod.ts";

const utf8 = new TextDecoder();
const EMPTY = new Uint8Array();

/**
 * Reads a string: length 32, then that many bytes.
 *
 * @param reader Stands at the length.
 * @param name Field that groups the two.
 * @returns A view.
 * @see https://www.rfc-editor.org/rfc/rfc4251#section-5
 */
export function readString(reader: ByteReader, name: string): Uint8Array {
  const content = reader.vector(4, name);
  return content.done ? EMPTY : content.rest(name);
}

/** Reads a string that holds text in UTF-8. */
export function readText(reader: ByteReader, name: string): string {
  const content = reader.vector(4, name);
  if (content.done) return "";
  const text = utf8.decode(content.rest(name));
  content.annotate({ text });
  return text;
}

/**
 * Reads a name-list: a string of names that commas separate.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4251#section-5
 */
export function readNameList(reader: ByteReader, name: string): string[] {
  const content = reader.vector(4, name);
  return content.done ? [] : content.text(name).split(",");
}

/**
 * Reads a multiple precision integer.
 *
 * @returns Its bytes, two's complement, big-endian; a view.
 */
export function readMpint(reader: ByteReader, name: string): Uint8Array {
  return readString(reader, name);
}

/** Counts the significant bits of a positive mpint. */
export function mpintBits(bytes: Uint8Array): number {
  const first = bytes.findIndex((byte) => byte !== 0);
  if (first < 0) return 0;
  return (bytes.length - first) * 8 - Math.clz32(bytes[first]) + 24;
}
