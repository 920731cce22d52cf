const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Writes bytes from a peer as text that is safe on a terminal.
 *
 * Control characters, and bytes that are not UTF-8, come out as escapes:
 * `\r`, `\n`, `\t`, `\x1b`. What a peer sends can so never move the cursor,
 * change a colour or hide a line.
 *
 * @param bytes Bytes to show.
 * @param limit Bytes to show at the most; what is cut is told by a `…`.
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { printable } from "./printable.ts";
 *
 * assertEquals(printable(new Uint8Array([104, 105, 13, 10, 27])), "hi\\r\\n\\x1b");
 * ```
 */
export function printable(bytes: Uint8Array, limit = 256): string {
  const shown = bytes.length > limit
    ? bytes.subarray(0, characterStart(bytes, limit))
    : bytes;
  const text = utf8.decode(shown);
  const safe = escapeControls(
    text.includes("\uFFFD") ? byteByByte(shown) : text,
  );
  return shown.length < bytes.length ? `${safe}…` : safe;
}

/**
 * Escapes what would act on a terminal instead of being shown by it: C0 and
 * C1 controls, and the marks that reorder or hide text. The two joiners stay:
 * emoji and many scripts are written with them.
 *
 * @param text Text from a peer.
 */
export function escapeControls(text: string): string {
  return text.replaceAll(
    /(?![\u200c\u200d])[\p{Cc}\p{Cf}\u2028\u2029]/gu,
    (character) => {
      if (character === "\n") return "\\n";
      if (character === "\r") return "\\r";
      if (character === "\t") return "\\t";
      const code = character.codePointAt(0) ?? 0;
      const digits = code.toString(16);
      if (code < 0x100) return `\\x${digits.padStart(2, "0")}`;
      return code < 0x10000
        ? `\\u${digits.padStart(4, "0")}`
        : `\\u{${digits}}`;
    },
  );
}

function byteByByte(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) {
    text += byte < 0x80 ? String.fromCharCode(byte) : `\\x${byte.toString(16)}`;
  }
  return text;
}

/** Steps back from `limit` to where a UTF-8 character starts. */
function characterStart(bytes: Uint8Array, limit: number): number {
  let at = limit;
  while (at > 0 && limit - at < 4 && (bytes[at] & 0xc0) === 0x80) at--;
  return at;
}
