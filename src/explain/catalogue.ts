import { escapeControls } from "../bytes/mod.ts";
import { EN } from "./catalogue_en.ts";
export { EN } from "./catalogue_en.ts";
import { ZH } from "./catalogue_zh.ts";

/** Languages in which conversations are explained. */
export type Language = "en" | "zh";

/** Name of a sentence in the catalogues. */
export type Key = keyof typeof EN;

/** All sentences of one language; every language has the same keys. */
export type Catalogue = Readonly<Record<Key, string>>;

const CATALOGUES: Readonly<Record<Language, Catalogue>> = { en: EN, zh: ZH };

/** Says the sentence of a key, with values in the places that it names. */
export type Say = (
  key: Key,
  values?: Readonly<Record<string, string | number>>,
) => string;

/**
 * Opens the catalogue of a language.
 *
 * A place in a sentence is a name in braces. Control characters in a value,
 * which may come from a peer, are escaped. A number that decides between one
 * and many is written `{n|segment|segments}`.
 *
 * @param language Language of the sentences.
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { speak } from "./catalogue.ts";
 *
 * const say = speak("en");
 * assertEquals(say("count.segments", { n: 1 }), "1 segment");
 * assertEquals(say("count.segments", { n: 3 }), "3 segments");
 * ```
 */
export function speak(language: Language): Say {
  const catalogue = CATALOGUES[language];
  return (key, values = {}) =>
    catalogue[key].replaceAll(
      /\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g,
      (place, name, one, many) => {
        const value = values[name];
        if (value === undefined) {
          throw new TypeError(
            `Cannot say ${key}: there is no value for ${place}`,
          );
        }
        if (one === undefined) return escapeControls(String(value));
        return Number(value) === 1 ? one : many;
      },
    );
}
