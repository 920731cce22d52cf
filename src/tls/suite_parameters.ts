import { CIPHER_SUITES } from "./cipher_suites.ts";

/** How the peers come to a shared secret; TLS 1.3 suites leave it open. */
export type KeyExchange =
  | "rsa"
  | "rsa_export"
  | "dh"
  | "dhe"
  | "ecdh"
  | "ecdhe"
  | "psk"
  | "dhe_psk"
  | "ecdhe_psk"
  | "rsa_psk"
  | "srp"
  | "tls13"
  | "other";

/** How records are protected. */
export type BulkCipher =
  | "aes-gcm"
  | "aes-ccm"
  | "chacha20-poly1305"
  | "aes-cbc"
  | "3des-cbc"
  | "rc4"
  | "null"
  | "other";

/** Hash functions that suites use. */
export type HashName = "md5" | "sha1" | "sha256" | "sha384";

/** What a cipher suite stands for. */
export interface SuiteParameters {
  /** How the peers come to a shared secret. */
  readonly keyExchange: KeyExchange;
  /** Whether the server signs its key exchange parameters. */
  readonly signed: boolean;
  /** How records are protected. */
  readonly cipher: BulkCipher;
  /** Length of the cipher's key in bytes. */
  readonly keyBytes: number;
  /** Length of the authentication tag in bytes; 0 for ciphers with a MAC. */
  readonly tagBytes: number;
  /** Hash of the MAC, for ciphers that have one. */
  readonly mac: HashName;
  /** Hash of the key schedule of TLS 1.2 and 1.3. */
  readonly hash: HashName;
}

const cache = new Map<number, SuiteParameters | undefined>();

/**
 * Tells what a cipher suite stands for, as its name says it.
 *
 * @param suite Number on the wire.
 * @returns `undefined` for a number that the registry does not have.
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { suiteParameters } from "./suite_parameters.ts";
 *
 * const parameters = suiteParameters(0xc02f);
 * assertEquals(parameters?.keyExchange, "ecdhe");
 * assertEquals(parameters?.cipher, "aes-gcm");
 * assertEquals(parameters?.hash, "sha256");
 * ```
 */
export function suiteParameters(suite: number): SuiteParameters | undefined {
  if (!Object.hasOwn(CIPHER_SUITES, suite)) return undefined;
  let parameters = cache.get(suite);
  if (!parameters) {
    parameters = parse(CIPHER_SUITES[suite]);
    cache.set(suite, parameters);
  }
  return parameters;
}

function parse(name: string): SuiteParameters {
  const [exchange, bulk] = name.includes("_WITH_")
    ? name.slice(4).split("_WITH_")
    : ["", name.slice(4)];
  const keyExchange = exchange === "" ? "tls13" : keyExchangeOf(exchange);
  const cipher = cipherOf(bulk);
  const aead = cipher === "aes-gcm" || cipher === "aes-ccm" ||
    cipher === "chacha20-poly1305";
  return {
    keyExchange,
    signed: /^(ECDHE|DHE)_(RSA|DSS|ECDSA)|^SRP_SHA_(RSA|DSS)|^RSA_EXPORT/
      .test(exchange),
    cipher,
    keyBytes: keyBytesOf(cipher, bulk),
    tagBytes: !aead ? 0 : /_CCM_8(_|$)/.test(bulk) ? 8 : 16,
    mac: macOf(bulk),
    hash: bulk.endsWith("_SHA384") ? "sha384" : "sha256",
  };
}

function keyExchangeOf(exchange: string): KeyExchange {
  if (/^(ECDHE_PSK)/.test(exchange)) return "ecdhe_psk";
  if (/^(DHE_PSK|PSK_DHE)/.test(exchange)) return "dhe_psk";
  if (exchange.startsWith("RSA_PSK")) return "rsa_psk";
  if (exchange.startsWith("PSK")) return "psk";
  if (exchange.startsWith("SRP")) return "srp";
  if (exchange.startsWith("RSA_EXPORT")) return "rsa_export";
  if (exchange === "RSA") return "rsa";
  // Anonymous suites exchange ephemeral keys; only the signature is missing.
  if (/^(ECDHE_|ECDH_anon)/.test(exchange)) return "ecdhe";
  if (/^(DHE_|DH_anon)/.test(exchange)) return "dhe";
  if (exchange.startsWith("ECDH_")) return "ecdh";
  if (exchange.startsWith("DH_")) return "dh";
  return "other";
}

function cipherOf(bulk: string): BulkCipher {
  if (/^AES_(128|256)_GCM/.test(bulk)) return "aes-gcm";
  if (/^AES_(128|256)_CCM/.test(bulk)) return "aes-ccm";
  if (bulk.startsWith("CHACHA20_POLY1305")) return "chacha20-poly1305";
  if (/^AES_(128|256)_CBC/.test(bulk)) return "aes-cbc";
  if (bulk.startsWith("3DES_EDE_CBC")) return "3des-cbc";
  if (bulk.startsWith("RC4_128")) return "rc4";
  if (bulk.startsWith("NULL_")) return "null";
  return "other";
}

function keyBytesOf(cipher: BulkCipher, bulk: string): number {
  switch (cipher) {
    case "3des-cbc":
      return 24;
    case "chacha20-poly1305":
      return 32;
    case "null":
      return 0;
    default:
      return bulk.includes("256_") ? 32 : 16;
  }
}

function macOf(bulk: string): HashName {
  if (bulk.endsWith("_MD5")) return "md5";
  if (bulk.endsWith("_SHA")) return "sha1";
  return bulk.endsWith("_SHA384") ? "sha384" : "sha256";
}
