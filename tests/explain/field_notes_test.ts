import { assert, assertEquals } from "@std/assert";
import type { Field } from "../../src/bytes/mod.ts";
import { FieldNotes, sectionOf } from "../../src/explain/fields/mod.ts";
import { FIELDS_EN, FIELDS_ZH } from "../../src/explain/fields/languages.ts";
import { SECTIONS } from "../../src/explain/fields/sections.ts";

const KEYS = Object.keys(FIELDS_EN) as (keyof typeof FIELDS_EN)[];
const NOTES = new FieldNotes("en");

/** What is there in every protocol, or of none, is specified nowhere. */
const UNSPECIFIED = /^(any|data)\./;

function leaf(name: string, more: Partial<Field> = {}): Field {
  return { name, offset: 0, length: 1, value: 0, ...more };
}

function group(name: string, key?: string): Field {
  return { name, offset: 0, length: 1, value: null, fields: [], key };
}

Deno.test("sentences on fields have the same keys in every language", () => {
  assertEquals(Object.keys(FIELDS_ZH).sort(), [...KEYS].sort());
});

Deno.test("every sentence on a field is whole, and Chinese where it shall be", () => {
  for (const key of KEYS) {
    assert(/^[A-Z0-9].*\.$/.test(FIELDS_EN[key]), `${key}: ${FIELDS_EN[key]}`);
    assert(/\p{Script=Han}.*。$/u.test(FIELDS_ZH[key]), key);
  }
});

Deno.test("every sentence on a field names the section that specifies it", () => {
  const without = KEYS.filter((key) =>
    !UNSPECIFIED.test(key) && sectionOf(key) === undefined
  );
  assertEquals(without, []);
});

Deno.test("every section is that of a sentence", () => {
  const used = new Set(KEYS.map((key) => longestPrefix(key)));
  assertEquals(Object.keys(SECTIONS).filter((key) => !used.has(key)), []);
});

Deno.test("every section of an RFC has its number", () => {
  const vague = Object.values(SECTIONS).filter((section) =>
    section.startsWith("RFC") &&
    !/^RFC \d+ §[A-Z\d.]+(, RFC \d+ §[A-Z\d.]+)?$/.test(section)
  );
  assertEquals(vague, []);
});

function longestPrefix(key: string): string {
  let prefix = key;
  while (prefix !== "" && !Object.hasOwn(SECTIONS, prefix)) {
    prefix = prefix.slice(0, Math.max(0, prefix.lastIndexOf(".")));
  }
  return prefix;
}

Deno.test("FieldNotes.of() takes the nearest group that a sentence names", () => {
  const random = leaf("random");
  assertEquals(
    NOTES.of("tls", [group("client_hello"), random])?.text,
    FIELDS_EN["tls.client_hello.random"],
  );
  assertEquals(
    NOTES.of("tls", [group("server_hello"), group("any"), random])?.text,
    FIELDS_EN["tls.server_hello.random"],
  );
  assertEquals(NOTES.of("tls", [random]), undefined);
});

Deno.test("FieldNotes.of() goes by the key of a field, then by its value, then by its name", () => {
  const status = leaf("status-code", { key: "status-code.404", value: 404 });
  assertEquals(
    NOTES.of("http", [group("status-line"), status])?.text,
    FIELDS_EN["http.status-code.404"],
  );
  const unknown = leaf("status-code", { key: "status-code.299", value: 299 });
  assertEquals(
    NOTES.of("http", [unknown])?.text,
    FIELDS_EN["http.status-code"],
  );
  const frame = leaf("type", { text: "SETTINGS" });
  assertEquals(
    NOTES.of("http", [frame])?.text,
    FIELDS_EN["http.type.SETTINGS"],
  );
});

Deno.test("FieldNotes.of() goes by the key of a group before its name", () => {
  const value = leaf("field-value", { value: "a" });
  assertEquals(
    NOTES.of("http", [group("field-line", "host"), value])?.text,
    FIELDS_EN["http.host.field-value"],
  );
  assertEquals(
    NOTES.of("http", [group("field-line", "x-mine"), value])?.text,
    FIELDS_EN["http.field-value"],
  );
});

Deno.test("FieldNotes.of() never takes a name from the peer for something inherited", () => {
  const value = leaf("field-value", { value: "a" });
  for (const name of ["constructor", "__proto__", "toString"]) {
    assertEquals(
      NOTES.of("http", [group("field-line", name), value])?.text,
      FIELDS_EN["http.field-value"],
    );
    assertEquals(NOTES.of("http", [leaf(name)]), undefined);
  }
});

Deno.test("FieldNotes.of() leaves the length of a group to that group", () => {
  const length = leaf("length");
  assertEquals(
    NOTES.of("tls", [group("tbsCertificate"), group("validity"), length])?.text,
    FIELDS_EN["x509.length"],
  );
  assertEquals(
    NOTES.of("tls", [group("extensions"), leaf("anything_length")])?.text,
    FIELDS_EN["tls.*_length"],
  );
});

Deno.test("FieldNotes.of() explains a certificate inside TLS as a certificate", () => {
  const path = [
    group("certificate"),
    group("tbsCertificate"),
    group("version"),
    leaf("version"),
  ];
  const note = NOTES.of("tls", path);
  assertEquals(note?.text, FIELDS_EN["x509.version"]);
  assertEquals(note?.section, "RFC 5280 §4.1.2.1");
});

Deno.test("FieldNotes.of() tells what is undecoded in any protocol", () => {
  for (const protocol of ["tcp", "tls", "http", "ssh", "data"]) {
    assertEquals(
      NOTES.of(protocol, [leaf("undecoded")])?.text,
      FIELDS_EN["any.undecoded"],
    );
  }
});

Deno.test("FieldNotes.ofBit() explains a flag", () => {
  const flags = leaf("data_offset_flags");
  const note = NOTES.ofBit("tcp", [group("tcp"), flags], {
    name: "FIN",
    mask: 1,
    value: 1,
  });
  assertEquals(note?.text, FIELDS_EN["tcp.FIN"]);
});
