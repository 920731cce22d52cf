import { assert, assertEquals } from "@std/assert";
import type { Bilingual } from "../src/failure.ts";

/** A word for every argument of a function in a catalogue, whatever it is. */
const PLACES = [3, 4, 5, 6] as const;

/** All texts of a catalogue, each function called with numbers in its places. */
function textsOf(value: unknown, path: string): [string, string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value === "function") return textsOf(value(...PLACES), path);
  return Object.entries(value ?? {}).flatMap(([key, entry]) =>
    textsOf(entry, `${path}.${key}`)
  );
}

/** What both languages of a text must show alike: calls, options and places. */
function fixed(text: string): string[] {
  const pattern =
    /wirelab (?:[a-z]+-[a-z]+|demo|cert(?: [a-z-]+)?|capture|explain)|--[a-z][a-z-]*|\b[3-6]\b|-----BEGIN [A-Z ]+/g;
  return (text.match(pattern) ?? []).sort();
}

/**
 * Holds the languages of a catalogue equal: the same keys, the same places,
 * the same calls and options; and Chinese that is written as Chinese.
 *
 * @param texts The catalogue.
 * @param skipped Paths that want arguments of their own.
 */
export function assertBilingual(
  texts: Bilingual<object>,
  skipped: readonly string[] = [],
): void {
  const without = (language: keyof typeof texts) =>
    Object.fromEntries(
      Object.entries(texts[language]).filter(([key]) => !skipped.includes(key)),
    );
  assertEquals(Object.keys(texts.zh).sort(), Object.keys(texts.en).sort());
  const english = textsOf(without("en"), "");
  const chinese = new Map(textsOf(without("zh"), ""));
  assertEquals([...chinese.keys()].sort(), english.map(([key]) => key).sort());
  for (const [key, text] of english) {
    const other = chinese.get(key) ?? "";
    assertEquals(fixed(other), fixed(text), `${key}: ${other}`);
    assertChinese(other, key);
  }
}

/** Holds that a sentence is Chinese, with the punctuation of Chinese. */
export function assertChinese(text: string, key = text): void {
  assert(/\p{Script=Han}/u.test(text), `${key}: ${text}`);
  assert(!/undefined|NaN|\[object/.test(text), `${key}: ${text}`);
  assert(
    !/\p{Script=Han}[,;:?!(]|[,;:?!)]\p{Script=Han}|\p{Script=Han}\.$/u.test(
      text,
    ),
    `halfwidth punctuation beside Chinese: ${key}: ${text}`,
  );
  assert(
    !/ [，。：；？！、（）]|[，。：；？！、（）] /u.test(text),
    `a space beside fullwidth punctuation: ${key}: ${text}`,
  );
}
