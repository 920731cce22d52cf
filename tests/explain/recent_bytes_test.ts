import { assertEquals } from "@std/assert";
import { RecentBytes } from "../../src/explain/recent_bytes.ts";

function filled(): RecentBytes {
  const recent = new RecentBytes();
  recent.add(Uint8Array.of(0, 1, 2));
  recent.add(Uint8Array.of(3, 4));
  recent.skip(2);
  recent.add(Uint8Array.of(7, 8));
  return recent;
}

Deno.test("RecentBytes.range() gives bytes of one chunk and of several", () => {
  const recent = filled();
  assertEquals(recent.range(1, 3), Uint8Array.of(1, 2));
  assertEquals(recent.range(1, 5), Uint8Array.of(1, 2, 3, 4));
  assertEquals(recent.range(7, 9), Uint8Array.of(7, 8));
});

Deno.test("RecentBytes.range() gives nothing where bytes never came", () => {
  const recent = filled();
  assertEquals(recent.range(4, 8), new Uint8Array());
  assertEquals(recent.range(8, 10), new Uint8Array());
  assertEquals(recent.range(2, 2), new Uint8Array());
});

Deno.test("RecentBytes.forget() lets go of what lies before, and of nothing else", () => {
  const recent = filled();
  recent.forget(4);
  assertEquals(recent.range(0, 2), new Uint8Array());
  assertEquals(recent.range(4, 5), Uint8Array.of(4));
  recent.forget(9);
  assertEquals(recent.range(7, 9), new Uint8Array());
  recent.add(Uint8Array.of(9));
  assertEquals(recent.range(9, 10), Uint8Array.of(9));
});
