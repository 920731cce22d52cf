import { assertEquals, assertStringIncludes } from "@std/assert";
import { EchoShell } from "../../src/endpoints/echo_shell.ts";

const encoder = new TextEncoder();
const PROMPT = "wirelab> ";

function open(terminal: boolean): EchoShell {
  return new EchoShell({
    user: "ada",
    facts: ["from 192.0.2.1"],
    terminal,
    now: () => new Date(0),
  });
}

function type(shell: EchoShell, text: string): string {
  return shell.push(encoder.encode(text));
}

Deno.test("EchoShell.push() says lines back, split over any bytes", () => {
  const bytes = encoder.encode("grüße\n你好\n");
  for (let at = 0; at <= bytes.length; at++) {
    const shell = open(false);
    const said = shell.push(bytes.subarray(0, at)) +
      shell.push(bytes.subarray(at));
    assertEquals(said, "grüße\n你好\n");
  }
});

Deno.test("EchoShell.push() knows a few words, and takes all else for a line", () => {
  const shell = open(false);
  assertEquals(
    type(shell, "whoami\ntime\n$(id)\nexit now\n"),
    "ada\nfrom 192.0.2.1\n1970-01-01T00:00:00.000Z\n$(id)\nexit now\n",
  );
  assertStringIncludes(type(shell, "help\n"), "exit [N]");
  assertEquals(shell.status, undefined);
});

Deno.test("EchoShell.push() ends at exit, and says nothing after it", () => {
  for (const [line, status] of [["exit", 0], ["exit 7", 7], ["exit 256", 0]]) {
    const shell = open(false);
    assertEquals(type(shell, `${line}\nmore\n`), "bye\n");
    assertEquals([shell.status, type(shell, "again\n")], [status, ""]);
  }
});

Deno.test("EchoShell.end() says a last line back that no line end follows", () => {
  const shell = open(false);
  assertEquals([type(shell, "half"), shell.end(), shell.status], [
    "",
    "half\n",
    0,
  ]);
});

Deno.test("EchoShell.push() keeps no more than a line of the longest size", () => {
  const shell = open(false);
  const said = type(shell, "x".repeat(10_000) + "\n");
  assertEquals(said.replaceAll("\n", ""), "x".repeat(10_000));
});

Deno.test("EchoShell.push() echoes each key of a terminal, and ends lines for it", () => {
  const shell = open(true);
  assertStringIncludes(shell.greeting(), `exit.\r\n${PROMPT}`);
  assertEquals(type(shell, "hi"), "hi");
  assertEquals(type(shell, "\r"), `\r\nhi\r\n${PROMPT}`);
  assertEquals(type(shell, "\r\n\r"), `\r\n${PROMPT}\r\n${PROMPT}`);
});

Deno.test("EchoShell.push() takes characters and lines back, and Ctrl-C a line", () => {
  const shell = open(true);
  assertEquals(type(shell, "你好\x7f"), `你好\r\x1b[K${PROMPT}你`);
  assertEquals(type(shell, "\x15"), `\r\x1b[K${PROMPT}`);
  assertEquals(type(shell, "\x7f"), "");
  assertEquals(type(shell, "abc\x03"), `abc^C\r\n${PROMPT}`);
  assertEquals(type(shell, "ok\r"), `ok\r\nok\r\n${PROMPT}`);
});

Deno.test("EchoShell.push() passes over cursor keys and control characters", () => {
  const shell = open(true);
  assertEquals(type(shell, "a\x1b[Ab\x1b[1;5Cc\x1bOHd\x00\x07e"), "abcde");
  assertEquals(type(shell, "\r"), `\r\nabcde\r\n${PROMPT}`);
});

Deno.test("EchoShell.push() ends at Ctrl-D on an empty line alone", () => {
  const shell = open(true);
  assertEquals([type(shell, "a\x04"), shell.status], ["a", undefined]);
  assertEquals([type(shell, "\x7f\x04"), shell.status], [
    `\r\x1b[K${PROMPT}\r\n`,
    0,
  ]);
});

Deno.test("EchoShell.command() says a command back, and ends", () => {
  const shell = open(false);
  assertEquals([shell.command("rm -rf /"), shell.status], ["rm -rf /\n", 0]);
  assertEquals(open(false).command("exit 3"), "bye\n");
});
