import { assertEquals } from "@std/assert";
import { HeldBytes } from "../../src/explain/held_bytes.ts";

function filled(): HeldBytes {
  const held = new HeldBytes();
  held.add(Uint8Array.of(0, 1, 2));
  held.add(Uint8Array.of(3, 4));
  held.skip(2);
  held.add(Uint8Array.of(7, 8));
  return held;
}

Deno.test("HeldBytes.range() gives bytes of one chunk and of several", () => {
  const held = filled();
  assertEquals(held.range(1, 3), Uint8Array.of(1, 2));
  assertEquals(held.range(1, 5), Uint8Array.of(1, 2, 3, 4));
  assertEquals(held.range(7, 9), Uint8Array.of(7, 8));
});

Deno.test("HeldBytes.range() gives nothing where bytes never came", () => {
  const held = filled();
  assertEquals(held.range(4, 8), new Uint8Array());
  assertEquals(held.range(8, 10), new Uint8Array());
  assertEquals(held.range(2, 2), new Uint8Array());
});

Deno.test("HeldBytes.forget() lets go of what lies before, and of nothing else", () => {
  const held = filled();
  held.forget(4);
  assertEquals(held.range(0, 2), new Uint8Array());
  assertEquals(held.range(4, 5), Uint8Array.of(4));
  held.forget(9);
  assertEquals(held.range(7, 9), new Uint8Array());
  held.add(Uint8Array.of(9));
  assertEquals(held.range(9, 10), Uint8Array.of(9));
});
