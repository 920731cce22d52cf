import { assert, assertEquals } from "@std/assert";
import { Pace } from "../../../src/lab/bench/pace.ts";

Deno.test("Pace counts only what begins after the warm-up", () => {
  let counting = 0;
  const pace = new Pace({
    warmUpSeconds: 1,
    seconds: 2,
    most: Infinity,
    onCounting: () => counting++,
  });
  pace.start(5000);
  assert(pace.admits(5000));
  assert(pace.admits(5999));
  assertEquals(pace.ended(5999, 6100), false);
  assertEquals([pace.latencies.count, counting], [0, 0]);
  assert(pace.admits(6100));
  assertEquals(pace.ended(6100, 6500), true);
  assert(pace.admits(6500));
  assertEquals([pace.latencies.count, counting], [1, 1]);
  assertEquals(pace.latencies.maxMillis, 400);
});

Deno.test("Pace counts what begins in time and ends late, and its time too", () => {
  const pace = new Pace({ warmUpSeconds: 0, seconds: 2, most: Infinity });
  pace.start(0);
  assert(pace.admits(1999));
  assert(!pace.admits(2000));
  assertEquals(pace.ended(1999, 4000), true);
  assertEquals([pace.latencies.count, pace.seconds], [1, 4]);
});

Deno.test("Pace ends after as many as may be, whether or not they are over", () => {
  const pace = new Pace({ warmUpSeconds: 0, seconds: 60, most: 2 });
  pace.start(0);
  assertEquals([1, 2, 3].map((now) => pace.admits(now)), [true, true, false]);
  pace.ended(1, 10);
  assert(!pace.admits(11));
  pace.ended(2, 20);
  assertEquals([pace.latencies.count, pace.seconds], [2, 0.02]);
});

Deno.test("Pace begins to count where the warm-up was often enough", () => {
  let counting = 0;
  const pace = new Pace({
    warmUpSeconds: 10,
    mostWarmUps: 2,
    seconds: 1,
    most: Infinity,
    onCounting: () => counting++,
  });
  pace.start(0);
  assert(pace.admits(0) && pace.admits(100));
  assertEquals(counting, 0);
  assert(pace.admits(200));
  assertEquals(counting, 1);
  assertEquals(pace.ended(100, 250), false);
  assertEquals(pace.ended(200, 300), true);
  assert(pace.admits(1199) && !pace.admits(1200));
});

Deno.test("Pace notes another latency than that of the whole, where it is told", () => {
  const pace = new Pace({ warmUpSeconds: 0, seconds: 1, most: 1 });
  pace.start(0);
  pace.admits(0);
  pace.ended(0, 100, 7);
  assertEquals([pace.latencies.maxMillis, pace.seconds], [7, 0.1]);
});
