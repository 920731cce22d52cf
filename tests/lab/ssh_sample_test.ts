import { assert, assertEquals } from "@std/assert";
import type { Step } from "../../src/explain/mod.ts";
import { explainSample } from "./samples.ts";

/** Recordings of whole sessions. */
const SESSIONS = ["ssh_default", "ssh_ctr", "ssh_etm", "ssh_gcm"];

function stepsOf(name: string): Step[] {
  const [steps] = explainSample(name).values();
  return steps;
}

for (const name of SESSIONS) {
  Deno.test(`both NEWKEYS of ${name} belong to the key exchange, and no flight comes later`, () => {
    const steps = stepsOf(name);
    assertEquals(
      steps.filter(({ title }) => title === "NEWKEYS")
        .map(({ from, phase }) => `${from} ${phase}`).sort(),
      ["client ssh", "server ssh"],
    );
    const late = steps.filter(({ phase }) => phase === "data");
    assert(late.length > 0);
    assert(late.every(({ flight }) => flight === undefined));
  });

  Deno.test(`what a guess about ${name} means is said once`, () => {
    const long = stepsOf(name).filter(({ protocol, text }) =>
      protocol === "ssh" && text.length > 60
    ).map(({ title, text }) => `${title} ${text}`)
      .filter((text) => text.startsWith("encrypted"));
    assert(long.length > 1);
    assertEquals(long.length, new Set(long).size);
  });
}
