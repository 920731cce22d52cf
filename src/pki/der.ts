import { toHex } from "../bytes/hex.ts";
import { escapeControls } from "../bytes/printable.ts";
import { ByteReader } from "../bytes/reader.ts";

/** One element of DER: what kind it is, and what it holds. */
export interface DerElement {
  /** Class, form and number of the tag, as on the wire. */
  readonly tag: number;
  /** A reader of the content alone. */
  readonly content: ByteReader;
}

/**
 * Reads one element.
 *
 * ```text
 * tag 1 byte | length 1 byte below 0x80, else 1 + n bytes | content
 * ```
 *
 * @param reader Where the element starts; afterwards where the next one does.
 * @throws {DecodeError} If the bytes are not DER, or a length reaches past the bounds.
 * @see ITU-T X.690 section 8.1
 */
export function decodeElement(reader: ByteReader): DerElement {
  const tag = reader.u8("tag");
  const first = reader.u8("length");
  if (first < 0x80) return { tag, content: reader.sub("content", first) };
  const count = first & 0x7f;
  if (count === 0 || count > 4) {
    throw reader.error("length", `a length of ${count} bytes is not readable`);
  }
  let length = 0;
  for (let i = 0; i < count; i++) length = length * 256 + reader.u8("length");
  return { tag, content: reader.sub("content", length) };
}

/** One element of DER with all its bytes. */
export interface RawElement extends DerElement {
  /** Tag, length and content; a copy. */
  readonly der: Uint8Array<ArrayBuffer>;
}

/**
 * Reads one element, and keeps its bytes as they are.
 *
 * @param reader Where the element starts; afterwards where the next one does.
 * @throws {DecodeError} If the bytes are not DER, or a length reaches past the bounds.
 */
export function decodeRawElement(reader: ByteReader): RawElement {
  const start = reader.offset;
  const element = decodeElement(reader);
  return { ...element, der: reader.bytes.slice(start, reader.offset) };
}

/** What of a certificate the platform's own reader does not tell, or not exactly. */
export interface CertificateShape {
  /** X.509 version: 1, or 3 for one with extensions. */
  readonly version: number;
  /** Host names and IP addresses that it is for. */
  readonly names: readonly string[];
  /** Object identifiers of the uses that it is limited to, in hexadecimal; `undefined` for any use. */
  readonly purposes: readonly string[] | undefined;
}

/** Tag of `critical` in an extension. */
const BOOLEAN = 0x01;
/** Tag of `version` in a certificate. */
const VERSION = 0xa0;
/** Tag of `extensions` in a certificate. */
const EXTENSIONS = 0xa3;
/** Object identifier of `subjectAltName`, 2.5.29.17. */
const SUBJECT_ALT_NAME = "551d11";
/** Object identifier of `extKeyUsage`, 2.5.29.37. */
const EXTENDED_KEY_USAGE = "551d25";
/** Tags of two of the kinds of `GeneralName`. */
const DNS_NAME = 0x82;
const IP_ADDRESS = 0x87;

/**
 * Reads the version, the host names and the uses of a certificate.
 *
 * @param der The certificate.
 * @throws {DecodeError} If it is none.
 * @see {@link https://www.rfc-editor.org/rfc/rfc5280#section-4.1} for the structure,
 * {@link https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.6} for `subjectAltName`,
 * {@link https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.12} for `extKeyUsage`
 */
export function decodeShape(der: Uint8Array): CertificateShape {
  const certificate = decodeElement(new ByteReader(der, "x509")).content;
  const signed = decodeElement(certificate).content;
  let version = 1;
  let names: readonly string[] = [];
  let purposes: readonly string[] | undefined;
  while (!signed.done) {
    const { tag, content } = decodeElement(signed);
    if (tag === VERSION) {
      version = decodeElement(content).content.u8("version") + 1;
    } else if (tag === EXTENSIONS) {
      const extensions = decodeElement(content).content;
      while (!extensions.done) {
        const { identifier, value } = decodeExtension(extensions);
        if (identifier === SUBJECT_ALT_NAME) {
          names = decodeGeneralNames(decodeElement(value).content);
        } else if (identifier === EXTENDED_KEY_USAGE) {
          purposes = decodeIdentifiers(decodeElement(value).content);
        }
      }
    }
  }
  return { version, names, purposes };
}

/** Reads one extension: its identifier in hexadecimal, and its value. */
function decodeExtension(
  extensions: ByteReader,
): { identifier: string; value: ByteReader } {
  const extension = decodeElement(extensions).content;
  const identifier = toHex(decodeElement(extension).content.rest("extnID"));
  let value = decodeElement(extension);
  if (value.tag === BOOLEAN) value = decodeElement(extension);
  return { identifier, value: value.content };
}

function decodeIdentifiers(reader: ByteReader): string[] {
  const identifiers: string[] = [];
  while (!reader.done) {
    identifiers.push(toHex(decodeElement(reader).content.rest("keyPurposeId")));
  }
  return identifiers;
}

function decodeGeneralNames(reader: ByteReader): string[] {
  const names: string[] = [];
  while (!reader.done) {
    const { tag, content } = decodeElement(reader);
    if (tag === DNS_NAME) {
      names.push(escapeControls(content.text("dNSName")));
    } else if (tag === IP_ADDRESS) {
      names.push(formatAddress(content.rest("iPAddress")));
    }
  }
  return names;
}

function formatAddress(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join(".");
  if (bytes.length !== 16) return toHex(bytes);
  const groups = Array.from(
    { length: 8 },
    (_, i) => (bytes[2 * i] << 8 | bytes[2 * i + 1]).toString(16),
  );
  // A URL writes the address in its canonical form, with `::` where it goes.
  return new URL(`http://[${groups.join(":")}]`).hostname.slice(1, -1);
}
