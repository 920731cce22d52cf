import type { DecodeOutcome } from "../bytes/mod.ts";
import type { HttpErrorCode } from "./events.ts";
import type { HeaderField } from "./messages.ts";

/** Something against the rules in a message that is kept nevertheless. */
export interface HeadProblem {
  readonly code: HttpErrorCode;
  readonly outcome: DecodeOutcome;
  /** Element of the grammar that it is about. */
  readonly field: string;
  /** What is wrong, to follow "Cannot accept …: ". */
  readonly problem: string;
  /** Where it is in the section, in bytes. */
  readonly offset: number;
  readonly length: number;
}

/** A line of a section, by offsets; `end` is before the line end, `next` after it. */
export interface Line {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

/** A request line, by its parts. */
export interface RequestLine {
  readonly method: string;
  readonly target: string;
  readonly version: string;
}

/** A status line, by its parts. */
export interface StatusLine {
  readonly version: string;
  readonly status: number;
  readonly reason: string;
}

/** Fields of a section, and what decides on the message's framing. */
export interface FieldSection {
  readonly headers: readonly HeaderField[];
  readonly problems: readonly HeadProblem[];
  /** Values of all Content-Length fields. */
  readonly contentLengths: readonly string[];
  /** Values of all Transfer-Encoding fields. */
  readonly transferEncodings: readonly string[];
  /** Values of all Host fields. */
  readonly hosts: readonly string[];
  readonly upgrade: string | undefined;
  readonly http2Settings: string | undefined;
}

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/**
 * Splits a request line: method SP request-target SP HTTP-version.
 *
 * @returns `undefined` where it is none. White space inside the target is kept.
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-3
 */
export function parseRequestLine(line: string): RequestLine | undefined {
  const space = line.indexOf(" ");
  const last = line.lastIndexOf(" HTTP/");
  if (space <= 0 || last <= space) return undefined;
  const method = line.slice(0, space);
  const version = line.slice(last + " HTTP/".length).trimEnd();
  if (!TOKEN.test(method) || !/^\d\.\d$/.test(version)) return undefined;
  return { method, target: line.slice(space + 1, last), version };
}

/**
 * Splits a status line: HTTP-version SP status-code SP [ reason-phrase ].
 *
 * @returns `undefined` where it is none. The space before an empty reason may be missing.
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-4
 */
export function parseStatusLine(line: string): StatusLine | undefined {
  const match = /^HTTP\/(\d\.\d) +([1-9]\d\d)(?: (.*))?$/s.exec(line);
  if (!match) return undefined;
  return {
    version: match[1],
    status: Number(match[2]),
    reason: match[3] ?? "",
  };
}

/**
 * Finds the line that starts at an offset.
 *
 * @param text Section as text, one character a byte.
 * @param start Offset of the line.
 * @returns The line, or what is left as one where no line end follows.
 */
export function lineAt(text: string, start: number): Line {
  const feed = text.indexOf("\n", start);
  if (feed < 0) return { start, end: text.length, next: text.length };
  const end = feed > start && text.charCodeAt(feed - 1) === 0x0d
    ? feed - 1
    : feed;
  return { start, end, next: feed + 1 };
}

/** Parts of a field line, by offsets in the section. */
export interface FieldLine {
  /** End of the field name, white space before the colon not counted. */
  readonly nameEnd: number;
  readonly colon: number;
  readonly valueStart: number;
  readonly valueEnd: number;
}

/**
 * Measures a field line: field-name ":" OWS field-value OWS.
 *
 * @returns `undefined` where it has no colon.
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-5
 */
export function measureFieldLine(
  text: string,
  line: Line,
): FieldLine | undefined {
  const colon = text.indexOf(":", line.start);
  if (colon < 0 || colon >= line.end) return undefined;
  let nameEnd = colon;
  while (nameEnd > line.start && isBlank(text, nameEnd - 1)) nameEnd--;
  let valueStart = colon + 1;
  while (valueStart < line.end && isBlank(text, valueStart)) valueStart++;
  let valueEnd = line.end;
  while (valueEnd > valueStart && isBlank(text, valueEnd - 1)) valueEnd--;
  return { nameEnd, colon, valueStart, valueEnd };
}

/** Whether the character at an offset is a space or a tab. */
export function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 0x20 || code === 0x09;
}

/**
 * Decodes the fields of a header or trailer section, up to the empty line.
 *
 * @param text Section as text, one character a byte.
 * @param start Offset of the first field line.
 */
export function decodeFieldSection(text: string, start: number): FieldSection {
  const headers: { name: string; value: string; folded: boolean }[] = [];
  const problems: HeadProblem[] = [];
  const contentLengths: string[] = [];
  const transferEncodings: string[] = [];
  const hosts: string[] = [];
  let upgrade: string | undefined;
  let http2Settings: string | undefined;
  const note = (code: HttpErrorCode, line: Line, problem: string): void => {
    if (problems.some((earlier) => earlier.code === code)) return;
    problems.push({
      code,
      outcome: "misbehaved",
      field: "field-line",
      problem,
      offset: line.start,
      length: line.next - line.start,
    });
  };
  for (
    let line = lineAt(text, start);
    line.end > line.start;
    line = lineAt(text, line.next)
  ) {
    if (isBlank(text, line.start)) {
      const last = headers.at(-1);
      if (last) {
        last.value = `${last.value} ${text.slice(line.start, line.end).trim()}`
          .trim();
        last.folded = true;
      } else {
        note("bad-header-line", line, "white space stands before the first");
      }
      continue;
    }
    const parts = measureFieldLine(text, line);
    if (!parts) {
      note("bad-header-line", line, "it has no colon");
      continue;
    }
    const name = text.slice(line.start, parts.nameEnd);
    const value = text.slice(parts.valueStart, parts.valueEnd);
    if (parts.nameEnd !== parts.colon) {
      note("space-before-colon", line, "white space stands before the colon");
    } else if (!TOKEN.test(name)) {
      note("bad-header-line", line, "its name is not a token");
    }
    if (/[\0\r\n]/.test(value)) {
      note("bad-character", line, "its value holds a control character");
    }
    headers.push({ name, value, folded: false });
  }
  for (const { name, value } of headers) {
    switch (name.length) {
      case 4:
        if (name.toLowerCase() === "host") hosts.push(value);
        break;
      case 7:
        if (name.toLowerCase() === "upgrade") upgrade ??= value;
        break;
      case 14:
        switch (name.toLowerCase()) {
          case "content-length":
            contentLengths.push(value);
            break;
          case "http2-settings":
            http2Settings = value;
            break;
        }
        break;
      case 17:
        if (name.toLowerCase() === "transfer-encoding") {
          transferEncodings.push(value);
        }
        break;
    }
  }
  return {
    headers,
    problems,
    contentLengths,
    transferEncodings,
    hosts,
    upgrade,
    http2Settings,
  };
}
