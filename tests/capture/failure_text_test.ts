import { assertEquals } from "@std/assert";
import { TEXTS } from "../../src/capture/failure_text.ts";
import { assertBilingual, assertChinese } from "../bilingual.ts";

/** Those that take lists. */
const WITH_LISTS = ["noInterface", "noLibrary", "unknownMethod", "allBarred"];

Deno.test("failures to capture are told in both languages, with the same places", () => {
  assertBilingual(TEXTS, [...WITH_LISTS, "clauseOf"]);
});

Deno.test("failures to capture that list words are told in both languages", () => {
  for (
    const account of [
      TEXTS.zh.noInterface("eth9", ["lo", "eth0"]),
      TEXTS.zh.noLibrary(["libc.so.6"]),
      TEXTS.zh.unknownMethod("x", "WIRELAB_CAPTURE", ["relay"]),
      TEXTS.zh.allBarred(["甲", "乙"], undefined, undefined, true),
      TEXTS.zh.allBarred(["甲"], undefined, undefined, false),
      TEXTS.zh.allBarred(["甲"], "sudo x", undefined, true),
      TEXTS.zh.allBarred(["甲"], "sudo x", "sudo setcap", true),
      TEXTS.zh.tcpdumpRefused("lo", ""),
    ]
  ) {
    assertChinese(account.message);
    if (account.hint !== undefined) assertChinese(account.hint);
  }
});

Deno.test("the clause of a failure is what stands in the way", () => {
  assertEquals(
    TEXTS.en.clauseOf(TEXTS.en.socketDenied.message),
    "this process lacks the capability CAP_NET_RAW",
  );
  assertEquals(
    TEXTS.zh.clauseOf(TEXTS.zh.socketDenied.message),
    "本进程没有 CAP_NET_RAW 权限",
  );
});
