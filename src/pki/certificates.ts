import { type KeyObject, X509Certificate } from "node:crypto";
import { shellWord } from "../bytes/shell_word.ts";
import { Failure, inEvery } from "../failure.ts";
import { TEXTS } from "./failure_text.ts";
import { isPrivateKeyLabel, type PemBlock } from "./pem.ts";

const DAY_MILLIS = 86_400_000;

/** Time before its end at which a certificate of wirelab's own is renewed. */
const RENEWAL_MILLIS = 30 * DAY_MILLIS;

/** Where a moment lies in the validity of a certificate. */
export type Validity = "valid" | "ending" | "expired" | "not-yet-valid";

/**
 * Finds the certificates among the blocks of a file.
 *
 * @param blocks Blocks of the file.
 * @param path Path of the file, for the message of an error.
 * @returns At least one, in the order of the file.
 * @throws {Failure} `bad-file`, if there is none, or one cannot be read.
 */
export function certificatesIn(
  blocks: readonly PemBlock[],
  path: string,
): X509Certificate[] {
  const own = blocks.filter((block) => block.label === "CERTIFICATE");
  if (own.length === 0) throw noCertificate(blocks, path);
  return own.map((block, index) => {
    try {
      return new X509Certificate(block.text);
    } catch (error) {
      const number = own.length === 1 ? undefined : index + 1;
      throw new Failure(
        "bad-file",
        inEvery(TEXTS, (text) =>
          text.unreadableCertificate(
            path,
            number,
            `openssl x509 -in ${shellWord(path)} -noout -text`,
          )),
        { cause: error },
      );
    }
  });
}

/**
 * Tells where a moment lies in the validity of a certificate; one that has
 * less than 30 days left is `ending`.
 *
 * @param certificate The certificate.
 * @param now The moment.
 */
export function validityOf(
  certificate: X509Certificate,
  now: Date = new Date(),
): Validity {
  const end = certificate.validToDate.getTime();
  if (now < certificate.validFromDate) return "not-yet-valid";
  if (now.getTime() > end) return "expired";
  return now.getTime() > end - RENEWAL_MILLIS ? "ending" : "valid";
}

/**
 * Tells whether one certificate was issued and signed by another.
 *
 * @param certificate The one that is signed.
 * @param authority The one whose key may have signed it.
 */
export function isIssuedBy(
  certificate: X509Certificate,
  authority: X509Certificate,
): boolean {
  if (certificate.issuer !== authority.subject) return false;
  try {
    return certificate.verify(authority.publicKey);
  } catch {
    // The platform refuses kinds of keys that it cannot use.
    return false;
  }
}

/**
 * Tells whether a private key belongs to a certificate.
 *
 * @param certificate The certificate.
 * @param key The private key.
 */
export function isKeyOf(certificate: X509Certificate, key: KeyObject): boolean {
  try {
    return certificate.checkPrivateKey(key);
  } catch {
    // The platform refuses kinds of keys that it cannot use.
    return false;
  }
}

function noCertificate(blocks: readonly PemBlock[], path: string): Failure {
  if (blocks.some((block) => isPrivateKeyLabel(block.label))) {
    return new Failure(
      "bad-file",
      inEvery(TEXTS, (text) => text.keyAsCertificate(path)),
    );
  }
  const label = blocks[0].label;
  if (label.endsWith("CERTIFICATE REQUEST")) {
    return new Failure(
      "bad-file",
      inEvery(TEXTS, (text) =>
        text.requestAsCertificate(
          path,
          `wirelab cert sign ${shellWord(path)}`,
        )),
    );
  }
  return new Failure(
    "bad-file",
    inEvery(TEXTS, (text) => text.noCertificate(path, label)),
  );
}
