import {
  constants,
  createPublicKey,
  type KeyObject,
  verify,
} from "node:crypto";
import { fromHex, toHex } from "../bytes/hex.ts";
import { ByteReader } from "../bytes/reader.ts";
import { decodeElement, decodeRawElement } from "./der.ts";
import { encodePem } from "./pem.ts";

/** How a signature is made. */
interface Scheme {
  /** Hash; Ed25519 and Ed448 have their own. */
  readonly hash?: string;
  /** Bytes of salt, where RSA pads by PSS; parameters tell them, and the hash. */
  readonly saltBytes?: number;
}

// Object identifiers, as the bytes that a certificate holds.
const SCHEMES: Readonly<Record<string, Scheme>> = {
  "2a864886f70d010104": { hash: "md5" },
  "2a864886f70d010105": { hash: "sha1" },
  "2a864886f70d01010e": { hash: "sha224" },
  "2a864886f70d01010b": { hash: "sha256" },
  "2a864886f70d01010c": { hash: "sha384" },
  "2a864886f70d01010d": { hash: "sha512" },
  "2a864886f70d01010a": { hash: "sha1", saltBytes: 20 },
  "2a8648ce3d0401": { hash: "sha1" },
  "2a8648ce3d040301": { hash: "sha224" },
  "2a8648ce3d040302": { hash: "sha256" },
  "2a8648ce3d040303": { hash: "sha384" },
  "2a8648ce3d040304": { hash: "sha512" },
  "2b6570": {},
  "2b6571": {},
};

const HASHES: Readonly<Record<string, string>> = {
  "2b0e03021a": "sha1",
  "608648016503040201": "sha256",
  "608648016503040202": "sha384",
  "608648016503040203": "sha512",
};

/** Tags of the hash and of the length of the salt among the parameters of PSS. */
const PSS_HASH = 0xa0;
const PSS_SALT = 0xa2;

/** Order of the group of secp256k1. */
const SECP256K1_ORDER =
  0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/** Length of each of the two numbers of a signature on P-521, in bytes. */
const P521_BYTES = 66;

/**
 * Reads the public key of a certificate.
 *
 * @param der A certificate.
 * @returns Its `SubjectPublicKeyInfo`.
 * @throws {DecodeError} If it is no certificate.
 * @see {@link https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.7}
 */
export function publicKeyIn(der: Uint8Array): Uint8Array<ArrayBuffer> {
  const certificate = decodeElement(new ByteReader(der, "x509")).content;
  const signed = decodeElement(certificate).content;
  // Only a certificate of version 1 does without this field.
  if (signed.peek() === 0xa0) decodeElement(signed);
  for (
    const _ of ["serialNumber", "signature", "issuer", "validity", "subject"]
  ) decodeElement(signed);
  return decodeRawElement(signed).der;
}

/**
 * Reads a public key of any kind.
 *
 * @param spki A `SubjectPublicKeyInfo`.
 * @throws {Error} If it is of a kind that the platform does not know.
 */
export function publicKeyOf(spki: Uint8Array): KeyObject {
  return createPublicKey(encodePem("PUBLIC KEY", spki));
}

/**
 * Tells whether a certificate, or a request for one, was signed with a key.
 *
 * ```text
 * SEQUENCE { what is signed, SEQUENCE { algorithm }, BIT STRING signature }
 * ```
 *
 * @param der The certificate or request.
 * @param spki Public key, as a `SubjectPublicKeyInfo`.
 * @returns `false` also where the algorithm or the key is not known here.
 * @throws {DecodeError} If the structure is another.
 * @see {@link https://www.rfc-editor.org/rfc/rfc5280#section-4.1.1.3}
 */
export async function isSignedWith(
  der: Uint8Array,
  spki: Uint8Array,
): Promise<boolean> {
  const reader = decodeElement(new ByteReader(der, "x509")).content;
  const signed = decodeRawElement(reader).der;
  const algorithm = decodeElement(reader).content;
  const bits = decodeElement(reader).content;
  bits.u8("unusedBits");
  const signature = bits.rest("signature");
  const scheme = schemeIn(algorithm);
  if (!scheme) return false;
  try {
    const key = publicKeyOf(spki);
    if (key.asymmetricKeyDetails?.namedCurve === "secp521r1") {
      return await isSignedOnP521(signed, spki, signature, scheme);
    }
    if (key.asymmetricKeyDetails?.namedCurve === "secp256k1") {
      const joined = joinNumbers(signature, 32);
      lowerSecond(joined, SECP256K1_ORDER);
      return verify(scheme.hash, signed, {
        key,
        dsaEncoding: "ieee-p1363",
      }, joined);
    }
    return verify(
      scheme.hash,
      signed,
      scheme.saltBytes === undefined ? key : {
        key,
        padding: constants.RSA_PKCS1_PSS_PADDING,
        saltLength: scheme.saltBytes,
      },
      signature,
    );
  } catch {
    // The platform refuses kinds of keys that it cannot use, and a signature
    // by a key of another kind may not even be of this one's form.
    return false;
  }
}

function schemeIn(algorithm: ByteReader): Scheme | undefined {
  const scheme = SCHEMES[identifierIn(algorithm)];
  if (scheme?.saltBytes === undefined) return scheme;
  let { hash, saltBytes } = scheme;
  const parameters = decodeElement(algorithm).content;
  while (!parameters.done) {
    const { tag, content } = decodeElement(parameters);
    const value = decodeElement(content).content;
    if (tag === PSS_HASH) hash = HASHES[identifierIn(value)];
    if (tag === PSS_SALT) {
      saltBytes = value.rest("salt").reduce((sum, byte) => sum * 256 + byte, 0);
    }
  }
  return hash ? { hash, saltBytes } : undefined;
}

/** `node:crypto` in Deno takes no hash but SHA-512 on this curve; WebCrypto does. */
async function isSignedOnP521(
  signed: Uint8Array<ArrayBuffer>,
  spki: Uint8Array,
  signature: Uint8Array,
  { hash = "" }: Scheme,
): Promise<boolean> {
  const joined = joinNumbers(signature, P521_BYTES);
  const algorithm = { name: "ECDSA", namedCurve: "P-521" };
  const key = await crypto.subtle.importKey(
    "spki",
    new Uint8Array(spki),
    algorithm,
    false,
    ["verify"],
  );
  const name = hash.toUpperCase().replace("SHA", "SHA-");
  return await crypto.subtle.verify(
    { ...algorithm, hash: name },
    key,
    joined,
    signed,
  );
}

/**
 * Writes the two numbers of a signature on a curve one after the other.
 *
 * @param signature `SEQUENCE { INTEGER, INTEGER }`
 * @param width Length of each number, in bytes.
 */
function joinNumbers(
  signature: Uint8Array,
  width: number,
): Uint8Array<ArrayBuffer> {
  const numbers = decodeElement(new ByteReader(signature, "ecdsa")).content;
  const joined = new Uint8Array(2 * width);
  for (const end of [width, 2 * width]) {
    const number = decodeElement(numbers).content.rest("number");
    const digits = number.subarray(Math.max(0, number.length - width));
    joined.set(digits, end - digits.length);
  }
  return joined;
}

/**
 * Takes the lower of the two values that the second number of a signature may
 * have: both are right, and Deno takes no other on this curve.
 */
function lowerSecond(joined: Uint8Array, order: bigint): void {
  const second = joined.subarray(joined.length / 2);
  const value = BigInt(`0x${toHex(second)}`);
  if (value <= order / 2n) return;
  const text = (order - value).toString(16).padStart(2 * second.length, "0");
  second.set(fromHex(text));
}

function identifierIn(reader: ByteReader): string {
  return toHex(decodeElement(reader).content.rest("algorithm"));
}
