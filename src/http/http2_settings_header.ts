import { ByteReader, DecodeError } from "../bytes/mod.ts";
import { decodeSettings } from "./http2_decode.ts";
import type { Http2Setting } from "./http2_frames.ts";

/**
 * Decodes the settings that an upgrade request to h2c carries.
 *
 * @param value Value of the HTTP2-Settings field: a SETTINGS payload in base64url.
 * @returns No settings where the value is malformed.
 * @see https://www.rfc-editor.org/rfc/rfc7540#section-3.2.1
 */
export function decodeSettingsHeader(value: string): Http2Setting[] {
  try {
    const text = atob(value.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
    return decodeSettings(new ByteReader(bytes, "http2"));
  } catch (error) {
    if (error instanceof DecodeError || error instanceof DOMException) {
      return [];
    }
    throw error;
  }
}
