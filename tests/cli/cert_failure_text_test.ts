import { assertEquals } from "@std/assert";
import { type Task, TEXTS } from "../../src/cli/cert/failure_text.ts";
import { assertBilingual, assertChinese } from "../bilingual.ts";

const TASKS: readonly Task[] = ["show", "sign", "verify", "encrypt", "decrypt"];

Deno.test("failures of wirelab cert are told in both languages, with the same places", () => {
  assertBilingual(TEXTS, ["noFileNamed", "recodeInPlace"]);
});

Deno.test("every action of wirelab cert that lacks its file says so in both languages", () => {
  for (const task of TASKS) {
    const { message, hint } = TEXTS.zh.noFileNamed(task, "wirelab cert …");
    assertChinese(message);
    assertChinese(hint ?? "");
  }
  assertEquals(
    TEXTS.en.noFileNamed("sign", "wirelab cert sign request.csr"),
    {
      message: "Cannot sign a request: no file is named.",
      hint: "Name one: wirelab cert sign request.csr",
    },
  );
});

Deno.test("an action is named in Chinese where a sentence says what it would overwrite", () => {
  assertEquals(
    (["encrypt", "decrypt"] as const).map((action) =>
      TEXTS.zh.recodeInPlace(action, "a.key", "a.key").message
    ),
    [
      "不能直接加密 a.key：原文件会被覆盖。",
      "不能直接解密 a.key：原文件会被覆盖。",
    ],
  );
});
