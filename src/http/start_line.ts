import { type Direction, latin1 } from "../bytes/mod.ts";
import { METHODS } from "./constants.ts";
import { parseRequestLine, parseStatusLine } from "./head.ts";

/** The start of a request of a registered method, wherever it stands. */
const REQUEST = new RegExp(
  `(?:${[...METHODS].join("|")}) [!-~]+ HTTP/1\\.[01]\\r?\\n`,
);
/** The start of a response, wherever it stands. */
const RESPONSE = /HTTP\/1\.[01] [1-9]\d\d[ \r\n]/;

/** Bytes of a line that may become a request line when its end comes. */
const LONGEST_REQUEST = 8192;
/** Bytes that the pattern for a response takes. */
const RESPONSE_BYTES = "HTTP/1.1 200 ".length;

/**
 * Finds the start of a message among other bytes.
 *
 * @param bytes Bytes to look through.
 * @param direction 0 looks for a request, 1 for a response.
 * @param seen Bytes at the start that were looked through before, and that
 * {@linkcode searchTail} has kept.
 * @returns Its offset, or -1.
 */
export function findStartLine(
  bytes: Uint8Array,
  direction: Direction,
  seen: number,
): number {
  if (direction === 1) return latin1(bytes).search(RESPONSE);
  if (bytes.indexOf(0x0a, seen) < 0) return -1;
  return latin1(bytes).search(REQUEST);
}

/**
 * Tells how many bytes at the end have to be kept, because they may be the
 * start of a message that has not come whole.
 *
 * @param bytes Bytes in which no message starts.
 * @param direction 0 looks for a request, 1 for a response.
 */
export function searchTail(bytes: Uint8Array, direction: Direction): number {
  if (direction === 1) return Math.min(bytes.length, RESPONSE_BYTES - 1);
  const line = bytes.length - (bytes.lastIndexOf(0x0a) + 1);
  return line <= LONGEST_REQUEST ? line : 0;
}

/** Whether a whole line, without its end or with it, starts a message. */
export function isStartLine(line: Uint8Array, direction: Direction): boolean {
  const text = latin1(line).trimEnd();
  const parsed = direction === 0
    ? parseRequestLine(text)
    : parseStatusLine(text);
  return parsed !== undefined;
}

/** Whether the first bytes of a line can be those of a line that starts a message, or of an empty one before it. */
export function mayStartLine(line: Uint8Array, direction: Direction): boolean {
  if (line.length === 1 && line[0] === 0x0d) return true;
  if (direction === 1) {
    return "HTTP/".startsWith(latin1(line.subarray(0, 5)));
  }
  return line.length === 0 || /^[!#$%&'*+\-.^_`|~0-9A-Za-z]/.test(
    String.fromCharCode(line[0]),
  );
}
