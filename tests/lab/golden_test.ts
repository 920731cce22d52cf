/**
 * Every recorded capture, explained, against the text that was looked at.
 *
 * Write the texts again after a change that is meant to change them:
 *
 *     deno test --allow-read --allow-write tests/lab/golden_test.ts -- --update
 */
import { assertEquals } from "@std/assert";
import { type Language, speak } from "../../src/explain/mod.ts";
import { explainCapture } from "../../src/lab/explanation.ts";
import { readKeyLog } from "../../src/lab/secrets.ts";

const DATA = new URL("../data/", import.meta.url);
const UPDATE = Deno.args.includes("--update");

/** Cases that are explained in Chinese as well, and drawn in ASCII. */
const ALSO_IN_CHINESE = ["tls13_aes256_gcm_alpn", "tls12_resumption_ticket"];
const ALSO_IN_ASCII = ["tls13_aes256_gcm_alpn"];

function exists(url: URL): boolean {
  try {
    return Deno.statSync(url).isFile;
  } catch {
    return false;
  }
}

async function explain(
  folder: URL,
  options: { language?: Language; ascii?: boolean } = {},
): Promise<string> {
  const keys = new URL("keys.log", folder);
  let text = "";
  await explainCapture({
    path: new URL("capture.pcapng", folder).pathname,
    keyLog: exists(keys) ? await readKeyLog(keys.pathname) : undefined,
    fullFlows: 10,
    listedFlows: 10,
    say: speak(options.language ?? "en"),
    color: false,
    columns: 80,
    ascii: options.ascii ?? false,
    json: false,
    version: "0",
    write: (part) => text += part,
  });
  return text;
}

async function check(expected: URL, text: string): Promise<void> {
  if (UPDATE) await Deno.writeTextFile(expected, text);
  assertEquals(text, await Deno.readTextFile(expected));
}

const names = [...Deno.readDirSync(DATA)]
  .filter((entry) =>
    entry.isDirectory && exists(new URL(`${entry.name}/capture.pcapng`, DATA))
  )
  .map((entry) => entry.name)
  .sort();

for (const name of names) {
  const folder = new URL(`${name}/`, DATA);
  Deno.test(`explain() tells ${name}`, async () => {
    await check(new URL("expected.txt", folder), await explain(folder));
  });
}

for (const name of ALSO_IN_CHINESE) {
  const folder = new URL(`${name}/`, DATA);
  Deno.test(`explain() tells ${name} in Chinese`, async () => {
    const text = await explain(folder, { language: "zh" });
    await check(new URL("expected.zh.txt", folder), text);
  });
}

for (const name of ALSO_IN_ASCII) {
  const folder = new URL(`${name}/`, DATA);
  Deno.test(`explain() tells ${name} in ASCII`, async () => {
    const text = await explain(folder, { ascii: true });
    await check(new URL("expected.ascii.txt", folder), text);
  });
}
