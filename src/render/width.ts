/**
 * Blocks whose characters take two columns, as pairs of first and last code
 * point: those that Unicode calls wide or fullwidth.
 *
 * @see {@link https://www.unicode.org/reports/tr11/ Unicode Standard Annex 11}
 */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f], // Hangul Jamo, leading consonants
  [0x231a, 0x231b], // watch, hourglass
  [0x23e9, 0x23ec],
  [0x2614, 0x2615],
  [0x26a1, 0x26a1],
  [0x2705, 0x2705],
  [0x274c, 0x274c],
  [0x2e80, 0x303e], // CJK radicals, Kangxi, CJK punctuation
  [0x3041, 0x33ff], // kana, Bopomofo, Hangul compatibility, enclosed CJK
  [0x3400, 0x4dbf], // CJK extension A
  [0x4e00, 0xa4cf], // CJK unified ideographs, Yi
  [0xa960, 0xa97f], // Hangul Jamo extended A
  [0xac00, 0xd7a3], // Hangul syllables
  [0xf900, 0xfaff], // CJK compatibility ideographs
  [0xfe10, 0xfe19], // vertical forms
  [0xfe30, 0xfe6f], // CJK compatibility forms, small forms
  [0xff01, 0xff60], // fullwidth forms
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f], // pictographs, emoticons
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd], // CJK extensions B and on
];

/**
 * Counts the columns that a text takes on a terminal: a Chinese character
 * takes two, a combining mark none.
 *
 * @param text Text without colours and controls.
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { widthOf } from "./width.ts";
 *
 * assertEquals(widthOf("SYN"), 3);
 * assertEquals(widthOf("三次握手"), 8);
 * ```
 */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x300) width++;
    else if (!/\p{M}|\u200b|\u200d/u.test(character)) {
      width += isWide(code) ? 2 : 1;
    }
  }
  return width;
}

function isWide(code: number): boolean {
  return WIDE.some(([first, last]) => code >= first && code <= last);
}
