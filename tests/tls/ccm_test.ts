import { assertEquals } from "@std/assert";
import { fromHex, toHex } from "../../src/bytes/mod.ts";
import { openCcm } from "../../src/tls/ccm.ts";

// NIST SP 800-38C, example 3.
const KEY = fromHex("404142434445464748494a4b4c4d4e4f");
const NONCE = fromHex("101112131415161718191a1b");
const ASSOCIATED = fromHex("000102030405060708090a0b0c0d0e0f10111213");
const SEALED = fromHex(
  "e3b201a9f5b71a7a9b1ceaeccd97e70b6176aad9a4428aa5" + "484392fbc1b09951",
);

Deno.test("openCcm() opens example 3 of SP 800-38C", () => {
  assertEquals(
    toHex(openCcm(KEY, NONCE, ASSOCIATED, SEALED, 8) ?? new Uint8Array()),
    "202122232425262728292a2b2c2d2e2f3031323334353637",
  );
});

Deno.test("openCcm() rejects any changed byte", () => {
  for (let at = 0; at < SEALED.length; at++) {
    const changed = SEALED.slice();
    changed[at] ^= 1;
    assertEquals(openCcm(KEY, NONCE, ASSOCIATED, changed, 8), undefined);
  }
  for (let at = 0; at < ASSOCIATED.length; at++) {
    const changed = ASSOCIATED.slice();
    changed[at] ^= 1;
    assertEquals(openCcm(KEY, NONCE, changed, SEALED, 8), undefined);
  }
});

Deno.test("openCcm() rejects what is shorter than a tag", () => {
  assertEquals(
    openCcm(KEY, NONCE, ASSOCIATED, SEALED.subarray(0, 7), 8),
    undefined,
  );
});
