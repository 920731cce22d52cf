import type { ByteReader } from "../../bytes/mod.ts";
import { ECH_CLIENT_HELLO_TYPES, HPKE_AEADS, HPKE_KDFS } from "../constants.ts";
import { code16, code8, namesIn, opaque } from "../read.ts";
import type { ExtensionPlace, RawExtension } from "./decode.ts";
import type { Extension } from "./types.ts";

/**
 * `encrypted_client_hello`: its envelope; the ClientHello inside stays closed.
 *
 * In a ClientHello of the outer form:
 *
 * ```text
 * type (1) | kdf_id (2) | aead_id (2) | config_id (1) | enc (2+n) | payload (2+n)
 * ```
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc9849#section-5 RFC 9849 section 5}
 */
export function decodeEncryptedClientHello(
  reader: ByteReader,
  base: RawExtension,
  place: ExtensionPlace,
): Extension {
  const kind = "encrypted_client_hello";
  if (place === "hello_retry_request") {
    const payload = reader.take("confirmation", 8);
    return { kind, ...base, form: "confirmation", payload };
  }
  if (place !== "client_hello") {
    const payload = opaque(reader, 2, "retry_configs");
    return { kind, ...base, form: "retry_configs", payload };
  }
  const type = code8(reader, "type", namesIn(ECH_CLIENT_HELLO_TYPES));
  if (type === 1) return { kind, ...base, form: "inner" };
  if (type !== 0) throw reader.error("type", `${type} is not registered`);
  return {
    kind,
    ...base,
    form: "outer",
    kdf: code16(reader, "kdf_id", namesIn(HPKE_KDFS)),
    aead: code16(reader, "aead_id", namesIn(HPKE_AEADS)),
    configId: reader.u8("config_id"),
    enc: opaque(reader, 2, "enc"),
    payload: opaque(reader, 2, "payload"),
  };
}
