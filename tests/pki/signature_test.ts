import { assert, assertEquals } from "@std/assert";
import { createAuthority } from "../../src/pki/authority.ts";
import { describeCertificate } from "../../src/pki/inspect.ts";
import { generateKey, nameOfKey } from "../../src/pki/keys.ts";
import { issueLeaf, selfSignLeaf } from "../../src/pki/leaf.ts";
import { decodePem, readPem } from "../../src/pki/pem.ts";
import {
  isSignedWith,
  publicKeyIn,
  publicKeyOf,
} from "../../src/pki/signature.ts";
import { parseSubject } from "../../src/pki/subject.ts";

/** Object identifiers of the two purposes, as the bytes of a certificate. */
const SERVER_AUTH = "06082b06010505070301";
const CLIENT_AUTH = "06082b06010505070302";

function derOf(pem: string): Uint8Array<ArrayBuffer> {
  return decodePem(readPem(pem).blocks[0]);
}

Deno.test("selfSignLeaf() signs a certificate of no CA with its own key, of every kind", async () => {
  for (const kind of ["ec", "rsa2048", "ed25519"] as const) {
    const key = await generateKey(kind);
    const pem = await selfSignLeaf(key);
    const der = derOf(pem);
    assert(await isSignedWith(der, publicKeyIn(der)), kind);
    assertEquals(
      nameOfKey(publicKeyOf(publicKeyIn(der))),
      nameOfKey(key),
    );
    const { subject, issuer, names, isAuthority } = describeCertificate(pem);
    assertEquals([subject, issuer], ["CN=localhost", "CN=localhost"]);
    assertEquals(names, ["localhost", "127.0.0.1", "::1"]);
    assert(!isAuthority);
  }
});

Deno.test("selfSignLeaf() takes a subject and names of its own", async () => {
  const pem = await selfSignLeaf(await generateKey("ec"), {
    subject: parseSubject("/C=US/L=San Francisco/CN=example.com"),
    names: ["example.com"],
    purposes: ["client"],
    days: 2,
  });
  const { subject, names } = describeCertificate(pem);
  assertEquals(subject, "C=US, L=San Francisco, CN=example.com");
  assertEquals(names, ["example.com"]);
  const hex = derOf(pem).toHex();
  assert(hex.includes(CLIENT_AUTH));
  assert(!hex.includes(SERVER_AUTH));
});

Deno.test("isSignedWith() tells the key that signed from another", async () => {
  const caKey = await generateKey("ec");
  const ca = await createAuthority(caKey);
  const other = await createAuthority(await generateKey("ec"));
  const leaf = derOf(
    await issueLeaf(await generateKey("ec"), { pem: ca, key: caKey }),
  );
  assertEquals(await isSignedWith(leaf, publicKeyIn(derOf(ca))), true);
  assertEquals(await isSignedWith(leaf, publicKeyIn(derOf(other))), false);
  assertEquals(await isSignedWith(leaf, publicKeyIn(leaf)), false);
});

Deno.test("isSignedWith() sees one changed bit", async () => {
  const key = await generateKey("ec");
  const der = derOf(await selfSignLeaf(key));
  const at = new TextDecoder("latin1").decode(der).lastIndexOf("localhost");
  der[at] ^= 1;
  assertEquals(await isSignedWith(der, publicKeyIn(der)), false);
});
