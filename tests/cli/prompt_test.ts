import { assertEquals } from "@std/assert";
import { askHidden, HiddenLine, type Typed } from "../../src/cli/prompt.ts";

/** What a line comes to after these chunks. */
function type(...chunks: string[]): Typed {
  const line = new HiddenLine();
  let typed: Typed = { kind: "typing" };
  for (const chunk of chunks) typed = line.push(chunk);
  return typed;
}

function entered(text: string): Typed {
  return { kind: "entered", text };
}

Deno.test("HiddenLine takes characters until the line ends", () => {
  assertEquals(type("secret"), { kind: "typing" });
  assertEquals(type("secret\r"), entered("secret"));
  assertEquals(type("sec", "ret", "\n"), entered("secret"));
  assertEquals(type("pass wörd 密码\r"), entered("pass wörd 密码"));
  assertEquals(type("\r"), entered(""));
});

Deno.test("HiddenLine takes characters back", () => {
  assertEquals(type("abc\x7f\x7fd\r"), entered("ad"));
  assertEquals(type("a\b\b\bb\r"), entered("b"));
  assertEquals(type("密码\x7f\r"), entered("密"));
  assertEquals(type("wrong\x15right\r"), entered("right"));
});

Deno.test("HiddenLine is interrupted by Ctrl-C, and by Ctrl-D on an empty line", () => {
  assertEquals(type("abc\x03"), { kind: "interrupted" });
  assertEquals(type("\x04"), { kind: "interrupted" });
  assertEquals(type("abc\x04d\r"), entered("abcd"));
});

Deno.test("HiddenLine passes over special keys, also in pieces", () => {
  assertEquals(type("a\x1b[Db\x1b[3~c\x1bOPd\r"), entered("abcd"));
  assertEquals(type("\x1b[200~pasted\x1b[201~\r"), entered("pasted"));
  assertEquals(type("a\x1b", "[", "1;5", "Cb\r"), entered("ab"));
  assertEquals(type("a\tb\x00c\r"), entered("abc"));
});

Deno.test("HiddenLine takes what follows a lone escape key", () => {
  assertEquals(type("\x1bsecret\r"), entered("secret"));
});

/** A keyboard on which chunks of bytes are typed, which records its modes. */
function keyboard(...chunks: Uint8Array[]) {
  const modes: boolean[] = [];
  return {
    modes,
    setRaw: (raw: boolean) => void modes.push(raw),
    read(buffer: Uint8Array): Promise<number | null> {
      const chunk = chunks.shift();
      if (!chunk) return Promise.resolve(null);
      buffer.set(chunk);
      return Promise.resolve(chunk.length);
    },
  };
}

Deno.test("askHidden() asks, reads a character over two reads, and restores the terminal", async () => {
  const bytes = new TextEncoder().encode("密\r");
  const keys = keyboard(bytes.slice(0, 1), bytes.slice(1));
  let output = "";
  const text = await askHidden(keys, (text) => output += text, "Passphrase: ");
  assertEquals(text, "密");
  assertEquals(output, "Passphrase: \n");
  assertEquals(keys.modes, [true, false]);
});

Deno.test("askHidden() gives nothing where it is interrupted or the input ends", async () => {
  for (const chunks of [[Uint8Array.of(97, 3)], []]) {
    const keys = keyboard(...chunks);
    assertEquals(await askHidden(keys, () => {}, ""), undefined);
    assertEquals(keys.modes, [true, false]);
  }
});
