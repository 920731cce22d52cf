import { assertEquals, assertThrows } from "@std/assert";
import { readHttpTarget, urlOf } from "../../src/cli/http_target.ts";
import { Arguments } from "../../src/cli/options.ts";
import { Failure } from "../../src/failure.ts";

const defaults = { secure: false, port: 8000 };

function read(word?: string, host?: string): string {
  const values = new Map(host === undefined ? [] : [["host", [host]]]);
  const args = new Arguments(word === undefined ? [] : [word], values);
  return urlOf(readHttpTarget(args, defaults));
}

Deno.test("readHttpTarget() takes nothing, a port, or an address with or without its scheme", () => {
  assertEquals(read(), "http://127.0.0.1:8000/");
  assertEquals(read("81"), "http://127.0.0.1:81/");
  assertEquals(read("81", "::1"), "http://[::1]:81/");
  assertEquals(read("localhost:8000/a?b#c"), "http://localhost:8000/a?b");
  assertEquals(read("https://example.org"), "https://example.org/");
  assertEquals(read("[::1]:8000/a b"), "http://[::1]:8000/a%20b");
});

Deno.test("readHttpTarget() knows the ports of schemes, and takes brackets off", () => {
  for (
    const [word, host, port] of [
      ["https://example.org/", "example.org", 443],
      ["example.org", "example.org", 80],
      ["http://[::1]/", "::1", 80],
    ] as const
  ) {
    const target = readHttpTarget(new Arguments([word], new Map()), defaults);
    assertEquals([target.host, target.port], [host, port]);
  }
});

Deno.test("readHttpTarget() refuses what is no address of a web server", () => {
  for (
    const word of ["ftp://a/", "http://", "http://a:b@c/", "a:99999", "66000"]
  ) {
    const error = assertThrows(() => read(word), Failure);
    assertEquals(error.kind, "usage", word);
  }
  assertThrows(() => read("http://a/", "b"), Failure, "both name the server");
});
