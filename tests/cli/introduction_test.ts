import { assert, assertEquals } from "@std/assert";
import type { CapturePlan } from "../../src/capture/probe.ts";
import { introductionOf } from "../../src/cli/introduction.ts";
import { speak } from "../../src/explain/mod.ts";
import { widthOf } from "../../src/render/width.ts";

const columns = 80;

function plan(command: string): CapturePlan {
  const clause = "this process lacks the capability CAP_NET_RAW, ".repeat(2);
  return {
    method: "relay",
    refused: [],
    reason: { en: clause, zh: "本进程没有 CAP_NET_RAW 权限，".repeat(3) },
    command,
  };
}

Deno.test("introductionOf() keeps a demo's first lines to the columns of the terminal", () => {
  const command = `sudo setcap cap_net_raw+ep /home/ada/${"x".repeat(40)}`;
  for (const language of ["en", "zh"] as const) {
    const text = introductionOf("A demo.", plan(command), {
      say: speak(language),
      language,
      columns,
    });
    const lines = text.split("\n");
    for (const line of lines) assert(widthOf(line) <= columns, line);
    assertEquals(lines.slice(-3), [command, "", ""]);
  }
});

Deno.test("introductionOf() leaves a short command beside its words", () => {
  const text = introductionOf("A demo.", plan("sudo true"), {
    say: speak("en"),
    language: "en",
    columns,
  });
  assert(text.endsWith("\nReal packets after: sudo true\n\n"), text);
});
