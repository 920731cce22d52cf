import { ByteReader, type Field } from "../bytes/mod.ts";
import { CONTENT_TYPES, versionName } from "./constants.ts";
import type { OpenedRecord, RecordLayout } from "./record_cipher.ts";
import type { TlsRecord } from "./events.ts";
import { code16, code8, namesIn } from "./read.ts";
import { HEADER_BYTES } from "./record_header.ts";
import type { FramedRecord } from "./records.ts";

/** How a protected record was taken. */
export interface Protection {
  /** Layout of the fragment, where the cipher suite is known. */
  readonly layout: RecordLayout | undefined;
  /** What was in it, where it could be opened. */
  readonly opened: OpenedRecord | undefined;
}

/** A record as it was framed, and what was in it. */
export class WireRecord implements TlsRecord {
  readonly #framed: FramedRecord;
  readonly #protection: Protection | undefined;

  /**
   * @param framed Record as it was cut from the stream.
   * @param protection How it was protected; `undefined` in the clear.
   */
  constructor(framed: FramedRecord, protection?: Protection) {
    this.#framed = framed;
    this.#protection = protection;
  }

  get start(): number {
    return this.#framed.start;
  }

  get end(): number {
    return this.#framed.end;
  }

  get type(): number {
    return this.#framed.type;
  }

  get version(): number {
    return this.#framed.version;
  }

  get length(): number {
    return this.#framed.length;
  }

  get protected(): boolean {
    return this.#protection !== undefined;
  }

  get innerType(): number | undefined {
    return this.#protection?.opened?.type;
  }

  get plaintext(): Uint8Array | undefined {
    const opened = this.#protection?.opened;
    return opened?.plaintext.subarray(0, opened.contentLength);
  }

  get decrypted(): Uint8Array | undefined {
    return this.#protection?.opened?.plaintext;
  }

  get paddingLength(): number {
    return this.#protection?.opened?.paddingLength ?? 0;
  }

  /** Stream offset of the first byte of content: of its ciphertext where it was protected. */
  get contentStart(): number {
    const prefix = this.#protection?.layout?.prefixBytes ?? 0;
    return this.#framed.start + HEADER_BYTES + prefix;
  }

  fields(): readonly Field[] {
    const { type, version, length, fragment } = this.#framed;
    const header = Uint8Array.of(
      type,
      version >> 8,
      version,
      length >> 8,
      length,
    );
    const reader = new ByteReader(header, "tls", { record: true });
    code8(reader, "type", namesIn(CONTENT_TYPES));
    code16(reader, "legacy_record_version", versionName);
    reader.u16("length");
    const inside = this.#protection
      ? sealedFields(this.#protection.layout, fragment, length)
      : [leaf("fragment", 0, length, fragment)];
    return [
      ...reader.fields ?? [],
      ...inside.map((field) => ({
        ...field,
        offset: field.offset + HEADER_BYTES,
      })),
    ];
  }

  plaintextFields(): readonly Field[] {
    const opened = this.#protection?.opened;
    if (!opened) return [];
    const { form, plaintext, contentLength } = opened;
    const { macLength, paddingLength } = opened;
    const typeLength = plaintext.length - contentLength - paddingLength;
    const parts: [string, number][] = form === "inner_plaintext"
      ? [
        ["content", contentLength],
        ["type", typeLength],
        ["zeros", paddingLength],
      ]
      : [
        ["content", contentLength],
        ["MAC", macLength],
        ["padding", Math.max(paddingLength - 1, 0)],
        ["padding_length", Math.min(paddingLength, 1)],
      ];
    const fields = tiles(parts, plaintext, plaintext.length);
    return fields.map((field) =>
      field.name === "type" ? withType(field, opened.type) : field
    );
  }
}

/**
 * Gives the fields of a protected fragment; they tile it.
 *
 * @param layout Its layout, where the cipher suite is known.
 * @param fragment Its bytes, where they were kept.
 * @param length Its length in bytes.
 */
export function sealedFields(
  layout: RecordLayout | undefined,
  fragment: Uint8Array | undefined,
  length: number,
): Field[] {
  if (!layout || length < layout.prefixBytes + layout.suffixBytes) {
    return [leaf("encrypted_record", 0, length, fragment)];
  }
  const { prefix, prefixBytes, suffix, suffixBytes } = layout;
  return tiles(
    [
      [prefix, prefixBytes],
      ["encrypted_record", length - prefixBytes - suffixBytes],
      [suffix, suffixBytes],
    ],
    fragment,
    length,
  );
}

/** Leaves that follow each other; those of no length are left out, and what is over is not named. */
function tiles(
  parts: readonly (readonly [name: string, length: number])[],
  bytes: Uint8Array | undefined,
  length: number,
): Field[] {
  const fields: Field[] = [];
  let at = 0;
  for (const [name, size] of parts) {
    const left = Math.min(size, length - at);
    if (left > 0) fields.push(leaf(name, at, left, bytes));
    at += left;
  }
  return fields;
}

function leaf(
  name: string,
  offset: number,
  length: number,
  bytes: Uint8Array | undefined,
): Field {
  const value = bytes?.subarray(offset, offset + length) ?? null;
  return { name, offset, length, value };
}

function withType(field: Field, type: number): Field {
  const text = CONTENT_TYPES[type];
  return { ...field, value: type, ...(text === undefined ? {} : { text }) };
}
