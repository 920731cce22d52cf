import { assertEquals } from "@std/assert";
import { createAuthority } from "../../src/pki/authority.ts";
import { generateKey } from "../../src/pki/keys.ts";
import { issueLeaf, type Purpose } from "../../src/pki/leaf.ts";
import { decodePem, readPem } from "../../src/pki/pem.ts";
import { isForOtherUse } from "../../src/pki/purpose.ts";

const key = await generateKey("ecdsa");
const own = await createAuthority(key);
const stranger = await createAuthority(await generateKey("ecdsa"));

async function issue(...purposes: Purpose[]): Promise<Uint8Array> {
  const pem = await issueLeaf(key, { pem: own, key }, { purposes });
  return decodePem(readPem(pem).blocks[0]);
}

Deno.test("isForOtherUse() finds a certificate of the other end, signed by a known authority", async () => {
  const server = await issue("server");
  assertEquals(isForOtherUse(server, "client", [own]), true);
  assertEquals(isForOtherUse(server, "client", [stranger, own]), true);
  assertEquals(isForOtherUse(server, "server", [own]), false);
  const both = await issue("server", "client");
  assertEquals(isForOtherUse(both, "client", [own]), false);
});

Deno.test("isForOtherUse() blames no use where the authority is unknown, or nothing can be read", async () => {
  const server = await issue("server");
  assertEquals(isForOtherUse(server, "client", [stranger]), false);
  assertEquals(isForOtherUse(server, "client", []), false);
  assertEquals(isForOtherUse(new Uint8Array([0x30]), "client", [own]), false);
  const authority = decodePem(readPem(own).blocks[0]);
  assertEquals(isForOtherUse(authority, "client", [own]), false);
});
