import { DecodeError, escapeControls } from "../../bytes/mod.ts";
import { Failure, inEvery } from "../../failure.ts";
import { decodePem, encodePem } from "../../pki/mod.ts";
import {
  type CertificateExtensionValue,
  decodeCertificate,
  type DistinguishedName,
  type GeneralName,
  type X509Certificate,
} from "../../tls/x509/mod.ts";
import { TEXTS } from "./failure_text.ts";
import type { Input } from "./input.ts";

/** A certificate, and what of it decides whom it is good for. */
export interface Certificate {
  /** The certificate itself. */
  readonly der: Uint8Array<ArrayBuffer>;
  /** All of its fields. */
  readonly fields: X509Certificate;
  /** Common name of its owner, else the owner's whole name. */
  readonly subject: string;
  /** Common name of its issuer, else the issuer's whole name. */
  readonly issuer: string;
  /** Names that it is for, fit for a terminal; its common name is not among them. */
  readonly names: readonly GeneralName[];
  /** Whether it may sign other certificates. */
  readonly isAuthority: boolean;
  /** How many CAs may stand between it and the end of a chain. */
  readonly pathLength: number | undefined;
  /** What its key may be used for; everything, where that is not said. */
  readonly keyUsages: readonly string[] | undefined;
  /** What it may be used for; everything, where that is not said. */
  readonly purposes: readonly string[] | undefined;
  /** First moment at which it is valid. */
  readonly notBefore: Date;
  /** Last moment at which it is valid. */
  readonly notAfter: Date;
  /** Whether its owner and its issuer have the same name. */
  readonly isSelfIssued: boolean;
}

/**
 * Reads a certificate.
 *
 * @param der The certificate.
 * @param name What its file or server is called in a message.
 * @throws {Failure} `bad-file`, if it cannot be read.
 */
export function readCertificate(
  der: Uint8Array<ArrayBuffer>,
  name: string,
): Certificate {
  const fields = decode(der, name);
  const { subject, issuer } = fields;
  const constraints = valueOf(fields, "basic_constraints");
  return {
    der,
    fields,
    subject: shortName(subject),
    issuer: shortName(issuer),
    names: (valueOf(fields, "subject_alt_name")?.names ?? [])
      .map(({ type, value }) => ({ type, value: escapeControls(value) })),
    isAuthority: constraints?.ca ?? false,
    pathLength: constraints?.pathLength,
    keyUsages: valueOf(fields, "key_usage")?.usages,
    purposes: valueOf(fields, "ext_key_usage")?.purposes,
    notBefore: new Date(fields.notBeforeSeconds * 1000),
    notAfter: new Date(fields.notAfterSeconds * 1000),
    isSelfIssued: isSameName(subject, issuer),
  };
}

/**
 * Reads all certificates of a file, in its order.
 *
 * @param input The file.
 * @throws {Failure} `bad-file`, if there is none, or one cannot be read.
 */
export function certificatesOf({ name, blocks }: Input): Certificate[] {
  const own = blocks.filter(({ label }) =>
    label === "CERTIFICATE" || label === "X509 CERTIFICATE"
  );
  if (own.length === 0) {
    throw new Failure(
      "bad-file",
      inEvery(TEXTS, (text) => text.noCertificate(name, blocks[0].label)),
    );
  }
  return own.map((block) => readCertificate(decodePem(block), name));
}

/** The common name of someone, else the whole name, fit for a terminal. */
export function shortName({ attributes, text }: DistinguishedName): string {
  const common = attributes.findLast(({ name }) => name === "CN");
  return escapeControls(common?.value ?? text);
}

/** Whether two names are the same, whatever their capitals and spaces. */
export function isSameName(
  a: DistinguishedName,
  b: DistinguishedName,
): boolean {
  return canonical(a) === canonical(b);
}

/** Writes a certificate as PEM. */
export function pemOf({ der }: Certificate): string {
  return encodePem("CERTIFICATE", der);
}

function canonical({ attributes }: DistinguishedName): string {
  return JSON.stringify(
    attributes.map(({ oid, value }) => [
      oid,
      value.trim().replaceAll(/\s+/g, " ").toLowerCase(),
    ]),
  );
}

type Kind = CertificateExtensionValue["kind"];
type OfKind<K extends Kind> = CertificateExtensionValue & { readonly kind: K };

/** What an extension says, where it is there and can be read. */
function valueOf<K extends Kind>(
  { extensions }: X509Certificate,
  kind: K,
): OfKind<K> | undefined {
  for (const { value } of extensions) {
    if (isOfKind(value, kind)) return value;
  }
}

function isOfKind<K extends Kind>(
  value: CertificateExtensionValue | undefined,
  kind: K,
): value is OfKind<K> {
  return value?.kind === kind;
}

function decode(der: Uint8Array, name: string): X509Certificate {
  try {
    return decodeCertificate(der);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    throw new Failure(
      "bad-file",
      inEvery(TEXTS, (text) => text.damagedCertificate(name, error.message)),
      { cause: error },
    );
  }
}
