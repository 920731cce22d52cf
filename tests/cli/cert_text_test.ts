import { assert, assertEquals } from "@std/assert";
import { remarkOf, remedyOf } from "../../src/cli/cert/remark.ts";
import { certText, type Remark } from "../../src/cli/cert/text.ts";

const EN = certText("en");
const ZH = certText("zh");

/** Paths of all entries: `state.valid`, `remarks.expired`. */
function paths(value: object, prefix = ""): string[] {
  return Object.entries(value).flatMap(([key, entry]) =>
    typeof entry === "object"
      ? paths(entry, `${prefix}${key}.`)
      : [`${prefix}${key}:${typeof entry}`]
  ).sort();
}

/** All sentences of a language, each function called with words in its places. */
function sentences(value: object, prefix = ""): [string, string][] {
  return Object.entries(value).flatMap(([key, entry]): [string, string][] => {
    const path = `${prefix}${key}`;
    if (typeof entry === "string") return [[path, entry]];
    if (typeof entry === "object") return sentences(entry, `${path}.`);
    return /^(remarks|remedies|list|sentence)/.test(path)
      ? []
      : [[path, entry("PLACE", "PLACE", "PLACE")]];
  });
}

const DATE = new Date("2026-01-02T03:04:05Z");

/** One remark of every kind. */
const REMARKS: readonly Remark[] = [
  { kind: "self-signed" },
  { kind: "own-authority", root: "ROOT", path: "ca.pem" },
  { kind: "untrusted-root", root: "ROOT" },
  { kind: "missing-issuer", issuer: "ISSUER" },
  { kind: "missing-issuer", of: "OTHER", issuer: "ISSUER" },
  { kind: "bad-signature", of: "OTHER", issuer: "ISSUER" },
  { kind: "issuer-no-ca", issuer: "ISSUER" },
  { kind: "issuer-may-not-sign", issuer: "ISSUER" },
  { kind: "path-too-long", issuer: "ISSUER", limit: 0 },
  { kind: "path-too-long", issuer: "ISSUER", limit: 2 },
  { kind: "name-not-permitted", issuer: "ISSUER", name: "example.com" },
  { kind: "unknown-critical", extension: "1.2.3" },
  { kind: "expired", date: DATE, days: 1 },
  { kind: "expired", of: "OTHER", date: DATE, days: 3 },
  { kind: "not-yet-valid", date: DATE, days: 2 },
  { kind: "wrong-name", host: "a.test", names: ["b.test", "c.test"] },
  { kind: "no-names", commonName: "a.test" },
  { kind: "ca-as-leaf" },
  { kind: "no-authority" },
  { kind: "cannot-sign" },
  { kind: "cannot-certify" },
  { kind: "wrong-purpose", use: "server", purposes: ["clientAuth", "1.2.3"] },
  { kind: "key-not-for-browsers", key: "Ed25519" },
  { kind: "weak-signature", signature: "RSA with SHA-1" },
  { kind: "tiny-key", key: "RSA 512" },
  { kind: "weak-key", key: "RSA 1024" },
  { kind: "long-validity", days: 900 },
  { kind: "ends-soon", days: 0 },
  { kind: "ends-soon", days: 5 },
  { kind: "wide-wildcard", name: "*.test" },
  { kind: "old-version", version: "TLS 1.0" },
];

Deno.test("the texts of wirelab cert have the same keys in both languages", () => {
  assertEquals(paths(ZH), paths(EN));
});

Deno.test("the texts of wirelab cert have the same places in both languages", () => {
  const count = (text: string) => text.split("PLACE").length;
  const chinese = new Map(sentences(ZH));
  for (const [path, text] of sentences(EN)) {
    assertEquals(count(chinese.get(path) ?? ""), count(text), path);
  }
});

Deno.test("the Chinese texts of wirelab cert are Chinese", () => {
  const names = new Set([
    "labels.sha256",
    "kinds.authority",
    "useNames.ca",
    "stores.firefox",
    "separators.words",
    "separators.series",
  ]);
  for (const [path, text] of sentences(ZH)) {
    assert(/\p{Script=Han}/u.test(text) || names.has(path), path);
  }
  for (const remark of REMARKS) {
    assert(/\p{Script=Han}/u.test(remarkOf(remark, ZH)), remark.kind);
  }
});

Deno.test("every remark is said in both languages, with what it carries", () => {
  const kinds = new Set(REMARKS.map(({ kind }) => kind));
  assertEquals([...kinds].sort(), Object.keys(EN.remarks).sort());
  for (const remark of REMARKS) {
    for (const text of [EN, ZH]) {
      const clause = remarkOf(remark, text);
      for (const word of ["issuer", "name", "host", "key", "signature"]) {
        const value = word in remark ? remark[word as never] : "";
        assert(clause.includes(value), `${remark.kind}: ${clause}`);
      }
      assert(!/undefined|NaN|\[object/.test(clause), clause);
      assert(!/[.。]$/.test(clause), `a clause has no full stop: ${clause}`);
    }
    const english = remedyOf(remark, EN);
    assertEquals(english === undefined, remedyOf(remark, ZH) === undefined);
  }
});

Deno.test("a sentence starts with a capital and never changes a name", () => {
  for (const remark of REMARKS) {
    const clause = remarkOf(remark, EN);
    assert(
      /^(it|its|the|\*)/.test(clause),
      `it starts with a name, which a capital would change: ${clause}`,
    );
  }
  assertEquals(EN.sentence("it ends today"), "It ends today.");
  assertEquals(ZH.sentence("它今天到期"), "它今天到期。");
});

Deno.test("lists and days are written as each language does", () => {
  assertEquals(EN.list(["a"]), "a");
  assertEquals(EN.list(["a", "b", "c"]), "a, b and c");
  assertEquals(ZH.list(["a", "b", "c"]), "a、b 和 c");
  assertEquals([EN.days(1), EN.days(2)], ["1 day", "2 days"]);
  assertEquals(ZH.days(2), "2 天");
});
