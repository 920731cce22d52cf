import { assert, assertEquals } from "@std/assert";
import { DecodeError } from "../../src/bytes/mod.ts";
import {
  inPieces,
  mutations,
  type Part,
  truncations,
} from "../event_tiling.ts";
import { converse, summary } from "./check.ts";
import { keyLogOf, RECORDED } from "./samples.ts";

const SEED = 8446;

Deno.test("TlsConversation accounts for every byte of the recordings", () => {
  for (const item of RECORDED) {
    const { events } = converse(item.parts, { keyLog: keyLogOf(item) });
    const errors = events.filter((event) => event.kind === "error");
    const plain = item.name.startsWith("tls_to_plain_http");
    assertEquals(errors.length, plain ? 1 : 0, item.name);
  }
});

Deno.test("TlsConversation accounts for every byte without a key log", () => {
  for (const { parts } of RECORDED) converse(parts);
});

Deno.test("TlsConversation tells the same of any pieces", () => {
  for (const item of RECORDED) {
    const options = { keyLog: keyLogOf(item) };
    const whole = converse(item.parts, options);
    for (const size of [1, 2, 3, 7, 100]) {
      const pieces = converse(inPieces(item.parts, size), options);
      assertEquals(
        sorted(summary(pieces.events)),
        sorted(summary(whole.events)),
        `${item.name} in pieces of ${size}`,
      );
    }
  }
});

function sorted(events: unknown[]): unknown[] {
  return (events as { direction: number; start: number }[])
    .toSorted((a, b) => a.direction - b.direction || a.start - b.start);
}

Deno.test("TlsConversation takes recordings that are cut anywhere", () => {
  let cases = 0;
  for (const item of shortest(12)) {
    const options = { keyLog: keyLogOf(item) };
    for (const parts of truncations(item.parts)) {
      converse(parts, options);
      cases++;
    }
  }
  assert(cases > 5_000, `${cases} cases`);
});

Deno.test("TlsConversation takes recordings that are damaged at random", () => {
  for (const item of RECORDED) {
    const options = { keyLog: keyLogOf(item) };
    for (const parts of mutations(item.parts, 40, SEED)) {
      converse(parts, options);
    }
  }
});

Deno.test("TlsConversation goes on after any lost segment", () => {
  for (const item of RECORDED) {
    const options = { keyLog: keyLogOf(item) };
    for (const index of item.parts.keys()) {
      const parts = item.parts.map((part, at): Part =>
        at === index
          ? { direction: part.direction, missing: part.bytes?.length ?? 0 }
          : part
      );
      const { events } = converse(parts, options);
      assert(
        events.some((event) =>
          event.kind === "error" && event.missing > 0 &&
          event.error instanceof DecodeError &&
          event.error.outcome === "truncated"
        ),
        `${item.name}: the loss of segment ${index} is not told`,
      );
    }
  }
});

function shortest(count: number): typeof RECORDED {
  function size(item: typeof RECORDED[number]): number {
    return item.parts.reduce((sum, { bytes }) => sum + (bytes?.length ?? 0), 0);
  }
  return RECORDED.toSorted((a, b) => size(a) - size(b)).slice(0, count);
}
