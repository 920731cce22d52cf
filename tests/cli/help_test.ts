import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { stripAnsiCode } from "@std/fmt/colors";
import { renderModeHelp, renderOverview } from "../../src/cli/help.ts";
import { CATEGORIES, type Mode } from "../../src/cli/mode.ts";
import { MODES } from "../../src/cli/modes.ts";

const ECHO: Mode = {
  name: "echo",
  category: "Tools",
  summary: "says it again",
  usage: "[WORD] [OPTIONS]",
  positionals: 1,
  options: [
    { name: "loud", short: "l", summary: "louder" },
    {
      name: "language-of-the-text",
      value: "LANG",
      choices: ["en", "zh"],
      summary:
        "a phrase that is too long for what is left of the line, so that it goes on",
    },
  ],
  examples: [{ call: "wirelab echo hi", does: "says hi" }],
  run: () => Promise.resolve(0),
};

Deno.test("renderModeHelp() shows examples first, then the options", () => {
  assertEquals(
    renderModeHelp(ECHO),
    `wirelab echo [WORD] [OPTIONS]
says it again

Examples
  wirelab echo hi   says hi

Options
  -l, --loud              louder
  --language-of-the-text en|zh
                          a phrase that is too long for what is left of the
                          line, so that it goes on
  -h, --help              show this help
  --lang en|zh            language; LC_ALL, LC_MESSAGES or LANG by default
  --no-color              no colours (NO_COLOR does the same)
`,
  );
});

Deno.test("renderOverview() shows examples first, then the modes by category", () => {
  const tool = { ...ECHO, name: "tool" };
  const demo: Mode = { ...ECHO, name: "demo", category: "See it happen" };
  const screen = renderOverview([tool, demo], "1.2.3");
  const order = ["1.2.3", "Try", "See it happen", "  demo ", "Tools", "  tool "]
    .map((text) => screen.indexOf(text));
  assert(!order.includes(-1), screen);
  assertEquals(order, order.toSorted((a, b) => a - b));
  assert(!screen.includes("Packets"), "a category without modes is shown");
});

Deno.test("help differs by colours alone where colours are used", () => {
  const coloured = renderModeHelp(ECHO, { color: true });
  if (!Deno.noColor) assert(coloured.includes("\x1b["));
  assertEquals(stripAnsiCode(coloured), renderModeHelp(ECHO));
});

Deno.test("every help screen fits 80 columns, and the overview one screen", () => {
  const overview = renderOverview(MODES, "10.10.10");
  assert(overview.split("\n").length <= 40, "the overview is too long");
  for (
    const screen of [
      overview,
      ...MODES.map((mode) => renderModeHelp(mode)),
    ]
  ) {
    for (const line of screen.split("\n")) assert(line.length <= 80, line);
  }
});

Deno.test("every mode is described in full, and its examples call it", () => {
  for (const mode of MODES) {
    assert(CATEGORIES.includes(mode.category), mode.name);
    assert(mode.examples.length > 0, `${mode.name} has no example`);
    for (const { call } of mode.examples) {
      assertStringIncludes(call, `wirelab ${mode.name}`);
    }
    const names = mode.options.flatMap((option) =>
      [
        option.name,
        option.short ?? [],
      ].flat()
    );
    assertEquals(names.length, new Set(names).size, `${mode.name}: twice`);
    for (const option of mode.options) {
      for (const other of option.conflicts ?? []) {
        assert(
          names.includes(other),
          `${mode.name} --${option.name}: ${other}`,
        );
      }
    }
  }
});
