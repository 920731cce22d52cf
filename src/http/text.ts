const utf8 = new TextDecoder();

/**
 * Reads bytes as ISO 8859-1: one character a byte, with the byte's value.
 *
 * Text of HTTP is ASCII nearly always, which the UTF-8 decoder of the platform
 * reads several times as fast; only what is not takes the long way.
 *
 * @param bytes Bytes to read.
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-2.2
 */
export function latin1(bytes: Uint8Array): string {
  const text = utf8.decode(bytes);
  if (text.length === bytes.length && !text.includes("\uFFFD")) return text;
  let exact = "";
  for (const byte of bytes) exact += String.fromCharCode(byte);
  return exact;
}
