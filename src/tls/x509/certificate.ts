import { ByteReader } from "../../bytes/mod.ts";
import {
  bitString,
  bytesOf,
  element,
  objectIdentifier,
  rawElement,
  smallInteger,
  structure,
  TAG,
} from "./der.ts";
import {
  type CertificateExtension,
  readCertificateExtension,
} from "./extensions.ts";
import { type DistinguishedName, readName } from "./names.ts";
import { oidName } from "./oids.ts";

/** An algorithm and its parameters. RFC 5280 section 4.1.1.2. */
export interface AlgorithmIdentifier {
  /** Dotted object identifier. */
  readonly oid: string;
  /** Name of the identifier, where it has one. */
  readonly name: string | undefined;
  /** DER, where there are any; a view. */
  readonly parameters: Uint8Array | undefined;
}

/** The subject's public key. RFC 5280 section 4.1.2.7. */
export interface PublicKey {
  /** What kind of key it is. */
  readonly algorithm: AlgorithmIdentifier;
  /** Name or identifier of the curve, for keys on curves. */
  readonly curve: string | undefined;
  /** Size of an RSA modulus or of a curve's field, in bits. */
  readonly bits: number | undefined;
  /** Public exponent of RSA, where it is small. */
  readonly exponent: number | undefined;
  /** Content of the key's BIT STRING; a view. */
  readonly key: Uint8Array;
}

/** An X.509 certificate, in the order of its bytes. RFC 5280 section 4.1. */
export interface X509Certificate {
  /** 1 to 3. */
  readonly version: number;
  /** Big-endian, as in the certificate; a view. */
  readonly serialNumber: Uint8Array;
  /** How the issuer signed it. */
  readonly signatureAlgorithm: AlgorithmIdentifier;
  /** Who signed it. */
  readonly issuer: DistinguishedName;
  /** Seconds since 1970-01-01 00:00 UTC. */
  readonly notBeforeSeconds: number;
  /** Seconds since 1970-01-01 00:00 UTC. */
  readonly notAfterSeconds: number;
  /** Whom it is for. */
  readonly subject: DistinguishedName;
  /** The public key that it vouches for. */
  readonly publicKey: PublicKey;
  /** Extensions in the order of the certificate. */
  readonly extensions: readonly CertificateExtension[];
  /** A view. */
  readonly signature: Uint8Array;
}

/**
 * Decodes an X.509 certificate.
 *
 * @param der The certificate, DER.
 * @returns Its fields; byte strings are views.
 * @throws {DecodeError} If it is not a certificate, or bytes are left after it.
 * @see {@link https://www.rfc-editor.org/rfc/rfc5280#section-4.1 RFC 5280 section 4.1}
 */
export function decodeCertificate(der: Uint8Array): X509Certificate {
  const reader = new ByteReader(der, "x509");
  const certificate = readCertificate(reader);
  reader.end("certificate");
  return certificate;
}

/**
 * Reads an X.509 certificate.
 *
 * @param reader Stands at the certificate's first byte.
 * @throws {DecodeError} If it is not a certificate.
 */
export function readCertificate(reader: ByteReader): X509Certificate {
  return structure(reader, "certificate", (certificate) => {
    const body = structure(certificate, "tbsCertificate", readBody);
    readAlgorithm(certificate, "signatureAlgorithm");
    const signature = bitString(certificate, "signatureValue").bytes;
    return { ...body, signature };
  });
}

function readBody(reader: ByteReader): Omit<X509Certificate, "signature"> {
  const version = reader.peek() === 0xa0
    ? 1 + structure(
      reader,
      "version",
      (content) => smallInteger(content, "version"),
      0xa0,
    )
    : 1;
  const serialNumber = bytesOf(reader, "serialNumber", TAG.integer);
  const signatureAlgorithm = readAlgorithm(reader, "signature");
  const issuer = readName(reader, "issuer");
  const [notBeforeSeconds, notAfterSeconds] = structure(
    reader,
    "validity",
    (validity) => [
      readTime(validity, "notBefore"),
      readTime(validity, "notAfter"),
    ],
  );
  const subject = readName(reader, "subject");
  const publicKey = readPublicKey(reader);
  const extensions: CertificateExtension[] = [];
  while (!reader.done) {
    // [1] and [2] are unique identifiers, which nothing uses any more.
    if (reader.peek() !== 0xa3) rawElement(reader, "uniqueIdentifier");
    else extensions.push(...readExtensions(reader));
  }
  return {
    version,
    serialNumber,
    signatureAlgorithm,
    issuer,
    notBeforeSeconds,
    notAfterSeconds,
    subject,
    publicKey,
    extensions,
  };
}

function readExtensions(reader: ByteReader): CertificateExtension[] {
  return structure(
    reader,
    "extensions",
    (explicit) =>
      structure(explicit, "extensions", (sequence) => {
        const extensions: CertificateExtension[] = [];
        while (!sequence.done) {
          extensions.push(readCertificateExtension(sequence));
        }
        return extensions;
      }),
    0xa3,
  );
}

function readAlgorithm(reader: ByteReader, name: string): AlgorithmIdentifier {
  return structure(reader, name, (sequence) => {
    const oid = objectIdentifier(sequence, "algorithm", oidName);
    const parameters = sequence.done
      ? undefined
      : rawElement(sequence, "parameters");
    return { oid, name: oidName(oid), parameters };
  });
}

function readTime(reader: ByteReader, name: string): number {
  const { tag, content } = element(reader, name);
  const text = content.text(name);
  const seconds = timeSeconds(tag, text);
  if (seconds === undefined) throw content.error(name, "it is not a time");
  content.annotate({ text: new Date(seconds * 1000).toISOString() });
  return seconds;
}

/** `YYMMDDHHMMSSZ` (years 1950 to 2049) or `YYYYMMDDHHMMSSZ`. RFC 5280 section 4.1.2.5. */
function timeSeconds(tag: number, text: string): number | undefined {
  if (tag !== TAG.utcTime && tag !== TAG.generalizedTime) return undefined;
  const match =
    (tag === TAG.utcTime
      ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/
      : /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/).exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number);
  const century = tag === TAG.generalizedTime ? 0 : year < 50 ? 2000 : 1900;
  const millis = Date.UTC(century + year, month - 1, day, hour, minute, second);
  return Number.isNaN(millis) ? undefined : millis / 1000;
}

const CURVE_BITS: Readonly<Record<string, number>> = {
  secp192r1: 192,
  secp224r1: 224,
  secp256r1: 256,
  secp256k1: 256,
  secp384r1: 384,
  secp521r1: 521,
  brainpoolP256r1: 256,
  brainpoolP384r1: 384,
  brainpoolP512r1: 512,
  curveSM2: 256,
  X25519: 256,
  Ed25519: 256,
  X448: 448,
  Ed448: 456,
};

function readPublicKey(reader: ByteReader): PublicKey {
  return structure(reader, "subjectPublicKeyInfo", (sequence) => {
    let curve: string | undefined;
    const algorithm = structure(sequence, "algorithm", (content) => {
      const oid = objectIdentifier(content, "algorithm", oidName);
      if (content.peek() === TAG.objectIdentifier) {
        curve = objectIdentifier(content, "namedCurve", oidName);
      } else if (!content.done) rawElement(content, "parameters");
      return { oid, name: oidName(oid), parameters: undefined };
    });
    if (algorithm.name?.startsWith("rsa") || algorithm.name === "RSASSA-PSS") {
      return { algorithm, curve: undefined, ...readRsaKey(sequence) };
    }
    const { bytes } = bitString(sequence, "subjectPublicKey");
    const name = curve === undefined ? algorithm.name : oidName(curve);
    return {
      algorithm,
      curve: curve === undefined ? undefined : name ?? curve,
      bits: name === undefined ? undefined : CURVE_BITS[name],
      exponent: undefined,
      key: bytes,
    };
  });
}

/** A BIT STRING that holds a SEQUENCE of modulus and exponent. RFC 8017 appendix A.1.1. */
function readRsaKey(
  reader: ByteReader,
): Pick<PublicKey, "bits" | "exponent" | "key"> {
  const { content } = element(reader, "subjectPublicKey", TAG.bitString);
  content.u8("unused_bits");
  const { offset, remaining } = content;
  const key = content.bytes.subarray(offset, offset + remaining);
  return structure(content, "RSAPublicKey", (sequence) => {
    const modulus = bytesOf(sequence, "modulus", TAG.integer);
    const exponent = bytesOf(sequence, "publicExponent", TAG.integer);
    return {
      bits: bitLength(modulus),
      exponent: exponent.length > 4
        ? undefined
        : exponent.reduce((value, byte) => value * 256 + byte, 0),
      key,
    };
  });
}

/** Bits of a big-endian number without its leading zeros. */
function bitLength(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length && bytes[at] === 0) at++;
  if (at === bytes.length) return 0;
  return 8 * (bytes.length - at) - (Math.clz32(bytes[at]) - 24);
}

/**
 * Names that a certificate is good for: its alternative DNS names and
 * addresses, else its common name.
 *
 * @param certificate Certificate of a server or client.
 */
export function certificateNames(certificate: X509Certificate): string[] {
  for (const { value } of certificate.extensions) {
    if (value?.kind !== "subject_alt_name") continue;
    const names = value.names.filter(({ type }) => type !== "directory");
    if (names.length > 0) return names.map((name) => name.value);
  }
  return certificate.subject.attributes
    .filter(({ name }) => name === "CN")
    .map(({ value }) => value);
}
