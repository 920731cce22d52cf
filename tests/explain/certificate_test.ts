import { assertEquals } from "@std/assert";
import { certificateWords } from "../../src/explain/certificate.ts";
import { createAuthority, generateKey, issueLeaf } from "../../src/pki/mod.ts";

function derOf(pem: string): Uint8Array {
  return Uint8Array.fromBase64(pem.replaceAll(/-----[^-]+-----|\s/g, ""));
}

Deno.test("certificateWords() tells who vouches, and whether anyone else does", async () => {
  const key = await generateKey("ecdsa");
  const pem = await createAuthority(key, { commonName: "a CA" });
  const leaf = await issueLeaf(await generateKey("ecdsa"), { pem, key }, {
    names: ["a.test"],
    purposes: ["server"],
  });
  assertEquals(certificateWords(derOf(pem)), {
    subject: "a CA",
    issuer: "a CA",
    ownIssuer: true,
  });
  assertEquals(certificateWords(derOf(leaf)), {
    subject: "a.test",
    issuer: "a CA",
    ownIssuer: false,
  });
});
