import { assertEquals } from "@std/assert";
import { editDistance, nearest } from "../../src/cli/suggest.ts";

Deno.test("editDistance() counts insertions, deletions and substitutions", () => {
  assertEquals(editDistance("", ""), 0);
  assertEquals(editDistance("", "abc"), 3);
  assertEquals(editDistance("abc", ""), 3);
  assertEquals(editDistance("abc", "abc"), 0);
  assertEquals(editDistance("kitten", "sitting"), 3);
});

Deno.test("editDistance() counts a swap of neighbours as one edit", () => {
  assertEquals(editDistance("tls", "tsl"), 1);
  assertEquals(editDistance("demo", "dmeo"), 1);
});

Deno.test("editDistance() is the same both ways", () => {
  const words = ["", "demo", "dmoe", "tcp-server", "tls-client", "capture"];
  for (const a of words) {
    for (const b of words) assertEquals(editDistance(a, b), editDistance(b, a));
  }
});

Deno.test("nearest() finds a mistyped word", () => {
  const known = ["tcp-server", "tcp-client", "tls-server", "demo", "explain"];
  assertEquals(nearest("tcp-sever", known), "tcp-server");
  assertEquals(nearest("tsl-server", known), "tls-server");
  assertEquals(nearest("dem", known), "demo");
  assertEquals(nearest("explian", known), "explain");
});

Deno.test("nearest() takes the start of a word for the word", () => {
  assertEquals(nearest("cap", ["cert", "capture"]), "capture");
});

Deno.test("nearest() finds nothing where nothing is near", () => {
  assertEquals(nearest("xyzzy", ["tcp-server", "demo"]), undefined);
  assertEquals(nearest("", []), undefined);
});
