import { assert, assertEquals } from "@std/assert";
import { TEXTS } from "../../src/cli/failure_text.ts";
import { assertBilingual, assertChinese } from "../bilingual.ts";

/** Those that take lists and refusals. */
const WITH_OBJECTS = ["refused", "noChoice", "unknownDemo"];

Deno.test("failures of calls are told in both languages, with the same places", () => {
  assertBilingual(TEXTS, WITH_OBJECTS);
});

Deno.test("failures of calls that list words are told in both languages", () => {
  const choices = ["1.2", "1.3"];
  assertEquals(TEXTS.zh.noChoice("tls", "1.4", choices, "1.3"), {
    message: "不能使用 --tls 1.4：可选的值是 1.2、1.3。",
    hint: "请写成 --tls 1.3",
  });
  assertEquals(TEXTS.zh.unknownDemo("x", undefined, ["tcp", "tls"]), {
    message: "无法运行 demo x：没有这个演示。",
    hint: "可选的演示：tcp、tls。",
  });
  for (const meant of ["tcp", undefined]) {
    assertChinese(TEXTS.zh.unknownDemo("x", meant, []).hint ?? "");
    assertChinese(TEXTS.zh.unknownMode("x", meant).hint ?? "");
    assertChinese(TEXTS.zh.unknownAction("cert", "x", meant).hint ?? "");
    assertChinese(TEXTS.zh.unknownOption("--x", meant).hint ?? "");
  }
});

Deno.test("a failure of a call is a sentence, its hint a hint", () => {
  for (const text of [TEXTS.en, TEXTS.zh]) {
    const { message, hint } = text.noNumber("count", "x", 2, undefined);
    assert(/[.。]$/.test(message), message);
    assert(hint?.endsWith("--count 2"), hint);
  }
});
