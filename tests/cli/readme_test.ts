import { assert, assertStringIncludes } from "@std/assert";
import { EXIT_CODES, OTHER_ENDS } from "../../src/cli/exit_codes.ts";
import { renderOverview } from "../../src/cli/help.ts";
import { MODES } from "../../src/cli/modes.ts";
import { renderModeHelp } from "../../src/cli/help.ts";

const README = await Deno.readTextFile(
  new URL("../../README.md", import.meta.url),
);

Deno.test("the README names every mode", () => {
  for (const { name } of MODES) assertStringIncludes(README, `\`${name}`);
});

Deno.test("the README lists every exit code with its meaning", () => {
  const ends = { ...OTHER_ENDS, ...EXIT_CODES };
  for (const { code, meaning } of Object.values(ends)) {
    const row = new RegExp(`^\\| ${code} +\\| ${meaning} +\\|$`, "m");
    assert(row.test(README), `${code} ${meaning}`);
  }
});

Deno.test("help fits a terminal of 80 columns", () => {
  const screens = [
    renderOverview(MODES, "0.0.0"),
    ...MODES.map((mode) => renderModeHelp(mode)),
  ];
  for (const line of screens.flatMap((screen) => screen.split("\n"))) {
    assert(line.length <= 80, line);
  }
});
