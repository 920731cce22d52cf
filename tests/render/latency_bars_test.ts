import { assert, assertEquals } from "@std/assert";
import { stripAnsiCode } from "@std/fmt/colors";
import {
  formatMillis,
  type LatencyBucket,
  renderLatencyBars,
} from "../../src/render/latency_bars.ts";

const OPTIONS = { columns: 60, ascii: false, color: false };

/** Buckets of one width, from pairs of a time and a count. */
function buckets(
  ...pairs: readonly [fromMillis: number, count: number][]
): LatencyBucket[] {
  return pairs.map(([fromMillis, count]) => ({
    fromMillis,
    toMillis: fromMillis * 1.007,
    count,
  }));
}

Deno.test("renderLatencyBars() draws ranges of round numbers, open at both ends", () => {
  const picture = renderLatencyBars(
    buckets([0.03, 5], [0.11, 300], [0.17, 600], [0.3, 100], [7, 3]),
    OPTIONS,
  );
  assertEquals(
    picture,
    `\
        < 0.100 ms  █                                  0.5 %
  0.100 – 0.125 ms  ████████████████                  29.8 %
  0.125 – 0.160 ms                                     0.0 %
  0.160 – 0.200 ms  ████████████████████████████████  59.5 %
  0.200 – 0.250 ms                                     0.0 %
  0.250 – 0.315 ms  █████                              9.9 %
        ≥ 0.315 ms  █                                  0.3 %
`,
  );
});

Deno.test("renderLatencyBars() widens the ranges until they fit", () => {
  const spread = buckets(
    ...Array.from({ length: 60 }, (_, index): [number, number] => [
      0.001 * 1.3 ** index,
      10,
    ]),
  );
  const lines = renderLatencyBars(spread, OPTIONS).trimEnd().split("\n");
  assert(lines.length <= 9, lines.join("\n"));
  for (const line of lines) assertEquals([...line].length, 60, line);
});

Deno.test("renderLatencyBars() draws a single time, and none", () => {
  assertEquals(
    renderLatencyBars(buckets([2.2, 1]), OPTIONS),
    "  2.0 – 2.5 ms  ████████████████████████████████████ 100.0 %\n",
  );
  assertEquals(renderLatencyBars([], OPTIONS), "");
});

Deno.test("renderLatencyBars() loses no time, and shows even the rarest", () => {
  const picture = renderLatencyBars(
    buckets([0.5, 1], [1, 1_000_000], [400_000, 1]),
    OPTIONS,
  );
  const bars = picture.split("\n").filter((line) => line.includes("█"));
  assertEquals(bars.length, 3, picture);
});

Deno.test("renderLatencyBars() draws with ASCII alone, and with colours alike", () => {
  const some = buckets([1, 5], [1.3, 100], [40, 1]);
  const ascii = renderLatencyBars(some, { ...OPTIONS, ascii: true });
  // deno-lint-ignore no-control-regex
  assert(/^[\x00-\x7f]*$/.test(ascii), ascii);
  const colored = renderLatencyBars(some, { ...OPTIONS, color: true });
  assert(colored.includes("\x1b["));
  assertEquals(stripAnsiCode(colored), renderLatencyBars(some, OPTIONS));
});

Deno.test("formatMillis() rounds before it counts digits", () => {
  const times = [0, 0.0004, 0.9994, 0.9996, 9.994, 9.996, 99.94, 99.96, 12_345];
  assertEquals(times.map(formatMillis), [
    "0.000",
    "0.000",
    "0.999",
    "1.00",
    "9.99",
    "10.0",
    "99.9",
    "100",
    "12345",
  ]);
});
