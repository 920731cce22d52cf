import { createPublicKey, type KeyObject } from "node:crypto";
import type * as Library from "@peculiar/x509";
import { alternativeName } from "./alternative_name.ts";
import type { Subject } from "./subject.ts";

/**
 * Loads the library that encodes certificates, on first use.
 *
 * Whoever finds valid certificates never pays for it.
 */
export async function loadX509(): Promise<typeof Library> {
  await import("reflect-metadata");
  return await import("@peculiar/x509");
}

/**
 * The name of someone whom wirelab makes a certificate for.
 *
 * @param commonName The part that tells it from others.
 */
export function distinguishedName(commonName: string): Library.JsonName {
  return [{ O: ["wirelab"] }, { CN: [commonName] }];
}

/** Writes a subject as the library takes names. */
export async function nameOf(subject: Subject): Promise<Library.Name> {
  const { Name } = await loadX509();
  return new Name(subject.map(({ identifier, string, value }) => ({
    [identifier]: [{ [string]: value }],
  })));
}

/** The extension that lists names; none where there are none. */
export async function alternativeNames(
  names: readonly string[],
): Promise<Library.SubjectAlternativeNameExtension | undefined> {
  const { SubjectAlternativeNameExtension } = await loadX509();
  return names.length === 0
    ? undefined
    : new SubjectAlternativeNameExtension(names.map(alternativeName));
}

/** A private key as WebCrypto signs with it. */
export interface SigningKey {
  /** The key. */
  readonly signingKey: CryptoKey;
  /** How it signs. */
  readonly signingAlgorithm: Algorithm & { hash?: string };
}

/** How WebCrypto imports a key on a curve, and the hash that fits its size. */
const CURVES: Readonly<Record<string, { name: string; hash: string }>> = {
  prime256v1: { name: "P-256", hash: "SHA-256" },
  secp384r1: { name: "P-384", hash: "SHA-384" },
  secp521r1: { name: "P-521", hash: "SHA-512" },
};

/**
 * Hands a private key to WebCrypto, to sign certificates with.
 *
 * @param key RSA, ECDSA on P-256, P-384 or P-521, or Ed25519.
 * @throws {TypeError} If it is of another kind.
 */
export async function importSigningKey(key: KeyObject): Promise<SigningKey> {
  const importing = importAlgorithmOf(key);
  const signingKey = await crypto.subtle.importKey(
    "pkcs8",
    new Uint8Array(key.export({ type: "pkcs8", format: "der" })),
    importing.algorithm,
    false,
    ["sign"],
  );
  return {
    signingKey,
    signingAlgorithm: { name: importing.algorithm.name, hash: importing.hash },
  };
}

function importAlgorithmOf(
  key: KeyObject,
): {
  algorithm: Algorithm & { hash?: string; namedCurve?: string };
  hash?: string;
} {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (type === "rsa") {
    const hash = "SHA-256";
    return { algorithm: { name: "RSASSA-PKCS1-v1_5", hash }, hash };
  }
  if (type === "ed25519") return { algorithm: { name: "Ed25519" } };
  const curve = CURVES[details?.namedCurve ?? ""];
  if (type !== "ec" || !curve) {
    throw new TypeError(
      `Cannot sign a certificate: a key of type ${type} does not do that here`,
    );
  }
  return {
    algorithm: { name: "ECDSA", namedCurve: curve.name },
    hash: curve.hash,
  };
}

/**
 * Hands the public half of a key to WebCrypto, to write into a request.
 *
 * @param key RSA, ECDSA on P-256, P-384 or P-521, or Ed25519.
 * @throws {TypeError} If it is of another kind.
 */
export async function importVerifyingKey(key: KeyObject): Promise<CryptoKey> {
  const publicKey = key.type === "public" ? key : createPublicKey(key);
  return await crypto.subtle.importKey(
    "spki",
    new Uint8Array(publicKey.export({ type: "spki", format: "der" })),
    importAlgorithmOf(key).algorithm,
    true,
    ["verify"],
  );
}
