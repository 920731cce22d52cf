import { assertEquals, assertThrows } from "@std/assert";
import { Failure } from "../../src/failure.ts";
import { KeyLogTail } from "../../src/lab/key_log.ts";

const LINE = `CLIENT_RANDOM ${"0a".repeat(32)} ${"0b".repeat(48)}\n`;
const OTHER = `EXPORTER_SECRET ${"0c".repeat(32)} ${"0d".repeat(32)}\n`;

async function withPath(test: (path: string) => void): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    test(`${folder}/keys.log`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function append(path: string, text: string): void {
  Deno.writeTextFileSync(path, text, { append: true });
}

Deno.test("KeyLogTail reads what is added, and nothing that was there", async () => {
  await withPath((path) => {
    append(path, LINE);
    const tail = new KeyLogTail(path);
    assertEquals(tail.read(), "");
    append(path, OTHER);
    assertEquals(tail.read(), OTHER);
    assertEquals(tail.read(), "");
    append(path, LINE);
    append(path, OTHER);
    assertEquals(tail.read(), LINE + OTHER);
  });
});

Deno.test("KeyLogTail waits for a file that is not there yet", async () => {
  await withPath((path) => {
    const tail = new KeyLogTail(path);
    assertEquals(tail.read(), "");
    append(path, LINE);
    assertEquals(tail.read(), LINE);
  });
});

Deno.test("KeyLogTail leaves a line alone until it is complete", async () => {
  await withPath((path) => {
    const tail = new KeyLogTail(path);
    append(path, LINE + OTHER.slice(0, 40));
    assertEquals(tail.read(), LINE);
    append(path, OTHER.slice(40, -1));
    assertEquals(tail.read(), "");
    append(path, "\n");
    assertEquals(tail.read(), OTHER);
  });
});

Deno.test("KeyLogTail reads a file that was started afresh from its start", async () => {
  await withPath((path) => {
    append(path, LINE + LINE);
    const tail = new KeyLogTail(path);
    Deno.writeTextFileSync(path, OTHER);
    assertEquals(tail.read(), OTHER);
  });
});

Deno.test("KeyLogTail passes over comments and all that is no secret", async () => {
  await withPath((path) => {
    const tail = new KeyLogTail(path);
    append(
      path,
      `# keys\n\n${LINE.replace("\n", "\r\n")}rubbish \x1b[2J\n${OTHER}`,
    );
    assertEquals(tail.read(), LINE + OTHER);
  });
});

Deno.test("KeyLogTail refuses a folder", async () => {
  await withPath((path) => {
    Deno.mkdirSync(path);
    const failure = assertThrows(() => new KeyLogTail(path), Failure);
    assertEquals(failure.kind, "bad-file");
    assertEquals(
      failure.message,
      `Cannot read the key log ${path}: it is a folder.`,
    );
  });
});
