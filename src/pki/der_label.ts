import { ByteReader } from "../bytes/reader.ts";
import { decodeElement } from "./der.ts";
import { encodePem, type PemBlock, readPem } from "./pem.ts";

const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const OBJECT_IDENTIFIER = 0x06;
const SEQUENCE = 0x30;
const SET = 0x31;
/** `[0]`, which holds the version of a certificate. */
const VERSION = 0xa0;

/**
 * Writes a file in binary form as the PEM block that it would be.
 *
 * @param der Content of the file.
 * @returns `undefined` where it is no certificate, request or key.
 */
export function pemBlockOf(der: Uint8Array): PemBlock | undefined {
  const label = labelOf(der);
  return label === undefined
    ? undefined
    : readPem(encodePem(label, der)).blocks[0];
}

/** A file in binary form that holds certificates, and has to be unpacked. */
export type Container = "pkcs7" | "pkcs12";

/** How the content of PKCS#7 begins: the identifier of signed data, 1.2.840.113549.1.7.2. */
const SIGNED_DATA = "06092a864886f70d010702";
/** How the content of PKCS#12 begins: its version, 3. */
const VERSION_3 = "020103";

/**
 * Recognises files of certificates that are neither PEM nor one of their blocks
 * in DER, by their first bytes: they may be BER, of lengths that are not known.
 *
 * @param bytes Content of a file.
 * @see {@link https://www.rfc-editor.org/rfc/rfc2315#section-7} for PKCS#7,
 * {@link https://www.rfc-editor.org/rfc/rfc7292#section-4} for PKCS#12
 */
export function containerOf(bytes: Uint8Array): Container | undefined {
  if (bytes[0] !== SEQUENCE) return undefined;
  const lengthOctets = bytes[1] < 0x80 ? 1 : 1 + (bytes[1] & 0x7f);
  const content = bytes.slice(1 + lengthOctets, 16 + lengthOctets).toHex();
  if (content.startsWith(SIGNED_DATA)) return "pkcs7";
  return content.startsWith(VERSION_3) ? "pkcs12" : undefined;
}

/**
 * Recognises what a file in binary form holds, by the kinds of its first parts.
 *
 * ```text
 * { { [0] …              certificate
 * { { INTEGER, { SET     request; also { } for a subject that is empty
 * { { INTEGER, { OID     certificate of version 1
 * { { OID …, OCTETS      encrypted PKCS#8
 * { { OID …, BITS        public key
 * { INTEGER 0, {         PKCS#8
 * { INTEGER 0, INTEGER   PKCS#1
 * { INTEGER 1, OCTETS    SEC 1
 * ```
 */
function labelOf(der: Uint8Array): string | undefined {
  try {
    const file = new ByteReader(der, "der");
    const whole = decodeElement(file);
    if (whole.tag !== SEQUENCE || !file.done) return undefined;
    const first = decodeElement(whole.content);
    const nextTag = whole.content.peek();
    if (first.tag === INTEGER) {
      switch (nextTag) {
        case SEQUENCE:
          return first.content.peek() === 0 ? "PRIVATE KEY" : undefined;
        case INTEGER:
          return "RSA PRIVATE KEY";
        case OCTET_STRING:
          return "EC PRIVATE KEY";
        default:
          return undefined;
      }
    }
    if (first.tag !== SEQUENCE) return undefined;
    switch (first.content.peek()) {
      case VERSION:
        return "CERTIFICATE";
      case OBJECT_IDENTIFIER:
        return nextTag === OCTET_STRING
          ? "ENCRYPTED PRIVATE KEY"
          : nextTag === BIT_STRING
          ? "PUBLIC KEY"
          : undefined;
      case INTEGER: {
        decodeElement(first.content);
        const inner = decodeElement(first.content);
        const isName = inner.content.done || inner.content.peek() === SET;
        return isName ? "CERTIFICATE REQUEST" : "CERTIFICATE";
      }
      default:
        return undefined;
    }
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
