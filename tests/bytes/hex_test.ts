import { assertEquals, assertThrows } from "@std/assert";
import { fromHex, toHex } from "../../src/bytes/mod.ts";

Deno.test("toHex() and fromHex() undo each other for every byte", () => {
  const all = Uint8Array.from({ length: 256 }, (_, index) => index);
  assertEquals(fromHex(toHex(all)), all);
  assertEquals(fromHex(toHex(all, " ")), all);
});

Deno.test("toHex() puts the separator between bytes only", () => {
  assertEquals(toHex(new Uint8Array([1, 2, 3]), ":"), "01:02:03");
  assertEquals(toHex(new Uint8Array(), ":"), "");
});

Deno.test("fromHex() passes over white space and takes capitals", () => {
  assertEquals(fromHex(" 0A\n0b\t0C "), new Uint8Array([10, 11, 12]));
  assertEquals(fromHex(""), new Uint8Array());
});

Deno.test("fromHex() rejects half a byte and what is no digit", () => {
  for (const text of ["0", "abc", "0g", "0x01", "--"]) {
    assertThrows(() => fromHex(text), SyntaxError, "Cannot read hexadecimal");
  }
});
