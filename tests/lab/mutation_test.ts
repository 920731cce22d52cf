/**
 * Damaged captures: never a crash, never a byte that no field accounts for.
 * `deno task fuzz` does the same with as many cases as it is told.
 */
import { assertEquals } from "@std/assert";
import { explainCut, explainDamaged, loadSamples } from "./mutation.ts";

const CASES = 5000;

const samples = loadSamples();

Deno.test(`explain() accounts for each byte of ${CASES} damaged captures`, () => {
  for (let seed = 0; seed < CASES; seed++) {
    const sample = samples[seed % samples.length];
    assertEquals(
      explainDamaged(sample, seed),
      undefined,
      `${sample.name} ${seed}`,
    );
  }
});

Deno.test("explain() takes a capture that is cut at any length", () => {
  const [smallest] = samples.toSorted((a, b) => a.file.length - b.file.length);
  for (let length = 0; length < smallest.file.length; length++) {
    assertEquals(
      explainCut(smallest, length),
      undefined,
      `${smallest.name} ${length}`,
    );
  }
});
