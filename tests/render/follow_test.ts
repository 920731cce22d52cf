import { assertEquals } from "@std/assert";
import { Follower } from "../../src/render/mod.ts";

/** What is written of parts that sides say in turn, each side by its first letter. */
function followed(
  parts: readonly (readonly ["C" | "S", string | Uint8Array])[],
): string {
  const follower = new Follower({ form: "text" });
  const text = parts.map(([side, part]) =>
    follower.say(
      side === "C" ? "client" : "server",
      typeof part === "string" ? new TextEncoder().encode(part) : part,
    )
  );
  return text.join("") + follower.end();
}

Deno.test("Follower marks the lines of each side, and escapes what a terminal would obey", () => {
  assertEquals(
    followed([["C", "a\r\nb"], ["S", "\x1b[1m\r\n"], ["C", "c\n"]]),
    "> a\n> b\n< \\x1b[1m\n> c\n",
  );
});

Deno.test("Follower takes a line end for one wherever it is cut", () => {
  assertEquals(
    followed([["C", "GET / HTTP/1.1\r"], ["C", "\nHost: a\r\n"]]),
    "> GET / HTTP/1.1\n> Host: a\n",
  );
  assertEquals(followed([["C", "a\r"], ["C", "b\r"]]), "> a\\rb\\r\n");
});

Deno.test("Follower shows a character that was cut off at the end", () => {
  const character = new TextEncoder().encode("中");
  assertEquals(
    followed([["C", character.subarray(0, 2)], ["C", character.subarray(2)]]),
    "> 中\n",
  );
  assertEquals(
    followed([["C", "a\n"], ["S", character.subarray(0, 2)]]),
    [
      "> a",
      "< \ufffd",
      "",
    ].join("\n"),
  );
});
