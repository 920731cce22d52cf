const DIGITS: readonly string[] = Array.from(
  { length: 256 },
  (_, byte) => byte.toString(16).padStart(2, "0"),
);

/**
 * Writes bytes as lower-case hexadecimal digits.
 *
 * @param bytes Bytes to write.
 * @param separator What stands between two bytes; nothing by default.
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { toHex } from "./hex.ts";
 *
 * assertEquals(toHex(new Uint8Array([0, 255]), " "), "00 ff");
 * ```
 */
export function toHex(bytes: Uint8Array, separator = ""): string {
  let text = "";
  for (let i = 0; i < bytes.length; i++) {
    if (i > 0) text += separator;
    text += DIGITS[bytes[i]];
  }
  return text;
}

/**
 * Reads hexadecimal digits; white space between them is passed over.
 *
 * @param text An even number of digits.
 * @throws {SyntaxError} If something else than digits is found, or half a byte.
 */
export function fromHex(text: string): Uint8Array<ArrayBuffer> {
  const digits = text.replaceAll(/\s+/g, "");
  if (digits.length % 2 !== 0 || /[^0-9a-f]/i.test(digits)) {
    throw new SyntaxError(
      "Cannot read hexadecimal: it is not pairs of the digits 0 to 9 and a to f",
    );
  }
  const bytes = new Uint8Array(digits.length / 2);
  for (let i = 0; i < bytes.length; i++) {
    bytes[i] = Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16);
  }
  return bytes;
}
