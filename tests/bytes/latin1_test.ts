import { assertEquals } from "@std/assert";
import { latin1 } from "../../src/bytes/mod.ts";

Deno.test("latin1() gives each byte the character of its value", () => {
  const all = Uint8Array.from({ length: 256 }, (_, index) => index);
  const text = latin1(all);
  assertEquals(text.length, 256);
  for (let byte = 0; byte < 256; byte++) {
    assertEquals(text.charCodeAt(byte), byte);
  }
});

Deno.test("latin1() does not read UTF-8", () => {
  assertEquals(latin1(new TextEncoder().encode("é€")), "Ã©â\x82¬");
});

Deno.test("latin1() keeps a byte order mark, and a replacement character", () => {
  assertEquals(latin1(new Uint8Array([0xef, 0xbb, 0xbf, 0x41])), "ï»¿A");
  assertEquals(latin1(new Uint8Array([0xef, 0xbf, 0xbd])), "ï¿½");
});
