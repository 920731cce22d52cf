import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { LatencyHistogram } from "../../../src/lab/bench/histogram.ts";

const PERCENTS = [0, 1, 10, 50, 90, 99, 99.9, 100];
/** Half a unit of 0.1 microseconds, and what floating point adds. */
const ROUNDING_MILLIS = 0.000_051;

/** Numbers from 0 to 1, the same each time. */
function* random(seed: number): Generator<number> {
  for (let state = seed;;) {
    state = Math.imul(state, 1_664_525) + 1_013_904_223 >>> 0;
    yield state / 2 ** 32;
  }
}

/** Times as they come in a load: most alike, a few a thousand times as long. */
function latencies(count: number, seed: number): number[] {
  const next = random(seed);
  return Array.from({ length: count }, () => {
    const [a, b] = [next.next().value, next.next().value];
    return 0.02 * 1000 ** (a * b ** 3) + a * 0.05;
  });
}

function histogramOf(millis: readonly number[]): LatencyHistogram {
  const histogram = new LatencyHistogram();
  for (const each of millis) histogram.record(each);
  return histogram;
}

Deno.test("LatencyHistogram tells percentiles to within 0.8 percent of exact sorting", () => {
  for (const count of [1, 2, 7, 100, 20_000]) {
    for (const seed of [1, 2, 3]) {
      const all = latencies(count, seed);
      const histogram = histogramOf(all);
      const sorted = all.toSorted((a, b) => a - b);
      for (const percent of PERCENTS) {
        const rank = Math.max(1, Math.ceil(count * percent / 100));
        const exact = sorted[rank - 1];
        const told = histogram.percentile(percent);
        assert(
          Math.abs(told - exact) <= exact / 128 + ROUNDING_MILLIS,
          `p${percent} of ${count}: ${told} instead of ${exact}`,
        );
      }
      assertEquals(histogram.count, count);
      assertEquals(histogram.minMillis, sorted[0]);
      assertEquals(histogram.maxMillis, sorted[count - 1]);
      const sum = all.reduce((sum, each) => sum + each, 0);
      assertAlmostEquals(histogram.meanMillis, sum / count, 1e-9);
    }
  }
});

Deno.test("LatencyHistogram puts every time into a bucket that holds it", () => {
  for (let exponent = 0; exponent < 32; exponent++) {
    for (const around of [-1, 0, 1]) {
      const units = Math.min(2 ** 32 - 1, Math.max(0, 2 ** exponent + around));
      const [bucket, ...others] = histogramOf([units / 10_000]).buckets();
      assertEquals([bucket.count, others], [1, []]);
      assert(
        bucket.fromMillis * 10_000 <= units + 1e-3 &&
          units < bucket.toMillis * 10_000,
        `${units} in ${bucket.fromMillis} to ${bucket.toMillis}`,
      );
      const width = bucket.toMillis - bucket.fromMillis;
      assert(width <= Math.max(0.000_101, bucket.fromMillis / 128 + 1e-9));
    }
  }
});

Deno.test("LatencyHistogram has buckets that touch, in order, and hold all", () => {
  const histogram = histogramOf(latencies(5000, 9));
  let last = 0;
  let sum = 0;
  for (const { fromMillis, toMillis, count } of histogram.buckets()) {
    assert(fromMillis >= last && toMillis > fromMillis);
    last = toMillis;
    sum += count;
  }
  assertEquals(sum, 5000);
});

Deno.test("LatencyHistogram counts what lasts longer than it can tell as its longest", () => {
  const histogram = histogramOf([1, 1_000_000]);
  assertEquals(histogram.count, 2);
  assertEquals(histogram.maxMillis, 1_000_000);
  assert(histogram.percentile(99) > 400_000);
});

Deno.test("LatencyHistogram is all zeros while it is empty", () => {
  const { count, minMillis, meanMillis, maxMillis } = new LatencyHistogram();
  assertEquals([count, minMillis, meanMillis, maxMillis], [0, 0, 0, 0]);
  assertEquals(new LatencyHistogram().percentile(50), 0);
  assertEquals([...new LatencyHistogram().buckets()], []);
});
