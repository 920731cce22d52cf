import { assertEquals } from "@std/assert";
import {
  renderWaterfall,
  type WaterfallPhase,
  widthOf,
} from "../../src/render/mod.ts";

const phases: readonly WaterfallPhase[] = [
  {
    label: "name",
    startMillis: 0,
    endMillis: 5,
    detail: "::1, and 1 more",
    tone: "client",
  },
  {
    label: "TCP",
    startMillis: 5,
    endMillis: 6,
    detail: "[::1]:8000",
    tone: "client",
  },
  {
    label: "first byte",
    startMillis: 6,
    endMillis: 19.99,
    detail: "200 OK",
    tone: "server",
  },
  {
    label: "body",
    startMillis: 19.99,
    endMillis: 20,
    detail: "5 B",
    tone: "server",
  },
];

const options = { columns: 80, ascii: true, color: false, total: "total" };

Deno.test("renderWaterfall() draws each phase where its time lies", () => {
  assertEquals(
    renderWaterfall(phases, { ...options, columns: 68 }),
    `\
  name           5.000 ms  ######                    ::1, and 1 more
  TCP            1.000 ms        #                   [::1]:8000
  first byte    13.990 ms         #################  200 OK
  body           0.010 ms                         #  5 B
  total         20.000 ms
`,
  );
});

Deno.test("renderWaterfall() keeps to its columns, in Chinese too", () => {
  const chinese = phases.map((phase) => ({
    ...phase,
    label: "首字节",
    detail: "某某某某某某某某某某某某某某某某某某某某 等 2 个地址",
  }));
  for (const columns of [60, 80, 132]) {
    const text = renderWaterfall(chinese, { ...options, columns });
    for (const line of text.trimEnd().split("\n")) {
      assertEquals(widthOf(line) <= columns, true, `${columns}: ${line}`);
    }
  }
});

Deno.test("renderWaterfall() colours bars only where colours are wanted", () => {
  assertEquals(renderWaterfall(phases, options).includes("\x1b"), false);
  const colored = renderWaterfall(phases, { ...options, color: true });
  assertEquals(colored.includes("\x1b[36m#"), true);
});

Deno.test("renderWaterfall() draws no bars wider than there is time", () => {
  const still = phases.map((phase) => ({
    ...phase,
    startMillis: 0,
    endMillis: 0,
  }));
  const lines = renderWaterfall(still, options).split("\n");
  assertEquals(lines.filter((line) => /\s#\s/.test(line)).length, 4);
  assertEquals(renderWaterfall([], options), "");
});
