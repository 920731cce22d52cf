import { latin1 } from "../bytes/mod.ts";
import { METHODS } from "./constants.ts";
import type { Direction } from "./events.ts";
import { parseRequestLine, parseStatusLine } from "./head.ts";

/** The start of a request of a registered method, wherever it stands. */
const REQUEST = new RegExp(
  `(?:${[...METHODS].join("|")}) [!-~]+ HTTP/1\\.[01]\\r?\\n`,
);
/** The start of a response, wherever it stands. */
const RESPONSE = /HTTP\/1\.[01] [1-9]\d\d[ \r\n]/;

/**
 * Finds the start of a message among other bytes.
 *
 * @param text Bytes as text, one character a byte.
 * @param direction 0 looks for a request, 1 for a response.
 * @returns Its offset, or -1.
 */
export function findStartLine(text: string, direction: Direction): number {
  return text.search(direction === 0 ? REQUEST : RESPONSE);
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
