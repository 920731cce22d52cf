import { assertEquals, assertThrows } from "@std/assert";
import { X509Certificate } from "node:crypto";
import { DecodeError } from "../../src/bytes/decode_error.ts";
import { fromHex, toHex } from "../../src/bytes/hex.ts";
import { ByteReader } from "../../src/bytes/reader.ts";
import { createAuthority } from "../../src/pki/authority.ts";
import { decodeElement, decodeShape } from "../../src/pki/der.ts";
import { generateKey } from "../../src/pki/keys.ts";
import { issueLeaf } from "../../src/pki/leaf.ts";

const key = await generateKey("ecdsa");
const authority = { pem: await createAuthority(key), key };

async function issue(names: readonly string[]): Promise<Uint8Array> {
  const pem = await issueLeaf(key, authority, { names, commonName: "x" });
  return new Uint8Array(new X509Certificate(pem).raw);
}

Deno.test("decodeElement() reads lengths of one and of several bytes", () => {
  const long = "30 82 01 00" + "00".repeat(256);
  for (const [hex, length] of [["04 00", 0], ["04 02 aa bb", 2], [long, 256]]) {
    const reader = new ByteReader(fromHex(String(hex)), "x509");
    assertEquals(decodeElement(reader).content.remaining, length);
    assertEquals(reader.done, true);
  }
});

Deno.test("decodeElement() refuses lengths that are indefinite, too wide or out of bounds", () => {
  for (const hex of ["30 80 00 00", "30 85 00 00 00 00 00", "30 03 01 02"]) {
    assertThrows(
      () => decodeElement(new ByteReader(fromHex(hex), "x509")),
      DecodeError,
    );
  }
});

/** `id-kp-serverAuth` and `id-kp-clientAuth`. */
const PURPOSES = ["2b06010505070301", "2b06010505070302"];

Deno.test("decodeShape() reads the version, the names and the uses", async () => {
  const names = ["localhost", "*.example.com", "192.0.2.255", "2001:db8::1"];
  assertEquals(decodeShape(await issue(names)), {
    version: 3,
    names,
    purposes: PURPOSES,
  });
});

Deno.test("decodeShape() keeps a name that looks like two as one, and escapes controls", async () => {
  const der = await issue(["abcdefghijklmnopqrs"]);
  const hostile = "a, DNS:evil.com\x1b[2J";
  const hex = toHex(der).replace(
    toHex(new TextEncoder().encode("abcdefghijklmnopqrs")),
    toHex(new TextEncoder().encode(hostile)),
  );
  assertEquals(hostile.length, "abcdefghijklmnopqrs".length);
  assertEquals(decodeShape(fromHex(hex)).names, ["a, DNS:evil.com\\x1b[2J"]);
});

Deno.test("decodeShape() finds no names in a CA", () => {
  const { raw } = new X509Certificate(authority.pem);
  assertEquals(decodeShape(raw), {
    version: 3,
    names: [],
    purposes: undefined,
  });
});

Deno.test("decodeShape() refuses a certificate cut at any length", async () => {
  const der = await issue(["localhost"]);
  for (let length = 0; length < der.length; length++) {
    assertThrows(() => decodeShape(der.slice(0, length)), DecodeError);
  }
});
