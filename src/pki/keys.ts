import { createPrivateKey, generateKeyPair, type KeyObject } from "node:crypto";
import { shellWord } from "../bytes/shell_word.ts";
import { Failure, inEvery } from "../failure.ts";
import { TEXTS } from "./failure_text.ts";
import type { KeyKind, KeyType } from "./key_type.ts";
import { isPrivateKeyLabel, type PemBlock } from "./pem.ts";

/** Names of the curves that TLS here takes, by OpenSSL's names. */
const CURVE_NAMES: Readonly<Record<string, string>> = {
  prime256v1: "P-256",
  secp384r1: "P-384",
  secp521r1: "P-521",
};

/** Sizes of RSA keys that TLS here takes, in bits. */
const RSA_BITS = { min: 2048, max: 8192 };

/**
 * Makes a private key, which holds its public key too.
 *
 * @param kind ECDSA is on P-256; RSA without a size has 2048 bits.
 */
export function generateKey(kind: KeyType | KeyKind): Promise<KeyObject> {
  return new Promise((resolve, reject) => {
    function finish(error: Error | null, _: KeyObject, key: KeyObject): void {
      if (error) reject(error);
      else resolve(key);
    }
    switch (kind) {
      case "rsa":
      case "rsa2048":
        generateKeyPair("rsa", { modulusLength: RSA_BITS.min }, finish);
        break;
      case "rsa4096":
        generateKeyPair("rsa", { modulusLength: 4096 }, finish);
        break;
      case "ed25519":
        generateKeyPair("ed25519", {}, finish);
        break;
      default:
        generateKeyPair("ec", { namedCurve: "prime256v1" }, finish);
    }
  });
}

/**
 * Writes a private key as PEM, in PKCS#8.
 *
 * @param key A private key.
 * @param passphrase Protects it, by AES-256 and PBKDF2 with HMAC-SHA-256, as
 * `openssl genrsa -aes256` does; unencrypted if not given.
 * @see {@link https://www.rfc-editor.org/rfc/rfc5958} for PKCS#8,
 * {@link https://www.rfc-editor.org/rfc/rfc8018#section-6.2} for the encryption
 */
export function encodeKey(key: KeyObject, passphrase?: string): string {
  const form = { type: "pkcs8", format: "pem" } as const;
  return (passphrase === undefined
    ? key.export(form)
    : key.export({ ...form, cipher: "aes-256-cbc", passphrase })).toString();
}

/**
 * Finds the private key among the blocks of a file: PKCS#8, PKCS#1 or SEC1.
 *
 * @param blocks Blocks of the file.
 * @param path Path of the file, for the message of an error.
 * @throws {Failure} `bad-file`, if there is none, or it is encrypted or broken.
 */
export function privateKeyIn(
  blocks: readonly PemBlock[],
  path: string,
): KeyObject {
  const block = blocks.find((block) => isPrivateKeyLabel(block.label));
  if (!block) throw noPrivateKey(blocks, path);
  const word = shellWord(path);
  const plain = shellWord(plainName(path));
  if (block.encrypted) {
    throw new Failure(
      "bad-file",
      inEvery(
        TEXTS,
        (text) =>
          text.encryptedKey(
            path,
            `wirelab cert decrypt ${word} --out ${plain}`,
          ),
      ),
    );
  }
  if (block.label === "OPENSSH PRIVATE KEY") {
    throw new Failure(
      "bad-file",
      inEvery(
        TEXTS,
        (text) => text.openSshKey(path, `wirelab cert key --out ${plain}`),
      ),
    );
  }
  try {
    return createPrivateKey(block.text);
  } catch (error) {
    throw new Failure(
      "bad-file",
      inEvery(TEXTS, (text) =>
        text.unreadableKey(
          path,
          block.label,
          `openssl pkey -in ${word} -noout`,
        )),
      { cause: error },
    );
  }
}

/**
 * Names the kind of a key: `ECDSA P-256`, `RSA 2048`, `Ed25519`.
 *
 * @param key A private or a public key.
 */
export function nameOfKey(key: KeyObject): string {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (type === "ec") {
    const curve = details?.namedCurve ?? "on an unnamed curve";
    return `ECDSA ${CURVE_NAMES[curve] ?? curve}`;
  }
  if (type === "rsa") return `RSA ${details?.modulusLength}`;
  if (type === "rsa-pss") return `RSA-PSS ${details?.modulusLength}`;
  // Ed25519, Ed448, X25519, X448
  return type ? type.charAt(0).toUpperCase() + type.slice(1) : "unknown";
}

/**
 * Tells whether TLS here can sign with a key.
 *
 * It takes RSA from 2048 to 8192 bits, ECDSA on P-256, P-384 and P-521, and
 * Ed25519.
 *
 * @param key A private key.
 */
export function isUsableForTls(key: KeyObject): boolean {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (type === "ec") return (details?.namedCurve ?? "") in CURVE_NAMES;
  if (type !== "rsa") return type === "ed25519";
  const bits = details?.modulusLength ?? 0;
  return bits >= RSA_BITS.min && bits <= RSA_BITS.max;
}

function noPrivateKey(blocks: readonly PemBlock[], path: string): Failure {
  const label = blocks[0].label;
  if (label === "CERTIFICATE") {
    return new Failure(
      "bad-file",
      inEvery(TEXTS, (text) => text.certificateAsKey(path)),
    );
  }
  return new Failure(
    "bad-file",
    inEvery(TEXTS, (text) => text.noKey(path, label)),
  );
}

function plainName(path: string): string {
  return `${path.replace(/\.\w+$/, "")}-plain.key`;
}
