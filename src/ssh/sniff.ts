const START = "SSH-";
/** Bytes of lines before a server's identification that are waited for. */
const LONGEST_BANNER = 4096;

/**
 * Tells whether a connection speaks SSH, by its first bytes.
 *
 * A server may send other lines before its identification; many protocols
 * start with such lines, so that then only `SSH-` at the start of one tells.
 *
 * @param client First bytes from client to server; may be empty.
 * @param server First bytes from server to client; may be empty.
 * @returns `undefined` where more bytes are needed to tell.
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { sniffSsh } from "./sniff.ts";
 *
 * const none = new Uint8Array();
 * const bytes = (text: string) => new TextEncoder().encode(text);
 * assertEquals(sniffSsh(none, bytes("SSH-2.0-OpenSSH_9.2")), true);
 * assertEquals(sniffSsh(none, bytes("SS")), undefined);
 * assertEquals(sniffSsh(bytes("GET / HTTP/1.1"), none), false);
 * ```
 */
export function sniffSsh(
  client: Uint8Array,
  server: Uint8Array,
): boolean | undefined {
  if (client.length > 0) {
    const told = startsAt(client, 0);
    if (told !== undefined) return told;
  }
  return sniffServer(server);
}

function sniffServer(bytes: Uint8Array): boolean | undefined {
  let line = 0;
  for (let at = 0; at < Math.min(bytes.length, LONGEST_BANNER); at++) {
    if (at === line && startsAt(bytes, line)) return true;
    if (bytes[at] === 0x0a) line = at + 1;
    else if (bytes[at] === 0 || bytes[at] >= 0xfe) return false;
  }
  return bytes.length >= LONGEST_BANNER ? false : undefined;
}

function startsAt(bytes: Uint8Array, offset: number): boolean | undefined {
  const length = Math.min(bytes.length - offset, START.length);
  for (let i = 0; i < length; i++) {
    if (bytes[offset + i] !== START.charCodeAt(i)) return false;
  }
  return length < START.length ? undefined : true;
}
