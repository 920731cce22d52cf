import {
  createDecipheriv,
  createHash,
  pbkdf2Sync,
  scryptSync,
} from "node:crypto";
import { concat } from "../bytes/concat.ts";
import { toHex } from "../bytes/hex.ts";
import { ByteReader } from "../bytes/reader.ts";
import { decodeElement } from "./der.ts";

/** How a private key is encrypted. */
export interface KeyEncryption {
  /** Name of the scheme. */
  readonly name: string;
  /**
   * Takes the encryption off; `undefined` where nothing here can.
   *
   * @returns What should be a `PrivateKeyInfo`; with a wrong passphrase it is
   * garbage, where the padding does not tell already.
   * @throws {Error} If the passphrase is wrong.
   */
  readonly decrypt: ((passphrase: string) => Uint8Array) | undefined;
}

/** Makes a key of so many bytes from a passphrase. */
type Derivation = (passphrase: string, bytes: number) => Uint8Array;

interface Cipher {
  readonly name: string;
  readonly keyBytes: number;
}

/** Rounds of PBKDF2 that are still computed: a minute or so. */
const MOST_ROUNDS = 50_000_000;
/** Memory that scrypt may take. */
const MOST_SCRYPT_BYTES = 1 << 30;

// Object identifiers, as the bytes that a key holds.
const PBES2 = "2a864886f70d01050d";
const PBKDF2 = "2a864886f70d01050c";
const SCRYPT = "2b06010401da47040b";
const SHA1_AND_3DES = "2a864886f70d010c0103";

const HASHES: Readonly<Record<string, string>> = {
  "2a864886f70d0207": "sha1",
  "2a864886f70d0208": "sha224",
  "2a864886f70d0209": "sha256",
  "2a864886f70d020a": "sha384",
  "2a864886f70d020b": "sha512",
};

const CIPHERS: Readonly<Record<string, Cipher>> = {
  "608648016503040102": { name: "aes-128-cbc", keyBytes: 16 },
  "608648016503040116": { name: "aes-192-cbc", keyBytes: 24 },
  "60864801650304012a": { name: "aes-256-cbc", keyBytes: 32 },
  "2a864886f70d0307": { name: "des-ede3-cbc", keyBytes: 24 },
};

/** What a scheme is called that has no name here. */
const UNNAMED = "an uncommon cipher";

/** Schemes that are named in a message, and that nothing here undoes. */
const NAMES: Readonly<Record<string, string>> = {
  "2a864886f70d010503": "PBE-MD5-DES",
  "2a864886f70d01050a": "PBE-SHA1-DES",
  "2a864886f70d010c0101": "PBE-SHA1-RC4-128",
  "2a864886f70d010c0102": "PBE-SHA1-RC4-40",
  "2a864886f70d010c0104": "PBE-SHA1-2DES",
  "2a864886f70d010c0105": "PBE-SHA1-RC2-128",
  "2a864886f70d010c0106": "PBE-SHA1-RC2-40",
};

/**
 * Reads how a PKCS#8 key is encrypted.
 *
 * ```text
 * SEQUENCE {
 *   SEQUENCE { OBJECT IDENTIFIER scheme, parameters }
 *   OCTET STRING encrypted key
 * }
 * ```
 *
 * @param der An `EncryptedPrivateKeyInfo`.
 * @throws {DecodeError} If it is none.
 * @see {@link https://www.rfc-editor.org/rfc/rfc5958#section-3} for the structure,
 * {@link https://www.rfc-editor.org/rfc/rfc8018#section-6.2} for PBES2,
 * {@link https://www.rfc-editor.org/rfc/rfc7292#appendix-C} for the older scheme
 */
export function readKeyEncryption(der: Uint8Array): KeyEncryption {
  const info = decodeElement(new ByteReader(der, "pkcs8")).content;
  const algorithm = decodeElement(info).content;
  const data = decodeElement(info).content.rest("encryptedData");
  const scheme = identifierIn(algorithm);
  if (scheme === SHA1_AND_3DES) {
    return {
      name: "PBE-SHA1-3DES",
      decrypt: pkcs12Decryption(algorithm, data),
    };
  }
  if (scheme !== PBES2) {
    return { name: NAMES[scheme] ?? UNNAMED, decrypt: undefined };
  }
  const parameters = decodeElement(algorithm).content;
  const derivation = derivationIn(decodeElement(parameters).content);
  const encryption = decodeElement(parameters).content;
  const cipher = CIPHERS[identifierIn(encryption)];
  const name = cipher?.name ?? UNNAMED;
  if (!derivation || !cipher) return { name, decrypt: undefined };
  const iv = decodeElement(encryption).content.rest("iv");
  return {
    name,
    decrypt: (passphrase) =>
      undo(cipher.name, derivation(passphrase, cipher.keyBytes), iv, data),
  };
}

function derivationIn(reader: ByteReader): Derivation | undefined {
  const kind = identifierIn(reader);
  if (kind !== PBKDF2 && kind !== SCRYPT) return undefined;
  const parameters = decodeElement(reader).content;
  const salt = decodeElement(parameters).content.rest("salt");
  const cost = integerIn(parameters);
  if (kind === SCRYPT) {
    const [r, p] = [integerIn(parameters), integerIn(parameters)];
    return (passphrase, bytes) =>
      scryptSync(passphrase, salt, bytes, {
        N: cost,
        r,
        p,
        maxmem: MOST_SCRYPT_BYTES,
      });
  }
  let hash: string | undefined = "sha1";
  while (!parameters.done) {
    // An INTEGER before it would be the length of the key, which is known.
    const { tag, content } = decodeElement(parameters);
    if (tag === 0x30) hash = HASHES[identifierIn(content)];
  }
  if (!hash || cost > MOST_ROUNDS) return undefined;
  return (passphrase, bytes) => pbkdf2Sync(passphrase, salt, cost, bytes, hash);
}

function pkcs12Decryption(
  algorithm: ByteReader,
  data: Uint8Array,
): KeyEncryption["decrypt"] {
  const parameters = decodeElement(algorithm).content;
  const salt = decodeElement(parameters).content.rest("salt");
  const rounds = integerIn(parameters);
  if (rounds > MOST_ROUNDS) return undefined;
  return (passphrase) =>
    undo(
      "des-ede3-cbc",
      derivePkcs12({ passphrase, salt, rounds, purpose: 1, bytes: 24 }),
      derivePkcs12({ passphrase, salt, rounds, purpose: 2, bytes: 8 }),
      data,
    );
}

/** Length of the blocks that SHA-1 works on, and of what it gives, in bytes. */
const SHA1_BLOCK = 64;
const SHA1_BYTES = 20;

/**
 * Makes a key or an initialization vector in the way of PKCS#12.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc7292#appendix-B.2}
 */
function derivePkcs12(
  { passphrase, salt, rounds, purpose, bytes }: {
    passphrase: string;
    salt: Uint8Array;
    rounds: number;
    purpose: 1 | 2;
    bytes: number;
  },
): Uint8Array {
  const diversifier = new Uint8Array(SHA1_BLOCK).fill(purpose);
  const input = concat([repeated(salt), repeated(bigEndianText(passphrase))]);
  const output = new Uint8Array(Math.ceil(bytes / SHA1_BYTES) * SHA1_BYTES);
  for (let at = 0; at < bytes; at += SHA1_BYTES) {
    let hash = sha1(diversifier, input);
    for (let round = 1; round < rounds; round++) hash = sha1(hash);
    output.set(hash, at);
    const addend = new Uint8Array(SHA1_BLOCK).map((_, i) =>
      hash[i % SHA1_BYTES]
    );
    for (let block = 0; block < input.length; block += SHA1_BLOCK) {
      addPlusOne(input.subarray(block, block + SHA1_BLOCK), addend);
    }
  }
  return output.subarray(0, bytes);
}

/** Repeats bytes until they fill whole blocks. */
function repeated(bytes: Uint8Array): Uint8Array {
  const length = Math.ceil(bytes.length / SHA1_BLOCK) * SHA1_BLOCK;
  return new Uint8Array(length).map((_, i) => bytes[i % bytes.length]);
}

/** A text in UTF-16, the higher byte first, with a zero at its end. */
function bigEndianText(text: string): Uint8Array {
  const bytes = new Uint8Array(2 * text.length + 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) {
    view.setUint16(2 * i, text.charCodeAt(i));
  }
  return bytes;
}

/** Adds a number and one to a number in place; what is too large falls off. */
function addPlusOne(number: Uint8Array, addend: Uint8Array): void {
  let carry = 1;
  for (let i = number.length - 1; i >= 0; i--) {
    carry += number[i] + addend[i];
    number[i] = carry & 0xff;
    carry >>= 8;
  }
}

function sha1(...parts: Uint8Array[]): Uint8Array {
  const hash = createHash("sha1");
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function undo(
  cipher: string,
  key: Uint8Array,
  iv: Uint8Array,
  data: Uint8Array,
): Uint8Array {
  const decipher = createDecipheriv(cipher, key, iv);
  return concat([decipher.update(data), decipher.final()]);
}

function identifierIn(reader: ByteReader): string {
  return toHex(decodeElement(reader).content.rest("algorithm"));
}

function integerIn(reader: ByteReader): number {
  const { content } = decodeElement(reader);
  if (content.remaining > 6) throw content.error("integer", "it is too large");
  return content.rest("integer").reduce((sum, byte) => sum * 256 + byte, 0);
}
