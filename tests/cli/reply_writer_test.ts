import { assertEquals } from "@std/assert";
import { RawWriter, TextWriter } from "../../src/cli/reply_writer.ts";

const encoder = new TextEncoder();

/** What a terminal shows of chunks, with a fresh line in the end. */
function shown(...chunks: (string | Uint8Array)[]): string {
  let text = "";
  const writer = new TextWriter((part) => {
    text += part;
  });
  for (const chunk of chunks) {
    writer.write(typeof chunk === "string" ? encoder.encode(chunk) : chunk);
  }
  writer.end();
  return text;
}

Deno.test("TextWriter keeps line ends and tabs", () => {
  assertEquals(
    shown("HTTP/1.1 200 OK\r\nA:\tb\n\n"),
    "HTTP/1.1 200 OK\nA:\tb\n\n",
  );
});

Deno.test("TextWriter escapes what acts on a terminal", () => {
  assertEquals(
    shown("a\x1b[31mb\x07\x9bc\u202ed\n"),
    "a\\x1b[31mb\\x07\\x9bc\\u202ed\n",
  );
});

Deno.test("TextWriter ends a line that is open, once", () => {
  assertEquals(shown("hello"), "hello\n");
  assertEquals(shown("hello\n"), "hello\n");
  assertEquals(shown(), "");
});

Deno.test("TextWriter puts characters and line ends together that were cut", () => {
  const [first, ...rest] = encoder.encode("你");
  assertEquals(shown(new Uint8Array([first]), new Uint8Array(rest)), "你\n");
  assertEquals(shown("a\r", "\nb"), "a\nb\n");
});

Deno.test("TextWriter escapes a CR that ends no line", () => {
  assertEquals(shown("good\rbad\n"), "good\\rbad\n");
  assertEquals(shown("good\r"), "good\\r\n");
  assertEquals(shown("good\r", "bad"), "good\\rbad\n");
});

Deno.test("TextWriter.freshLine() ends an open line before something else", () => {
  let text = "";
  const writer = new TextWriter((part) => {
    text += part;
  });
  writer.freshLine();
  writer.write(encoder.encode("a"));
  writer.freshLine();
  writer.freshLine();
  writer.end();
  assertEquals(text, "a\n");
});

Deno.test("RawWriter writes every byte, however little is taken at a time", async () => {
  const taken: number[] = [];
  const writer = new RawWriter({
    write: (bytes) => {
      taken.push(...bytes.subarray(0, 2));
      return Promise.resolve(Math.min(2, bytes.length));
    },
  }, "en");
  await writer.write(new Uint8Array([1, 2, 3, 255, 0]));
  assertEquals(taken, [1, 2, 3, 255, 0]);
});
