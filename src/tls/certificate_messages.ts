import { ByteReader, DecodeError } from "../bytes/mod.ts";
import {
  CERTIFICATE_COMPRESSION_ALGORITHMS,
  CERTIFICATE_STATUS_TYPES,
  CLIENT_CERTIFICATE_TYPES,
  VERSION,
} from "./constants.ts";
import { decompressCertificate } from "./decompress.ts";
import { decodeExtensions } from "./extensions/mod.ts";
import type {
  CertificateEntry,
  CertificateMessage,
  CertificateRequest,
  CertificateStatus,
  CertificateUrl,
  CertificateVerify,
  CompressedCertificate,
} from "./messages.ts";
import {
  code16,
  code8,
  codes16,
  codes8,
  namesIn,
  opaque,
  opaques,
} from "./read.ts";
import { signatureSchemeName } from "./signature_schemes.ts";
import { readCertificate } from "./x509/certificate.ts";

/**
 * Decodes the body of a Certificate message.
 *
 * ```text
 * TLS 1.3:       certificate_request_context (1+n) | certificate_list (3+n) of { cert_data (3+n) | extensions (2+n) }
 * up to TLS 1.2: certificate_list (3+n) of { certificate (3+n) }
 * ```
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2 RFC 8446 section 4.4.2}
 */
export function decodeCertificateMessage(
  reader: ByteReader,
  context: {
    readonly version: number | undefined;
    readonly rawPublicKey: boolean;
  },
): CertificateMessage {
  const kind = "certificate";
  const form = context.rawPublicKey ? "raw_public_key" : "x509";
  if (context.version === VERSION.tls13) {
    const requestContext = opaque(reader, 1, "certificate_request_context");
    const list = reader.vector(3, "certificate_list");
    const entries: CertificateEntry[] = [];
    while (!list.done) {
      list.group("certificate_entry", (entry) => {
        entries.push({
          data: certificateData(entry, "cert_data", form),
          form,
          extensions: decodeExtensions(entry, "certificate"),
        });
      });
    }
    return { kind, requestContext, entries };
  }
  if (form === "raw_public_key") {
    // RFC 7250 section 3: the key stands in place of the list.
    const data = opaque(reader, 3, "ASN.1_subjectPublicKeyInfo");
    return { kind, entries: [{ data, form }] };
  }
  const list = reader.vector(3, "certificate_list");
  const entries: CertificateEntry[] = [];
  while (!list.done) {
    entries.push({ data: certificateData(list, "certificate", form), form });
  }
  return { kind, entries };
}

/** Reads DER of a certificate, and records its own fields where fields are recorded. */
function certificateData(
  reader: ByteReader,
  name: string,
  form: CertificateEntry["form"],
): Uint8Array {
  const content = reader.vector(3, name);
  const { offset, remaining, fields } = content;
  const data = content.bytes.subarray(offset, offset + remaining);
  if (!fields || form !== "x509") return content.rest(name);
  const recorded = fields.length;
  try {
    readCertificate(content);
    content.end(name);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    fields.splice(recorded, Infinity, {
      name,
      offset,
      length: remaining,
      value: data,
      text: "malformed",
    });
  }
  return data;
}

/**
 * Decodes the body of a CompressedCertificate, and what is compressed in it.
 *
 * ```text
 * algorithm (2) | uncompressed_length (3) | compressed_certificate_message (3+n)
 * ```
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc8879#section-4 RFC 8879 section 4}
 */
export function decodeCompressedCertificate(
  reader: ByteReader,
  context: Parameters<typeof decodeCertificateMessage>[1],
): CompressedCertificate {
  const algorithm = code16(
    reader,
    "algorithm",
    namesIn(CERTIFICATE_COMPRESSION_ALGORITHMS),
  );
  const uncompressedLength = reader.u24("uncompressed_length");
  const compressed = opaque(reader, 3, "compressed_certificate_message");
  const body = decompressCertificate(algorithm, compressed, uncompressedLength);
  return {
    kind: "compressed_certificate",
    algorithm,
    uncompressedLength,
    compressed,
    certificate: body && certificateOrNothing(body, context),
  };
}

function certificateOrNothing(
  body: Uint8Array,
  context: Parameters<typeof decodeCertificateMessage>[1],
): CertificateMessage | undefined {
  try {
    const reader = new ByteReader(body, "tls");
    const message = decodeCertificateMessage(reader, context);
    return reader.done ? message : undefined;
  } catch (error) {
    if (error instanceof DecodeError) return undefined;
    throw error;
  }
}

/**
 * Decodes the body of a CertificateRequest.
 *
 * ```text
 * TLS 1.3: certificate_request_context (1+n) | extensions (2+n)
 * TLS 1.2: certificate_types (1+n) | supported_signature_algorithms (2+n) | certificate_authorities (2+n)
 * before:  certificate_types (1+n) | certificate_authorities (2+n)
 * ```
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc8446#section-4.3.2 RFC 8446 section 4.3.2}
 */
export function decodeCertificateRequest(
  reader: ByteReader,
  version: number | undefined,
): CertificateRequest {
  const kind = "certificate_request";
  if (version === VERSION.tls13) {
    const requestContext = opaque(reader, 1, "certificate_request_context");
    const extensions = decodeExtensions(reader, "certificate_request");
    return { kind, requestContext, extensions };
  }
  const certificateTypes = codes8(
    reader.vector(1, "certificate_types"),
    "certificate_type",
    namesIn(CLIENT_CERTIFICATE_TYPES),
  );
  const signatureSchemes = version === VERSION.tls12
    ? codes16(
      reader.vector(2, "supported_signature_algorithms"),
      "signature_scheme",
      signatureSchemeName,
    )
    : undefined;
  const authorities = opaques(
    reader.vector(2, "certificate_authorities"),
    2,
    "distinguished_name",
  );
  return {
    kind,
    certificateTypes,
    ...(signatureSchemes ? { signatureSchemes } : {}),
    authorities,
  };
}

/** Decodes the body of a CertificateVerify. RFC 8446 section 4.4.3. */
export function decodeCertificateVerify(
  reader: ByteReader,
  version: number | undefined,
): CertificateVerify {
  const kind = "certificate_verify";
  if ((version ?? 0) < VERSION.tls12) {
    return { kind, signature: opaque(reader, 2, "signature") };
  }
  const signatureScheme = code16(reader, "algorithm", signatureSchemeName);
  return { kind, signatureScheme, signature: opaque(reader, 2, "signature") };
}

/** Decodes the body of a CertificateStatus. RFC 6066 section 8, RFC 6961 section 2.2. */
export function decodeCertificateStatus(reader: ByteReader): CertificateStatus {
  const kind = "certificate_status";
  const nameOf = namesIn(CERTIFICATE_STATUS_TYPES);
  const statusType = code8(reader, "status_type", nameOf);
  switch (statusType) {
    case 1:
      return { kind, statusType, responses: [opaque(reader, 3, "response")] };
    case 2: {
      const list = reader.vector(3, "ocsp_response_list");
      return { kind, statusType, responses: opaques(list, 3, "response") };
    }
    default:
      return { kind, statusType, responses: [reader.rest("response")] };
  }
}

/** Decodes the body of a CertificateURL. RFC 6066 section 5. */
export function decodeCertificateUrl(reader: ByteReader): CertificateUrl {
  const chainType = reader.u8("type");
  const list = reader.vector(2, "url_and_hash_list");
  const urls: { url: string; sha1: Uint8Array }[] = [];
  while (!list.done) {
    list.group("url_and_hash", (item) => {
      const url = item.vector(2, "url").text("url");
      item.u8("padding");
      urls.push({ url, sha1: item.take("SHA1Hash", 20) });
    });
  }
  return { kind: "certificate_url", chainType, urls };
}
