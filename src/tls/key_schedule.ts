import { createHash, createHmac } from "node:crypto";
import { concat } from "../bytes/concat.ts";
import type { HashName } from "./suite_parameters.ts";
import { VERSION } from "./constants.ts";

const text = new TextEncoder();

/** Key and initialisation vector of one direction. */
export interface TrafficKeys {
  readonly key: Uint8Array;
  readonly iv: Uint8Array;
}

/** Keys of both directions up to TLS 1.2, client first. RFC 5246 section 6.3. */
export interface KeyBlock {
  readonly macKeys: readonly [Uint8Array, Uint8Array];
  readonly keys: readonly [Uint8Array, Uint8Array];
  readonly ivs: readonly [Uint8Array, Uint8Array];
}

/**
 * HKDF-Expand-Label of TLS 1.3.
 *
 * The label goes into the expansion as
 *
 * ```text
 * length (2) | "tls13 " + label (1+n) | context (1+n)
 * ```
 *
 * @param hash Hash of the cipher suite.
 * @param secret Secret to expand.
 * @param label Label without its prefix `tls13 `.
 * @param context Context, often empty.
 * @param length Length of the result in bytes.
 * @see {@link https://www.rfc-editor.org/rfc/rfc8446#section-7.1 RFC 8446 section 7.1}
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { fromHex, toHex } from "../bytes/mod.ts";
 * import { expandLabel } from "./key_schedule.ts";
 *
 * // RFC 8448 section 3, "derive write traffic keys for handshake data".
 * const secret = fromHex(
 *   "b67b7d690cc16c4e75e54213cb2d37b4e9c912bcded9105d42befd59d391ad38",
 * );
 * const key = expandLabel("sha256", secret, "key", new Uint8Array(), 16);
 * assertEquals(toHex(key), "3fce516009c21727d0f2e4e86ee403bc");
 * ```
 */
export function expandLabel(
  hash: HashName,
  secret: Uint8Array,
  label: string,
  context: Uint8Array,
  length: number,
): Uint8Array {
  const name = text.encode(`tls13 ${label}`);
  const info = new Uint8Array(4 + name.length + context.length);
  info[0] = length >> 8;
  info[1] = length & 0xff;
  info[2] = name.length;
  info.set(name, 3);
  info[3 + name.length] = context.length;
  info.set(context, 4 + name.length);

  const result = new Uint8Array(length);
  let block: Uint8Array = new Uint8Array();
  for (let at = 0, counter = 1; at < length; at += block.length, counter++) {
    block = hmac(hash, secret, block, info, Uint8Array.of(counter));
    result.set(block.subarray(0, length - at), at);
  }
  return result;
}

/**
 * Derives the keys that protect records under a traffic secret of TLS 1.3.
 *
 * @param keyBytes Length of the cipher's key in bytes.
 * @see {@link https://www.rfc-editor.org/rfc/rfc8446#section-7.3 RFC 8446 section 7.3}
 */
export function trafficKeys(
  hash: HashName,
  secret: Uint8Array,
  keyBytes: number,
): TrafficKeys {
  const none = new Uint8Array();
  return {
    key: expandLabel(hash, secret, "key", none, keyBytes),
    iv: expandLabel(hash, secret, "iv", none, 12),
  };
}

/**
 * Derives the traffic secret that follows a KeyUpdate.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc8446#section-7.2 RFC 8446 section 7.2}
 */
export function nextTrafficSecret(
  hash: HashName,
  secret: Uint8Array,
): Uint8Array {
  const none = new Uint8Array();
  return expandLabel(hash, secret, "traffic upd", none, secret.length);
}

/**
 * The pseudorandom function of TLS 1.0 to 1.2.
 *
 * @param version TLS 1.2 takes `hash`; the earlier ones take MD5 and SHA-1 together.
 * @param length Length of the result in bytes.
 * @see {@link https://www.rfc-editor.org/rfc/rfc5246#section-5 RFC 5246 section 5}
 * @see {@link https://www.rfc-editor.org/rfc/rfc2246#section-5 RFC 2246 section 5}
 */
export function pseudorandom(
  version: number,
  hash: HashName,
  secret: Uint8Array,
  label: string,
  seed: Uint8Array,
  length: number,
): Uint8Array {
  const labelled = concat([text.encode(label), seed]);
  if (version >= VERSION.tls12) {
    return expandSeed(hash, secret, labelled, length);
  }
  const half = Math.ceil(secret.length / 2);
  const md5 = expandSeed("md5", secret.subarray(0, half), labelled, length);
  const sha1 = expandSeed(
    "sha1",
    secret.subarray(secret.length - half),
    labelled,
    length,
  );
  return md5.map((byte, i) => byte ^ sha1[i]);
}

/** `P_hash`: HMACs of HMACs of the seed. */
function expandSeed(
  hash: HashName,
  secret: Uint8Array,
  seed: Uint8Array,
  length: number,
): Uint8Array {
  const result = new Uint8Array(length);
  let a = seed;
  for (let at = 0; at < length;) {
    a = hmac(hash, secret, a);
    const block = hmac(hash, secret, a, seed);
    result.set(block.subarray(0, length - at), at);
    at += block.length;
  }
  return result;
}

/** What the keys of TLS 1.0 to 1.2 are made from, besides the master secret. */
export interface KeyBlockOptions {
  readonly version: number;
  readonly hash: HashName;
  readonly clientRandom: Uint8Array;
  readonly serverRandom: Uint8Array;
  /** Lengths of one direction's part, in bytes. */
  readonly macKeyBytes: number;
  readonly keyBytes: number;
  readonly ivBytes: number;
}

/**
 * Derives the keys of TLS 1.0 to 1.2 from the master secret.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc5246#section-6.3 RFC 5246 section 6.3}
 */
export function keyBlock(
  masterSecret: Uint8Array,
  options: KeyBlockOptions,
): KeyBlock {
  const { macKeyBytes, keyBytes, ivBytes } = options;
  const block = pseudorandom(
    options.version,
    options.hash,
    masterSecret,
    "key expansion",
    concat([options.serverRandom, options.clientRandom]),
    2 * (macKeyBytes + keyBytes + ivBytes),
  );
  let at = 0;
  function pair(length: number): [Uint8Array, Uint8Array] {
    const first = block.subarray(at, at + length);
    const second = block.subarray(at + length, at + 2 * length);
    at += 2 * length;
    return [first, second];
  }
  return {
    macKeys: pair(macKeyBytes),
    keys: pair(keyBytes),
    ivs: pair(ivBytes),
  };
}

/** What the master secret is made from, besides the premaster secret. */
export interface MasterSecretOptions {
  readonly version: number;
  readonly hash: HashName;
  readonly clientRandom: Uint8Array;
  readonly serverRandom: Uint8Array;
  /** Handshake messages up to ClientKeyExchange, where extended_master_secret was negotiated. */
  readonly transcript: readonly Uint8Array[] | undefined;
}

/**
 * Derives the master secret of TLS 1.0 to 1.2 from the premaster secret.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc5246#section-8.1 RFC 5246 section 8.1}
 * @see {@link https://www.rfc-editor.org/rfc/rfc7627#section-4 RFC 7627 section 4}
 */
export function masterSecret(
  premasterSecret: Uint8Array,
  options: MasterSecretOptions,
): Uint8Array {
  const { version, hash, transcript } = options;
  const [label, seed] = transcript
    ? ["extended master secret", sessionHash(version, hash, transcript)]
    : [
      "master secret",
      concat([options.clientRandom, options.serverRandom]),
    ];
  return pseudorandom(version, hash, premasterSecret, label, seed, 48);
}

function sessionHash(
  version: number,
  hash: HashName,
  messages: readonly Uint8Array[],
): Uint8Array {
  const names: HashName[] = version >= VERSION.tls12 ? [hash] : ["md5", "sha1"];
  return concat(names.map((name) => {
    const digest = createHash(name);
    for (const message of messages) digest.update(message);
    return digest.digest();
  }));
}

function hmac(
  hash: HashName,
  key: Uint8Array,
  ...parts: readonly Uint8Array[]
): Uint8Array {
  const code = createHmac(hash, key);
  for (const part of parts) code.update(part);
  return code.digest();
}
