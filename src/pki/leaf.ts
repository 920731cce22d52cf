import type { KeyObject } from "node:crypto";
import type {
  AuthorityKeyIdentifierExtension,
  X509Certificate,
} from "@peculiar/x509";
import { encodePublicKey, slightlyBefore } from "./authority.ts";
import { distinguishedName, importSigningKey, loadX509 } from "./x509.ts";

const DAY_MILLIS = 86_400_000;

/** Longest validity that browsers accept of a server, in days. */
const MAX_DAYS = 397;

/** Names of this computer for itself. */
const LOCAL_NAMES = ["localhost", "127.0.0.1", "::1"];

/** Who signs a certificate. */
export interface Issuer {
  /** Certificate of the CA, in PEM. */
  readonly pem: string;
  /** Its private key. */
  readonly key: KeyObject;
}

/** What a new certificate says. */
export interface LeafOptions {
  /** Host names and IP addresses; `localhost`, `127.0.0.1` and `::1` by default. */
  names?: readonly string[];
  /** Common name; the first of the names by default. */
  commonName?: string;
  /** First moment at which it is valid; an hour ago by default. */
  notBefore?: Date;
  /** Last moment at which it is valid; 397 days in all by default. */
  notAfter?: Date;
}

/**
 * Issues a certificate for one end of a conversation, server or client.
 *
 * It is never valid longer than its CA.
 *
 * @param key Private or public key of that end.
 * @param issuer Who signs it.
 * @param options What it says.
 * @returns The certificate, in PEM.
 * @see {@link https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1}
 */
export async function issueLeaf(
  key: KeyObject,
  issuer: Issuer,
  options: LeafOptions = {},
): Promise<string> {
  const x509 = await loadX509();
  const authority = new x509.X509Certificate(issuer.pem);
  const names = options.names ?? LOCAL_NAMES;
  const notBefore = later(
    options.notBefore ?? slightlyBefore(new Date()),
    authority.notBefore,
  );
  const publicKey = encodePublicKey(key);
  const { digitalSignature, keyEncipherment } = x509.KeyUsageFlags;
  const certificate = await x509.X509CertificateGenerator.create({
    subject: distinguishedName(options.commonName ?? names[0]),
    issuer: authority.subjectName,
    notBefore,
    notAfter: earlier(
      options.notAfter ?? lastMomentAfter(notBefore),
      authority.notAfter,
    ),
    publicKey,
    ...await importSigningKey(issuer.key),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(
        // RSA may carry the secret itself, in TLS up to 1.2.
        key.asymmetricKeyType === "rsa"
          ? digitalSignature | keyEncipherment
          : digitalSignature,
        true,
      ),
      new x509.ExtendedKeyUsageExtension([
        x509.ExtendedKeyUsage.serverAuth,
        x509.ExtendedKeyUsage.clientAuth,
      ]),
      new x509.SubjectAlternativeNameExtension(
        names.map((value) => ({ type: kindOf(value), value })),
      ),
      await x509.SubjectKeyIdentifierExtension.create(publicKey),
      await authorityIdentifier(authority),
    ],
  });
  return `${certificate.toString("pem")}\n`;
}

/** The identifier that the CA gave itself, or else the hash of its key. */
async function authorityIdentifier(
  authority: X509Certificate,
): Promise<AuthorityKeyIdentifierExtension> {
  const x509 = await loadX509();
  const own = authority.getExtension(x509.SubjectKeyIdentifierExtension);
  return own
    ? new x509.AuthorityKeyIdentifierExtension(own.keyId)
    : await x509.AuthorityKeyIdentifierExtension.create(authority.publicKey);
}

function kindOf(name: string): "ip" | "dns" {
  return name.includes(":") || /^\d+(\.\d+){3}$/.test(name) ? "ip" : "dns";
}

/** Both ends of a validity belong to it: the last second is one before the next period. */
function lastMomentAfter(notBefore: Date): Date {
  return new Date(notBefore.getTime() + MAX_DAYS * DAY_MILLIS - 1000);
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b;
}

function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}
