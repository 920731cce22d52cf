/** A decoded value: what the bytes of a field mean. */
export type FieldValue = number | bigint | string | boolean | Uint8Array | null;

/** A value that takes some bits of its field's bytes. */
export interface BitField {
  /** Name in the specification. */
  readonly name: string;
  /** Bits that it takes, as a mask over the field's value. */
  readonly mask: number;
  /** The value, shifted down to bit 0. */
  readonly value: number;
  /** Name of that value in its registry. */
  readonly text?: string;
}

/**
 * One named run of bytes in a decoded message.
 *
 * Children tile their parent: in order, without gap, without overlap. So the
 * leaves of a message account for each of its bytes exactly once.
 */
export interface Field {
  /** Name in the specification, in its own spelling: `legacy_version`. */
  readonly name: string;
  /** Offset of the first byte in the message, in bytes. */
  readonly offset: number;
  /** Length in bytes. */
  readonly length: number;
  /** What the bytes mean; `null` for a field that only groups others. */
  readonly value: FieldValue;
  /** Name of the value in its registry, for example `TLS_AES_128_GCM_SHA256`. */
  text?: string;
  /** Key of the sentence that explains this field, where its name is not enough. */
  key?: string;
  /** Values that share the bytes of this leaf. */
  bits?: readonly BitField[];
  /** The fields that this one is made of. */
  readonly fields?: readonly Field[];
}

/**
 * Yields the fields that have no children, in order.
 *
 * @param fields Fields of one message.
 */
export function* leavesOf(fields: readonly Field[]): Generator<Field> {
  for (const field of fields) {
    if (field.fields) yield* leavesOf(field.fields);
    else yield field;
  }
}

/**
 * Finds the first place where fields fail to tile a run of bytes.
 *
 * @param fields Fields of one message.
 * @param offset Where the run starts, in bytes.
 * @param length Length of the run in bytes.
 * @returns One sentence on the gap or overlap, or `undefined` where they tile it.
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { tilingFault } from "./field.ts";
 *
 * const type = { name: "type", offset: 0, length: 1, value: 22 };
 * assertEquals(tilingFault([type], 0, 1), undefined);
 * assertEquals(tilingFault([type], 0, 2), "1 of 2 bytes are not in any field");
 * ```
 */
export function tilingFault(
  fields: readonly Field[],
  offset: number,
  length: number,
): string | undefined {
  let position = offset;
  for (const field of fields) {
    if (field.offset !== position) {
      return `field ${field.name} starts at ${field.offset}, not at ${position}`;
    }
    if (field.fields) {
      const fault = tilingFault(field.fields, field.offset, field.length);
      if (fault) return `in ${field.name}: ${fault}`;
    }
    position += field.length;
  }
  const left = offset + length - position;
  if (left === 0) return undefined;
  return left > 0
    ? `${left} of ${length} bytes are not in any field`
    : `the fields reach ${-left} bytes past the end`;
}
