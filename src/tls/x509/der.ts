import type { ByteReader, Field } from "../../bytes/mod.ts";

/** Tags of DER, class and constructed bit included. X.690 section 8.1.2. */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  objectIdentifier: 0x06,
  utf8String: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const;

const TAG_NAMES: Readonly<Record<number, string>> = {
  0x01: "BOOLEAN",
  0x02: "INTEGER",
  0x03: "BIT STRING",
  0x04: "OCTET STRING",
  0x05: "NULL",
  0x06: "OBJECT IDENTIFIER",
  0x0a: "ENUMERATED",
  0x0c: "UTF8String",
  0x12: "NumericString",
  0x13: "PrintableString",
  0x14: "TeletexString",
  0x16: "IA5String",
  0x17: "UTCTime",
  0x18: "GeneralizedTime",
  0x1a: "VisibleString",
  0x1c: "UniversalString",
  0x1e: "BMPString",
  0x30: "SEQUENCE",
  0x31: "SET",
};

/** Longest content of an OBJECT IDENTIFIER that is decoded, in bytes; those in use have some ten. */
const LONGEST_IDENTIFIER_BYTES = 128;

/** One element of DER: its tag, and a reader of its content alone. */
export interface DerElement {
  readonly tag: number;
  readonly content: ByteReader;
}

/**
 * Opens the next element of DER.
 *
 * ```text
 * tag (1) | length (1, or 1 + 1 to 4) | content (length)
 * ```
 *
 * @param reader Stands at the tag.
 * @param name Field that groups tag, length and content.
 * @param expected Tag that the grammar asks for; any by default.
 * @returns The element. Read its content to the end.
 * @throws {DecodeError} If the tag is another one, or the length is indefinite or reaches past the bounds.
 * @see {@link https://www.itu.int/rec/T-REC-X.690 X.690} section 10
 */
export function element(
  reader: ByteReader,
  name: string,
  expected?: number,
): DerElement {
  const start = reader.offset;
  const recorded = reader.fields?.length ?? 0;
  const tag = reader.peek();
  if (expected !== undefined && tag !== undefined && tag !== expected) {
    throw reader.error(
      name,
      `its tag is 0x${tag.toString(16).padStart(2, "0")}, not ${
        TAG_NAMES[expected] ?? `0x${expected.toString(16)}`
      }`,
    );
  }
  reader.u8(name);
  const { length, width } = readLength(reader, name);
  const content = reader.sub(name, length);
  if (reader.fields && content.fields) {
    content.fields.push(
      {
        name: "tag",
        offset: start,
        length: 1,
        value: tag ?? null,
        text: tagName(tag ?? 0),
      },
      { name: "length", offset: start + 1, length: width, value: length },
    );
    const group: Field = {
      name,
      offset: start,
      length: 1 + width + length,
      value: null,
      fields: content.fields,
    };
    reader.fields.splice(recorded, Infinity, group);
  }
  return { tag: tag ?? 0, content };
}

function readLength(
  reader: ByteReader,
  name: string,
): { length: number; width: number } {
  const first = reader.u8(name);
  if (first < 0x80) return { length: first, width: 1 };
  const count = first & 0x7f;
  if (count === 0 || count > 4) {
    throw reader.error(name, "its length is not one that DER allows here");
  }
  let length = 0;
  for (let i = 0; i < count; i++) length = length * 256 + reader.u8(name);
  return { length, width: 1 + count };
}

function tagName(tag: number): string {
  const name = TAG_NAMES[tag];
  if (name) return name;
  return (tag & 0xc0) === 0x80 ? `[${tag & 0x1f}]` : "unknown";
}

/** Reads an element that holds nothing but bytes; the result is a view. */
export function bytesOf(
  reader: ByteReader,
  name: string,
  expected?: number,
): Uint8Array {
  return element(reader, name, expected).content.rest(name);
}

/** Reads an element whole, tag and length included, as a view; its inside is one field. */
export function rawElement(reader: ByteReader, name: string): Uint8Array {
  const start = reader.offset;
  element(reader, name).content.rest(name);
  return reader.bytes.subarray(start, reader.offset);
}

/** Reads a SEQUENCE (or what `expected` says) with `read`, to its end. */
export function structure<T>(
  reader: ByteReader,
  name: string,
  read: (content: ByteReader) => T,
  expected: number = TAG.sequence,
): T {
  const { content } = element(reader, name, expected);
  const value = read(content);
  content.end(name);
  return value;
}

/**
 * Reads an OBJECT IDENTIFIER in its dotted form, and records its name.
 *
 * @throws {DecodeError} If it is longer than any that is in use.
 */
export function objectIdentifier(
  reader: ByteReader,
  name: string,
  nameOf: (oid: string) => string | undefined,
): string {
  const { content } = element(reader, name, TAG.objectIdentifier);
  // A number of so many digits would take longer to write than the rest of
  // the certificate to read.
  if (content.remaining > LONGEST_IDENTIFIER_BYTES) {
    throw content.error(
      name,
      `its ${content.remaining} bytes are more than ${LONGEST_IDENTIFIER_BYTES}`,
    );
  }
  const oid = dottedIdentifier(content.rest(name));
  if (content.fields) content.annotate({ text: nameOf(oid) ?? oid });
  return oid;
}

/**
 * Writes the content of an OBJECT IDENTIFIER in its dotted form.
 *
 * @param bytes Content, without tag and length.
 */
function dottedIdentifier(bytes: Uint8Array): string {
  const arcs: (number | bigint)[] = [];
  let arc = 0n;
  for (const byte of bytes) {
    arc = arc << 7n | BigInt(byte & 0x7f);
    if (byte & 0x80) continue;
    if (arcs.length === 0) {
      const first = arc < 80n ? arc / 40n : 2n;
      arcs.push(first, arc - first * 40n);
    } else {
      arcs.push(arc);
    }
    arc = 0n;
  }
  return arcs.join(".");
}

/** Reads a BIT STRING whose unused bits are counted in its first byte. */
export function bitString(
  reader: ByteReader,
  name: string,
): { unusedBits: number; bytes: Uint8Array } {
  const { content } = element(reader, name, TAG.bitString);
  return { unusedBits: content.u8("unused_bits"), bytes: content.rest(name) };
}

/** Reads a BOOLEAN. */
export function boolean(reader: ByteReader, name: string): boolean {
  const { content } = element(reader, name, TAG.boolean);
  const value = content.u8(name) !== 0;
  content.end(name);
  return value;
}

/** Reads an INTEGER that is at most six bytes long and not negative. */
export function smallInteger(reader: ByteReader, name: string): number {
  const { content } = element(reader, name, TAG.integer);
  if (content.remaining > 6) throw content.error(name, "it is too large");
  const bytes = content.rest(name);
  let value = 0;
  for (const byte of bytes) value = value * 256 + byte;
  return value;
}
