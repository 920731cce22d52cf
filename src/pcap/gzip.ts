/**
 * Tells whether bytes are compressed with gzip; a caller opens them with
 * `DecompressionStream`.
 *
 * @param bytes The first bytes of a file; two are enough.
 * @see {@link https://www.rfc-editor.org/rfc/rfc1952#section-2.3.1 | RFC 1952, section 2.3.1}
 */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes.length >= 2 && bytes[0] === 0x1f && bytes[1] === 0x8b;
}
