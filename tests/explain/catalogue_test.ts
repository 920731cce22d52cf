import { assert, assertEquals, assertThrows } from "@std/assert";
import { type Key, speak } from "../../src/explain/catalogue.ts";
import { EN } from "../../src/explain/catalogue_en.ts";
import { ZH } from "../../src/explain/catalogue_zh.ts";

const KEYS = Object.keys(EN) as Key[];

/** Names of the places in a sentence. */
function places(sentence: string): string[] {
  const names = [...sentence.matchAll(/\{(\w+)/g)].map(([, name]) => name);
  return [...new Set(names)].sort();
}

Deno.test("catalogues have the same keys in every language", () => {
  assertEquals(Object.keys(ZH).sort(), [...KEYS].sort());
});

Deno.test("catalogues name the same places in every language", () => {
  for (const key of KEYS) {
    assertEquals(places(ZH[key]), places(EN[key]), key);
  }
});

Deno.test("the Chinese catalogue speaks Chinese", () => {
  const terms = new Set<Key>([
    "column.frame",
    "data.text",
    "tls.inferred.finished",
    "verdict.http",
    "verdict.ssh",
    "verdict.tls",
    "verdict.tls.alpn",
  ]);
  const untranslated = KEYS.filter((key) =>
    !/\p{Script=Han}/u.test(ZH[key]) && ZH[key] === EN[key] && !terms.has(key)
  );
  assertEquals(untranslated, []);
});

Deno.test("the Chinese catalogue uses the textbooks' terms", () => {
  const whole = Object.values(ZH).join("\n");
  for (const term of ["三次握手", "四次挥手合并为三次", "证书", "密钥交换"]) {
    assert(whole.includes(term), term);
  }
});

Deno.test("speak() puts values into their places", () => {
  assertEquals(
    speak("en")("verdict.closed"),
    "closed",
  );
  assertEquals(
    speak("zh")("tcp.rstRefused", { port: 80 }),
    "拒绝连接：端口 80 上没有程序在监听。",
  );
});

Deno.test("speak() tells one from many", () => {
  const say = speak("en");
  assertEquals(say("count.segments", { n: 1 }), "1 segment");
  assertEquals(say("count.segments", { n: 0 }), "0 segments");
});

Deno.test("speak() refuses a sentence without its values", () => {
  assertThrows(() => speak("en")("tcp.rstRefused"), TypeError, "{port}");
});
