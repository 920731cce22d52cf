import { assertEquals } from "@std/assert";
import { languageOf, openTerminal } from "../../src/cli/terminal.ts";

function language(variables: Record<string, string>): string {
  return languageOf((name) => variables[name]);
}

Deno.test("languageOf() takes Chinese from every form of its locale", () => {
  for (
    const locale of ["zh", "zh_CN", "zh_CN.UTF-8", "zh-Hans", "zh@x", "ZH_TW"]
  ) {
    assertEquals(language({ LANG: locale }), "zh", locale);
  }
});

Deno.test("languageOf() takes English for everything else", () => {
  for (const locale of ["", "C", "POSIX", "en_US.UTF-8", "de_DE", "zha", "x"]) {
    assertEquals(language({ LANG: locale }), "en", locale);
  }
  assertEquals(language({}), "en");
});

Deno.test("languageOf() heeds LC_ALL before LC_MESSAGES before LANG, and passes over empty ones", () => {
  assertEquals(language({ LC_ALL: "C", LANG: "zh_CN" }), "en");
  assertEquals(language({ LC_MESSAGES: "zh_CN", LANG: "en_US" }), "zh");
  assertEquals(
    language({ LC_ALL: "", LC_MESSAGES: "", LANG: "zh_CN" }),
    "zh",
  );
});

Deno.test("openTerminal() lets --lang decide before the locale", () => {
  assertEquals(openTerminal({ language: "zh" }).language, "zh");
  assertEquals(openTerminal({ language: "en" }).language, "en");
});

Deno.test("openTerminal() has no colours where --no-color is given", () => {
  assertEquals(openTerminal({ noColor: true }).color, false);
});
