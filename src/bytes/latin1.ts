const utf8 = new TextDecoder();
/** Up to so many bytes it is faster to read them one by one. */
const FEW_BYTES = 12;

/**
 * Reads bytes as ISO 8859-1: one character a byte, with the byte's value.
 *
 * The platform's decoder of that name is of windows-1252, which differs from
 * 0x80 to 0x9f. And nearly all text of protocols is ASCII, which the platform
 * reads several times as fast as UTF-8; only what is not takes the long way.
 *
 * @param bytes Bytes to read.
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { latin1 } from "./latin1.ts";
 *
 * assertEquals(latin1(new Uint8Array([0x68, 0x69, 0x80])), "hi\x80");
 * ```
 */
export function latin1(bytes: Uint8Array): string {
  if (bytes.length > FEW_BYTES) {
    const text = utf8.decode(bytes);
    if (text.length === bytes.length && !text.includes("\uFFFD")) return text;
  }
  let exact = "";
  for (const byte of bytes) exact += String.fromCharCode(byte);
  return exact;
}
