import {
  createDecipheriv,
  createHmac,
  type DecipherChaCha20Poly1305,
  type DecipherGCM,
} from "node:crypto";
import { openCcm, plain } from "./ccm.ts";
import { VERSION } from "./constants.ts";
import type { KeyBlock, TrafficKeys } from "./key_schedule.ts";
import type { HashName, SuiteParameters } from "./suite_parameters.ts";

/** A protected record, as it was framed. */
export interface SealedRecord {
  /** Outer content type. */
  readonly type: number;
  /** legacy_record_version. */
  readonly version: number;
  readonly fragment: Uint8Array;
  /** The last bytes of the fragment before, 64 or all; TLS 1.0 chains on them. */
  readonly previousTail: Uint8Array | undefined;
}

/** What was in a protected record, its tag or MAC verified. */
export interface OpenedRecord {
  /** Content type; in TLS 1.3 the inner one. */
  readonly type: number;
  /** What follows the content in `plaintext`: type and zeros (TLS 1.3), MAC and padding, or nothing. */
  readonly form: "inner_plaintext" | "block" | "content";
  /** All that decryption yielded. */
  readonly plaintext: Uint8Array;
  /** Length of the content, which comes first in `plaintext`, in bytes. */
  readonly contentLength: number;
  /** Length of the MAC behind the content, in bytes; 0 where there is none in `plaintext`. */
  readonly macLength: number;
  /** Length of the padding, in bytes; for CBC with its length byte. */
  readonly paddingLength: number;
}

/** How the fragment of a protected record is laid out. */
export interface RecordLayout {
  /** What comes before the ciphertext. */
  readonly prefix: "nonce_explicit" | "IV";
  readonly prefixBytes: number;
  /** What comes after the ciphertext. */
  readonly suffix: "auth_tag" | "MAC";
  readonly suffixBytes: number;
}

/** Opens the records of one direction under one set of keys. */
export interface RecordCipher {
  /**
   * Opens a record.
   *
   * @param sequence Number of the record under these keys, from 0.
   * @returns `undefined` where the tag or the MAC is wrong.
   */
  open(record: SealedRecord, sequence: number): OpenedRecord | undefined;
}

/**
 * Tells how the fragment of a protected record is laid out.
 *
 * @param encryptThenMac Whether that extension was negotiated.
 */
export function recordLayout(
  version: number,
  suite: SuiteParameters,
  encryptThenMac: boolean,
): RecordLayout {
  const aead = suite.tagBytes > 0;
  const explicitNonce = version < VERSION.tls13 &&
    (suite.cipher === "aes-gcm" || suite.cipher === "aes-ccm");
  const explicitIv = blockBytes(suite) > 0 && version >= VERSION.tls11;
  return {
    prefix: aead ? "nonce_explicit" : "IV",
    prefixBytes: explicitNonce ? 8 : explicitIv ? blockBytes(suite) : 0,
    suffix: aead ? "auth_tag" : "MAC",
    suffixBytes: aead
      ? suite.tagBytes
      : encryptThenMac && blockBytes(suite) > 0
      ? macBytes(suite.mac)
      : 0,
  };
}

/** Length of a cipher's block in bytes; 0 for ciphers without blocks. */
export function blockBytes(suite: SuiteParameters): number {
  if (suite.cipher === "aes-cbc") return 16;
  return suite.cipher === "3des-cbc" ? 8 : 0;
}

/** Length of a MAC in bytes. */
export function macBytes(hash: HashName): number {
  return { md5: 16, sha1: 20, sha256: 32, sha384: 48 }[hash];
}

/**
 * Makes the record protection of TLS 1.3.
 *
 * @returns `undefined` where nothing here implements the suite.
 * @see {@link https://www.rfc-editor.org/rfc/rfc8446#section-5.2 RFC 8446 section 5.2}
 */
export function tls13Cipher(
  suite: SuiteParameters,
  keys: TrafficKeys,
): RecordCipher | undefined {
  const open = aeadOf(suite);
  return open && new Tls13Cipher(open, keys);
}

/** What the record protection of TLS 1.0 to 1.2 is made from. */
export interface Tls12CipherOptions {
  readonly version: number;
  readonly suite: SuiteParameters;
  readonly encryptThenMac: boolean;
  readonly keys: KeyBlock;
  readonly direction: 0 | 1;
}

/**
 * Makes the record protection of TLS 1.0 to 1.2.
 *
 * @returns `undefined` where nothing here implements the suite.
 * @see {@link https://www.rfc-editor.org/rfc/rfc5246#section-6.2.3 RFC 5246 section 6.2.3}
 */
export function tls12Cipher(
  options: Tls12CipherOptions,
): RecordCipher | undefined {
  const { suite, version } = options;
  const open = aeadOf(suite);
  if (open) return new Tls12AeadCipher(open, options);
  if (version < VERSION.tls10) return undefined;
  if (suite.cipher === "null" || blockBytes(suite) > 0) {
    return new Tls12MacCipher(options);
  }
  return undefined;
}

/** Lengths of one direction's part of the key block, in bytes. */
export function keyLengths(
  suite: SuiteParameters,
  version: number,
): { macKeyBytes: number; keyBytes: number; ivBytes: number } {
  const ivBytes = suite.cipher === "chacha20-poly1305"
    ? 12
    : suite.tagBytes > 0
    ? 4
    : version <= VERSION.tls10
    ? blockBytes(suite)
    : 0;
  return {
    macKeyBytes: suite.tagBytes > 0 ? 0 : macBytes(suite.mac),
    keyBytes: suite.keyBytes,
    ivBytes,
  };
}

/** Opens one sealed message; `undefined` where the tag is wrong. */
type Aead = (
  key: Uint8Array,
  nonce: Uint8Array,
  associated: Uint8Array,
  sealed: Uint8Array,
) => Uint8Array | undefined;

function aeadOf(suite: SuiteParameters): Aead | undefined {
  switch (suite.cipher) {
    case "aes-gcm":
      return openGcm;
    case "chacha20-poly1305":
      return openChaCha20;
    case "aes-ccm":
      return (key, nonce, associated, sealed) =>
        openCcm(key, nonce, associated, sealed, suite.tagBytes);
    default:
      return undefined;
  }
}

function openGcm(
  key: Uint8Array,
  nonce: Uint8Array,
  associated: Uint8Array,
  sealed: Uint8Array,
): Uint8Array | undefined {
  const mode = key.length === 16 ? "aes-128-gcm" : "aes-256-gcm";
  return openPlatform(createDecipheriv(mode, key, nonce), associated, sealed);
}

function openChaCha20(
  key: Uint8Array,
  nonce: Uint8Array,
  associated: Uint8Array,
  sealed: Uint8Array,
): Uint8Array | undefined {
  const decipher = createDecipheriv("chacha20-poly1305", key, nonce, {
    authTagLength: 16,
  });
  return openPlatform(decipher, associated, sealed);
}

function openPlatform(
  decipher: DecipherGCM | DecipherChaCha20Poly1305,
  associated: Uint8Array,
  sealed: Uint8Array,
): Uint8Array | undefined {
  const length = sealed.length - 16;
  if (length < 0) return undefined;
  decipher.setAAD(associated, { plaintextLength: length });
  decipher.setAuthTag(sealed.subarray(length));
  const plaintext = plain(decipher.update(sealed.subarray(0, length)));
  try {
    decipher.final();
  } catch {
    return undefined;
  }
  return plaintext;
}

class Tls13Cipher implements RecordCipher {
  readonly #open: Aead;
  readonly #keys: TrafficKeys;

  constructor(open: Aead, keys: TrafficKeys) {
    this.#open = open;
    this.#keys = keys;
  }

  open(record: SealedRecord, sequence: number): OpenedRecord | undefined {
    const { fragment } = record;
    const associated = Uint8Array.of(
      record.type,
      record.version >> 8,
      record.version,
      fragment.length >> 8,
      fragment.length,
    );
    const nonce = maskedNonce(this.#keys.iv, sequence);
    const plaintext = this.#open(this.#keys.key, nonce, associated, fragment);
    if (!plaintext) return undefined;
    // The content type is the last byte that is not zero; what follows pads.
    let last = plaintext.length - 1;
    while (last >= 0 && plaintext[last] === 0) last--;
    return {
      type: last < 0 ? 0 : plaintext[last],
      form: "inner_plaintext",
      plaintext,
      contentLength: Math.max(last, 0),
      macLength: 0,
      paddingLength: plaintext.length - 1 - last,
    };
  }
}

class Tls12AeadCipher implements RecordCipher {
  readonly #open: Aead;
  readonly #key: Uint8Array;
  readonly #iv: Uint8Array;
  readonly #prefixBytes: number;
  readonly #tagBytes: number;
  readonly #version: number;

  constructor(open: Aead, options: Tls12CipherOptions) {
    const { suite, version, keys, direction } = options;
    this.#open = open;
    this.#key = keys.keys[direction];
    this.#iv = keys.ivs[direction];
    this.#prefixBytes = recordLayout(version, suite, false).prefixBytes;
    this.#tagBytes = suite.tagBytes;
    this.#version = version;
  }

  open(record: SealedRecord, sequence: number): OpenedRecord | undefined {
    const { fragment, type } = record;
    const length = fragment.length - this.#prefixBytes - this.#tagBytes;
    if (length < 0) return undefined;
    let nonce: Uint8Array;
    if (this.#prefixBytes > 0) {
      nonce = new Uint8Array(12);
      nonce.set(this.#iv);
      nonce.set(fragment.subarray(0, this.#prefixBytes), 4);
    } else nonce = maskedNonce(this.#iv, sequence);
    const plaintext = this.#open(
      this.#key,
      nonce,
      numberedHeader(sequence, type, this.#version, length),
      fragment.subarray(this.#prefixBytes),
    );
    return plaintext && {
      type,
      form: "content",
      plaintext,
      contentLength: plaintext.length,
      macLength: 0,
      paddingLength: 0,
    };
  }
}

/** Block ciphers and the null cipher, with a MAC inside (or, by RFC 7366, outside) the encryption. */
class Tls12MacCipher implements RecordCipher {
  readonly #suite: SuiteParameters;
  readonly #version: number;
  readonly #outside: boolean;
  readonly #macKey: Uint8Array;
  readonly #key: Uint8Array;
  readonly #iv: Uint8Array;

  constructor(options: Tls12CipherOptions) {
    const { suite, version, keys, direction } = options;
    this.#suite = suite;
    this.#version = version;
    this.#outside = options.encryptThenMac && blockBytes(suite) > 0;
    this.#macKey = keys.macKeys[direction];
    this.#key = keys.keys[direction];
    this.#iv = keys.ivs[direction];
  }

  open(record: SealedRecord, sequence: number): OpenedRecord | undefined {
    const { type, fragment } = record;
    const macLength = macBytes(this.#suite.mac);
    let sealed = fragment;
    if (this.#outside) {
      const length = fragment.length - macLength;
      if (length < 0) return undefined;
      sealed = fragment.subarray(0, length);
      const mac = fragment.subarray(length);
      if (!this.#verify(sequence, type, sealed, mac)) return undefined;
    }
    const plaintext = this.#decrypt(sealed, record.previousTail);
    if (!plaintext) return undefined;
    const paddingLength = blockBytes(this.#suite) > 0
      ? cbcPaddingLength(plaintext)
      : 0;
    if (paddingLength === undefined) return undefined;
    const innerMac = this.#outside ? 0 : macLength;
    const contentLength = plaintext.length - paddingLength - innerMac;
    if (contentLength < 0) return undefined;
    const content = plaintext.subarray(0, contentLength);
    const mac = plaintext.subarray(contentLength, contentLength + innerMac);
    if (!this.#outside && !this.#verify(sequence, type, content, mac)) {
      return undefined;
    }
    return {
      type,
      form: "block",
      plaintext,
      contentLength,
      macLength: innerMac,
      paddingLength,
    };
  }

  #verify(
    sequence: number,
    type: number,
    bytes: Uint8Array,
    mac: Uint8Array,
  ): boolean {
    const expected = createHmac(this.#suite.mac, this.#macKey)
      .update(numberedHeader(sequence, type, this.#version, bytes.length))
      .update(bytes)
      .digest();
    return expected.every((byte, i) => byte === mac[i]);
  }

  #decrypt(
    sealed: Uint8Array,
    previousTail: Uint8Array | undefined,
  ): Uint8Array | undefined {
    const block = blockBytes(this.#suite);
    if (block === 0) return sealed;
    const explicit = this.#version >= VERSION.tls11;
    const iv = explicit
      ? sealed.subarray(0, block)
      : this.#chainedBlock(previousTail, block);
    const ciphertext = explicit ? sealed.subarray(block) : sealed;
    const wholeBlocks = ciphertext.length > 0 &&
      ciphertext.length % block === 0;
    if (!wholeBlocks || iv.length !== block) return undefined;
    const mode = block === 8
      ? "des-ede3-cbc"
      : `aes-${8 * this.#key.length}-cbc`;
    const decipher = createDecipheriv(mode, this.#key, iv);
    decipher.setAutoPadding(false);
    const plaintext = plain(decipher.update(ciphertext));
    decipher.final();
    return plaintext;
  }

  /** The last block of the ciphertext before, or what the key block gives for the first record. */
  #chainedBlock(tail: Uint8Array | undefined, block: number): Uint8Array {
    if (!tail) return this.#iv;
    const end = tail.length - (this.#outside ? macBytes(this.#suite.mac) : 0);
    return tail.subarray(Math.max(end - block, 0), Math.max(end, 0));
  }
}

/**
 * Padding of a block cipher with its length byte, or `undefined` where it is not well formed.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc5246#section-6.2.3.2 RFC 5246 section 6.2.3.2}
 */
function cbcPaddingLength(plaintext: Uint8Array): number | undefined {
  const value = plaintext[plaintext.length - 1];
  const length = value + 1;
  if (length > plaintext.length) return undefined;
  for (let i = plaintext.length - length; i < plaintext.length; i++) {
    if (plaintext[i] !== value) return undefined;
  }
  return length;
}

/** The record number, mixed into the initialisation vector. RFC 8446 section 5.3. */
function maskedNonce(iv: Uint8Array, sequence: number): Uint8Array {
  const nonce = iv.slice();
  for (let i = 11, rest = sequence; i >= 4 && rest > 0; i--) {
    nonce[i] ^= rest % 256;
    rest = Math.floor(rest / 256);
  }
  return nonce;
}

/**
 * What a MAC or tag covers besides the content.
 *
 * ```text
 * seq_num (8) | type (1) | version (2) | length (2)
 * ```
 */
function numberedHeader(
  sequence: number,
  type: number,
  version: number,
  length: number,
): Uint8Array {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, Math.floor(sequence / 2 ** 32));
  view.setUint32(4, sequence % 2 ** 32);
  view.setUint8(8, type);
  view.setUint16(9, version);
  view.setUint16(11, length);
  return header;
}
