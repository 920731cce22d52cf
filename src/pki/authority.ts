import { createPublicKey, type KeyObject } from "node:crypto";
import { distinguishedName, importSigningKey, loadX509 } from "./x509.ts";

/** Name of the CA that wirelab makes. */
export const AUTHORITY_NAME = "wirelab local CA";

/** What a new CA certificate says. */
export interface AuthorityOptions {
  /** Common name; `wirelab local CA` by default. */
  commonName?: string;
  /** First moment at which it is valid; an hour ago by default. */
  notBefore?: Date;
  /** Last moment at which it is valid; ten years later by default. */
  notAfter?: Date;
}

/**
 * Makes the certificate of a local CA, signed with its own key.
 *
 * It may sign certificates of ends (`pathlen:0`) and revocation lists, no
 * further CA.
 *
 * @param key Private key of the CA.
 * @param options What it says.
 * @returns The certificate, in PEM.
 * @see {@link https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.9} for `basicConstraints`
 */
export async function createAuthority(
  key: KeyObject,
  options: AuthorityOptions = {},
): Promise<string> {
  const x509 = await loadX509();
  const notBefore = options.notBefore ?? slightlyBefore(new Date());
  const name = distinguishedName(options.commonName ?? AUTHORITY_NAME);
  const publicKey = encodePublicKey(key);
  const identifier = await x509.SubjectKeyIdentifierExtension.create(publicKey);
  const certificate = await x509.X509CertificateGenerator.create({
    subject: name,
    issuer: name,
    notBefore,
    notAfter: options.notAfter ?? tenYearsAfter(notBefore),
    publicKey,
    ...await importSigningKey(key),
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
        true,
      ),
      identifier,
      new x509.AuthorityKeyIdentifierExtension(identifier.keyId),
    ],
  });
  return `${certificate.toString("pem")}\n`;
}

/**
 * Writes the public half of a key in the form that certificates hold.
 *
 * @param key A private or a public key.
 * @returns DER of a `SubjectPublicKeyInfo`.
 */
export function encodePublicKey(key: KeyObject): Uint8Array<ArrayBuffer> {
  const publicKey = key.type === "public" ? key : createPublicKey(key);
  return new Uint8Array(publicKey.export({ type: "spki", format: "der" }));
}

/**
 * The moment from which a new certificate is valid: an hour before now, so
 * that a peer whose clock is slow takes it too.
 *
 * @param now The present.
 */
export function slightlyBefore(now: Date): Date {
  const hour = 3_600_000;
  return new Date(Math.floor((now.getTime() - hour) / 1000) * 1000);
}

function tenYearsAfter(start: Date): Date {
  const end = new Date(start);
  end.setUTCFullYear(end.getUTCFullYear() + 10);
  return end;
}
