import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { speak } from "../../src/explain/mod.ts";
import { Failure } from "../../src/failure.ts";
import { explainCapture } from "../../src/lab/explanation.ts";
import { parseFilter } from "../../src/lab/flow_filter.ts";
import { followCapture } from "../../src/lab/follow.ts";
import { readKeyLog } from "../../src/lab/secrets.ts";
import { summariseCapture } from "../../src/lab/summary.ts";

const DATA = new URL("../data/", import.meta.url).pathname;
const SSH = `${DATA}ssh_ctr/capture.pcapng`;
const MANY = `${DATA}http2_prior_knowledge/capture.pcapng`;
const TLS = `${DATA}tls13_aes256_gcm_alpn/`;

type Options = Parameters<typeof explainCapture>[0];

/** Explains a capture, and gives what was written and what was thrown. */
async function explain(
  options: Partial<Options> & { path: string },
): Promise<{ text: string; failure: Failure | undefined }> {
  let text = "";
  try {
    await explainCapture({
      fullFlows: 3,
      listedFlows: 40,
      say: speak("en"),
      color: false,
      columns: 80,
      ascii: false,
      json: false,
      version: "0",
      write: (part) => text += part,
      ...options,
    });
    return { text, failure: undefined };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { text, failure: error };
  }
}

async function withFile(
  bytes: Uint8Array,
  test: (path: string) => Promise<void>,
): Promise<void> {
  const path = await Deno.makeTempFile();
  try {
    await Deno.writeFile(path, bytes);
    await test(path);
  } finally {
    await Deno.remove(path);
  }
}

async function gzipped(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const { readable } = await Deno.open(path);
  const packed = readable.pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

/** Ports of the clients of a capture, in order. */
async function clientPorts(path: string): Promise<number[]> {
  let text = "";
  await summariseCapture({
    path,
    json: true,
    version: "0",
    say: speak("en"),
    write: (part) => text += part,
  });
  return text.trimEnd().split("\n").slice(1)
    .map((line) => JSON.parse(line).client.port);
}

Deno.test({
  name: "explainCapture() names a file that is no capture, and closes it",
  sanitizeResources: true,
  fn: () =>
    withFile(new TextEncoder().encode("hello"), async (path) => {
      const { failure } = await explain({ path });
      assertEquals(failure?.kind, "bad-file");
      assertStringIncludes(failure?.message ?? "", "no capture file");
    }),
});

Deno.test("explainCapture() names an empty file", () =>
  withFile(new Uint8Array(), async (path) => {
    const { failure } = await explain({ path });
    assertEquals(failure?.message, `Cannot read ${path}: it is empty.`);
  }));

Deno.test("explainCapture() names a file that does not exist, and a folder", async () => {
  const missing = await explain({ path: `${DATA}nothing.pcapng` });
  assertStringIncludes(missing.failure?.message ?? "", "no such file");
  const folder = await explain({ path: DATA });
  assertStringIncludes(folder.failure?.message ?? "", "is a folder");
});

Deno.test("explainCapture() reads gzip as the file itself", async () => {
  const plain = await explain({ path: SSH });
  await withFile(await gzipped(SSH), async (path) => {
    assertEquals((await explain({ path })).text, plain.text);
  });
});

Deno.test("explainCapture() shows what damaged gzip still holds", async () => {
  const packed = await gzipped(SSH);
  await withFile(packed.subarray(0, packed.length >> 1), async (path) => {
    const { text, failure } = await explain({ path });
    assertStringIncludes(text, "SYN, ACK");
    assertStringIncludes(text, "Verdict");
    assertStringIncludes(failure?.message ?? "", "gzip");
  });
});

Deno.test("explainCapture() shows what a file holds before its damage", async () => {
  const bytes = await Deno.readFile(SSH);
  // A block length that no block can have, in the second half.
  const view = new DataView(bytes.buffer);
  let at = 0;
  while (at < bytes.length >> 1) at += view.getUint32(at + 4, true);
  view.setUint32(at + 4, 3, true);
  await withFile(bytes, async (path) => {
    const { text, failure } = await explain({ path });
    assertStringIncludes(text, "SYN, ACK");
    assertStringIncludes(failure?.message ?? "", "beyond packet");
  });
});

/** Rewrites a capture of classic pcap from the first record on. */
function pcapOf(
  frame: Uint8Array,
  options: { linkType: number; kept: number },
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(40 + options.kept);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0xa1b2c3d4, true);
  view.setUint16(4, 2, true);
  view.setUint16(6, 4, true);
  view.setUint32(16, 0xffff, true);
  view.setUint32(20, options.linkType, true);
  view.setUint32(32, options.kept, true);
  view.setUint32(36, frame.length, true);
  bytes.set(frame.subarray(0, options.kept), 40);
  return bytes;
}

/** A packet of raw IP that carries a SYN. */
const SYN = Uint8Array.from([
  ...[0x45, 0, 0, 40, 0, 0, 0, 0, 64, 6, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2],
  ...[0xc3, 0x50, 0, 80, 0, 0, 0, 1, 0, 0, 0, 0, 0x50, 2, 16, 0, 0, 0, 0, 0],
]);

Deno.test("explainCapture() says that packets were cut off before TCP", () =>
  withFile(pcapOf(SYN, { linkType: 101, kept: 20 }), async (path) => {
    const { failure } = await explain({ path });
    assertStringIncludes(
      failure?.message ?? "",
      "its 1 packet was cut off before",
    );
  }));

Deno.test("explainCapture() names a link type that it does not decode", () =>
  withFile(pcapOf(SYN, { linkType: 195, kept: 40 }), async (path) => {
    const { failure } = await explain({ path });
    assertStringIncludes(failure?.message ?? "", "of link type");
    assertStringIncludes(failure?.message ?? "", "195");
  }));

Deno.test("explainCapture() lists flows where they are many", async () => {
  const { text } = await explain({ path: MANY });
  assertEquals(text.match(/^Verdict$/gm)?.length, 3);
  const ports = await clientPorts(MANY);
  assertStringIncludes(text, `127.0.0.1:${ports[5]}`);
  assertStringIncludes(text, "--stream N");
});

Deno.test("explainCapture() shows one flow that is asked for", async () => {
  const { text } = await explain({ path: MANY, stream: 4 });
  assertEquals(text.match(/^Verdict$/gm)?.length, 1);
  const ports = await clientPorts(MANY);
  assertStringIncludes(text, `127.0.0.1:${ports[4]}`);
});

Deno.test("explainCapture() refuses a flow that the capture does not hold", async () => {
  const { failure } = await explain({ path: MANY, stream: 6 });
  assertEquals(failure?.kind, "usage");
  assertEquals(failure?.hint, "Give a number from 0 to 5.");
});

Deno.test("explainCapture() filters by port and by protocol", async () => {
  const port = (await clientPorts(MANY))[3];
  const fits = await explain({
    path: MANY,
    filter: parseFilter(`host 127.0.0.1 and port ${port} and http`),
  });
  assertEquals(fits.text.match(/^Verdict$/gm)?.length, 1);
  assertStringIncludes(fits.text, `127.0.0.1:${port}`);
  const none = await explain({ path: MANY, filter: parseFilter("ssh") });
  assertEquals(none.text, "None of 6 conversations fits the filter.\n");
});

Deno.test("parseFilter() refuses words that it does not know", () => {
  for (const text of ["proto", "port", "port x", "port 70000", "host"]) {
    try {
      parseFilter(text);
    } catch (error) {
      assert(error instanceof Failure);
      assertEquals(error.kind, "usage");
      continue;
    }
    throw new Error(`${text} was taken`);
  }
});

Deno.test("followCapture() writes what TLS carried, in turn", async () => {
  let text = "";
  await followCapture({
    path: `${TLS}capture.pcapng`,
    keyLog: await readKeyLog(`${TLS}keys.log`),
    stream: 0,
    form: "text",
    say: speak("en"),
    write: (part) => text += part,
  });
  assertEquals(text, "> hello, server\n< revres ,olleh\n");
});

Deno.test("followCapture() writes nothing of TLS without its keys", async () => {
  let text = "";
  await followCapture({
    path: `${TLS}capture.pcapng`,
    stream: 0,
    form: "hex",
    say: speak("en"),
    write: (part) => text += part,
  });
  assert(!text.includes("hello"));
});

Deno.test("followCapture() takes the secrets that come while it reads", async () => {
  let text = "";
  await followCapture({
    path: `${TLS}capture.pcapng`,
    keyLogPath: `${TLS}keys.log`,
    stream: 0,
    form: "text",
    say: speak("en"),
    write: (part) => text += part,
  });
  assertEquals(text, "> hello, server\n< revres ,olleh\n");
});

Deno.test("followCapture() and explainCapture() name a key log that never came to be", async () => {
  const keyLogPath = `${DATA}nothing.log`;
  const path = `${TLS}capture.pcapng`;
  const { text, failure } = await explain({ path, keyLogPath });
  assertStringIncludes(text, "Verdict");
  assertStringIncludes(failure?.message ?? "", "no such file");
  const problem = await assertRejects(() =>
    followCapture({
      path,
      keyLogPath,
      stream: 0,
      form: "text",
      say: speak("en"),
      write: () => {},
    }), Failure);
  assertEquals(problem.message, failure?.message);
});

Deno.test("readKeyLog() refuses a file that is no key log", async () => {
  await assertRejects(
    () => readKeyLog(new URL("../../README.md", import.meta.url).pathname),
    Failure,
    "no key log",
  );
});

Deno.test("summariseCapture() writes one row for each flow", async () => {
  let text = "";
  await summariseCapture({
    path: MANY,
    json: false,
    version: "0",
    say: speak("en"),
    write: (part) => text += part,
  });
  assertEquals(text.trimEnd().split("\n").length, 7);
  for (const line of text.split("\n")) assert(line.length <= 80, line);
});
