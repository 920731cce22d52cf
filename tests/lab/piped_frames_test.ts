import { assertEquals } from "@std/assert";
import { KeyLogTail } from "../../src/lab/key_log.ts";
import { pipedFrames } from "../../src/lab/piped_frames.ts";
import { PcapngWriter } from "../../src/pcap/mod.ts";
import { KeyLog } from "../../src/tls/mod.ts";

const RANDOM = "0a".repeat(32);
const LINE = `CLIENT_RANDOM ${RANDOM} ${"0b".repeat(48)}\n`;

function recent(): { seconds: number; nanoseconds: number } {
  const millis = Date.now();
  return {
    seconds: Math.floor(millis / 1000),
    nanoseconds: millis % 1000 * 1e6,
  };
}

Deno.test("pipedFrames() has the secrets that are logged a moment after their packet", async () => {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/keys.log`;
  try {
    const keyLog = new KeyLog();
    const tail = new KeyLogTail(path, { fromStart: true });
    const writer = new PcapngWriter();
    const chunks = async function* () {
      yield writer.header();
      yield writer.interface({ linkType: 1 });
      yield writer.packet({ ...recent(), bytes: new Uint8Array(60) });
    };
    const sizes: number[] = [];
    // The packet is on its way when the program logs its secret.
    setTimeout(() => Deno.writeTextFileSync(path, LINE), 0);
    for await (const _ of pipedFrames(chunks(), { keyLog, tail })) {
      sizes.push(keyLog.size);
    }
    assertEquals(sizes, [1]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("KeyLogTail reads what was there, where it begins at the start", async () => {
  const path = await Deno.makeTempFile();
  try {
    await Deno.writeTextFile(path, LINE);
    const tail = new KeyLogTail(path, { fromStart: true });
    assertEquals(tail.read(), LINE);
    assertEquals(tail.read(), "");
  } finally {
    await Deno.remove(path);
  }
});
