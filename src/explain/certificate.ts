import { escapeControls } from "../bytes/mod.ts";
import { decodeCertificate, type DistinguishedName } from "../tls/mod.ts";

/** Who a certificate speaks of, and who vouches for it. */
export interface CertificateWords {
  /** Common name of the subject, else its whole name. */
  readonly subject: string;
  /** Common name of the issuer, else its whole name. */
  readonly issuer: string;
  /** Whether both are the same, by their whole names. */
  readonly ownIssuer: boolean;
}

/**
 * Names the subject and the issuer of a certificate.
 *
 * @param der The certificate, DER.
 * @returns Names that are safe on a terminal; a question mark where the bytes are no certificate.
 */
export function certificateWords(der: Uint8Array): CertificateWords {
  try {
    const certificate = decodeCertificate(der);
    return {
      subject: shortName(certificate.subject),
      issuer: shortName(certificate.issuer),
      ownIssuer: certificate.subject.text === certificate.issuer.text,
    };
  } catch (error) {
    if (error instanceof RangeError) {
      return { subject: "?", issuer: "?", ownIssuer: false };
    }
    throw error;
  }
}

function shortName(name: DistinguishedName): string {
  const common = name.attributes.find((attribute) => attribute.name === "CN");
  return escapeControls(common?.value ?? name.text);
}
