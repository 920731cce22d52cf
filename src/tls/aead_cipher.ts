import {
  createDecipheriv,
  type DecipherChaCha20Poly1305,
  type DecipherGCM,
} from "node:crypto";
import { openCcm, plain } from "./ccm.ts";
import type { TrafficKeys } from "./key_schedule.ts";
import {
  numberedHeader,
  type OpenedRecord,
  type RecordCipher,
  recordLayout,
  type SealedRecord,
  type Tls12CipherOptions,
} from "./record_cipher.ts";
import type { SuiteParameters } from "./suite_parameters.ts";

/** Length of the tag of GCM and of ChaCha20-Poly1305, in bytes. */
const PLATFORM_TAG_BYTES = 16;

/** Opens one sealed message; `undefined` where the tag is wrong. */
export type Aead = (
  key: Uint8Array,
  nonce: Uint8Array,
  associated: Uint8Array,
  sealed: Uint8Array,
) => Uint8Array | undefined;

/** Gives what opens the messages of a suite; `undefined` where it is not one of these ciphers. */
export function aeadOf(suite: SuiteParameters): Aead | undefined {
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
  return openPlatform(
    () => createDecipheriv(mode, key, nonce),
    associated,
    sealed,
  );
}

function openChaCha20(
  key: Uint8Array,
  nonce: Uint8Array,
  associated: Uint8Array,
  sealed: Uint8Array,
): Uint8Array | undefined {
  const options = { authTagLength: PLATFORM_TAG_BYTES };
  return openPlatform(
    () => createDecipheriv("chacha20-poly1305", key, nonce, options),
    associated,
    sealed,
  );
}

/** Opens a message; a cipher that is made is used to its end, which alone frees it. */
function openPlatform(
  makeDecipher: () => DecipherGCM | DecipherChaCha20Poly1305,
  associated: Uint8Array,
  sealed: Uint8Array,
): Uint8Array | undefined {
  const length = sealed.length - PLATFORM_TAG_BYTES;
  if (length < 0) return undefined;
  const decipher = makeDecipher();
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

/** Records of TLS 1.3. RFC 8446 section 5.2. */
export class Tls13Cipher implements RecordCipher {
  readonly #open: Aead;
  readonly #keys: TrafficKeys;

  /**
   * @param open What opens one message.
   * @param keys Keys of the direction.
   */
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

/** Records of TLS 1.2 under the same ciphers. RFC 5246 section 6.2.3.3. */
export class Tls12AeadCipher implements RecordCipher {
  readonly #open: Aead;
  readonly #key: Uint8Array;
  readonly #iv: Uint8Array;
  readonly #prefixBytes: number;
  readonly #tagBytes: number;
  readonly #version: number;

  /**
   * @param open What opens one message.
   * @param options Keys, version and direction.
   */
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

/** The record number, mixed into the initialisation vector. RFC 8446 section 5.3. */
function maskedNonce(iv: Uint8Array, sequence: number): Uint8Array {
  const nonce = iv.slice();
  for (let i = 11, rest = sequence; i >= 4 && rest > 0; i--) {
    nonce[i] ^= rest % 256;
    rest = Math.floor(rest / 256);
  }
  return nonce;
}
