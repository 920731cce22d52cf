/**
 * A process that makes certificates on command, for the tests that let many
 * start at the same time.
 *
 * It says `ready`, then answers each line of JSON, the options, with a line of
 * JSON, the certificates. With `--no-links` the system has no hard links.
 *
 * @module
 */

import { ensureCertificates } from "../../src/pki/store.ts";

if (Deno.args.includes("--no-links")) {
  Deno.link = () =>
    Promise.reject(new Deno.errors.NotSupported("no links here"));
}

async function write(line: string): Promise<void> {
  await Deno.stdout.write(new TextEncoder().encode(`${line}\n`));
}

await write("ready");
const decoder = new TextDecoder();
let text = "";
for await (const chunk of Deno.stdin.readable) {
  text += decoder.decode(chunk, { stream: true });
  const lines = text.split("\n");
  text = lines.pop() ?? "";
  for (const line of lines) {
    await write(JSON.stringify(await ensureCertificates(JSON.parse(line))));
  }
}
