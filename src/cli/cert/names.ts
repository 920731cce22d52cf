import type { X509Certificate } from "../../tls/x509/mod.ts";

/** Curves by the names that people use. */
const CURVES: Readonly<Record<string, string>> = {
  secp256r1: "P-256",
  secp384r1: "P-384",
  secp521r1: "P-521",
  secp224r1: "P-224",
};

/**
 * Names the key of a certificate: `ECDSA P-256`, `RSA 2048`, `Ed25519`.
 *
 * @param publicKey The key.
 */
export function keyName(
  { algorithm, curve, bits }: X509Certificate["publicKey"],
): string {
  switch (algorithm.name) {
    case "rsaEncryption":
      return `RSA ${bits}`;
    case "RSASSA-PSS":
      return `RSA-PSS ${bits ?? ""}`.trimEnd();
    case "ecPublicKey":
      return `ECDSA ${CURVES[curve ?? ""] ?? curve ?? ""}`.trimEnd();
    default:
      return algorithm.name ?? algorithm.oid;
  }
}

/** Signature algorithms by their registered names. */
const SIGNATURES: readonly (readonly [RegExp, string])[] = [
  [/^(\w+)WithRSAEncryption$/i, "RSA"],
  [/^ecdsa-with-(\w+)$/i, "ECDSA"],
  [/^dsa-with-(\w+)$/i, "DSA"],
];

/**
 * Names how a certificate is signed: `ECDSA with SHA-256`, `Ed25519`.
 *
 * @param certificate The certificate.
 */
export function signatureName(
  { signatureAlgorithm: { name, oid } }: X509Certificate,
): string {
  for (const [pattern, key] of SIGNATURES) {
    const hash = pattern.exec(name ?? "")?.[1];
    if (hash) return `${key} with ${hashName(hash)}`;
  }
  return name === "RSASSA-PSS" ? "RSA-PSS" : name ?? oid;
}

/** Whether a signature is by a hash of which others with the same value can be made. */
export function isWeakSignature(
  { signatureAlgorithm: { name } }: X509Certificate,
): boolean {
  return /^(md2|md5|sha1)|-sha1$/i.test(name ?? "");
}

function hashName(text: string): string {
  return text.toUpperCase().replace(/^SHA(\d)/, "SHA-$1");
}
