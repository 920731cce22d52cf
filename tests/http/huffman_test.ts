import { assertEquals, assertThrows } from "@std/assert";
import { fromHex } from "../../src/bytes/mod.ts";
import { decodeHuffman, HuffmanError } from "../../src/http/huffman.ts";

/** The first and last codes of each length in RFC 7541 appendix B, and the strings of appendix C. */
const CODES: readonly [symbol: number, bits: string][] = [
  [0x30, "00000"],
  [0x74, "01001"],
  [0x20, "010100"],
  [0x75, "101101"],
  [0x3a, "1011100"],
  [0x7a, "1111011"],
  [0x26, "11111000"],
  [0x5a, "11111101"],
  [0x21, "1111111000"],
  [0x3f, "1111111100"],
  [0x27, "11111111010"],
  [0x7c, "11111111100"],
  [0x23, "111111111010"],
  [0x3e, "111111111011"],
  [0x00, "1111111111000"],
  [0x7e, "1111111111101"],
  [0x5e, "11111111111100"],
  [0x7d, "11111111111101"],
  [0x3c, "111111111111100"],
  [0x7b, "111111111111110"],
  [0x5c, "1111111111111110000"],
  [208, "1111111111111110010"],
  [128, "11111111111111100110"],
  [226, "11111111111111101101"],
  [153, "111111111111111011100"],
  [230, "111111111111111101000"],
  [129, "1111111111111111010010"],
  [233, "1111111111111111101011"],
  [1, "11111111111111111011000"],
  [239, "11111111111111111110100"],
  [9, "111111111111111111101010"],
  [237, "111111111111111111110101"],
  [199, "1111111111111111111101100"],
  [235, "1111111111111111111101111"],
  [192, "11111111111111111111100000"],
  [255, "11111111111111111111101110"],
  [203, "111111111111111111111011110"],
  [254, "111111111111111111111110000"],
  [2, "1111111111111111111111100010"],
  [249, "1111111111111111111111111110"],
  [10, "111111111111111111111111111100"],
  [22, "111111111111111111111111111110"],
];

function packed(bits: string): Uint8Array {
  const padded = bits.padEnd(Math.ceil(bits.length / 8) * 8, "1");
  return Uint8Array.from(
    padded.match(/.{8}/g) ?? [],
    (byte) => Number.parseInt(byte, 2),
  );
}

for (const [symbol, bits] of CODES) {
  Deno.test(`decodeHuffman() reads the code of ${bits.length} bits for ${symbol}`, () => {
    assertEquals(decodeHuffman(packed(bits)), String.fromCharCode(symbol));
    // Another code in front shifts it over the borders of bytes.
    assertEquals(
      decodeHuffman(packed(`00000${bits}010100`)),
      `0${String.fromCharCode(symbol)} `,
    );
  });
}

const STRINGS: readonly [hex: string, text: string][] = [
  ["f1e3 c2e5 f23a 6ba0 ab90 f4ff", "www.example.com"],
  ["a8eb 1064 9cbf", "no-cache"],
  ["25a8 49e9 5ba9 7d7f", "custom-key"],
  ["25a8 49e9 5bb8 e8b4 bf", "custom-value"],
  [
    "d07a be94 1054 d444 a820 0595 040b 8166 e082 a62d 1bff",
    "Mon, 21 Oct 2013 20:13:21 GMT",
  ],
  ["9d29 ad17 1863 c78f 0b97 c8e9 ae82 ae43 d3", "https://www.example.com"],
];

for (const [hex, text] of STRINGS) {
  Deno.test(`decodeHuffman() reads ${text}`, () => {
    assertEquals(decodeHuffman(fromHex(hex)), text);
  });
}

Deno.test("decodeHuffman() reads an empty string", () => {
  assertEquals(decodeHuffman(new Uint8Array()), "");
});

Deno.test("decodeHuffman() rejects padding that is not all ones", () => {
  assertThrows(
    () => decodeHuffman(new Uint8Array([0b00000_000])),
    HuffmanError,
    "padding",
  );
});

Deno.test("decodeHuffman() rejects padding of a whole byte", () => {
  assertThrows(
    () => decodeHuffman(new Uint8Array([0b00000_111, 0xff])),
    HuffmanError,
    "cut off",
  );
});

Deno.test("decodeHuffman() rejects EOS", () => {
  assertThrows(
    () => decodeHuffman(new Uint8Array([0xff, 0xff, 0xff, 0xff])),
    HuffmanError,
    "EOS",
  );
});
