import { assertEquals } from "@std/assert";
import { PhaseClock } from "../../src/lab/phases.ts";

/** A clock that is told the time. */
function clockAt(...times: number[]): PhaseClock {
  return new PhaseClock(() => times.shift() ?? NaN);
}

Deno.test("PhaseClock has a phase end where the next one begins", () => {
  const clock = clockAt(100, 103, 110);
  clock.begin("name");
  clock.begin("tcp");
  clock.end();
  assertEquals(clock.phases, [
    { name: "name", startMillis: 0, endMillis: 3 },
    { name: "tcp", startMillis: 3, endMillis: 10 },
  ]);
});

Deno.test("PhaseClock stands still between phases", () => {
  const clock = clockAt(100, 105, 165, 170);
  clock.begin("tcp");
  clock.end();
  clock.begin("tls");
  clock.end();
  assertEquals(clock.phases, [
    { name: "tcp", startMillis: 0, endMillis: 5 },
    { name: "tls", startMillis: 5, endMillis: 10 },
  ]);
});

Deno.test("PhaseClock tells nothing of a phase that goes on, nor of an end without one", () => {
  const clock = clockAt(1, 2);
  clock.end();
  clock.begin("name");
  assertEquals(clock.phases, []);
});
