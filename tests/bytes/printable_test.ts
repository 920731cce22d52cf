import { assert, assertEquals } from "@std/assert";
import { escapeControls, printable } from "../../src/bytes/mod.ts";

const encoder = new TextEncoder();

Deno.test("printable() leaves text in any script as it is", () => {
  const text = "hello, Grüße, 三次握手, 🙂, 👩\u200d🔬";
  assertEquals(printable(encoder.encode(text)), text);
});

Deno.test("printable() escapes everything that acts on a terminal", () => {
  assertEquals(
    printable(encoder.encode("a\r\n\t\x1b[31m\x07\x7f\u0085\u009b")),
    "a\\r\\n\\t\\x1b[31m\\x07\\x7f\\x85\\x9b",
  );
});

Deno.test("printable() lets no control character through, whatever the bytes", () => {
  for (let high = 0; high < 256; high++) {
    const pair = Uint8Array.from(
      { length: 512 },
      (_, index) => index % 2 ? index >> 1 : high,
    );
    // deno-lint-ignore no-control-regex
    assert(!/[\x00-\x1f\x7f-\x9f]/.test(printable(pair, 512)));
  }
});

Deno.test("printable() shows bytes that are not UTF-8 one by one", () => {
  assertEquals(
    printable(new Uint8Array([0x68, 0xff, 0xc3, 0x28, 0])),
    "h\\xff\\xc3(\\x00",
  );
});

Deno.test("printable() keeps a byte order mark visible", () => {
  assertEquals(
    printable(new Uint8Array([0xef, 0xbb, 0xbf, 0x61])),
    "\\ufeffa",
  );
});

Deno.test("printable() cuts at the limit and says so", () => {
  assertEquals(printable(encoder.encode("abcdef"), 4), "abcd…");
  assertEquals(printable(encoder.encode("abcd"), 4), "abcd");
  assertEquals(printable(encoder.encode("ab"), 0), "…");
});

Deno.test("printable() never cuts a character in two", () => {
  const bytes = encoder.encode("a三🙂");
  const shown = Array.from(
    { length: bytes.length },
    (_, limit) => printable(bytes, limit),
  );
  assertEquals(shown, [
    "…",
    "a…",
    "a…",
    "a…",
    "a三…",
    "a三…",
    "a三…",
    "a三…",
  ]);
});

Deno.test("escapeControls() escapes the marks that reorder or hide text", () => {
  assertEquals(
    escapeControls("a\u202eb\u2066c\u200fd\u061ce\u2028f\u200bg\u{e0041}"),
    "a\\u202eb\\u2066c\\u200fd\\u061ce\\u2028f\\u200bg\\u{e0041}",
  );
});
