import type { Registered } from "./events.ts";

/** Numbers of a registry and their names. */
export type Registry = Readonly<Record<number, string>>;

/**
 * Looks up a number.
 *
 * @param registry Registry to look in.
 * @param code Number on the wire.
 * @returns The number with its name; without one where the registry has none.
 */
export function registered(registry: Registry, code: number): Registered {
  return { code, name: registry[code] };
}

/** Content types of records. RFC 8446 section 5.1; heartbeat RFC 6520, the two last for DTLS only. */
export const CONTENT_TYPES: Registry = {
  0x14: "change_cipher_spec",
  0x15: "alert",
  0x16: "handshake",
  0x17: "application_data",
  0x18: "heartbeat",
  0x19: "tls12_cid",
  0x1a: "ACK",
};

/** Content types as the code names them. */
export const CONTENT_TYPE = {
  changeCipherSpec: 0x14,
  alert: 0x15,
  handshake: 0x16,
  applicationData: 0x17,
  heartbeat: 0x18,
} as const;

/** Protocol versions. RFC 8446 section 4.1.2 and its predecessors. */
export const VERSIONS: Registry = {
  0x0002: "SSL 2.0",
  0x0300: "SSL 3.0",
  0x0301: "TLS 1.0",
  0x0302: "TLS 1.1",
  0x0303: "TLS 1.2",
  0x0304: "TLS 1.3",
};

/** Protocol versions as the code names them. */
export const VERSION = {
  ssl20: 0x0002,
  ssl30: 0x0300,
  tls10: 0x0301,
  tls11: 0x0302,
  tls12: 0x0303,
  tls13: 0x0304,
} as const;

/** Handshake types. RFC 8446 section 4, RFC 5246 section 7.4, and the registry. */
export const HANDSHAKE_TYPES: Registry = {
  0: "hello_request",
  1: "client_hello",
  2: "server_hello",
  3: "hello_verify_request",
  4: "new_session_ticket",
  5: "end_of_early_data",
  6: "hello_retry_request",
  8: "encrypted_extensions",
  9: "request_connection_id",
  10: "new_connection_id",
  11: "certificate",
  12: "server_key_exchange",
  13: "certificate_request",
  14: "server_hello_done",
  15: "certificate_verify",
  16: "client_key_exchange",
  17: "client_certificate_request",
  20: "finished",
  21: "certificate_url",
  22: "certificate_status",
  23: "supplemental_data",
  24: "key_update",
  25: "compressed_certificate",
  26: "ekt_key",
  254: "message_hash",
};

/** Handshake types as the code names them. */
export const HANDSHAKE_TYPE = {
  helloRequest: 0,
  clientHello: 1,
  serverHello: 2,
  newSessionTicket: 4,
  endOfEarlyData: 5,
  encryptedExtensions: 8,
  certificate: 11,
  serverKeyExchange: 12,
  certificateRequest: 13,
  serverHelloDone: 14,
  certificateVerify: 15,
  clientKeyExchange: 16,
  finished: 20,
  certificateUrl: 21,
  certificateStatus: 22,
  supplementalData: 23,
  keyUpdate: 24,
  compressedCertificate: 25,
  messageHash: 254,
} as const;

/** Levels of alerts. RFC 8446 section 6. */
export const ALERT_LEVELS: Registry = { 1: "warning", 2: "fatal" };

/** Descriptions of alerts: the whole registry, with those that are no longer sent. RFC 8446 section 6. */
export const ALERT_DESCRIPTIONS: Registry = {
  0: "close_notify",
  10: "unexpected_message",
  20: "bad_record_mac",
  21: "decryption_failed",
  22: "record_overflow",
  30: "decompression_failure",
  40: "handshake_failure",
  41: "no_certificate",
  42: "bad_certificate",
  43: "unsupported_certificate",
  44: "certificate_revoked",
  45: "certificate_expired",
  46: "certificate_unknown",
  47: "illegal_parameter",
  48: "unknown_ca",
  49: "access_denied",
  50: "decode_error",
  51: "decrypt_error",
  52: "too_many_cids_requested",
  60: "export_restriction",
  70: "protocol_version",
  71: "insufficient_security",
  80: "internal_error",
  86: "inappropriate_fallback",
  90: "user_canceled",
  100: "no_renegotiation",
  109: "missing_extension",
  110: "unsupported_extension",
  111: "certificate_unobtainable",
  112: "unrecognized_name",
  113: "bad_certificate_status_response",
  114: "bad_certificate_hash_value",
  115: "unknown_psk_identity",
  116: "certificate_required",
  117: "general_error",
  120: "no_application_protocol",
  121: "ech_required",
};

/** The description that closes one direction in good order. */
export const CLOSE_NOTIFY = 0;

/** Compression methods. RFC 3749, RFC 3943. */
export const COMPRESSION_METHODS: Registry = {
  0: "null",
  1: "DEFLATE",
  64: "LZS",
};

/** Types of names in `server_name`. RFC 6066 section 3. */
export const NAME_TYPES: Registry = { 0: "host_name" };

/** Types of certificate status. RFC 6066 section 8, RFC 6961. */
export const CERTIFICATE_STATUS_TYPES: Registry = {
  1: "ocsp",
  2: "ocsp_multi",
};

/** Types of certificates. RFC 7250, RFC 8902. */
export const CERTIFICATE_TYPES: Registry = {
  0: "X509",
  1: "OpenPGP",
  2: "RawPublicKey",
  3: "1609Dot2",
};

/** Types of client certificates up to TLS 1.2. RFC 5246 section 7.4.4, RFC 8422 section 5.5, RFC 9189. */
export const CLIENT_CERTIFICATE_TYPES: Registry = {
  1: "rsa_sign",
  2: "dss_sign",
  3: "rsa_fixed_dh",
  4: "dss_fixed_dh",
  5: "rsa_ephemeral_dh",
  6: "dss_ephemeral_dh",
  20: "fortezza_dms",
  22: "gost_sign256",
  23: "gost_sign512",
  64: "ecdsa_sign",
  65: "rsa_fixed_ecdh",
  66: "ecdsa_fixed_ecdh",
};

/** Formats of points on elliptic curves. RFC 8422 section 5.1.2. */
export const EC_POINT_FORMATS: Registry = {
  0: "uncompressed",
  1: "ansiX962_compressed_prime",
  2: "ansiX962_compressed_char2",
};

/** How the curve of a ServerKeyExchange is given. RFC 8422 section 5.4. */
export const EC_CURVE_TYPES: Registry = {
  1: "explicit_prime",
  2: "explicit_char2",
  3: "named_curve",
};

/** Key exchange modes with a pre-shared key. RFC 8446 section 4.2.9; GREASE values RFC 8701. */
export const PSK_KEY_EXCHANGE_MODES: Registry = {
  0: "psk_ke",
  1: "psk_dhe_ke",
  0x0b: "GREASE",
  0x2a: "GREASE",
  0x49: "GREASE",
  0x68: "GREASE",
  0x87: "GREASE",
  0xa6: "GREASE",
  0xc5: "GREASE",
  0xe4: "GREASE",
};

/** Algorithms that compress certificates. RFC 8879 section 7.3. */
export const CERTIFICATE_COMPRESSION_ALGORITHMS: Registry = {
  1: "zlib",
  2: "brotli",
  3: "zstd",
};

/** Whether the peer wants the other side's keys changed too. RFC 8446 section 4.6.3. */
export const KEY_UPDATE_REQUESTS: Registry = {
  0: "update_not_requested",
  1: "update_requested",
};

/** Modes of the heartbeat extension. RFC 6520 section 2. */
export const HEARTBEAT_MODES: Registry = {
  1: "peer_allowed_to_send",
  2: "peer_not_allowed_to_send",
};

/** Types of heartbeat messages. RFC 6520 section 3. */
export const HEARTBEAT_TYPES: Registry = {
  1: "heartbeat_request",
  2: "heartbeat_response",
};

/** Limits that `max_fragment_length` stands for, in bytes. RFC 6066 section 4. */
export const MAX_FRAGMENT_LENGTHS: Readonly<Record<number, number>> = {
  1: 512,
  2: 1024,
  3: 2048,
  4: 4096,
};

/** Profiles of `use_srtp`. RFC 5764 section 4.1.2, RFC 7714 section 14.2, RFC 8723. */
export const SRTP_PROTECTION_PROFILES: Registry = {
  0x0001: "SRTP_AES128_CM_HMAC_SHA1_80",
  0x0002: "SRTP_AES128_CM_HMAC_SHA1_32",
  0x0005: "SRTP_NULL_HMAC_SHA1_80",
  0x0006: "SRTP_NULL_HMAC_SHA1_32",
  0x0007: "SRTP_AEAD_AES_128_GCM",
  0x0008: "SRTP_AEAD_AES_256_GCM",
  0x0009: "DOUBLE_AEAD_AES_128_GCM_AEAD_AES_128_GCM",
  0x000a: "DOUBLE_AEAD_AES_256_GCM_AEAD_AES_256_GCM",
};

/** How `trusted_ca_keys` names an authority. RFC 6066 section 6. */
export const TRUSTED_CA_IDENTIFIER_TYPES: Registry = {
  0: "pre_agreed",
  1: "key_sha1_hash",
  2: "x509_name",
  3: "cert_sha1_hash",
};

/** Key derivation functions of HPKE, as ECH names them. RFC 9180 section 7.2. */
export const HPKE_KDFS: Registry = {
  1: "HKDF-SHA256",
  2: "HKDF-SHA384",
  3: "HKDF-SHA512",
};

/** Ciphers of HPKE, as ECH names them. RFC 9180 section 7.3. */
export const HPKE_AEADS: Registry = {
  1: "AES-128-GCM",
  2: "AES-256-GCM",
  3: "ChaCha20Poly1305",
  0xffff: "Export-only",
};

/** Forms of `encrypted_client_hello` in a ClientHello. RFC 9849 section 5. */
export const ECH_CLIENT_HELLO_TYPES: Registry = { 0: "outer", 1: "inner" };

/**
 * The random value that makes a ServerHello a HelloRetryRequest: SHA-256 of "HelloRetryRequest".
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc8446#section-4.1.3 RFC 8446 section 4.1.3}
 */
export const HELLO_RETRY_REQUEST_RANDOM =
  "cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c";

/**
 * Whether a 16-bit number is one of those that are reserved to keep peers tolerant.
 *
 * @param code Cipher suite, extension, group, version or signature scheme.
 * @see {@link https://www.rfc-editor.org/rfc/rfc8701#section-2 RFC 8701 section 2}
 */
export function isGrease(code: number): boolean {
  return (code & 0x0f0f) === 0x0a0a && code >> 8 === (code & 0xff);
}

/**
 * Names a protocol version.
 *
 * @param version Number on the wire.
 * @returns Its name, `GREASE`, or `undefined`.
 */
export function versionName(version: number): string | undefined {
  return VERSIONS[version] ?? (isGrease(version) ? "GREASE" : undefined);
}
