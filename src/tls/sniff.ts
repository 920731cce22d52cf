import { CONTENT_TYPE, HANDSHAKE_TYPE } from "./constants.ts";
import { HEADER_BYTES, plausible, ssl2Length } from "./record_header.ts";

/**
 * Tells TLS by the first bytes of a conversation, whatever its port.
 *
 * A conversation whose start was not captured is told by its record headers.
 *
 * @param client First bytes that the client sent.
 * @param server First bytes that the server sent.
 * @returns `undefined` where more bytes are needed.
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { sniffTls } from "./sniff.ts";
 *
 * const hello = Uint8Array.of(0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3);
 * const none = new Uint8Array();
 * assertEquals(sniffTls(hello, none), true);
 * assertEquals(sniffTls(hello.subarray(0, 3), none), undefined);
 * assertEquals(sniffTls(new TextEncoder().encode("GET / HTTP/1.1"), none), false);
 * ```
 */
export function sniffTls(
  client: Uint8Array,
  server: Uint8Array,
): boolean | undefined {
  const byClient = startsRecords(client, HANDSHAKE_TYPE.clientHello);
  if (byClient !== undefined) return byClient;
  const byServer = startsRecords(server, HANDSHAKE_TYPE.serverHello);
  // A server that speaks TLS answers; one that does not may speak first.
  return byServer === false
    ? false
    : byServer && client.length === 0
    ? true
    : undefined;
}

function startsRecords(
  bytes: Uint8Array,
  hello: number,
): boolean | undefined {
  if (bytes.length === 0) return undefined;
  if (bytes[0] >= 0x80 && hello === HANDSHAKE_TYPE.clientHello) {
    return bytes.length < HEADER_BYTES ? undefined : ssl2Length(bytes, 0) > 0;
  }
  if (bytes[0] < CONTENT_TYPE.changeCipherSpec) return false;
  if (bytes[0] > CONTENT_TYPE.heartbeat) return false;
  if (bytes.length > 1 && bytes[1] !== 3) return false;
  if (bytes.length < HEADER_BYTES) return undefined;
  const header = {
    type: bytes[0],
    version: bytes[1] << 8 | bytes[2],
    length: bytes[3] << 8 | bytes[4],
  };
  if (!plausible(header)) return false;
  if (header.type !== CONTENT_TYPE.handshake) return true;
  if (bytes.length === HEADER_BYTES) return undefined;
  // A hello in the clear; anything else is a record from the middle, with no sign of its own.
  return bytes[5] === hello || bytes[5] === HANDSHAKE_TYPE.helloRequest ||
    header.length >= 40;
}
