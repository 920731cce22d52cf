import type { ByteReader } from "../bytes/mod.ts";
import { cipherSuiteName } from "./cipher_suites.ts";
import {
  COMPRESSION_METHODS,
  HELLO_RETRY_REQUEST_RANDOM,
  versionName,
} from "./constants.ts";
import { decodeExtensions } from "./extensions/mod.ts";
import type {
  ClientHello,
  HelloRetryRequest,
  ServerHello,
} from "./messages.ts";
import { code16, code8, codes16, codes8, namesIn, opaque } from "./read.ts";

/**
 * Decodes the body of a ClientHello.
 *
 * ```text
 * legacy_version (2) | random (32) | legacy_session_id (1+n) |
 * cipher_suites (2+n) | legacy_compression_methods (1+n) | extensions (2+n)
 * ```
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc8446#section-4.1.2 RFC 8446 section 4.1.2}
 */
export function decodeClientHello(reader: ByteReader): ClientHello {
  return {
    kind: "client_hello",
    sslv2: false,
    legacyVersion: code16(reader, "legacy_version", versionName),
    random: reader.take("random", 32),
    legacySessionId: opaque(reader, 1, "legacy_session_id"),
    cipherSuites: codes16(
      reader.vector(2, "cipher_suites"),
      "cipher_suite",
      cipherSuiteName,
    ),
    legacyCompressionMethods: codes8(
      reader.vector(1, "legacy_compression_methods"),
      "compression_method",
      namesIn(COMPRESSION_METHODS),
    ),
    extensions: reader.done
      ? undefined
      : decodeExtensions(reader, "client_hello"),
  };
}

/**
 * Decodes the body of a ServerHello or of a HelloRetryRequest.
 *
 * ```text
 * legacy_version (2) | random (32) | legacy_session_id_echo (1+n) |
 * cipher_suite (2) | legacy_compression_method (1) | extensions (2+n)
 * ```
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc8446#section-4.1.3 RFC 8446 section 4.1.3}
 */
export function decodeServerHello(
  reader: ByteReader,
): ServerHello | HelloRetryRequest {
  const legacyVersion = code16(reader, "legacy_version", versionName);
  const random = reader.take("random", 32);
  const kind = isHelloRetryRequest(random)
    ? "hello_retry_request"
    : "server_hello";
  if (kind === "hello_retry_request") {
    reader.annotate({ text: "HelloRetryRequest", key: "hello_retry_request" });
  }
  return {
    kind,
    legacyVersion,
    random,
    legacySessionId: opaque(reader, 1, "legacy_session_id_echo"),
    cipherSuite: code16(reader, "cipher_suite", cipherSuiteName),
    legacyCompressionMethod: code8(
      reader,
      "legacy_compression_method",
      namesIn(COMPRESSION_METHODS),
    ),
    extensions: reader.done ? undefined : decodeExtensions(reader, kind),
  };
}

/**
 * Whether a server's random value says that the message is a HelloRetryRequest.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc8446#section-4.1.3 RFC 8446 section 4.1.3}
 */
function isHelloRetryRequest(random: Uint8Array): boolean {
  for (let i = 0; i < 32; i++) {
    const digits = HELLO_RETRY_REQUEST_RANDOM.slice(2 * i, 2 * i + 2);
    if (random[i] !== Number.parseInt(digits, 16)) return false;
  }
  return true;
}

/**
 * Decodes a ClientHello in the record format of SSL 2.0, with its header.
 *
 * ```text
 * length (2, top bit set) | msg_type (1) | version (2) | cipher_spec_length (2) |
 * session_id_length (2) | challenge_length (2) | cipher_specs | session_id | challenge
 * ```
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc5246#appendix-E.2 RFC 5246 appendix E.2}
 */
export function decodeSsl2ClientHello(reader: ByteReader): ClientHello {
  reader.u16("msg_length");
  reader.u8("msg_type");
  const legacyVersion = code16(reader, "version", versionName);
  const suitesLength = reader.u16("cipher_spec_length");
  const sessionLength = reader.u16("session_id_length");
  const challengeLength = reader.u16("challenge_length");
  const suites = reader.sub("cipher_specs", suitesLength);
  const cipherSuites: number[] = [];
  while (!suites.done) {
    const suite = suites.u24("cipher_spec");
    const text = suites.fields && cipherSuiteName(suite);
    if (text) suites.annotate({ text });
    cipherSuites.push(suite);
  }
  return {
    kind: "client_hello",
    sslv2: true,
    legacyVersion,
    legacySessionId: reader.take("session_id", sessionLength),
    random: reader.take("challenge", challengeLength),
    cipherSuites,
    legacyCompressionMethods: [],
    extensions: undefined,
  };
}
