import { assertEquals } from "@std/assert";
import { EarlyBytes } from "../../src/explain/early_bytes.ts";

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function text(parts: readonly Uint8Array[]): string {
  return parts.map((part) => new TextDecoder().decode(part)).join("");
}

Deno.test("EarlyBytes hands on what comes in order", () => {
  const early = new EarlyBytes();
  assertEquals(text(early.add(0, bytes("he"))), "he");
  assertEquals(text(early.add(2, bytes("llo"))), "llo");
});

Deno.test("EarlyBytes puts segments in order", () => {
  const early = new EarlyBytes();
  assertEquals(text(early.add(4, bytes("o, server"))), "");
  assertEquals(text(early.add(2, bytes("ll"))), "");
  assertEquals(text(early.add(0, bytes("he"))), "hello, server");
});

Deno.test("EarlyBytes keeps the first copy of a byte", () => {
  const early = new EarlyBytes();
  assertEquals(text(early.add(0, bytes("hello"))), "hello");
  assertEquals(text(early.add(0, bytes("HELLO"))), "");
  assertEquals(text(early.add(3, bytes("LO, you"))), ", you");
});

Deno.test("EarlyBytes waits for no more than a handshake needs", () => {
  const early = new EarlyBytes();
  for (let i = 1; i < 200; i++) {
    assertEquals(early.add(i * 1000, new Uint8Array(1000)), []);
  }
  const ready = early.add(0, new Uint8Array(1000));
  const length = ready.reduce((sum, part) => sum + part.length, 0);
  assertEquals(length, 1000 + 65_000);
});
