import type { KeyObject } from "node:crypto";
import type * as Library from "@peculiar/x509";
import { encodePublicKey, slightlyBefore } from "./authority.ts";
import type { CertificateRequest } from "./request.ts";
import { publicKeyOf } from "./signature.ts";
import { type Subject, subjectOf } from "./subject.ts";
import {
  alternativeNames,
  distinguishedName,
  importSigningKey,
  loadX509,
  nameOf,
} from "./x509.ts";

const DAY_MILLIS = 86_400_000;

/** Longest validity that browsers accept of a server, in days. */
const MAX_DAYS = 397;

/** Names of this computer for itself. */
export const LOCAL_NAMES: readonly string[] = ["localhost", "127.0.0.1", "::1"];

/** Who signs a certificate. */
export interface Issuer {
  /** Certificate of the CA, in PEM. */
  readonly pem: string;
  /** Its private key. */
  readonly key: KeyObject;
}

/** An end of a conversation that a certificate is for. */
export type Purpose = "server" | "client";

/** When a certificate is valid, and for which ends. */
export interface CertifyOptions {
  /** Ends that may use it; both by default. */
  purposes?: readonly Purpose[];
  /** First moment at which it is valid; an hour ago by default. */
  notBefore?: Date;
  /** Days for which it is valid; 397 by default. */
  days?: number;
  /** Last moment at which it is valid, instead of days. */
  notAfter?: Date;
}

/** What a new certificate says. */
export interface LeafOptions extends CertifyOptions {
  /** Host names and IP addresses; `localhost`, `127.0.0.1` and `::1` by default. */
  names?: readonly string[];
  /** Common name; the first of the names by default. */
  commonName?: string;
  /** Whom it is about, instead of a common name. */
  subject?: Subject;
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
 * @throws {Failure} `usage`, if one of the names is none.
 * @see {@link https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1}
 */
export async function issueLeaf(
  key: KeyObject,
  issuer: Issuer,
  options: LeafOptions = {},
): Promise<string> {
  const names = options.names ?? LOCAL_NAMES;
  return await issue(issuer, {
    ...options,
    spki: encodePublicKey(key),
    subject: options.subject
      ? await nameOf(options.subject)
      : distinguishedName(options.commonName ?? names[0]),
    alternativeNames: await alternativeNames(names),
  });
}

/**
 * Signs a certificate for one end with its own key. As its own CA it could not
 * be shown by a server, so it is none: `CA:FALSE`.
 *
 * @param key Private key of that end.
 * @param options What it says; the common name alone is its subject by default.
 * @returns The certificate, in PEM.
 * @throws {Failure} `usage`, if one of the names is none.
 */
export async function selfSignLeaf(
  key: KeyObject,
  options: LeafOptions = {},
): Promise<string> {
  const names = options.names ?? LOCAL_NAMES;
  const subject = await nameOf(
    options.subject ?? subjectOf(options.commonName ?? names[0]),
  );
  return await certify({
    ...options,
    ...validityIn(options),
    spki: encodePublicKey(key),
    subject,
    issuer: subject,
    alternativeNames: await alternativeNames(names),
    key,
  });
}

/** What the signer of a request decides, instead of the one who made it. */
export interface SignOptions extends CertifyOptions {
  /** Names instead of those that it asks for. */
  names?: readonly string[];
}

/**
 * Issues the certificate that a request asks for: its subject, its key, and its
 * alternative names, byte for byte. Whatever else it asks for, above all to be
 * a CA, is not granted.
 *
 * @param request The request.
 * @param issuer Who signs it.
 * @param options What the signer decides.
 * @returns The certificate, in PEM.
 * @throws {Failure} `usage`, if one of the names is none.
 * @see {@link https://www.rfc-editor.org/rfc/rfc2986}
 */
export async function signRequest(
  request: CertificateRequest,
  issuer: Issuer,
  options: SignOptions = {},
): Promise<string> {
  const { Pkcs10CertificateRequest, SubjectAlternativeNameExtension } =
    await loadX509();
  const asked = new Pkcs10CertificateRequest(request.der);
  const own = asked.extensions.find((extension) =>
    extension instanceof SubjectAlternativeNameExtension
  );
  return await issue(issuer, {
    ...options,
    spki: request.spki,
    subject: asked.subjectName,
    alternativeNames: options.names || !own
      ? await alternativeNames(options.names ?? [])
      : own,
  });
}

interface Content {
  readonly spki: Uint8Array<ArrayBuffer>;
  readonly subject: Library.JsonName | Library.Name;
  readonly alternativeNames: Library.Extension | undefined;
  readonly purposes?: readonly Purpose[];
}

async function issue(
  issuer: Issuer,
  content: Content & CertifyOptions,
): Promise<string> {
  const { X509Certificate } = await loadX509();
  const authority = new X509Certificate(issuer.pem);
  const { notBefore, notAfter } = validityIn({
    ...content,
    notBefore: later(
      content.notBefore ?? slightlyBefore(new Date()),
      authority.notBefore,
    ),
  });
  return await certify({
    ...content,
    issuer: authority.subjectName,
    authority,
    notBefore,
    notAfter: earlier(notAfter, authority.notAfter),
    key: issuer.key,
  });
}

interface Certification extends Content {
  readonly issuer: Library.JsonName | Library.Name;
  /** Certificate of the issuer; its own, if not given. */
  readonly authority?: Library.X509Certificate;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Key of the issuer. */
  readonly key: KeyObject;
}

async function certify(content: Certification): Promise<string> {
  const x509 = await loadX509();
  const { digitalSignature, keyEncipherment } = x509.KeyUsageFlags;
  const { serverAuth, clientAuth } = x509.ExtendedKeyUsage;
  const purposes = content.purposes ?? ["server", "client"];
  const identifier = await x509.SubjectKeyIdentifierExtension.create(
    content.spki,
  );
  const certificate = await x509.X509CertificateGenerator.create({
    subject: content.subject,
    issuer: content.issuer,
    notBefore: content.notBefore,
    notAfter: content.notAfter,
    publicKey: content.spki,
    ...await importSigningKey(content.key),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(
        // RSA may carry the secret itself, in TLS up to 1.2.
        publicKeyOf(content.spki).asymmetricKeyType === "rsa"
          ? digitalSignature | keyEncipherment
          : digitalSignature,
        true,
      ),
      new x509.ExtendedKeyUsageExtension(
        purposes.map((purpose) =>
          purpose === "server" ? serverAuth : clientAuth
        ),
      ),
      ...content.alternativeNames ? [content.alternativeNames] : [],
      identifier,
      await authorityIdentifier(content.authority, identifier.keyId),
    ],
  });
  return `${certificate.toString("pem")}\n`;
}

/** The identifier that the CA gave itself, or else the hash of its key. */
async function authorityIdentifier(
  authority: Library.X509Certificate | undefined,
  ownIdentifier: string,
): Promise<Library.AuthorityKeyIdentifierExtension> {
  const x509 = await loadX509();
  if (!authority) {
    return new x509.AuthorityKeyIdentifierExtension(ownIdentifier);
  }
  const own = authority.getExtension(x509.SubjectKeyIdentifierExtension);
  return own
    ? new x509.AuthorityKeyIdentifierExtension(own.keyId)
    : await x509.AuthorityKeyIdentifierExtension.create(authority.publicKey);
}

function validityIn(
  options: CertifyOptions,
): { notBefore: Date; notAfter: Date } {
  const notBefore = options.notBefore ?? slightlyBefore(new Date());
  // Both ends belong to it: the last second is one before the next period.
  const millis = (options.days ?? MAX_DAYS) * DAY_MILLIS - 1000;
  return {
    notBefore,
    notAfter: options.notAfter ?? new Date(notBefore.getTime() + millis),
  };
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b;
}

function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}
