import type { ByteReader } from "../../bytes/mod.ts";
import {
  HEARTBEAT_MODES,
  MAX_FRAGMENT_LENGTHS,
  SRTP_PROTECTION_PROFILES,
} from "../constants.ts";
import { code8, codes16, namesIn, opaque } from "../read.ts";
import type { RawExtension } from "./decode.ts";
import type { Extension } from "./types.ts";

/** Extensions that say all by being there, such as `extended_master_secret`. */
export function decodeEmpty(
  _reader: ByteReader,
  base: RawExtension,
): Extension {
  return { kind: "empty", ...base };
}

/** `max_fragment_length`. RFC 6066 section 4. */
export function decodeMaxFragmentLength(
  reader: ByteReader,
  base: RawExtension,
): Extension {
  const code = code8(reader, "max_fragment_length", (value) => {
    const limit = MAX_FRAGMENT_LENGTHS[value];
    return limit === undefined ? undefined : `${limit} bytes`;
  });
  const limitBytes = MAX_FRAGMENT_LENGTHS[code];
  return { kind: "max_fragment_length", ...base, code, limitBytes };
}

/** `record_size_limit`. RFC 8449 section 4. */
export function decodeRecordSizeLimit(
  reader: ByteReader,
  base: RawExtension,
): Extension {
  const limitBytes = reader.u16("record_size_limit");
  return { kind: "record_size_limit", ...base, limitBytes };
}

/** `padding`. RFC 7685 section 3. */
export function decodePadding(
  reader: ByteReader,
  base: RawExtension,
): Extension {
  const lengthBytes = reader.rest("padding").length;
  return { kind: "padding", ...base, lengthBytes };
}

/** `heartbeat`. RFC 6520 section 2. */
export function decodeHeartbeatMode(
  reader: ByteReader,
  base: RawExtension,
): Extension {
  const mode = code8(reader, "mode", namesIn(HEARTBEAT_MODES));
  return { kind: "heartbeat", ...base, mode };
}

/** `use_srtp`. RFC 5764 section 4.1.1. */
export function decodeUseSrtp(
  reader: ByteReader,
  base: RawExtension,
): Extension {
  const list = reader.vector(2, "srtp_protection_profiles");
  const nameOf = namesIn(SRTP_PROTECTION_PROFILES);
  const profiles = codes16(list, "srtp_protection_profile", nameOf);
  const masterKeyIdentifier = opaque(reader, 1, "srtp_mki");
  return { kind: "use_srtp", ...base, profiles, masterKeyIdentifier };
}
