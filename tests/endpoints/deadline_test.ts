import { assertEquals, assertGreaterOrEqual } from "@std/assert";
import { Deadline } from "../../src/endpoints/deadline.ts";

Deno.test("Deadline expires when nothing happens", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  new Deadline(resolve).start(0.01);
  await promise;
});

Deno.test("Deadline counts from the last touch", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const deadline = new Deadline(resolve);
  const started = performance.now();
  deadline.start(0.06);
  // No timer fires in here, however long this machine takes for it.
  while (performance.now() < started + 40);
  const touched = performance.now();
  deadline.touch();
  await promise;
  assertGreaterOrEqual(performance.now() - touched, 58);
});

Deno.test("Deadline of 0 seconds, or one that is stopped, holds no timer", () => {
  // A timer that were left would be found by the test runner.
  const deadline = new Deadline(() => assertEquals("expired", "never"));
  deadline.start(0);
  deadline.start(100);
  deadline.stop();
});
