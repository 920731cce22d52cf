import type { ByteReader } from "../../bytes/mod.ts";
import {
  CERTIFICATE_COMPRESSION_ALGORITHMS,
  CERTIFICATE_STATUS_TYPES,
  CERTIFICATE_TYPES,
  TRUSTED_CA_IDENTIFIER_TYPES,
} from "../constants.ts";
import {
  code16,
  code8,
  codes16,
  codes8,
  namesIn,
  opaque,
  opaques,
} from "../read.ts";
import { signatureSchemeName } from "../signature_schemes.ts";
import type { ExtensionPlace, RawExtension } from "./decode.ts";
import type { CertificateStatusRequest, Extension } from "./types.ts";

/** `status_request`. RFC 6066 section 8, RFC 8446 section 4.4.2.1. */
export function decodeStatusRequest(
  reader: ByteReader,
  base: RawExtension,
  place: ExtensionPlace,
): Extension {
  if (place === "certificate") {
    const statusType = statusTypeOf(reader);
    const response = opaque(reader, 3, "response");
    return { kind: "certificate_status", ...base, statusType, response };
  }
  const requests: CertificateStatusRequest[] = [];
  if (!reader.done) {
    requests.push(statusRequest(reader, statusTypeOf(reader)));
  }
  return { kind: "status_request", ...base, requests };
}

/** `status_request_v2`. RFC 6961 section 2.2. */
export function decodeStatusRequestV2(
  reader: ByteReader,
  base: RawExtension,
): Extension {
  const requests: CertificateStatusRequest[] = [];
  if (!reader.done) {
    const list = reader.vector(2, "certificate_status_req_list");
    while (!list.done) {
      list.group("certificate_status_request_item", (item) => {
        const statusType = statusTypeOf(item);
        const request = item.vector(2, "request");
        requests.push(statusRequest(request, statusType));
        request.end("certificate_status_request_item");
      });
    }
  }
  return { kind: "status_request_v2", ...base, requests };
}

function statusTypeOf(reader: ByteReader): number {
  return code8(reader, "status_type", namesIn(CERTIFICATE_STATUS_TYPES));
}

function statusRequest(
  reader: ByteReader,
  statusType: number,
): CertificateStatusRequest {
  if (CERTIFICATE_STATUS_TYPES[statusType] === undefined) {
    return {
      statusType,
      responderIds: [],
      requestExtensions: reader.rest("request"),
    };
  }
  const list = reader.vector(2, "responder_id_list");
  const responderIds = opaques(list, 2, "responder_id");
  const requestExtensions = opaque(reader, 2, "request_extensions");
  return { statusType, responderIds, requestExtensions };
}

/** `signed_certificate_timestamp`. RFC 6962 section 3.3.1. */
export function decodeSignedCertificateTimestamps(
  reader: ByteReader,
  base: RawExtension,
): Extension {
  const timestamps = reader.done
    ? []
    : opaques(reader.vector(2, "sct_list"), 2, "serialized_sct");
  return { kind: "signed_certificate_timestamp", ...base, timestamps };
}

/** `cert_type`, `client_certificate_type`, `server_certificate_type`. RFC 7250 section 3. */
export function decodeCertificateTypes(
  reader: ByteReader,
  base: RawExtension,
  place: ExtensionPlace,
): Extension {
  const nameOf = namesIn(CERTIFICATE_TYPES);
  const types = place === "client_hello"
    ? codes8(reader.vector(1, "certificate_types"), "certificate_type", nameOf)
    : [code8(reader, "certificate_type", nameOf)];
  return { kind: "certificate_types", ...base, types };
}

/** `compress_certificate`. RFC 8879 section 3. */
export function decodeCompressCertificate(
  reader: ByteReader,
  base: RawExtension,
): Extension {
  const list = reader.vector(1, "algorithms");
  const nameOf = namesIn(CERTIFICATE_COMPRESSION_ALGORITHMS);
  const algorithms = codes16(list, "algorithm", nameOf);
  return { kind: "compress_certificate", ...base, algorithms };
}

/** `certificate_authorities`. RFC 8446 section 4.2.4. */
export function decodeCertificateAuthorities(
  reader: ByteReader,
  base: RawExtension,
): Extension {
  const list = reader.vector(2, "authorities");
  const authorities = opaques(list, 2, "distinguished_name");
  return { kind: "certificate_authorities", ...base, authorities };
}

/** `oid_filters`. RFC 8446 section 4.2.5. */
export function decodeOidFilters(
  reader: ByteReader,
  base: RawExtension,
): Extension {
  const list = reader.vector(2, "filters");
  const filters: { oid: Uint8Array; values: Uint8Array }[] = [];
  while (!list.done) {
    list.group("oid_filter", (item) => {
      filters.push({
        oid: opaque(item, 1, "certificate_extension_oid"),
        values: opaque(item, 2, "certificate_extension_values"),
      });
    });
  }
  return { kind: "oid_filters", ...base, filters };
}

/** `trusted_ca_keys`. RFC 6066 section 6. */
export function decodeTrustedCaKeys(
  reader: ByteReader,
  base: RawExtension,
): Extension {
  const authorities: { identifierType: number; identifier: Uint8Array }[] = [];
  if (!reader.done) {
    const list = reader.vector(2, "trusted_authorities_list");
    const nameOf = namesIn(TRUSTED_CA_IDENTIFIER_TYPES);
    while (!list.done) {
      list.group("trusted_authority", (item) => {
        const identifierType = code8(item, "identifier_type", nameOf);
        authorities.push({
          identifierType,
          identifier: authorityIdentifier(item, identifierType),
        });
      });
    }
  }
  return { kind: "trusted_ca_keys", ...base, authorities };
}

function authorityIdentifier(reader: ByteReader, type: number): Uint8Array {
  switch (type) {
    case 0:
      return reader.take("identifier", 0);
    case 2:
      return opaque(reader, 2, "distinguished_name");
    case 1:
    case 3:
      return reader.take("sha1_hash", 20);
    default:
      throw reader.error("identifier_type", `${type} is not registered`);
  }
}

/** `delegated_credential`. RFC 9345 section 4. */
export function decodeDelegatedCredential(
  reader: ByteReader,
  base: RawExtension,
  place: ExtensionPlace,
): Extension {
  if (place !== "certificate") {
    const list = reader.vector(2, "supported_signature_algorithms");
    const schemes = codes16(list, "signature_scheme", signatureSchemeName);
    return { kind: "delegated_credential", ...base, schemes };
  }
  const credential = {
    validSeconds: reader.u32("valid_time"),
    verifyScheme: code16(
      reader,
      "dc_cert_verify_algorithm",
      signatureSchemeName,
    ),
    publicKey: opaque(reader, 3, "ASN1_subjectPublicKeyInfo"),
    signatureScheme: code16(reader, "algorithm", signatureSchemeName),
    signature: opaque(reader, 2, "signature"),
  };
  return { kind: "delegated_credential", ...base, schemes: [], credential };
}
