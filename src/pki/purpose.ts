import { X509Certificate } from "node:crypto";
import { DecodeError } from "../bytes/decode_error.ts";
import { isIssuedBy } from "./certificates.ts";
import { decodeShape } from "./der.ts";
import type { Purpose } from "./leaf.ts";
import { readPem } from "./pem.ts";

/** Object identifiers of `id-kp-serverAuth` and `id-kp-clientAuth`, 1.3.6.1.5.5.7.3.1 and 2. */
const PURPOSES: Readonly<Record<Purpose, string>> = {
  server: "2b06010505070301",
  client: "2b06010505070302",
};

/** Object identifier of `anyExtendedKeyUsage`, 2.5.29.37.0. */
const ANY_PURPOSE = "551d2500";

/**
 * Tells whether nothing but its use stands against a certificate: one of the
 * authorities signed it, and its extended key usage leaves out this end.
 *
 * @param der The certificate.
 * @param purpose The end that shows it.
 * @param authorities Certificates of the authorities, as PEM; those between
 * them and the certificate are not looked for.
 * @see {@link https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.12}
 */
export function isForOtherUse(
  der: Uint8Array,
  purpose: Purpose,
  authorities: readonly string[],
): boolean {
  try {
    const { purposes } = decodeShape(der);
    if (!purposes || purposes.includes(ANY_PURPOSE)) return false;
    if (purposes.includes(PURPOSES[purpose])) return false;
  } catch (error) {
    if (error instanceof DecodeError) return false;
    throw error;
  }
  const certificate = new X509Certificate(der);
  return authorities.flatMap((pem) => readPem(pem).blocks).some(({ text }) =>
    isIssuedBy(certificate, new X509Certificate(text))
  );
}
