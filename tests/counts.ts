/**
 * How many tests ended how, read from what `deno test` says.
 *
 * @module
 */
import { stripAnsiCode } from "@std/fmt/colors";

/** How many tests ended how. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** No test at all. */
export const NO_COUNTS: Counts = { passed: 0, failed: 0, skipped: 0 };

/**
 * Reads the summary at the end of the output of `deno test`.
 *
 * A run that fails without a failed test (its types are wrong, or it broke
 * off) counts as one failure, so that it never looks like success.
 *
 * @param output What `deno test` wrote to standard output.
 * @param success Whether it exited with 0.
 */
export function countsOf(output: string, success: boolean): Counts {
  const summary = stripAnsiCode(output).match(
    /^(?:ok|FAILED) \| (\d+) passed(?: \(\d+ steps?\))? \| (\d+) failed(?: \(\d+ steps?\))?(?: \| (\d+) ignored)?[^\n]*\s*$/m,
  );
  const counts = summary
    ? {
      passed: Number(summary[1]),
      failed: Number(summary[2]),
      skipped: Number(summary[3] ?? 0),
    }
    : NO_COUNTS;
  return !success && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** Adds the results of two runs. */
export function addCounts(a: Counts, b: Counts): Counts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  };
}

/** Writes results as `12 passed, 0 failed, 1 skipped`. */
export function formatCounts(counts: Counts): string {
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : "";
  return `${counts.passed} passed, ${counts.failed} failed${skipped}`;
}
