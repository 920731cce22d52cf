import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { Failure } from "../../src/failure.ts";
import { alternativeName } from "../../src/pki/alternative_name.ts";
import { TEXTS } from "../../src/pki/failure_text.ts";
import { refuseExisting } from "../../src/pki/output.ts";
import { pemBlocksIn } from "../../src/pki/pem_file.ts";
import { parseSubject } from "../../src/pki/subject.ts";
import { assertBilingual, assertChinese } from "../bilingual.ts";

Deno.test("failures of certificates and keys are told in both languages, with the same places", () => {
  assertBilingual(TEXTS);
});

Deno.test("a damaged PEM file is told of in Chinese", () => {
  const text = "-----BEGIN CERTIFICATE-----\nMIIB";
  const error = assertThrows(
    () => pemBlocksIn(new TextEncoder().encode(text), "my.pem"),
    Failure,
  );
  assertEquals(error.in("zh"), {
    message: "无法使用 my.pem：其中的 CERTIFICATE 块没有 END 行。",
    hint: "文件不完整，请重新复制。",
  });
});

Deno.test("a name and a subject that are none are told of in Chinese, with the reason", () => {
  for (
    const read of [
      () => alternativeName("256.0.0.1"),
      () => alternativeName("https://a.test"),
      () => alternativeName("a.test:443"),
      () => alternativeName("a b"),
      () => parseSubject("CN=a"),
      () => parseSubject("/"),
      () => parseSubject("/CN"),
      () => parseSubject("/CN="),
      () => parseSubject("/X=a"),
      () => parseSubject("/C=USA"),
    ]
  ) {
    const { message, hint } = assertThrows(read, Failure).in("zh");
    assertChinese(message);
    assertChinese(hint ?? "");
  }
});

Deno.test("two things for one file are refused in both languages", async () => {
  const error = await assertRejects(() => refuseExisting(["a", "a"]), Failure);
  assertEquals(error.message, "Cannot write two things to a.");
  assertEquals(error.in("zh").message, "不能把两样东西写进同一个文件 a。");
});
