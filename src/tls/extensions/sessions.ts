import type { ByteReader } from "../../bytes/mod.ts";
import { PSK_KEY_EXCHANGE_MODES } from "../constants.ts";
import { codes8, namesIn, opaque, opaques } from "../read.ts";
import type { ExtensionPlace, RawExtension } from "./decode.ts";
import type { Extension } from "./types.ts";

/** `session_ticket`. RFC 5077 section 3.2. */
export function decodeSessionTicket(
  reader: ByteReader,
  base: RawExtension,
): Extension {
  return { kind: "session_ticket", ...base, ticket: reader.rest("ticket") };
}

/** `pre_shared_key`. RFC 8446 section 4.2.11. */
export function decodePreSharedKey(
  reader: ByteReader,
  base: RawExtension,
  place: ExtensionPlace,
): Extension {
  const identities: { identity: Uint8Array; obfuscatedTicketAge: number }[] =
    [];
  if (place !== "client_hello") {
    const selectedIdentity = reader.u16("selected_identity");
    return {
      kind: "pre_shared_key",
      ...base,
      identities,
      binders: [],
      selectedIdentity,
    };
  }
  const list = reader.vector(2, "identities");
  while (!list.done) {
    list.group("psk_identity", (item) => {
      identities.push({
        identity: opaque(item, 2, "identity"),
        obfuscatedTicketAge: item.u32("obfuscated_ticket_age"),
      });
    });
  }
  const binders = opaques(reader.vector(2, "binders"), 1, "psk_binder_entry");
  return { kind: "pre_shared_key", ...base, identities, binders };
}

/** `early_data`. RFC 8446 section 4.2.10. */
export function decodeEarlyData(
  reader: ByteReader,
  base: RawExtension,
  place: ExtensionPlace,
): Extension {
  if (place !== "new_session_ticket") return { kind: "early_data", ...base };
  const maxEarlyDataBytes = reader.u32("max_early_data_size");
  return { kind: "early_data", ...base, maxEarlyDataBytes };
}

/** `cookie`. RFC 8446 section 4.2.2. */
export function decodeCookie(
  reader: ByteReader,
  base: RawExtension,
): Extension {
  return { kind: "cookie", ...base, cookie: opaque(reader, 2, "cookie") };
}

/** `psk_key_exchange_modes`. RFC 8446 section 4.2.9. */
export function decodePskKeyExchangeModes(
  reader: ByteReader,
  base: RawExtension,
): Extension {
  const list = reader.vector(1, "ke_modes");
  const modes = codes8(list, "ke_mode", namesIn(PSK_KEY_EXCHANGE_MODES));
  return { kind: "psk_key_exchange_modes", ...base, modes };
}

/** `renegotiation_info`. RFC 5746 section 3.2. */
export function decodeRenegotiationInfo(
  reader: ByteReader,
  base: RawExtension,
): Extension {
  const renegotiatedConnection = opaque(reader, 1, "renegotiated_connection");
  return { kind: "renegotiation_info", ...base, renegotiatedConnection };
}
