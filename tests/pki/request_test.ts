import { assert, assertEquals, assertRejects } from "@std/assert";
import { Failure } from "../../src/failure.ts";
import { createAuthority, encodePublicKey } from "../../src/pki/authority.ts";
import { describeCertificate } from "../../src/pki/inspect.ts";
import { generateKey } from "../../src/pki/keys.ts";
import { signRequest } from "../../src/pki/leaf.ts";
import { decodePem, encodePem, readPem } from "../../src/pki/pem.ts";
import { createRequest, requestIn } from "../../src/pki/request.ts";
import { parseSubject } from "../../src/pki/subject.ts";

const caKey = await generateKey("ec");
const issuer = { pem: await createAuthority(caKey), key: caKey };
const key = await generateKey("ec");

async function ask(...parameters: Parameters<typeof createRequest>) {
  return await requestIn(
    readPem(await createRequest(...parameters)).blocks,
    "x.csr",
  );
}

Deno.test("createRequest() asks for its subject and names, signed with its key", async () => {
  const names = ["example.com", "*.example.com", "192.0.2.1", "2001:db8::5"];
  const request = await ask(key, {
    names,
    subject: parseSubject("/C=CN/O=Üni/CN=example.com"),
  });
  assertEquals(request.subject, "C=CN, O=Üni, CN=example.com");
  assertEquals(request.commonName, "example.com");
  assertEquals(request.names, names);
  assert(request.isSigned);
  assert(!request.asksForAuthority);
});

Deno.test("createRequest() asks for this computer's names by default", async () => {
  const request = await ask(key);
  assertEquals(request.subject, "CN=localhost");
  assertEquals(request.names, ["localhost", "127.0.0.1", "::1"]);
});

Deno.test("createRequest() asks with every kind of key", async () => {
  for (const kind of ["ec", "rsa2048", "ed25519"] as const) {
    const own = await generateKey(kind);
    const request = await ask(own);
    assert(request.isSigned, kind);
    assertEquals(request.spki, encodePublicKey(own), kind);
  }
});

Deno.test("requestIn() sees that a request was tampered with", async () => {
  const text = await createRequest(key, { names: ["example.com"] });
  const der = decodePem(readPem(text).blocks[0]);
  const at = new TextDecoder("latin1").decode(der).lastIndexOf("example");
  der[at] ^= 1;
  const { blocks } = readPem(encodePem("CERTIFICATE REQUEST", der));
  const request = await requestIn(blocks, "x.csr");
  assertEquals(request.names, ["dxample.com"]);
  assert(!request.isSigned);
});

Deno.test("requestIn() says what a file holds instead of a request", async () => {
  await assertRejects(
    () => requestIn(readPem(issuer.pem).blocks, "x.pem"),
    Failure,
    "Cannot use x.pem: it holds a CERTIFICATE, not a request for a certificate.",
  );
  const { blocks } = readPem(
    encodePem("CERTIFICATE REQUEST", new Uint8Array(9)),
  );
  await assertRejects(
    () => requestIn(blocks, "x.pem"),
    Failure,
    "its CERTIFICATE REQUEST block holds no request that can be read",
  );
});

Deno.test("signRequest() keeps the subject and the names of a request", async () => {
  const request = await ask(key, {
    names: ["example.com", "192.0.2.1"],
    subject: parseSubject("/C=CN/O=Üni/CN=example.com"),
  });
  const certificate = describeCertificate(await signRequest(request, issuer));
  assertEquals(certificate.subject, "C=CN, O=Üni, CN=example.com");
  assertEquals(certificate.issuer, "O=wirelab, CN=wirelab local CA");
  assertEquals(certificate.names, ["example.com", "192.0.2.1"]);
  assert(!certificate.isAuthority);
});

Deno.test("signRequest() takes the signer's names and days instead", async () => {
  const request = await ask(key, { names: ["example.com"] });
  const pem = await signRequest(request, issuer, {
    names: ["other.example"],
    days: 7,
  });
  const { names, notBefore, notAfter } = describeCertificate(pem);
  assertEquals(names, ["other.example"]);
  const millis = notAfter.getTime() - notBefore.getTime();
  assertEquals(millis, 7 * 86_400_000 - 1000);
});
