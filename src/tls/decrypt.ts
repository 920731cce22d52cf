import { aeadOf, Tls12AeadCipher, Tls13Cipher } from "./aead_cipher.ts";
import { VERSION } from "./constants.ts";
import type { TrafficKeys } from "./key_schedule.ts";
import { Tls12MacCipher } from "./mac_cipher.ts";
import {
  blockBytes,
  type RecordCipher,
  type Tls12CipherOptions,
} from "./record_cipher.ts";
import type { SuiteParameters } from "./suite_parameters.ts";

/**
 * Makes the record protection of TLS 1.3.
 *
 * @returns `undefined` where nothing here implements the suite.
 * @see {@link https://www.rfc-editor.org/rfc/rfc8446#section-5.2 RFC 8446 section 5.2}
 */
export function tls13Cipher(
  suite: SuiteParameters,
  keys: TrafficKeys,
): RecordCipher | undefined {
  const open = aeadOf(suite);
  return open && new Tls13Cipher(open, keys);
}

/**
 * Makes the record protection of TLS 1.0 to 1.2.
 *
 * @returns `undefined` where nothing here implements the suite.
 * @see {@link https://www.rfc-editor.org/rfc/rfc5246#section-6.2.3 RFC 5246 section 6.2.3}
 */
export function tls12Cipher(
  options: Tls12CipherOptions,
): RecordCipher | undefined {
  const { suite, version } = options;
  const open = aeadOf(suite);
  if (open) return new Tls12AeadCipher(open, options);
  if (version < VERSION.tls10) return undefined;
  if (suite.cipher === "null" || blockBytes(suite) > 0) {
    return new Tls12MacCipher(options);
  }
  return undefined;
}
