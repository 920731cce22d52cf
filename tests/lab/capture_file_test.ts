import { assertEquals, assertMatch, assertThrows } from "@std/assert";
import type { PacketSource } from "../../src/capture/source.ts";
import { Failure } from "../../src/failure.ts";
import { CaptureFile } from "../../src/lab/capture_file.ts";
import { CaptureReader } from "../../src/pcap/capture_reader.ts";

const PACKET = {
  seconds: 1_700_000_000,
  nanoseconds: 5,
  bytes: new Uint8Array(60).fill(7),
  originalLength: 90,
};
const SECRET = `CLIENT_RANDOM ${"0a".repeat(32)} ${"0b".repeat(48)}\n`;
const COUNTS = { received: 12, dropped: 2 };
const DECRYPTION_SECRETS = 10;

/** A source of which only the description is read. */
const SOURCE: PacketSource = {
  method: "af-packet",
  interface: "lo",
  linkType: 1,
  async *batches() {},
  stop: () => Promise.resolve(),
  statistics: () => COUNTS,
  [Symbol.asyncDispose]: () => Promise.resolve(),
};

async function withFolder(test: (folder: string) => Promise<void>) {
  const folder = await Deno.makeTempDir();
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Types of all blocks of a pcapng file, in order. */
function blockTypes(file: Uint8Array): number[] {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  const types: number[] = [];
  for (let at = 0; at < file.length; at += view.getUint32(at + 4, true)) {
    types.push(view.getUint32(at, true));
  }
  return types;
}

function read(file: Uint8Array): CaptureReader & { frames: number } {
  const reader = new CaptureReader();
  reader.push(file);
  reader.end();
  let frames = 0;
  while (reader.next()) frames++;
  return Object.assign(reader, { frames });
}

Deno.test("CaptureFile is readable after each batch, and tells the counts at its end", async () => {
  await withFolder(async (folder) => {
    const path = `${folder}/a.pcapng`;
    using file = CaptureFile.open(path);
    await file.begin(SOURCE, [8080]);
    assertEquals(read(await Deno.readFile(path)).frames, 0);
    await file.write([PACKET, PACKET]);
    assertEquals(read(await Deno.readFile(path)).frames, 2);
    await file.write([PACKET]);
    await file.finish(COUNTS);
    const bytes = await Deno.readFile(path);
    assertEquals(bytes.length, file.length);
    const reader = read(bytes);
    assertEquals([reader.frames, reader.dropped, reader.truncated], [
      3,
      2,
      false,
    ]);
    assertEquals(blockTypes(bytes), [0x0a0d0d0a, 1, 6, 6, 6, 5]);
  });
});

Deno.test("CaptureFile puts secrets before the packets, in a file for its owner alone", async () => {
  await withFolder(async (folder) => {
    const path = `${folder}/a.pcapng`;
    const keyLog = `${folder}/keys.log`;
    using file = CaptureFile.open(path, { keyLog });
    await file.begin(SOURCE, [8080]);
    await file.write([PACKET]);
    await Deno.writeTextFile(keyLog, SECRET);
    await file.write([PACKET]);
    await file.finish(COUNTS);
    const bytes = await Deno.readFile(path);
    assertEquals(blockTypes(bytes), [
      0x0a0d0d0a,
      DECRYPTION_SECRETS,
      1,
      6,
      6,
      5,
    ]);
    assertEquals(read(bytes).secrets, [SECRET]);
    const names = Array.from(Deno.readDirSync(folder), ({ name }) => name);
    assertEquals(names.sort(), ["a.pcapng", "keys.log"]);
    if (Deno.build.os !== "windows") {
      assertEquals(((await Deno.stat(path)).mode ?? 0) & 0o777, 0o600);
    }
  });
});

Deno.test("CaptureFile writes over no other file when it puts secrets in front", async () => {
  await withFolder(async (folder) => {
    const path = `${folder}/a.pcapng`;
    const keyLog = `${folder}/keys.log`;
    const other = `${path}.part`;
    await Deno.writeTextFile(other, "somebody else's");
    await Deno.writeTextFile(keyLog, "");
    using file = CaptureFile.open(path, { keyLog });
    await file.begin(SOURCE, [8443]);
    await file.write([PACKET]);
    await Deno.writeTextFile(keyLog, SECRET);
    await file.finish(COUNTS);
    assertEquals(read(await Deno.readFile(path)).secrets, [SECRET]);
    assertEquals(await Deno.readTextFile(other), "somebody else's");
    const left = Array.from(Deno.readDirSync(folder)).map(({ name }) => name);
    assertEquals(left.toSorted(), ["a.pcapng", "a.pcapng.part", "keys.log"]);
  });
});

Deno.test("CaptureFile stays as it is where no secret was added", async () => {
  await withFolder(async (folder) => {
    const path = `${folder}/a.pcapng`;
    const keyLog = `${folder}/keys.log`;
    await Deno.writeTextFile(keyLog, SECRET);
    using file = CaptureFile.open(path, { keyLog });
    await file.begin(SOURCE, []);
    await file.finish(COUNTS);
    assertEquals(blockTypes(await Deno.readFile(path)), [0x0a0d0d0a, 1, 5]);
  });
});

Deno.test({
  name: "CaptureFile gives a pipe the secrets as early as it can",
  ignore: Deno.build.os === "windows",
  async fn() {
    await withFolder(async (folder) => {
      const path = `${folder}/pipe`;
      const keyLog = `${folder}/keys.log`;
      await new Deno.Command("mkfifo", { args: [path] }).output();
      const cat = new Deno.Command("cat", { args: [path], stdout: "piped" })
        .spawn();
      {
        using file = CaptureFile.open(path, { keyLog });
        await file.begin(SOURCE, []);
        await Deno.writeTextFile(keyLog, SECRET);
        await file.write([PACKET]);
        await Deno.writeTextFile(keyLog, SECRET, { append: true });
        await file.finish(COUNTS);
      }
      const { stdout } = await cat.output();
      assertEquals(blockTypes(stdout), [
        0x0a0d0d0a,
        1,
        DECRYPTION_SECRETS,
        6,
        5,
        DECRYPTION_SECRETS,
      ]);
    });
  },
});

Deno.test("CaptureFile puts secrets into the file that a link leads to, and leaves the link", async () => {
  await withFolder(async (folder) => {
    const [path, keyLog] = [`${folder}/link.pcapng`, `${folder}/keys.log`];
    await Deno.mkdir(`${folder}/else`);
    await Deno.writeTextFile(`${folder}/else/a.pcapng`, "old");
    await Deno.symlink("else/a.pcapng", path);
    using file = CaptureFile.open(path, { force: true, keyLog });
    await file.begin(SOURCE, []);
    await Deno.writeTextFile(keyLog, SECRET);
    await file.finish(COUNTS);
    assertEquals((await Deno.lstat(path)).isSymlink, true);
    const bytes = await Deno.readFile(`${folder}/else/a.pcapng`);
    assertEquals(read(bytes).secrets, [SECRET]);
    assertEquals(Array.from(Deno.readDirSync(`${folder}/else`)).length, 1);
  });
});

Deno.test("CaptureFile overwrites only with force, and only when it begins", async () => {
  await withFolder(async (folder) => {
    const path = `${folder}/a.pcapng`;
    await Deno.writeTextFile(path, "precious".repeat(1000));
    const failure = assertThrows(() => CaptureFile.open(path), Failure);
    assertEquals(failure.kind, "bad-file");
    assertEquals(failure.message, `Cannot write ${path}: it exists already.`);
    assertMatch(failure.hint ?? "", /--force/);
    {
      using _file = CaptureFile.open(path, { force: true });
    }
    assertMatch(await Deno.readTextFile(path), /^precious/);
    using file = CaptureFile.open(path, { force: true });
    await file.begin(SOURCE, []);
    await file.finish(COUNTS);
    assertEquals(blockTypes(await Deno.readFile(path)), [0x0a0d0d0a, 1, 5]);
  });
});

Deno.test("CaptureFile goes away again where nothing began", async () => {
  await withFolder((folder) => {
    {
      using file = CaptureFile.open(`${folder}/a.pcapng`);
      assertEquals(file.length, 0);
    }
    assertEquals([...Deno.readDirSync(folder)], []);
    return Promise.resolve();
  });
});

Deno.test("CaptureFile says why a path cannot be written", async () => {
  await withFolder((folder) => {
    const messageOf = (path: string) =>
      assertThrows(() => CaptureFile.open(path, { force: true }), Failure)
        .message;
    assertEquals(
      messageOf(`${folder}/no/a.pcapng`),
      `Cannot write ${folder}/no/a.pcapng: its folder does not exist.`,
    );
    assertEquals(messageOf(folder), `Cannot write ${folder}: it is a folder.`);
    return Promise.resolve();
  });
});
