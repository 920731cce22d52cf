import { assertEquals } from "@std/assert";
import type { StoredSample } from "../tls/samples.ts";
import type { Step } from "../data/conversations.ts";
import { readSamples } from "./tls_samples.ts";

const stored = new URL("../tls/samples.json", import.meta.url);

function storedStep(step: Step): [number, string][] {
  if (!("bytes" in step)) return [];
  let text = "";
  for (const byte of step.bytes) text += String.fromCharCode(byte);
  return [[step.direction, btoa(text)]];
}

Deno.test("tests/tls/samples.json holds the conversations of the captures", () => {
  const samples: StoredSample[] = readSamples().map(
    ({ name, keys, conversations }) => ({
      name,
      keys: keys.replaceAll(/^#.*\n/gm, ""),
      conversations: conversations.map((steps) => steps.flatMap(storedStep)),
    }),
  );
  if (Deno.args.includes("--update")) {
    Deno.writeTextFileSync(stored, `${JSON.stringify(samples, null, 2)}\n`);
  }
  assertEquals(JSON.parse(Deno.readTextFileSync(stored)), samples);
});
