import { X509Certificate } from "node:crypto";
import { escapeControls } from "../bytes/printable.ts";
import { decodeShape } from "./der.ts";
import { nameOfKey } from "./keys.ts";

/** What a certificate says. */
export interface CertificateDescription {
  /** Whom it is about: `O=wirelab, CN=localhost`. */
  readonly subject: string;
  /** Who signed it. */
  readonly issuer: string;
  /** Host names and IP addresses that it is for. */
  readonly names: readonly string[];
  /** First moment at which it is valid. */
  readonly notBefore: Date;
  /** Last moment at which it is valid. */
  readonly notAfter: Date;
  /** Kind of its key: `ECDSA P-256`, `RSA 2048`, `Ed25519`. */
  readonly keyType: string;
  /** Whether it may sign other certificates. */
  readonly isAuthority: boolean;
  /** Number that its issuer gave it, in hexadecimal. */
  readonly serialNumber: string;
  /** SHA-256 of the whole of it, in hexadecimal pairs with colons. */
  readonly fingerprint: string;
}

/**
 * Reads what a certificate says.
 *
 * @param pem One certificate; of several the first.
 * @throws {Error} If it cannot be read.
 */
export function describeCertificate(
  pem: string | X509Certificate,
): CertificateDescription {
  const certificate = typeof pem === "string" ? new X509Certificate(pem) : pem;
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    names: decodeShape(certificate.raw).names,
    notBefore: certificate.validFromDate,
    notAfter: certificate.validToDate,
    keyType: keyTypeOf(certificate),
    isAuthority: certificate.ca,
    serialNumber: certificate.serialNumber,
    fingerprint: certificate.fingerprint256,
  };
}

function oneLine(name: string): string {
  return escapeControls(name.split("\n").join(", "));
}

function keyTypeOf(certificate: X509Certificate): string {
  try {
    return nameOfKey(certificate.publicKey);
  } catch {
    // The platform refuses kinds that it cannot use, such as RSA-PSS.
    return "unknown";
  }
}
