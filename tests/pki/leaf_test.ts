import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { X509Certificate } from "node:crypto";
import { createAuthority } from "../../src/pki/authority.ts";
import { isIssuedBy, isKeyOf, validityOf } from "../../src/pki/certificates.ts";
import { describeCertificate } from "../../src/pki/inspect.ts";
import { generateKey } from "../../src/pki/keys.ts";
import { issueLeaf } from "../../src/pki/leaf.ts";

const DAY_MILLIS = 86_400_000;

const caKey = await generateKey("ecdsa");
const caPem = await createAuthority(caKey);
const authority = new X509Certificate(caPem);
const key = await generateKey("ecdsa");

Deno.test("createAuthority() makes a CA that signed itself, valid for ten years", () => {
  const { subject, issuer, isAuthority, notBefore, notAfter } =
    describeCertificate(caPem);
  assertEquals(subject, "O=wirelab, CN=wirelab local CA");
  assertEquals(issuer, subject);
  assert(isAuthority);
  assert(isIssuedBy(authority, authority));
  assertEquals(notAfter.getUTCFullYear() - notBefore.getUTCFullYear(), 10);
});

Deno.test("issueLeaf() makes a certificate of the CA for this computer's own names", async () => {
  const pem = await issueLeaf(key, { pem: caPem, key: caKey });
  const certificate = new X509Certificate(pem);
  const description = describeCertificate(pem);
  assertEquals(description.subject, "O=wirelab, CN=localhost");
  assertEquals(description.issuer, "O=wirelab, CN=wirelab local CA");
  assertEquals(description.names, ["localhost", "127.0.0.1", "::1"]);
  assertEquals(description.keyType, "ECDSA P-256");
  assertEquals(description.isAuthority, false);
  assert(isIssuedBy(certificate, authority));
  assert(isKeyOf(certificate, key));
  assertEquals(isKeyOf(certificate, caKey), false);
});

Deno.test("issueLeaf() starts slightly in the past and stays within 397 days", async () => {
  const pem = await issueLeaf(key, { pem: caPem, key: caKey });
  const { notBefore, notAfter } = describeCertificate(pem);
  const age = Date.now() - notBefore.getTime();
  assert(age > 0 && age < 2 * 3_600_000, `${age} ms`);
  const days = (notAfter.getTime() - notBefore.getTime()) / DAY_MILLIS;
  assert(days > 396 && days < 397, `${days} days`);
});

Deno.test("issueLeaf() keeps within the validity of its CA", async () => {
  const shortPem = await createAuthority(caKey, {
    notBefore: new Date("2026-01-02T03:04:05Z"),
    notAfter: new Date("2026-02-03T04:05:06Z"),
  });
  const pem = await issueLeaf(key, { pem: shortPem, key: caKey }, {
    notBefore: new Date("2025-01-01T00:00:00Z"),
  });
  const { notBefore, notAfter } = describeCertificate(pem);
  assertEquals(notBefore, new Date("2026-01-02T03:04:05Z"));
  assertEquals(notAfter, new Date("2026-02-03T04:05:06Z"));
});

Deno.test("issueLeaf() takes names of every kind, and a common name of its own", async () => {
  const names = ["*.example.com", "192.0.2.1", "2001:db8::5"];
  const pem = await issueLeaf(key, { pem: caPem, key: caKey }, {
    names,
    commonName: "printer",
  });
  const description = describeCertificate(pem);
  assertEquals(description.names, names);
  assertEquals(description.subject, "O=wirelab, CN=printer");
});

Deno.test("issueLeaf() gives each certificate a random number of 128 bits", async () => {
  const numbers = new Set<string>();
  for (let i = 0; i < 8; i++) {
    const pem = await issueLeaf(key, { pem: caPem, key: caKey });
    numbers.add(describeCertificate(pem).serialNumber);
  }
  assertEquals(numbers.size, 8);
  for (const number of numbers) {
    // A negative number would come out with a sign.
    assert(/^[0-9A-F]{24,32}$/.test(number), number);
  }
});

Deno.test("issueLeaf() signs with an RSA key of a CA too", async () => {
  const rsaKey = await generateKey("rsa");
  const pem = await createAuthority(rsaKey, { commonName: "another CA" });
  const leaf = new X509Certificate(await issueLeaf(key, { pem, key: rsaKey }));
  assert(isIssuedBy(leaf, new X509Certificate(pem)));
  assertEquals(isIssuedBy(leaf, authority), false);
});

Deno.test("isIssuedBy() is not taken in by another CA of the same name", async () => {
  const impostor = await createAuthority(await generateKey("ecdsa"));
  const leaf = await issueLeaf(key, { pem: caPem, key: caKey });
  const other = new X509Certificate(impostor);
  assertEquals(other.subject, authority.subject);
  assertEquals(isIssuedBy(new X509Certificate(leaf), other), false);
});

Deno.test("validityOf() tells the four cases apart", async () => {
  const pem = await issueLeaf(key, { pem: caPem, key: caKey });
  const certificate = new X509Certificate(pem);
  const start = certificate.validFromDate.getTime();
  const end = certificate.validToDate.getTime();
  const at = (time: number) => validityOf(certificate, new Date(time));
  assertEquals(at(start - 1000), "not-yet-valid");
  assertEquals(at(start), "valid");
  assertEquals(at(end - 30 * DAY_MILLIS), "valid");
  assertEquals(at(end - 30 * DAY_MILLIS + 1000), "ending");
  assertEquals(at(end), "ending");
  assertEquals(at(end + 1000), "expired");
});

Deno.test("describeCertificate() tells certificates apart by fingerprint", async () => {
  const issue = () => issueLeaf(key, { pem: caPem, key: caKey });
  const [one, two] = [await issue(), await issue()];
  assertEquals(
    describeCertificate(one).fingerprint,
    describeCertificate(one).fingerprint,
  );
  assertNotEquals(
    describeCertificate(one).fingerprint,
    describeCertificate(two).fingerprint,
  );
});
