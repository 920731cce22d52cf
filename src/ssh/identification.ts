import type { Field } from "../bytes/mod.ts";

/** The parts of an identification string. */
export interface Identification {
  /** The line without its end. */
  readonly line: string;
  readonly protocolVersion: string;
  readonly softwareVersion: string;
  readonly comments: string;
}

/**
 * Splits an identification string.
 *
 * ```text
 * SSH-protoversion-softwareversion [ SP comments ] CR LF
 * ```
 *
 * @param text Line without its end.
 * @returns `undefined` where it is none.
 * @see https://www.rfc-editor.org/rfc/rfc4253#section-4.2
 */
export function parseIdentification(text: string): Identification | undefined {
  const match = /^SSH-([^-]+)-([^ ]*)(?: (.*))?$/s.exec(text);
  if (!match) return undefined;
  return {
    line: text,
    protocolVersion: match[1],
    softwareVersion: match[2],
    comments: match[3] ?? "",
  };
}

/**
 * Gives the fields of an identification line; they tile it.
 *
 * @param parts What {@linkcode parseIdentification} has found.
 * @param length Length of the line with its end, in bytes.
 */
export function identificationFields(
  parts: Identification,
  length: number,
): Field[] {
  const fields: Field[] = [];
  let offset = 0;
  const leaf = (name: string, value: string, bytes = value.length): void => {
    if (bytes === 0) return;
    fields.push({ name, offset, length: bytes, value });
    offset += bytes;
  };
  leaf("prefix", "SSH-");
  leaf("protoversion", parts.protocolVersion);
  leaf("hyphen", "-");
  leaf("softwareversion", parts.softwareVersion);
  if (offset < parts.line.length) leaf("SP", " ");
  leaf("comments", parts.comments);
  lineEnd(fields, offset, length);
  return fields;
}

/** Gives the fields of a line that stands before the identification. */
export function bannerFields(text: string, length: number): Field[] {
  const fields: Field[] = text.length > 0
    ? [{ name: "line", offset: 0, length: text.length, value: text }]
    : [];
  lineEnd(fields, text.length, length);
  return fields;
}

function lineEnd(fields: Field[], offset: number, length: number): void {
  const left = length - offset;
  if (left > 0) {
    fields.push({
      name: left === 1 ? "LF" : "CRLF",
      offset,
      length: left,
      value: left === 1 ? "\n" : "\r\n",
    });
  }
}
