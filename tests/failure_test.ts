import { assertEquals, assertStrictEquals } from "@std/assert";
import { Failure, inEvery } from "../src/failure.ts";

Deno.test("a Failure that knows one sentence says it in every language", () => {
  const failure = new Failure("usage", "Cannot go: no road.", {
    hint: "Walk.",
  });
  const account = { message: "Cannot go: no road.", hint: "Walk." };
  assertEquals(failure.in("en"), account);
  assertEquals(failure.in("zh"), account);
});

Deno.test("a Failure is English but where another language is asked for", () => {
  const cause = new Error("x");
  const failure = new Failure("refused", {
    en: { message: "Cannot go: no road.", hint: "Walk." },
    zh: { message: "走不了：没有路。" },
  }, { cause });
  assertEquals([failure.message, failure.hint], [
    "Cannot go: no road.",
    "Walk.",
  ]);
  assertEquals(failure.in("zh"), { message: "走不了：没有路。" });
  assertStrictEquals(failure.cause, cause);
});

Deno.test("inEvery() tells which language it is for", () => {
  assertEquals(
    inEvery({ en: 1, zh: 2 }, (number, language) => `${number}${language}`),
    { en: "1en", zh: "2zh" },
  );
});
