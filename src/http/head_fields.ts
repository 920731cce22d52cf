import { type Field, type FieldValue, latin1 } from "../bytes/mod.ts";
import { isBlank, type Line, lineAt, measureFieldLine } from "./head.ts";

/** Builds fields that follow each other; the offset is that of the next. */
class FieldList {
  readonly fields: Field[] = [];
  #offset: number;

  constructor(offset: number) {
    this.#offset = offset;
  }

  /** Adds a leaf that ends at `end`, unless it would be empty. */
  leaf(name: string, end: number, value: FieldValue, key?: string): void {
    const length = end - this.#offset;
    if (length <= 0) return;
    const field: Field = { name, offset: this.#offset, length, value };
    if (key !== undefined) field.key = key;
    this.fields.push(field);
    this.#offset = end;
  }

  /** Adds a group that ends at `end` and starts where the list did, or at `start`. */
  group(name: string, end: number, fields: readonly Field[], key?: string) {
    const field: Field = {
      name,
      offset: this.#offset,
      length: end - this.#offset,
      value: null,
      fields,
    };
    if (key !== undefined) field.key = key;
    this.fields.push(field);
    this.#offset = end;
  }
}

/**
 * Gives the fields of a message's head; they tile it.
 *
 * @param bytes Head from its first byte (empty lines before it included) to
 * its empty line.
 */
export function headFields(bytes: Uint8Array): Field[] {
  const text = latin1(bytes);
  const list = new FieldList(0);
  let line = lineAt(text, 0);
  while (line.end === line.start && line.next > line.start) {
    list.leaf("empty-line", line.next, text.slice(line.start, line.next));
    line = lineAt(text, line.next);
  }
  const parts = new FieldList(line.start);
  if (text.startsWith("HTTP/", line.start)) statusLine(parts, text, line);
  else requestLine(parts, text, line);
  lineEnd(parts, text, line);
  list.group(
    text.startsWith("HTTP/", line.start) ? "status-line" : "request-line",
    line.next,
    parts.fields,
  );
  list.fields.push(...sectionFields(text, line.next));
  return list.fields;
}

/**
 * Gives the fields of a trailer section; they tile it.
 *
 * @param bytes Section with its empty line.
 */
export function trailerFields(bytes: Uint8Array): Field[] {
  return sectionFields(latin1(bytes), 0);
}

/**
 * Gives the fields of the line that announces a chunk; they tile it.
 *
 * @param bytes Line with its end.
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-7.1
 */
export function chunkLineFields(bytes: Uint8Array): Field[] {
  const text = latin1(bytes);
  const line = lineAt(text, 0);
  const list = new FieldList(0);
  const digits = /^[0-9a-f]*/i.exec(text)?.[0] ?? "";
  list.leaf("chunk-size", digits.length, Number.parseInt(digits, 16));
  const semicolon = text.indexOf(";", digits.length);
  const extension = semicolon < 0 ? line.end : semicolon;
  list.leaf("BWS", extension, text.slice(digits.length, extension));
  list.leaf("chunk-ext", line.end, text.slice(extension, line.end));
  lineEnd(list, text, line);
  return list.fields;
}

/** Gives the one field that a line end is. */
export function lineEndFields(bytes: Uint8Array): Field[] {
  const list = new FieldList(0);
  lineEnd(list, latin1(bytes), { start: 0, end: 0, next: bytes.length });
  return list.fields;
}

function requestLine(list: FieldList, text: string, line: Line): void {
  const space = text.indexOf(" ", line.start);
  const last = text.lastIndexOf(" HTTP/", line.end - 1);
  list.leaf("method", space, text.slice(line.start, space));
  list.leaf("SP", space + 1, " ");
  list.leaf("request-target", last, text.slice(space + 1, last));
  list.leaf("SP", last + 1, " ");
  list.leaf("HTTP-version", line.end, text.slice(last + 1, line.end).trimEnd());
}

function statusLine(list: FieldList, text: string, line: Line): void {
  const space = text.indexOf(" ", line.start);
  let status = space;
  while (status < line.end && text[status] === " ") status++;
  list.leaf("HTTP-version", space, text.slice(line.start, space));
  list.leaf("SP", status, text.slice(space, status));
  list.leaf(
    "status-code",
    status + 3,
    Number(text.slice(status, status + 3)),
    `status-code.${text.slice(status, status + 3)}`,
  );
  list.leaf("SP", Math.min(status + 4, line.end), " ");
  list.leaf("reason-phrase", line.end, text.slice(status + 4, line.end));
}

/** Field lines and the empty line after them. */
function sectionFields(text: string, start: number): Field[] {
  const list = new FieldList(start);
  let line = lineAt(text, start);
  while (line.end > line.start) {
    if (isBlank(text, line.start)) {
      list.leaf("ignored-line", line.next, text.slice(line.start, line.end));
      line = lineAt(text, line.next);
      continue;
    }
    const parts = new FieldList(line.start);
    const measured = measureFieldLine(text, line);
    if (measured) {
      const { nameEnd, colon, valueStart, valueEnd } = measured;
      parts.leaf("field-name", nameEnd, text.slice(line.start, nameEnd));
      parts.leaf("whitespace", colon, text.slice(nameEnd, colon));
      parts.leaf("colon", colon + 1, ":");
      parts.leaf("OWS", valueStart, text.slice(colon + 1, valueStart));
      parts.leaf("field-value", valueEnd, text.slice(valueStart, valueEnd));
      parts.leaf("OWS", line.end, text.slice(valueEnd, line.end));
    } else {
      parts.leaf("line", line.end, text.slice(line.start, line.end));
    }
    const first = line;
    let last = line;
    let next = lineAt(text, line.next);
    while (next.end > next.start && isBlank(text, next.start)) {
      let valueStart = next.start;
      while (valueStart < next.end && isBlank(text, valueStart)) valueStart++;
      parts.leaf("obs-fold", valueStart, text.slice(last.end, valueStart));
      parts.leaf("field-value", next.end, text.slice(valueStart, next.end));
      last = next;
      next = lineAt(text, next.next);
    }
    lineEnd(parts, text, last);
    const key = measured &&
      text.slice(first.start, measured.nameEnd).toLowerCase();
    list.group("field-line", last.next, parts.fields, key);
    line = next;
  }
  list.leaf("empty-line", line.next, text.slice(line.start, line.next));
  return list.fields;
}

function lineEnd(list: FieldList, text: string, line: Line): void {
  const end = text.slice(line.end, line.next);
  list.leaf(end === "\n" ? "LF" : "CRLF", line.next, end);
}
