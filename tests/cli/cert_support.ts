/**
 * Certificates of every shape, for the tests of `wirelab cert`.
 *
 * @module
 */
import type { KeyObject } from "node:crypto";
import {
  type Certificate,
  readCertificate,
} from "../../src/cli/cert/certificate.ts";
import { alternativeName } from "../../src/pki/alternative_name.ts";
import { encodePublicKey } from "../../src/pki/authority.ts";
import { generateKey } from "../../src/pki/keys.ts";
import { importSigningKey, loadX509 } from "../../src/pki/x509.ts";

/** What a certificate of a test says. */
export interface Shape {
  /** Common name. */
  name: string;
  /** Who signs it; it itself if not given. */
  issuer?: Made;
  /** `CA:TRUE` and the length of the path, `CA:FALSE`, or nothing. */
  authority?: boolean | number;
  /** Bits of its key usage. */
  keyUsage?: number;
  /** Host names. */
  hosts?: readonly string[];
  /** An extension as it is: object identifier, hexadecimal DER, critical. */
  extension?: readonly [oid: string, hex: string, critical: boolean];
  /** Its key; a new one if not given. */
  key?: KeyObject;
}

/** A certificate, and the key that it is for. */
export interface Made {
  readonly certificate: Certificate;
  readonly key: KeyObject;
}

/** Bits of the key usage, as RFC 5280 section 4.2.1.3 counts them. */
export const KEY_USAGE = { digitalSignature: 1, keyCertSign: 32 };

/** Makes a certificate that is valid today. */
export async function make(shape: Shape): Promise<Made> {
  const x509 = await loadX509();
  const { name, issuer, authority, keyUsage, hosts, extension } = shape;
  const key = shape.key ?? await generateKey("ec");
  const now = Math.floor(Date.now() / 1000) * 1000;
  const certificate = await x509.X509CertificateGenerator.create({
    subject: `CN=${name}`,
    issuer: `CN=${issuer?.certificate.subject ?? name}`,
    notBefore: new Date(now - 3_600_000),
    notAfter: new Date(now + 90 * 86_400_000),
    publicKey: encodePublicKey(key),
    ...await importSigningKey(issuer?.key ?? key),
    extensions: [
      ...authority === undefined ? [] : [
        new x509.BasicConstraintsExtension(
          authority !== false,
          typeof authority === "number" ? authority : undefined,
          true,
        ),
      ],
      ...keyUsage === undefined
        ? []
        : [new x509.KeyUsagesExtension(keyUsage, true)],
      ...hosts
        ? [
          new x509.SubjectAlternativeNameExtension(
            hosts.map(alternativeName),
          ),
        ]
        : [],
      ...extension
        ? [
          new x509.Extension(
            extension[0],
            extension[2],
            Uint8Array.fromHex(extension[1]),
          ),
        ]
        : [],
    ],
  });
  const der = new Uint8Array(certificate.rawData);
  return { certificate: readCertificate(der, name), key };
}
