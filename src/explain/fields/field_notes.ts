import type { BitField, Field } from "../../bytes/mod.ts";
import type { Language } from "../catalogue.ts";
import { FIELDS_EN, FIELDS_ZH } from "./languages.ts";
import { SECTIONS } from "./sections.ts";

/** What is said of a field. */
export interface FieldNote {
  /** One sentence: what it is, and why it is there. */
  readonly text: string;
  /** Where it is specified: `RFC 9293 §3.1`. */
  readonly section: string | undefined;
}

/** Sentences on fields by their keys, in one language. */
export type FieldSentences = Readonly<Record<string, string>>;

const SENTENCES: Readonly<Record<Language, FieldSentences>> = {
  en: FIELDS_EN,
  zh: FIELDS_ZH,
};

/** Groups whose fields are explained as those of a protocol of their own. */
const NAMESPACES: ReadonlyMap<string, string> = new Map([
  ["ethernet", "ethernet"],
  ["vlan", "ethernet"],
  ["pppoe", "ppp"],
  ["linux_cooked", "linux_cooked"],
  ["linux_cooked_v2", "linux_cooked"],
  ["null_loopback", "null_loopback"],
  ["ppp", "ppp"],
  ["ipv4", "ipv4"],
  ["ipv6", "ipv6"],
  ["tcp", "tcp"],
  ["tbsCertificate", "x509"],
  ["signatureAlgorithm", "x509"],
  ["signatureValue", "x509"],
]);

/** Fields that belong to the group around them and to no other. */
const STRUCTURAL = /^(tag|kind|type|length|unused_bits|.+_length)$/;

/** Namespace of what may be found in every protocol. */
const COMMON = "any";

/**
 * Knows what each field of each protocol is, and why it is there.
 *
 * A field is looked up by its key or name together with the groups around it,
 * the nearest first: `tls.server_name.extension_type` comes before
 * `tls.client_hello.extension_type`, and that before `tls.extension_type`.
 */
export class FieldNotes {
  readonly #sentences: FieldSentences;

  /**
   * Opens the sentences of a language.
   *
   * @param language The language.
   */
  constructor(language: Language) {
    this.#sentences = SENTENCES[language];
  }

  /**
   * Explains a field.
   *
   * @param protocol Protocol of the message, or of what carried it.
   * @param path The groups around the field, the outermost first, then the field.
   * @returns `undefined` for a field that nothing is known of.
   */
  of(protocol: string, path: readonly Field[]): FieldNote | undefined {
    return this.#first(keysOf(protocol, path));
  }

  /**
   * Explains a value that shares the bytes of a field.
   *
   * @param protocol Protocol of the message.
   * @param path The groups around the field, the outermost first, then the field.
   * @param bit The value.
   */
  ofBit(
    protocol: string,
    path: readonly Field[],
    bit: BitField,
  ): FieldNote | undefined {
    const { namespace } = scopeOf(protocol, path);
    const parent = path[path.length - 1].name;
    return this.#first([
      `${namespace}.${parent}.${bit.name}`,
      `${namespace}.${bit.name}`,
    ]);
  }

  #first(keys: Iterable<string>): FieldNote | undefined {
    for (const key of keys) {
      if (Object.hasOwn(this.#sentences, key)) {
        return { text: this.#sentences[key], section: sectionOf(key) };
      }
    }
    return undefined;
  }
}

/**
 * Tells where the field of a key is specified: by its own entry, else by that
 * of the structure it stands in.
 *
 * @param key Key of a sentence.
 */
export function sectionOf(key: string): string | undefined {
  for (let end = key.length; end > 0; end = key.lastIndexOf(".", end - 1)) {
    const prefix = key.slice(0, end);
    if (Object.hasOwn(SECTIONS, prefix)) return SECTIONS[prefix];
  }
  return undefined;
}

/** Keys under which a field may be explained, the most specific first. */
function* keysOf(
  protocol: string,
  path: readonly Field[],
): Generator<string> {
  const { namespace, groups } = scopeOf(protocol, path);
  const leaf = path[path.length - 1];
  for (const name of namesOf(leaf)) {
    const around = STRUCTURAL.test(name) ? groups.slice(-1) : groups;
    for (const group of around.toReversed()) {
      if (group.key !== undefined) yield `${namespace}.${group.key}.${name}`;
      yield `${namespace}.${group.name}.${name}`;
    }
    yield `${namespace}.${name}`;
  }
  if (leaf.name.endsWith("_length")) yield `${namespace}.*_length`;
  yield `${COMMON}.${leaf.name}`;
}

/** The names of a field, the most specific first: of its value, then its own. */
function namesOf({ key, name, text }: Field): string[] {
  const names = [name];
  if (text !== undefined) names.unshift(`${name}.${text}`);
  if (key !== undefined) names.unshift(key);
  return names;
}

/** The protocol that explains a field, and the groups around it that belong to that. */
function scopeOf(
  protocol: string,
  path: readonly Field[],
): { namespace: string; groups: readonly Field[] } {
  const groups = path.slice(0, -1);
  const at = groups.findLastIndex(({ name }) => NAMESPACES.has(name));
  return at < 0 ? { namespace: protocol, groups } : {
    namespace: NAMESPACES.get(groups[at].name) ?? protocol,
    groups: groups.slice(at),
  };
}
