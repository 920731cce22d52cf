import { createDecipheriv, createHmac } from "node:crypto";
import { plain } from "./ccm.ts";
import { VERSION } from "./constants.ts";
import {
  blockBytes,
  macBytes,
  numberedHeader,
  type OpenedRecord,
  type RecordCipher,
  type SealedRecord,
  type Tls12CipherOptions,
} from "./record_cipher.ts";
import type { SuiteParameters } from "./suite_parameters.ts";

/** Block ciphers and the null cipher, with a MAC inside (or, by RFC 7366, outside) the encryption. */
export class Tls12MacCipher implements RecordCipher {
  readonly #suite: SuiteParameters;
  readonly #version: number;
  readonly #outside: boolean;
  readonly #macKey: Uint8Array;
  readonly #key: Uint8Array;
  readonly #iv: Uint8Array;

  /** @param options Keys, version and direction. */
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
