import { latin1 } from "../bytes/mod.ts";

/**
 * The symbols of the Huffman code, by the length of their codes in bits.
 *
 * The code is canonical: codes of one length count up in the order of their
 * symbols, and those of the next length go on from there. So the lengths alone
 * say all of it. Symbol 256 is EOS.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7541#appendix-B
 */
const SYMBOLS_BY_LENGTH: readonly (readonly [number, readonly number[]])[] = [
  [5, codesOf("012aceiost")],
  [6, codesOf(" %-./3456789=A_bdfghlmnpru")],
  [7, codesOf(":BCDEFGHIJKLMNOPQRSTUVWYjkqvwxyz")],
  [8, codesOf("&*,;XZ")],
  [10, codesOf('!"()?')],
  [11, codesOf("'+|")],
  [12, codesOf("#>")],
  [13, codesOf("\0$@[]~")],
  [14, codesOf("^}")],
  [15, codesOf("<`{")],
  [19, [92, 195, 208]],
  [20, [128, 130, 131, 162, 184, 194, 224, 226]],
  [21, [153, 161, 167, 172, 176, 177, 179, 209, 216, 217, 227, 229, 230]],
  [22, [
    ...[129, 132, 133, 134, 136, 146, 154, 156, 160, 163, 164, 169, 170, 173],
    ...[178, 181, 185, 186, 187, 189, 190, 196, 198, 228, 232, 233],
  ]],
  [23, [
    ...[1, 135, 137, 138, 139, 140, 141, 143, 147, 149, 150, 151, 152, 155],
    ...[157, 158, 165, 166, 168, 174, 175, 180, 182, 183, 188, 191, 197, 231],
    239,
  ]],
  [24, [9, 142, 144, 145, 148, 159, 171, 206, 215, 225, 236, 237]],
  [25, [199, 207, 234, 235]],
  [26, [
    ...[192, 193, 200, 201, 202, 205, 210, 213, 218, 219, 238, 240, 242, 243],
    255,
  ]],
  [27, [
    ...[203, 204, 211, 212, 214, 221, 222, 223, 241, 244, 245, 246, 247, 248],
    ...[250, 251, 252, 253, 254],
  ]],
  [28, [
    ...[2, 3, 4, 5, 6, 7, 8, 11, 12, 14, 15, 16, 17, 18, 19, 20, 21, 23, 24],
    ...[25, 26, 27, 28, 29, 30, 31, 127, 220, 249],
  ]],
  [30, [10, 13, 22, 256]],
];

const EOS = 256;
const SHORTEST_CODE = 5;
const LONGEST_CODE = 30;

/** Symbols of the string that is being decoded. */
let decoded = new Uint8Array(256);

/** First code of each length; what follows it counts up. */
const firstCode = new Int32Array(LONGEST_CODE + 1).fill(-1);
const symbols: (readonly number[])[] = new Array(LONGEST_CODE + 1).fill([]);
/** Symbol and code length for each 8 bits that start with a short code; 0 for others. */
const short = new Uint16Array(256);

buildTables();

/** Thrown where bytes are not a Huffman-coded string; it has no offset of its own. */
export class HuffmanError extends Error {
  override readonly name = "HuffmanError";
}

/**
 * Decodes a Huffman-coded string of HPACK.
 *
 * @param bytes The coded string.
 * @returns Text, one character a byte.
 * @throws {HuffmanError} If the padding is wrong, or EOS is among the codes.
 * @see https://www.rfc-editor.org/rfc/rfc7541#section-5.2
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { decodeHuffman } from "./huffman.ts";
 *
 * assertEquals(decodeHuffman(new Uint8Array([0x64, 0x02])), "302");
 * ```
 */
export function decodeHuffman(bytes: Uint8Array): string {
  const total = bytes.length * 8;
  const most = Math.floor(total / SHORTEST_CODE);
  if (decoded.length < most) decoded = new Uint8Array(2 * most);
  let count = 0;
  for (let at = 0; at < total;) {
    const window = bitsAt(bytes, at);
    const found = short[window];
    let length = found >> 8;
    let symbol = found & 0xff;
    if (length === 0) [symbol, length] = longCode(bytes, at);
    if (length === 0 || at + length > total) {
      checkPadding(total - at, window);
      break;
    }
    if (symbol === EOS) throw new HuffmanError("EOS is among its codes");
    decoded[count++] = symbol;
    at += length;
  }
  return latin1(decoded.subarray(0, count));
}

/** 8 bits from a bit offset on; ones follow the end, as padding does. */
function bitsAt(bytes: Uint8Array, at: number): number {
  const index = at >> 3;
  const next = index + 1 < bytes.length ? bytes[index + 1] : 0xff;
  return (bytes[index] << 8 | next) >> (8 - (at & 7)) & 0xff;
}

/** Reads a code bit by bit; its length is 0 where none ends before the string does. */
function longCode(bytes: Uint8Array, at: number): [number, number] {
  const most = Math.min(LONGEST_CODE, bytes.length * 8 - at);
  let code = 0;
  for (let length = 1; length <= most; length++) {
    const bit = at + length - 1;
    code = code << 1 | bytes[bit >> 3] >> (7 - (bit & 7)) & 1;
    const first = firstCode[length];
    if (first >= 0 && code >= first && code < first + symbols[length].length) {
      return [symbols[length][code - first], length];
    }
  }
  return [0, 0];
}

function checkPadding(bits: number, window: number): void {
  if (bits > 7) throw new HuffmanError("its last code is cut off");
  if (window !== 0xff) throw new HuffmanError("its padding is not all ones");
}

function buildTables(): void {
  let code = 0;
  let last = 0;
  for (const [length, listed] of SYMBOLS_BY_LENGTH) {
    code <<= length - last;
    last = length;
    firstCode[length] = code;
    symbols[length] = listed;
    if (length <= 8) {
      for (const [index, symbol] of listed.entries()) {
        const from = (code + index) << (8 - length);
        short.fill(length << 8 | symbol, from, from + (1 << (8 - length)));
      }
    }
    code += listed.length;
  }
}

function codesOf(characters: string): number[] {
  return Array.from(characters, (character) => character.charCodeAt(0));
}
