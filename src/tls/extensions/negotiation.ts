import type { ByteReader } from "../../bytes/mod.ts";
import { alpnName } from "../alpn.ts";
import { EC_POINT_FORMATS, NAME_TYPES, versionName } from "../constants.ts";
import { groupName } from "../groups.ts";
import { code16, code8, codes16, codes8, namesIn, opaque } from "../read.ts";
import { signatureSchemeName } from "../signature_schemes.ts";
import type { ExtensionPlace, RawExtension } from "./decode.ts";
import { extensionName } from "./registry.ts";
import type { Extension } from "./types.ts";

/** `server_name`. RFC 6066 section 3. */
export function decodeServerName(
  reader: ByteReader,
  base: RawExtension,
  place: ExtensionPlace,
): Extension {
  const names: { nameType: number; name: string }[] = [];
  if (!reader.done || place === "client_hello") {
    const list = reader.vector(2, "server_name_list");
    while (!list.done) {
      const nameType = code8(list, "name_type", namesIn(NAME_TYPES));
      names.push({
        nameType,
        name: list.vector(2, "host_name").text("host_name"),
      });
    }
  }
  return { kind: "server_name", ...base, names };
}

/** `supported_groups`. RFC 8446 section 4.2.7. */
export function decodeSupportedGroups(
  reader: ByteReader,
  base: RawExtension,
): Extension {
  const list = reader.vector(2, "named_group_list");
  const groups = codes16(list, "named_group", groupName);
  return { kind: "supported_groups", ...base, groups };
}

/** `ec_point_formats`. RFC 8422 section 5.1.2. */
export function decodeEcPointFormats(
  reader: ByteReader,
  base: RawExtension,
): Extension {
  const list = reader.vector(1, "ec_point_format_list");
  const formats = codes8(list, "ec_point_format", namesIn(EC_POINT_FORMATS));
  return { kind: "ec_point_formats", ...base, formats };
}

/** `signature_algorithms` and `signature_algorithms_cert`. RFC 8446 section 4.2.3. */
export function decodeSignatureAlgorithms(
  reader: ByteReader,
  base: RawExtension,
): Extension {
  const list = reader.vector(2, "supported_signature_algorithms");
  const schemes = codes16(list, "signature_scheme", signatureSchemeName);
  return { kind: "signature_algorithms", ...base, schemes };
}

/** `application_layer_protocol_negotiation`. RFC 7301 section 3.1. */
export function decodeAlpn(reader: ByteReader, base: RawExtension): Extension {
  return { kind: "alpn", ...base, protocols: protocolNames(reader) };
}

/** `application_settings`: the protocols in a ClientHello, settings in the answer. */
export function decodeApplicationSettings(
  reader: ByteReader,
  base: RawExtension,
  place: ExtensionPlace,
): Extension {
  let protocols: string[] = [];
  if (place === "client_hello") protocols = protocolNames(reader);
  else reader.rest("settings");
  return { kind: "application_settings", ...base, protocols };
}

function protocolNames(reader: ByteReader): string[] {
  const list = reader.vector(2, "protocol_name_list");
  const protocols: string[] = [];
  while (!list.done) {
    const item = list.vector(1, "protocol_name");
    const protocol = item.text("protocol_name");
    const text = item.fields && alpnName(protocol);
    if (text) item.annotate({ text });
    protocols.push(protocol);
  }
  return protocols;
}

/** `supported_versions`. RFC 8446 section 4.2.1. */
export function decodeSupportedVersions(
  reader: ByteReader,
  base: RawExtension,
  place: ExtensionPlace,
): Extension {
  const versions = place === "client_hello"
    ? codes16(reader.vector(1, "versions"), "version", versionName)
    : [code16(reader, "selected_version", versionName)];
  return { kind: "supported_versions", ...base, versions };
}

/** `key_share`. RFC 8446 section 4.2.8. */
export function decodeKeyShare(
  reader: ByteReader,
  base: RawExtension,
  place: ExtensionPlace,
): Extension {
  if (place === "hello_retry_request") {
    const selectedGroup = code16(reader, "selected_group", groupName);
    return { kind: "key_share", ...base, shares: [], selectedGroup };
  }
  if (place !== "client_hello") {
    return { kind: "key_share", ...base, shares: [keyShareEntry(reader)] };
  }
  const list = reader.vector(2, "client_shares");
  const shares: ReturnType<typeof keyShareEntry>[] = [];
  while (!list.done) shares.push(list.group("key_share_entry", keyShareEntry));
  return { kind: "key_share", ...base, shares };
}

function keyShareEntry(
  reader: ByteReader,
): { group: number; keyExchange: Uint8Array } {
  const group = code16(reader, "group", groupName);
  return { group, keyExchange: opaque(reader, 2, "key_exchange") };
}

/** `ech_outer_extensions`. RFC 9849 section 5.1. */
export function decodeEchOuterExtensions(
  reader: ByteReader,
  base: RawExtension,
): Extension {
  const list = reader.vector(1, "outer_extensions");
  const types = codes16(list, "extension_type", extensionName);
  return { kind: "ech_outer_extensions", ...base, types };
}
