import { createPrivateKey, type KeyObject } from "node:crypto";
import { shellWord } from "../bytes/shell_word.ts";
import { Failure, inEvery } from "../failure.ts";
import { type KeyEncryption, readKeyEncryption } from "./encrypted_key.ts";
import { TEXTS } from "./failure_text.ts";
import { decodePem, encodePem, type PemBlock } from "./pem.ts";

/** Ciphers of the older form that are undone here. */
const OLDER_CIPHERS = [
  "AES-128-CBC",
  "AES-192-CBC",
  "AES-256-CBC",
  "DES-EDE3-CBC",
];

/**
 * Reads a private key that a passphrase protects: encrypted PKCS#8, and the
 * older form with the headers `Proc-Type` and `DEK-Info`.
 *
 * @param block The block of the key.
 * @param path Path of its file, for the message of an error.
 * @param passphrase The passphrase.
 * @throws {Failure} `bad-file`, if the passphrase is wrong, or the key is
 * broken or encrypted in a way that nothing here undoes.
 * @see {@link https://www.rfc-editor.org/rfc/rfc5958#section-3} for PKCS#8,
 * {@link https://www.rfc-editor.org/rfc/rfc1421#section-4.6.1.1} for the headers
 */
export function unlockKey(
  block: PemBlock,
  path: string,
  passphrase: string,
): KeyObject {
  try {
    return createPrivateKey({ key: block.text, passphrase });
  } catch (error) {
    const { name, decrypt } = encryptionOf(block, path);
    if (!decrypt) throw unknownEncryption(name, path);
    try {
      return createPrivateKey(encodePem("PRIVATE KEY", decrypt(passphrase)));
    } catch {
      throw new Failure(
        "bad-file",
        inEvery(TEXTS, (text) => text.wrongPassphrase(path)),
        { cause: error },
      );
    }
  }
}

function encryptionOf(block: PemBlock, path: string): KeyEncryption {
  const older = /^DEK-Info: *([^,\s]+)/m.exec(block.text)?.[1];
  if (older) {
    return {
      name: older,
      decrypt: OLDER_CIPHERS.includes(older) ? refuse : undefined,
    };
  }
  try {
    return readKeyEncryption(decodePem(block));
  } catch (error) {
    throw new Failure(
      "bad-file",
      inEvery(TEXTS, (text) => text.damagedKey(path, block.label)),
      { cause: error },
    );
  }
}

/** The platform undoes this cipher itself: it has tried, and the passphrase was wrong. */
function refuse(): never {
  throw new RangeError("Cannot decrypt: the passphrase is wrong");
}

function unknownEncryption(name: string, path: string): Failure {
  const plain = shellWord(`${path.replace(/\.\w+$/, "")}-aes.key`);
  return new Failure(
    "bad-file",
    inEvery(TEXTS, (text) =>
      text.unknownEncryption(
        path,
        name,
        `openssl pkey -aes256 -in ${shellWord(path)} -out ${plain}`,
      )),
  );
}
