import { type ByteReader, DecodeError } from "../../bytes/mod.ts";
import { code16 } from "../read.ts";
import {
  decodeCertificateAuthorities,
  decodeCertificateTypes,
  decodeCompressCertificate,
  decodeDelegatedCredential,
  decodeOidFilters,
  decodeSignedCertificateTimestamps,
  decodeStatusRequest,
  decodeStatusRequestV2,
  decodeTrustedCaKeys,
} from "./certificates.ts";
import { decodeEncryptedClientHello } from "./encrypted_client_hello.ts";
import {
  decodeEmpty,
  decodeHeartbeatMode,
  decodeMaxFragmentLength,
  decodePadding,
  decodeRecordSizeLimit,
  decodeUseSrtp,
} from "./limits.ts";
import {
  decodeAlpn,
  decodeApplicationSettings,
  decodeEchOuterExtensions,
  decodeEcPointFormats,
  decodeKeyShare,
  decodeServerName,
  decodeSignatureAlgorithms,
  decodeSupportedGroups,
  decodeSupportedVersions,
} from "./negotiation.ts";
import { extensionName } from "./registry.ts";
import {
  decodeCookie,
  decodeEarlyData,
  decodePreSharedKey,
  decodePskKeyExchangeModes,
  decodeRenegotiationInfo,
  decodeSessionTicket,
} from "./sessions.ts";
import type { Extension } from "./types.ts";

/** The message that an extension stands in; it decides the layout. */
export type ExtensionPlace =
  | "client_hello"
  | "server_hello"
  | "hello_retry_request"
  | "encrypted_extensions"
  | "certificate"
  | "certificate_request"
  | "new_session_ticket";

/** Number and content of an extension. */
export interface RawExtension {
  /** Number in the registry. */
  readonly type: number;
  /** Content, without type and length; a view. */
  readonly data: Uint8Array;
}

/** Decodes the content of one type of extension, all of it. */
export type ExtensionDecoder = (
  reader: ByteReader,
  base: RawExtension,
  place: ExtensionPlace,
) => Extension;

const DECODERS: Readonly<Record<number, ExtensionDecoder>> = {
  0: decodeServerName,
  1: decodeMaxFragmentLength,
  2: decodeEmpty,
  3: decodeTrustedCaKeys,
  4: decodeEmpty,
  5: decodeStatusRequest,
  9: decodeCertificateTypes,
  10: decodeSupportedGroups,
  11: decodeEcPointFormats,
  13: decodeSignatureAlgorithms,
  14: decodeUseSrtp,
  15: decodeHeartbeatMode,
  16: decodeAlpn,
  17: decodeStatusRequestV2,
  18: decodeSignedCertificateTimestamps,
  19: decodeCertificateTypes,
  20: decodeCertificateTypes,
  21: decodePadding,
  22: decodeEmpty,
  23: decodeEmpty,
  27: decodeCompressCertificate,
  28: decodeRecordSizeLimit,
  34: decodeDelegatedCredential,
  35: decodeSessionTicket,
  41: decodePreSharedKey,
  42: decodeEarlyData,
  43: decodeSupportedVersions,
  44: decodeCookie,
  45: decodePskKeyExchangeModes,
  47: decodeCertificateAuthorities,
  48: decodeOidFilters,
  49: decodeEmpty,
  50: decodeSignatureAlgorithms,
  51: decodeKeyShare,
  17513: decodeApplicationSettings,
  17613: decodeApplicationSettings,
  64768: decodeEchOuterExtensions,
  65037: decodeEncryptedClientHello,
  65281: decodeRenegotiationInfo,
};

/**
 * Decodes a block of extensions.
 *
 * ```text
 * length (2) | { extension_type (2) | length (2) | extension_data (length) } …
 * ```
 *
 * An extension whose content breaks its grammar becomes a `malformed` one; the
 * others still stand.
 *
 * @param reader Stands at the length of the block.
 * @param place Message that the block stands in.
 * @throws {DecodeError} If a length reaches past its bounds.
 * @see {@link https://www.rfc-editor.org/rfc/rfc8446#section-4.2 RFC 8446 section 4.2}
 */
export function decodeExtensions(
  reader: ByteReader,
  place: ExtensionPlace,
): Extension[] {
  const list = reader.vector(2, "extensions");
  const extensions: Extension[] = [];
  while (!list.done) {
    const type = (list.peek(0) ?? 0) << 8 | (list.peek(1) ?? 0);
    extensions.push(
      list.group(
        extensionName(type) ?? "extension",
        (item) => decodeExtension(item, place),
      ),
    );
  }
  return extensions;
}

function decodeExtension(reader: ByteReader, place: ExtensionPlace): Extension {
  const type = code16(reader, "extension_type", extensionName);
  const content = reader.vector(2, "extension_data");
  const { offset, remaining, fields } = content;
  const data = content.bytes.subarray(offset, offset + remaining);
  const base = { type, data };
  if (!Object.hasOwn(DECODERS, type)) {
    content.rest("extension_data");
    return { kind: "unknown", ...base };
  }
  const recorded = fields?.length ?? 0;
  try {
    const extension = DECODERS[type](content, base, place);
    content.end("extension_data");
    return extension;
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    // What was read so far may not tile the content: one leaf stands for it.
    fields?.splice(recorded, Infinity, {
      name: "extension_data",
      offset,
      length: remaining,
      value: data,
      text: "malformed",
    });
    return { kind: "malformed", ...base, error };
  }
}
