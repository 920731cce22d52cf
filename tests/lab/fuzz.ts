/**
 * Explains damaged captures without end, or as many as it is told.
 *
 *     deno task fuzz [CASES] [FIRST SEED]
 *
 * @module
 */
import { explainDamaged, loadSamples } from "./mutation.ts";

const cases = Number(Deno.args[0] ?? 200_000);
const first = Number(Deno.args[1] ?? 0);
const samples = loadSamples();

function print(text: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(text));
}

const start = performance.now();
let faults = 0;
let slowest = 0;
for (let seed = first; seed < first + cases; seed++) {
  const sample = samples[seed % samples.length];
  const before = performance.now();
  const fault = explainDamaged(sample, seed);
  slowest = Math.max(slowest, performance.now() - before);
  if (fault !== undefined) {
    faults++;
    print(`${sample.name} ${seed}: ${fault}\n`);
  }
}
const seconds = (performance.now() - start) / 1000;
const { heapUsed } = Deno.memoryUsage();
print(
  `${cases} cases, ${faults} faults, ${seconds.toFixed(0)} s, slowest ${
    slowest.toFixed(0)
  } ms, heap ${(heapUsed / 2 ** 20).toFixed(0)} MiB\n`,
);
Deno.exit(faults > 0 ? 1 : 0);
