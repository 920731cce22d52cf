import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { generateKeyPairSync } from "node:crypto";
import { Failure } from "../../src/failure.ts";
import {
  encodeKey,
  generateKey,
  isUsableForTls,
  nameOfKey,
  privateKeyIn,
} from "../../src/pki/keys.ts";
import { readPem } from "../../src/pki/pem.ts";

Deno.test("generateKey() makes ECDSA on P-256 and RSA with 2048 bits", async () => {
  const ecdsa = await generateKey("ecdsa");
  const rsa = await generateKey("rsa");
  assertEquals(nameOfKey(ecdsa), "ECDSA P-256");
  assertEquals(nameOfKey(rsa), "RSA 2048");
  assertEquals([isUsableForTls(ecdsa), isUsableForTls(rsa)], [true, true]);
});

Deno.test("privateKeyIn() reads PKCS#8, PKCS#1 and SEC1", async () => {
  const rsa = await generateKey("rsa");
  const ec = await generateKey("ecdsa");
  const texts = [
    [encodeKey(rsa), "PRIVATE KEY", rsa],
    [
      rsa.export({ type: "pkcs1", format: "pem" }).toString(),
      "RSA PRIVATE KEY",
      rsa,
    ],
    [
      ec.export({ type: "sec1", format: "pem" }).toString(),
      "EC PRIVATE KEY",
      ec,
    ],
  ] as const;
  for (const [text, label, key] of texts) {
    const { blocks } = readPem(text);
    assertEquals(blocks.map((block) => block.label), [label]);
    assertEquals(encodeKey(privateKeyIn(blocks, "x.key")), encodeKey(key));
  }
});

Deno.test("privateKeyIn() gives the command that takes a passphrase off", async () => {
  const key = await generateKey("ecdsa");
  const text = key.export({
    type: "pkcs8",
    format: "pem",
    cipher: "aes-256-cbc",
    passphrase: "secret",
  }).toString();
  const failure = assertThrows(
    () => privateKeyIn(readPem(text).blocks, "my keys/a.key"),
    Failure,
    "Cannot use my keys/a.key: the private key in it is encrypted.",
  );
  assertEquals(
    failure.hint,
    "Take the passphrase off: wirelab cert decrypt 'my keys/a.key' --out 'my keys/a-plain.key'",
  );
});

Deno.test("privateKeyIn() names what a file holds instead of a private key", () => {
  for (
    const [label, words] of [
      ["CERTIFICATE", "it holds a certificate, not a private key"],
      ["PUBLIC KEY", "it holds a PUBLIC KEY, not a private key"],
      ["OPENSSH PRIVATE KEY", "in OpenSSH's own form"],
      ["PRIVATE KEY", "its PRIVATE KEY block holds no key that can be read"],
    ]
  ) {
    const { blocks } = readPem(
      `-----BEGIN ${label}-----\nAAAA\n-----END ${label}-----\n`,
    );
    const failure = assertThrows(
      () => privateKeyIn(blocks, "x.key"),
      Failure,
      words,
    );
    assertEquals(failure.kind, "bad-file");
    assertStringIncludes(failure.message, "Cannot use x.key: ");
  }
});

Deno.test("isUsableForTls() refuses what TLS here does not take", () => {
  const weak = generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey;
  const other = generateKeyPairSync("ec", { namedCurve: "secp256k1" });
  const ed25519 = generateKeyPairSync("ed25519").privateKey;
  const p384 = generateKeyPairSync("ec", { namedCurve: "secp384r1" });
  assertEquals(isUsableForTls(weak), false);
  assertEquals(isUsableForTls(other.privateKey), false);
  assertEquals(isUsableForTls(ed25519), true);
  assertEquals(isUsableForTls(p384.privateKey), true);
  assertEquals(nameOfKey(other.privateKey), "ECDSA secp256k1");
  assertEquals(nameOfKey(ed25519), "Ed25519");
  const x25519 = generateKeyPairSync("x25519").privateKey;
  assertEquals(nameOfKey(x25519), "X25519");
});
