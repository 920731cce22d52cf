import { type Field, toHex } from "../bytes/mod.ts";
import type { FieldNote } from "../explain/mod.ts";
import {
  type FieldRow,
  fieldRows,
  type FieldRowsOptions,
} from "./field_rows.ts";
import { fit, pad, wrap } from "./layout.ts";
import type { Paint } from "./paint.ts";
import { widthOf } from "./width.ts";

/** Bytes, the fields that tile them, and how the tree is drawn. */
export interface FieldTreeOptions extends FieldRowsOptions {
  /** The bytes that the fields tile; rows show no digits where they were not kept. */
  bytes: Uint8Array;
  /** Columns that a line may take. */
  columns: number;
  /** Colours. */
  paint: Paint;
  /** Colour of the bytes: that of who sent them. */
  hue: (text: string) => string;
  /** Makes a sentence drawable. */
  plain: (text: string) => string;
  /** Tells that a text or a run of bytes was cut; one column wide. */
  cut: string;
}

/** Columns of an offset. */
const OFFSET_WIDTH = 5;
/** Columns of a length. */
const LENGTH_WIDTH = 5;
/** Columns of both, and of the space behind each. */
const PLACE_WIDTH = OFFSET_WIDTH + 1 + LENGTH_WIDTH + 2;
/** Bytes that a line shows in hexadecimal. */
const HEX_BYTES = 6;
/** Columns of those, the mark of a cut, and the space behind them. */
const HEX_WIDTH = 3 * HEX_BYTES + 1;
/** Bytes that are always shown whole: a key, a hash, a random value. */
const WHOLE_BYTES = 32;
const NO_BREAK_SPACE = "\u00a0";
/** Lines that a value may take. */
const VALUE_LINES = 8;

/**
 * Draws fields as a tree: for each its offset, its length and its bytes, as
 * far as there is room, beside its name, its value and the sentence on what it
 * is.
 *
 * A sentence is told once in a tree: with the first field that it fits.
 *
 * @param fields Fields of one run of bytes.
 * @param options How they are drawn.
 * @returns Lines without their ends.
 */
export function renderFieldTree(
  fields: readonly Field[],
  options: FieldTreeOptions,
): string[] {
  const lines: string[] = [];
  const told = new Set<string>();
  for (const row of fieldRows(fields, options)) {
    const sentences = row.notes.filter((note) => note !== undefined)
      .map(sentenceOf)
      .filter((sentence) => !told.has(sentence));
    for (const sentence of sentences) told.add(sentence);
    lines.push(...drawRow(row, sentences.map(options.plain), options));
  }
  return lines;
}

/**
 * Heads the columns of a tree.
 *
 * @param heads What stands above each.
 */
export function fieldTreeHead(
  heads: { offset: string; length: string; bytes: string; title: string },
): string {
  return pad(heads.offset, OFFSET_WIDTH, "right") + " " +
    pad(heads.length, LENGTH_WIDTH, "right") + "  " +
    pad(heads.bytes, HEX_WIDTH) + heads.title;
}

/** The sentence with its section; the full stop of Chinese brings its own space. */
function sentenceOf({ text, section }: FieldNote): string {
  if (section === undefined) return text;
  return text.endsWith("。") ? text + section : `${text} ${section}`;
}

/** A row and the lines below it: bytes on the left, on the right what they mean. */
function drawRow(
  row: FieldRow,
  sentences: readonly string[],
  { bytes, columns, paint, hue, cut }: FieldTreeOptions,
): string[] {
  const right = meaningOf(row, sentences, {
    width: columns - PLACE_WIDTH - HEX_WIDTH - row.depth,
    paint,
    cut,
  });
  const left = row.picture === undefined
    ? hexRows(row, bytes, right.length, cut)
    : [row.picture];
  const lines = Math.max(left.length, right.length);
  const place = pad(String(row.offset), OFFSET_WIDTH, "right") + " " +
    pad(String(row.length), LENGTH_WIDTH, "right") + "  ";
  return Array.from({ length: lines }, (_, index) => {
    const where = index === 0 ? paint.faint(place) : " ".repeat(PLACE_WIDTH);
    const digits = left[index] ?? "";
    const meaning = right[index];
    if (meaning === undefined) return where + hue(digits);
    const space = " ".repeat(HEX_WIDTH - widthOf(digits) + row.depth);
    return where + (digits === "" ? "" : hue(digits)) + space + meaning;
  });
}

/** Name, value and sentences: on one line where they fit, else below each other. */
function meaningOf(
  row: FieldRow,
  sentences: readonly string[],
  { width, paint, cut }: { width: number; paint: Paint; cut: string },
): string[] {
  const name = fit(row.name, width, cut);
  const named = row.opens ? paint.strong(name) : name;
  const told = sentences.flatMap((sentence) => wrapped(sentence, width));
  const lines = [named];
  let room = width - widthOf(name) - 2;
  if (row.value !== "") {
    if (widthOf(row.value) <= room) {
      lines[0] += `  ${row.value}`;
      room -= widthOf(row.value) + 2;
    } else {
      lines.push(...clipped(wrap(row.value, width), cut));
      room = 0;
    }
  }
  if (told.length === 1 && widthOf(told[0]) <= room) {
    lines[0] += `  ${paint.faint(told[0])}`;
    return lines;
  }
  return [...lines, ...told.map((line) => paint.faint(line))];
}

function clipped(lines: readonly string[], cut: string): readonly string[] {
  if (lines.length <= VALUE_LINES) return lines;
  const last = lines[VALUE_LINES - 1];
  return [...lines.slice(0, VALUE_LINES - 1), last.slice(0, -1) + cut];
}

/** A space that holds a name and its number together: `RFC 791 §3.1`, `TLS 1.3`. */
const INSIDE_NAME = / (?=§|section \d)|(?<=RFC|TLS|SSL|section) (?=\d)/g;

/** Wraps a sentence; what names and numbers a section stays on one line. */
function wrapped(sentence: string, width: number): string[] {
  const bound = sentence.replaceAll(INSIDE_NAME, NO_BREAK_SPACE);
  return wrap(bound, width).map((line) => line.replaceAll(NO_BREAK_SPACE, " "));
}

/** The first bytes of a row in hexadecimal: a few, and as many as stand beside its lines. */
function hexRows(
  { offset, length }: FieldRow,
  bytes: Uint8Array,
  lines: number,
  cut: string,
): string[] {
  const held = bytes.subarray(offset, offset + length);
  const most = length <= WHOLE_BYTES ? Infinity : lines;
  const rows: string[] = [];
  for (let at = 0; at < held.length && rows.length < most; at += HEX_BYTES) {
    rows.push(toHex(held.subarray(at, at + HEX_BYTES), " "));
  }
  if (rows.length * HEX_BYTES < held.length) rows[rows.length - 1] += cut;
  return rows;
}
