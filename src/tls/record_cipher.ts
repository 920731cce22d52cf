import { VERSION } from "./constants.ts";
import type { KeyBlock } from "./key_schedule.ts";
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

/** What the record protection of TLS 1.0 to 1.2 is made from. */
export interface Tls12CipherOptions {
  readonly version: number;
  readonly suite: SuiteParameters;
  readonly encryptThenMac: boolean;
  readonly keys: KeyBlock;
  readonly direction: 0 | 1;
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

/**
 * What a MAC or tag covers besides the content.
 *
 * ```text
 * seq_num (8) | type (1) | version (2) | length (2)
 * ```
 */
export function numberedHeader(
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
