/**
 * Every field that a decoder can give has a sentence, whether a recording
 * holds it or not: the names are read from the decoders' sources.
 */
import { assert, assertEquals } from "@std/assert";
import { FIELDS_EN } from "../../src/explain/fields/languages.ts";

const SOURCES = new URL("../../src/", import.meta.url);

/** Calls that make a leaf, and its name. */
const READS =
  /\b(?:u8|u16|u24|u32|u64|take|rest|text|integer|leaf|codes?8|codes?16|opaques?|bytesOf|objectIdentifier|bitString|boolean|smallInteger|rawElement|readText|readString|readMpint|readNameList|readRest|streamId|protocolNumber|(?:hardware|link)?[aA]ddress|decodeEtherType)\(\s*(?:[\w.]+(?:\([^()]*\))?,\s*)?(?:\d,\s*)?"([^"]+)"/g;

/** Namespaces of the sentences on what a folder's decoders give. */
const NAMESPACES: Readonly<Record<string, readonly string[]>> = {
  "packet/": [
    "tcp",
    "ipv4",
    "ipv6",
    "ethernet",
    "linux_cooked",
    "null_loopback",
    "ppp",
  ],
  "tls/": ["tls"],
  "tls/x509/": ["x509"],
  "tls/extensions/": ["tls"],
  "http/": ["http"],
  "ssh/": ["ssh"],
};

/** Read where no fields are recorded; where they are, they are told apart. */
const NEVER_RECORDED = ["options"];

function namesIn(folder: URL): Set<string> {
  const names = new Set<string>();
  for (const { name, isFile } of Deno.readDirSync(folder)) {
    if (!isFile) continue;
    const source = Deno.readTextFileSync(new URL(name, folder));
    for (const [, field] of source.matchAll(READS)) names.add(field);
  }
  return names;
}

for (const [folder, namespaces] of Object.entries(NAMESPACES)) {
  Deno.test(`every field that a decoder in src/${folder} gives has a sentence`, () => {
    const names = namesIn(new URL(folder, SOURCES));
    assert(names.size > 3);
    const keys = Object.keys(FIELDS_EN).filter((key) =>
      [...namespaces, "any"].includes(key.slice(0, key.indexOf(".")))
    );
    const missing = [...names].filter((name) =>
      !keys.some((key) => key.endsWith(`.${name}`)) &&
      !NEVER_RECORDED.includes(name)
    );
    assertEquals(missing, []);
  });
}
