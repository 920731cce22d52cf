import { assertEquals } from "@std/assert";
import { addCounts, countsOf, formatCounts } from "./counts.ts";

Deno.test("countsOf() reads the summary of deno test", () => {
  const output =
    "a ... ok (1ms)\n\nok | 12 passed (3 steps) | 0 failed | 2 ignored (4ms)\n\n";
  assertEquals(countsOf(output, true), { passed: 12, failed: 0, skipped: 2 });
});

Deno.test("countsOf() reads a summary in colours, with steps that failed", () => {
  const output =
    "\n\x1b[0m\x1b[31mFAILED\x1b[0m | 1 passed (1 step) | 3 failed (1 step) | 2 filtered out \x1b[0m\x1b[38;5;245m(1s)\x1b[0m\n";
  assertEquals(countsOf(output, false), { passed: 1, failed: 3, skipped: 0 });
});

Deno.test("countsOf() takes a run that broke off for a failure", () => {
  assertEquals(countsOf("error: Type checking failed.\n", false).failed, 1);
  assertEquals(countsOf("ok | 5 passed | 0 failed (1ms)\n", false), {
    passed: 5,
    failed: 1,
    skipped: 0,
  });
});

Deno.test("countsOf() does not take the name of a test for the summary", () => {
  const output =
    'prints "ok | 7 passed | 0 failed" ... ok (1ms)\n\nok | 1 passed | 0 failed (2ms)\n';
  assertEquals(countsOf(output, true).passed, 1);
});

Deno.test("formatCounts() names skipped tests only where there are any", () => {
  const counts = addCounts(
    { passed: 1, failed: 0, skipped: 0 },
    { passed: 2, failed: 1, skipped: 0 },
  );
  assertEquals(formatCounts(counts), "3 passed, 1 failed");
  assertEquals(
    formatCounts({ ...counts, skipped: 4 }),
    "3 passed, 1 failed, 4 skipped",
  );
});
