import { describeCertificate } from "../pki/inspect.ts";
import type { PageCertificate } from "../render/page.ts";

/**
 * Reads what the web server's page tells of its certificate.
 *
 * @param certPem The certificate, and those above it, as PEM.
 * @param isOwn Whether wirelab made it.
 */
export function pageCertificate(
  certPem: string,
  isOwn: boolean,
): PageCertificate {
  const { subject, issuer, names, notAfter, keyType } = describeCertificate(
    certPem,
  );
  return {
    origin: isOwn ? "local" : subject === issuer ? "self-signed" : "other",
    subject,
    issuer,
    names,
    until: notAfter,
    key: keyType,
  };
}
