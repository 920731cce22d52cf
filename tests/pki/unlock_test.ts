import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { Failure } from "../../src/failure.ts";
import { KEY_KINDS } from "../../src/pki/key_type.ts";
import { encodeKey, generateKey, nameOfKey } from "../../src/pki/keys.ts";
import { encodePem, readPem } from "../../src/pki/pem.ts";
import { unlockKey } from "../../src/pki/unlock.ts";

const key = await generateKey("ec");
const [block] = readPem(encodeKey(key, "secret words")).blocks;

Deno.test("generateKey() makes every kind that can be asked for", async () => {
  const names = [];
  for (const kind of KEY_KINDS) names.push(nameOfKey(await generateKey(kind)));
  assertEquals(names, ["ECDSA P-256", "RSA 2048", "RSA 4096", "Ed25519"]);
});

Deno.test("encodeKey() encrypts with a passphrase, and unlockKey() opens it again", () => {
  assertEquals(block.label, "ENCRYPTED PRIVATE KEY");
  const opened = unlockKey(block, "x.key", "secret words");
  assertEquals(encodeKey(opened), encodeKey(key));
});

Deno.test("encodeKey() encrypts with letters beyond ASCII", () => {
  const [other] = readPem(encodeKey(key, "密码 pässwörd")).blocks;
  assertEquals(
    encodeKey(unlockKey(other, "x.key", "密码 pässwörd")),
    encodeKey(key),
  );
});

Deno.test("unlockKey() tells a wrong passphrase", () => {
  for (const wrong of ["secret word", "", "Secret words", "secret words "]) {
    const failure = assertThrows(
      () => unlockKey(block, "x.key", wrong),
      Failure,
      "Cannot open x.key: the passphrase is wrong.",
    );
    assertEquals(failure.kind, "bad-file");
  }
});

Deno.test("unlockKey() tells a wrong passphrase even where the padding fits by chance", () => {
  // One in 256 wrong passphrases leaves bytes that look padded.
  for (let i = 0; i < 1024; i++) {
    assertThrows(
      () => unlockKey(block, "x.key", `wrong ${i}`),
      Failure,
      "the passphrase is wrong",
    );
  }
});

Deno.test("unlockKey() names an encryption that it cannot undo, with the way out", () => {
  // SEQUENCE { SEQUENCE { PBE-MD5-DES, SEQUENCE {} }, OCTET STRING }
  const der = Uint8Array.fromHex("3013300d06092a864886f70d01050330000402aaaa");
  const [old] = readPem(encodePem("ENCRYPTED PRIVATE KEY", der)).blocks;
  const failure = assertThrows(() => unlockKey(old, "a b.key", "x"), Failure);
  assertEquals(
    failure.message,
    "Cannot open a b.key: it is encrypted by PBE-MD5-DES, which nothing here undoes.",
  );
  assertStringIncludes(
    failure.hint ?? "",
    "openssl pkey -aes256 -in 'a b.key' -out 'a b-aes.key'",
  );
});

Deno.test("unlockKey() names an older cipher that it cannot undo", () => {
  const { blocks } = readPem(
    "-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: CAMELLIA-256-CBC,00\n\nAAAA\n-----END EC PRIVATE KEY-----\n",
  );
  assertThrows(
    () => unlockKey(blocks[0], "x.key", "x"),
    Failure,
    "it is encrypted by CAMELLIA-256-CBC, which nothing here undoes.",
  );
});

Deno.test("unlockKey() says that a key is damaged", () => {
  for (const der of ["3000", "02", "300930070603550403"]) {
    const text = encodePem("ENCRYPTED PRIVATE KEY", Uint8Array.fromHex(der));
    const { blocks } = readPem(text);
    assertThrows(
      () => unlockKey(blocks[0], "x.key", "x"),
      Failure,
      "its ENCRYPTED PRIVATE KEY block holds no key that can be read",
    );
  }
});
