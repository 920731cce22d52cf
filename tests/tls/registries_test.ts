import { assertEquals } from "@std/assert";
import {
  ALERT_DESCRIPTIONS,
  alpnName,
  cipherSuiteName,
  groupName,
  isGrease,
  registered,
  signatureSchemeName,
  suiteParameters,
  versionName,
} from "../../src/tls/mod.ts";

Deno.test("isGrease() knows the sixteen values and no other", () => {
  const found = [];
  for (let code = 0; code < 0x10000; code++) {
    if (isGrease(code)) found.push(code);
  }
  assertEquals(found.length, 16);
  assertEquals(found[0], 0x0a0a);
  assertEquals(found[15], 0xfafa);
});

Deno.test("names of registered, GREASE and unknown numbers", () => {
  assertEquals(cipherSuiteName(0x1301), "TLS_AES_128_GCM_SHA256");
  assertEquals(cipherSuiteName(0x00ff), "TLS_EMPTY_RENEGOTIATION_INFO_SCSV");
  assertEquals(cipherSuiteName(0x010080), "SSL_CK_RC4_128_WITH_MD5");
  assertEquals(cipherSuiteName(0x2a2a), "GREASE");
  assertEquals(cipherSuiteName(0xabcd), undefined);
  assertEquals(groupName(0x11ec), "X25519MLKEM768");
  assertEquals(groupName(0x1234), undefined);
  assertEquals(signatureSchemeName(0x0905), "mldsa65");
  assertEquals(signatureSchemeName(0x0303), "ecdsa_sha224");
  assertEquals(signatureSchemeName(0x3a3a), "GREASE");
  assertEquals(signatureSchemeName(0x9999), undefined);
  assertEquals(versionName(0x0300), "SSL 3.0");
  assertEquals(versionName(0x7a7a), "GREASE");
  assertEquals(alpnName("h2"), "HTTP/2 over TLS");
  assertEquals(alpnName("\x0a\x0a"), "GREASE");
  assertEquals(alpnName("toString"), undefined);
  assertEquals(registered(ALERT_DESCRIPTIONS, 200), {
    code: 200,
    name: undefined,
  });
});

Deno.test("suiteParameters() reads what a suite stands for from its name", () => {
  const brief = (suite: number) => {
    const found = suiteParameters(suite);
    return found && [
      found.keyExchange,
      found.cipher,
      found.keyBytes,
      found.tagBytes,
      found.tagBytes > 0 ? "" : found.mac,
      found.hash,
      found.signed,
    ].join(" ");
  };
  assertEquals(brief(0x1301), "tls13 aes-gcm 16 16  sha256 false");
  assertEquals(brief(0x1302), "tls13 aes-gcm 32 16  sha384 false");
  assertEquals(brief(0x1303), "tls13 chacha20-poly1305 32 16  sha256 false");
  assertEquals(brief(0x1305), "tls13 aes-ccm 16 8  sha256 false");
  assertEquals(brief(0xc02c), "ecdhe aes-gcm 32 16  sha384 true");
  assertEquals(brief(0xc0ae), "ecdhe aes-ccm 16 8  sha256 true");
  assertEquals(brief(0xc0a1), "rsa aes-ccm 32 8  sha256 false");
  assertEquals(brief(0xc028), "ecdhe aes-cbc 32 0 sha384 sha384 true");
  assertEquals(brief(0x002f), "rsa aes-cbc 16 0 sha1 sha256 false");
  assertEquals(brief(0x000a), "rsa 3des-cbc 24 0 sha1 sha256 false");
  assertEquals(brief(0x0004), "rsa rc4 16 0 md5 sha256 false");
  assertEquals(brief(0x003b), "rsa null 0 0 sha256 sha256 false");
  assertEquals(brief(0x0033), "dhe aes-cbc 16 0 sha1 sha256 true");
  assertEquals(brief(0x0034), "dhe aes-cbc 16 0 sha1 sha256 false");
  assertEquals(brief(0xc018), "ecdhe aes-cbc 16 0 sha1 sha256 false");
  assertEquals(
    brief(0xccac),
    "ecdhe_psk chacha20-poly1305 32 16  sha256 false",
  );
  assertEquals(brief(0xc0aa), "dhe_psk aes-ccm 16 8  sha256 false");
  assertEquals(brief(0x0094), "rsa_psk aes-cbc 16 0 sha1 sha256 false");
  assertEquals(brief(0xc021)?.startsWith("srp"), true);
  assertEquals(brief(0x0041)?.split(" ")[1], "other");
  assertEquals(brief(0xabcd), undefined);
});
