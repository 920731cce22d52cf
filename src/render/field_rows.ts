import { type BitField, escapeControls, type Field } from "../bytes/mod.ts";
import type { FieldNote, FieldNotes } from "../explain/mod.ts";

/** What the fields are of, and what is known of them. */
export interface FieldRowsOptions {
  /** Protocol that the fields are of. */
  protocol: string;
  /** Groups that they all stand in, though they are not drawn; none by default. */
  groups?: readonly Field[];
  /** Sentences on them. */
  notes: FieldNotes;
}

/** One row: where its bytes are, what they are, what they mean. */
export interface FieldRow {
  /** Groups around it that are drawn. */
  readonly depth: number;
  /** Offset of its first byte. */
  readonly offset: number;
  /** Length in bytes. */
  readonly length: number;
  /** What stands in the place of the bytes, where they are not shown as they are. */
  readonly picture?: string;
  /** Name of the field. */
  readonly name: string;
  /** Its value as text, safe on a terminal; empty where the bytes say all. */
  readonly value: string;
  /** What is to be said of it. */
  readonly notes: readonly (FieldNote | undefined)[];
  /** Whether it opens a group. */
  readonly opens: boolean;
}

/**
 * Yields the rows of fields: one for each leaf and each group, except that
 * what opens a group stands in its row; and below a leaf the values that share
 * its bytes.
 *
 * @param fields Fields of one run of bytes.
 * @param options What they are of.
 */
export function fieldRows(
  fields: readonly Field[],
  options: FieldRowsOptions,
): Generator<FieldRow> {
  return rowsOf(fields, options.groups ?? [], 0, options);
}

function* rowsOf(
  fields: readonly Field[],
  groups: readonly Field[],
  depth: number,
  options: FieldRowsOptions,
): Generator<FieldRow> {
  for (const field of fields) {
    if (field.fields) {
      yield* groupRows(field, field.fields, groups, depth, options);
    } else yield* leafRows(field, groups, depth, options);
  }
}

/** A row for the group, and those of its fields; what opens it shares its row. */
function* groupRows(
  group: Field,
  fields: readonly Field[],
  groups: readonly Field[],
  depth: number,
  options: FieldRowsOptions,
): Generator<FieldRow> {
  const inside = [...groups, group];
  const openers = openersOf(group, fields);
  const rest = fields.slice(openers.length);
  const twin = rest.length === 1 && rest[0].name === group.name;
  const [first, ...others] = openers;
  if (!first) {
    yield {
      depth,
      offset: group.offset,
      length: group.length,
      picture: "",
      name: group.name,
      value: textOf(group),
      notes: [],
      opens: true,
    };
  } else if (others.length === 0) {
    yield* leafRows(first, inside, depth, options, rest.length > 0 && !twin);
  } else {
    yield {
      depth,
      offset: group.offset,
      length: openers.reduce((sum, { length }) => sum + length, 0),
      name: group.name,
      value: openers.map((leaf) => `${leaf.name} ${valueOf(leaf)}`).join(", "),
      notes: openers.map((leaf) => noteOf([...inside, leaf], options)),
      opens: rest.some((field) => field.fields !== undefined),
    };
  }
  yield* rowsOf(rest, inside, twin ? depth : depth + 1, options);
}

/**
 * The fields that stand for their group: the tag and the length of DER, the
 * kind and the length of an option, the length before a vector, and a first
 * field whose value is what the group is called by.
 */
function openersOf(
  group: Field,
  fields: readonly Field[],
): readonly Field[] {
  const [first, second] = fields;
  if (!first || first.fields) return [];
  if (
    (first.name === "tag" || first.name === "kind") && second?.name === "length"
  ) return [first, second];
  return first.name === `${group.name}_length` || first.text === group.name
    ? [first]
    : [];
}

function* leafRows(
  leaf: Field,
  groups: readonly Field[],
  depth: number,
  options: FieldRowsOptions,
  opens = false,
): Generator<FieldRow> {
  const path = [...groups, leaf];
  const { name, offset, length } = leaf;
  const value = leaf.bits ? textOf(leaf) : valueOf(leaf);
  const notes = [noteOf(path, options)];
  yield { depth, offset, length, name, value, notes, opens };
  yield* bitRows(leaf, path, depth + 1, options);
}

/** A row for each value in shared bytes that is not 0, and one for all that are. */
function* bitRows(
  leaf: Field,
  path: readonly Field[],
  depth: number,
  { protocol, notes }: FieldRowsOptions,
): Generator<FieldRow> {
  const { bits = [], offset, length } = leaf;
  const base = { depth, offset, length, opens: false };
  for (const bit of bits) {
    if (bit.value === 0) continue;
    yield {
      ...base,
      picture: pictureOf(bit, length),
      name: bit.name,
      value: bit.text === undefined
        ? String(bit.value)
        : `${bit.value} ${bit.text}`,
      notes: [notes.ofBit(protocol, path, bit)],
    };
  }
  const zeros = bits.filter(({ value }) => value === 0);
  if (zeros.length > 0) {
    yield {
      ...base,
      picture: zeros.length === 1 ? pictureOf(zeros[0], length) : "",
      name: zeros.map(({ name }) => name).join(", "),
      value: "0",
      notes: zeros.length === 1 ? [notes.ofBit(protocol, path, zeros[0])] : [],
    };
  }
}

/** Draws the bits of a value in their place, where they fit: `....1010`. */
function pictureOf({ mask, value }: BitField, length: number): string {
  if (length > 2) return "";
  const width = 8 * length;
  const shift = 31 - Math.clz32(mask & -mask);
  const set = (value << shift) >>> 0;
  let picture = "";
  for (let bit = width - 1; bit >= 0; bit--) {
    picture += mask >>> bit & 1 ? String(set >>> bit & 1) : ".";
    if (bit === 8) picture += " ";
  }
  return picture;
}

function noteOf(
  path: readonly Field[],
  { protocol, notes }: FieldRowsOptions,
): FieldNote | undefined {
  return notes.of(protocol, path);
}

/** The value of a leaf as text, with its registered name. */
function valueOf(leaf: Field): string {
  const { value } = leaf;
  const text = textOf(leaf);
  if (typeof value === "number") {
    const digits = text !== "" && leaf.length > 1
      ? `0x${value.toString(16).padStart(2 * leaf.length, "0")}`
      : String(value);
    return text === "" ? digits : `${digits} ${text}`;
  }
  if (typeof value === "string") {
    return text === "" ? quoted(value) : `${quoted(value)} ${text}`;
  }
  if (value === null || value instanceof Uint8Array) return text;
  return text === "" ? String(value) : `${String(value)} ${text}`;
}

function textOf({ text }: Field): string {
  return text === undefined ? "" : escapeControls(text);
}

function quoted(text: string): string {
  return `"${escapeControls(text)}"`;
}
