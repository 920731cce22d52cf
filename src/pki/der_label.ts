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
