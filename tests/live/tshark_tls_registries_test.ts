/** Compares the registries with the names that tshark has for the same numbers. */
import { assertEquals } from "@std/assert";
import {
  ALERT_DESCRIPTIONS,
  CIPHER_SUITES,
  cipherSuiteName,
  EXTENSION_TYPES,
  extensionName,
  groupName,
  GROUPS,
  HANDSHAKE_TYPES,
  type Registry,
  signatureSchemeName,
} from "../../src/tls/mod.ts";
import { liveTest } from "./capture_support.ts";
import { tsharkMissing, tsharkNames } from "./tshark_tls.ts";

/** Lower-case letters and digits alone: tshark spells many names in its own way. */
function bare(name: string): string {
  return name.toLowerCase().replaceAll(/\(.*|[^a-z0-9]/g, "");
}

/** Numbers that tshark names and this program does not, or names otherwise. */
function disagreements(
  field: string,
  names: ReadonlyMap<number, string> | undefined,
  nameOf: (code: number) => string | undefined,
  passedOver: (code: number, name: string) => boolean,
): { compared: number; found: string[] } {
  const found: string[] = [];
  let compared = 0;
  for (const [code, theirs] of names ?? []) {
    if (/grease|reserved/i.test(theirs) || passedOver(code, theirs)) continue;
    compared++;
    const ours = nameOf(code);
    if (ours !== undefined && bare(ours) === bare(theirs)) continue;
    found.push(`${field} ${code}: ${ours ?? "no name"}, tshark ${theirs}`);
  }
  return { compared, found };
}

function nameIn(registry: Registry): (code: number) => string | undefined {
  return (code) => registry[code];
}

/** Where tshark 4.0 and the registries differ, and why. */
const EXPECTED: Readonly<Record<string, string>> = {
  "tls.handshake.extension.type 34": "tshark has the name of the draft",
  "tls.handshake.extension.type 30031": "never registered, and out of use",
  "tls.handshake.extensions_supported_group 512": "tshark has an experiment",
  "tls.handshake.extensions_supported_group 513": "tshark has an experiment",
  "tls.handshake.extensions_supported_group 514": "tshark has an experiment",
  "tls.alert_message.desc 1": "of a draft of TLS 1.3",
  "tls.handshake.type 0": "tshark has a name of SSL 2.0",
  "tls.handshake.type 2": "tshark has a name of SSL 2.0",
  "tls.handshake.type 7": "tshark has a name of SSL 2.0",
  "tls.handshake.type 67": "never registered: next protocol negotiation",
  "tls.handshake.type 21": "tshark says it at more length",
};

liveTest(
  "the registries name what tshark names",
  [await tsharkMissing()],
  async () => {
    const names = await tsharkNames();
    const results = [
      disagreements(
        "tls.handshake.ciphersuite",
        names.get("tls.handshake.ciphersuite"),
        cipherSuiteName,
        // SSL_ names, the drafts of 0xccxx, and the private ranges of other bodies.
        (code, name) =>
          code >= 0xe000 || code >> 8 === 0xcc && code < 0xcca8 ||
          !name.startsWith("TLS_"),
      ),
      disagreements(
        "tls.handshake.extension.type",
        names.get("tls.handshake.extension.type"),
        extensionName,
        (code, name) => /draft|Unknown/i.test(name) || code === 0xff5c,
      ),
      disagreements(
        "tls.handshake.extensions_supported_group",
        names.get("tls.handshake.extensions_supported_group"),
        groupName,
        // Experiments of Open Quantum Safe, and drafts that never were registered.
        (code, name) =>
          code >= 0x0200 && !GROUPS[code] || /oqs|Draft/i.test(name),
      ),
      disagreements(
        "tls.handshake.sig_hash_alg",
        names.get("tls.handshake.sig_hash_alg"),
        signatureSchemeName,
        (code, name) => code >= 0xfe00 || /oqs/i.test(name),
      ),
      disagreements(
        "tls.alert_message.desc",
        names.get("tls.alert_message.desc"),
        nameIn(ALERT_DESCRIPTIONS),
        () => false,
      ),
      disagreements(
        "tls.handshake.type",
        names.get("tls.handshake.type"),
        nameIn(HANDSHAKE_TYPES),
        () => false,
      ),
    ];
    const compared = results.reduce((sum, result) => sum + result.compared, 0);
    const found = results.flatMap((result) => result.found)
      .filter((line) =>
        EXPECTED[line.slice(0, line.indexOf(":"))] === undefined
      );
    Deno.stdout.writeSync(new TextEncoder().encode(
      `compared ${compared} names with tshark; beside them are ${
        Object.keys(CIPHER_SUITES).length
      } suites and ${Object.keys(EXTENSION_TYPES).length} extensions here\n`,
    ));
    assertEquals(found.join("\n"), "");
  },
);
