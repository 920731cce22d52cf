import { METHODS } from "./constants.ts";
import { PREFACE } from "./http2_constants.ts";

/** A request line that is longer than this and not yet over is taken for none. */
const LONGEST_LINE = 8192;
const LONGEST_METHOD = 32;

/**
 * Tells whether a connection speaks HTTP, by its first bytes.
 *
 * @param client First bytes from client to server; may be empty.
 * @param server First bytes from server to client; may be empty.
 * @returns `undefined` where more bytes are needed to tell.
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { sniffHttp } from "./sniff.ts";
 *
 * const none = new Uint8Array();
 * const bytes = (text: string) => new TextEncoder().encode(text);
 * assertEquals(sniffHttp(bytes("GET / HTTP/1.1\r\n"), none), true);
 * assertEquals(sniffHttp(bytes("GET"), none), undefined);
 * assertEquals(sniffHttp(bytes("\x16\x03\x01"), none), false);
 * ```
 */
export function sniffHttp(
  client: Uint8Array,
  server: Uint8Array,
): boolean | undefined {
  return client.length > 0 ? sniffClient(client) : sniffServer(server);
}

/**
 * Tells whether bytes from the client start with HTTP/2's connection preface.
 *
 * @param bytes First bytes from client to server.
 * @returns `undefined` where they are the start of it and too few.
 * @see https://www.rfc-editor.org/rfc/rfc9113#section-3.4
 */
export function sniffPreface(bytes: Uint8Array): boolean | undefined {
  return startsWith(bytes, PREFACE);
}

function sniffClient(bytes: Uint8Array): boolean | undefined {
  const preface = sniffPreface(bytes);
  if (preface !== false) return preface;
  let start = 0;
  while (bytes[start] === 0x0d || bytes[start] === 0x0a) start++;
  if (start > 4) return false;
  const text = ascii(bytes.subarray(start, start + LONGEST_LINE));
  const lineEnd = text.indexOf("\n");
  if (lineEnd >= 0) return REQUEST_LINE.test(text.slice(0, lineEnd));
  if (text.length === LONGEST_LINE) return false;
  const space = text.indexOf(" ");
  if (space < 0) {
    return text.length <= LONGEST_METHOD && /^[A-Za-z-]*$/.test(text)
      ? undefined
      : false;
  }
  if (!METHODS.has(text.slice(0, space))) {
    return TOKEN.test(text.slice(0, space)) ? undefined : false;
  }
  const target = text.slice(space + 1);
  if (target.startsWith("/")) return true;
  return /^[\x21-\x7e\x80-\xff]*( [HTP/\d.]*\r?)?$/.test(target)
    ? undefined
    : false;
}

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const REQUEST_LINE = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+ +[^ ]+ +HTTP\/1\.\d *\r?$/;

/** A frame header of SETTINGS on the connection, of a plausible length. */
function sniffServer(bytes: Uint8Array): boolean | undefined {
  if (bytes.length === 0) return undefined;
  if (bytes[0] !== 0) return startsWith(bytes, "HTTP/1.");
  const expected = [0, 0, -1, 4, 0, 0, 0, 0, 0];
  for (let i = 0; i < Math.min(bytes.length, expected.length); i++) {
    if (expected[i] >= 0 && bytes[i] !== expected[i]) return false;
  }
  if (bytes.length < expected.length) return undefined;
  return bytes[2] % 6 === 0;
}

function startsWith(bytes: Uint8Array, text: string): boolean | undefined {
  const length = Math.min(bytes.length, text.length);
  for (let i = 0; i < length; i++) {
    if (bytes[i] !== text.charCodeAt(i)) return false;
  }
  return bytes.length < text.length ? undefined : true;
}

function ascii(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) {
    text += String.fromCharCode(byte);
    if (byte === 0x0a) break;
  }
  return text;
}
