import type { Extension } from "./extensions/types.ts";

/**
 * One handshake message, its fields in the order of the wire.
 *
 * `kind` is the name in the specification. Byte strings are views of the
 * message. Fields that only some versions have are optional.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc8446#section-4 RFC 8446 section 4}
 */
export type HandshakeMessage =
  | HelloRequest
  | ClientHello
  | ServerHello
  | HelloRetryRequest
  | NewSessionTicket
  | EndOfEarlyData
  | EncryptedExtensions
  | CertificateMessage
  | CompressedCertificate
  | ServerKeyExchange
  | CertificateRequest
  | ServerHelloDone
  | CertificateVerify
  | ClientKeyExchange
  | Finished
  | CertificateUrl
  | CertificateStatus
  | SupplementalData
  | KeyUpdate
  | MessageHash
  | UnknownHandshake;

/** `HelloRequest`, type 0: the server asks to renegotiate. RFC 5246 section 7.4.1.1. */
export interface HelloRequest {
  /** Name in the specification. */
  readonly kind: "hello_request";
}

/** `ClientHello`, type 1. RFC 8446 section 4.1.2, RFC 5246 section 7.4.1.2; the SSL 2.0 form RFC 5246 appendix E.2. */
export interface ClientHello {
  /** Name in the specification. */
  readonly kind: "client_hello";
  /** Whether it came in the record format of SSL 2.0. */
  readonly sslv2: boolean;
  /** Highest version that the client has, as it was told before TLS 1.3. */
  readonly legacyVersion: number;
  /** 32 bytes; in the SSL 2.0 form the challenge, 16 to 32 bytes. */
  readonly random: Uint8Array;
  /** Session that the client would take up again, or random bytes. */
  readonly legacySessionId: Uint8Array;
  /** Numbers in the registry; three bytes wide in the SSL 2.0 form. */
  readonly cipherSuites: readonly number[];
  /** 0 null, the only one from TLS 1.3 on. */
  readonly legacyCompressionMethods: readonly number[];
  /** `undefined` where the message ends before them. */
  readonly extensions: readonly Extension[] | undefined;
}

/** `ServerHello`, type 2. RFC 8446 section 4.1.3, RFC 5246 section 7.4.1.3. */
export interface ServerHello {
  /** Name in the specification. */
  readonly kind: "server_hello";
  /** Selected version, as it was told before TLS 1.3. */
  readonly legacyVersion: number;
  /** 32 bytes. */
  readonly random: Uint8Array;
  /** The client's session id, or a new one. */
  readonly legacySessionId: Uint8Array;
  /** Selected suite. */
  readonly cipherSuite: number;
  /** 0 null. */
  readonly legacyCompressionMethod: number;
  /** `undefined` where the message ends before them. */
  readonly extensions: readonly Extension[] | undefined;
}

/** `HelloRetryRequest`: a ServerHello with a random value of its own. RFC 8446 section 4.1.4. */
export interface HelloRetryRequest {
  /** Name in the specification. */
  readonly kind: "hello_retry_request";
  /** Always 0x0303. */
  readonly legacyVersion: number;
  /** The value that makes a ServerHello a HelloRetryRequest. */
  readonly random: Uint8Array;
  /** The client's session id. */
  readonly legacySessionId: Uint8Array;
  /** Selected suite. */
  readonly cipherSuite: number;
  /** 0 null. */
  readonly legacyCompressionMethod: number;
  /** What the server wishes for in the next ClientHello. */
  readonly extensions: readonly Extension[] | undefined;
}

/** `NewSessionTicket`, type 4. RFC 8446 section 4.6.1; up to TLS 1.2 RFC 5077 section 3.3. */
export interface NewSessionTicket {
  /** Name in the specification. */
  readonly kind: "new_session_ticket";
  /** How long the ticket is good for, in seconds; up to TLS 1.2 a hint. */
  readonly lifetimeSeconds: number;
  /** TLS 1.3 only. */
  readonly ageAdd?: number;
  /** TLS 1.3 only. */
  readonly nonce?: Uint8Array;
  /** What the client shows to take the session up again. */
  readonly ticket: Uint8Array;
  /** TLS 1.3 only. */
  readonly extensions?: readonly Extension[];
}

/** `EndOfEarlyData`, type 5. RFC 8446 section 4.5. */
export interface EndOfEarlyData {
  /** Name in the specification. */
  readonly kind: "end_of_early_data";
}

/** `EncryptedExtensions`, type 8. RFC 8446 section 4.3.1. */
export interface EncryptedExtensions {
  /** Name in the specification. */
  readonly kind: "encrypted_extensions";
  /** Extensions that no key depends on. */
  readonly extensions: readonly Extension[];
}

/** `Certificate`, type 11. RFC 8446 section 4.4.2, RFC 5246 section 7.4.2. */
export interface CertificateMessage {
  /** Name in the specification. */
  readonly kind: "certificate";
  /** TLS 1.3 only; empty in the handshake itself. */
  readonly requestContext?: Uint8Array;
  /** The chain, the sender's own certificate first; empty where a client has none. */
  readonly entries: readonly CertificateEntry[];
}

/** One certificate of the chain. */
export interface CertificateEntry {
  /** DER; {@linkcode decodeCertificate} opens it. */
  readonly data: Uint8Array;
  /** Whether `data` is an X.509 certificate or a bare public key. */
  readonly form: "x509" | "raw_public_key";
  /** TLS 1.3 only. */
  readonly extensions?: readonly Extension[];
}

/** `CompressedCertificate`, type 25. RFC 8879 section 4. */
export interface CompressedCertificate {
  /** Name in the specification. */
  readonly kind: "compressed_certificate";
  /** 1 zlib, 2 brotli, 3 zstd. */
  readonly algorithm: number;
  /** Declared length of the Certificate message behind it, in bytes. */
  readonly uncompressedLength: number;
  /** The compressed Certificate message. */
  readonly compressed: Uint8Array;
  /** What was compressed; `undefined` where it cannot be decompressed to what it declares. */
  readonly certificate: CertificateMessage | undefined;
}

/** `ServerKeyExchange`, type 12. RFC 5246 section 7.4.3, RFC 8422 section 5.4, RFC 4279. */
export interface ServerKeyExchange {
  /** Name in the specification. */
  readonly kind: "server_key_exchange";
  /** `opaque` where the cipher suite is not known or its parameters are not decoded. */
  readonly exchange: "ecdhe" | "dhe" | "rsa_export" | "psk" | "srp" | "opaque";
  /** PSK suites: which key the server suggests. */
  readonly pskIdentityHint?: Uint8Array;
  /** ECDHE: `named_curve` is 3. */
  readonly curveType?: number;
  /** ECDHE: number in the registry of groups. */
  readonly group?: number;
  /** The server's public value: EC point, dh_Ys, RSA exponent, SRP B. */
  readonly publicKey?: Uint8Array;
  /** DHE dh_p, RSA modulus, SRP N. */
  readonly prime?: Uint8Array;
  /** DHE dh_g, SRP g. */
  readonly generator?: Uint8Array;
  /** SRP salt. */
  readonly salt?: Uint8Array;
  /** TLS 1.2, where the parameters are signed. */
  readonly signatureScheme?: number;
  /** Absent from anonymous and plain PSK exchanges. */
  readonly signature?: Uint8Array;
  /** What was not decoded. */
  readonly opaque?: Uint8Array;
}

/** `CertificateRequest`, type 13. RFC 8446 section 4.3.2, RFC 5246 section 7.4.4. */
export interface CertificateRequest {
  /** Name in the specification. */
  readonly kind: "certificate_request";
  /** TLS 1.3 only. */
  readonly requestContext?: Uint8Array;
  /** TLS 1.3 only. */
  readonly extensions?: readonly Extension[];
  /** Up to TLS 1.2. */
  readonly certificateTypes?: readonly number[];
  /** TLS 1.2 only. */
  readonly signatureSchemes?: readonly number[];
  /** DER of distinguished names; up to TLS 1.2. */
  readonly authorities?: readonly Uint8Array[];
}

/** `ServerHelloDone`, type 14. RFC 5246 section 7.4.5. */
export interface ServerHelloDone {
  /** Name in the specification. */
  readonly kind: "server_hello_done";
}

/** `CertificateVerify`, type 15. RFC 8446 section 4.4.3, RFC 5246 section 7.4.8. */
export interface CertificateVerify {
  /** Name in the specification. */
  readonly kind: "certificate_verify";
  /** From TLS 1.2 on. */
  readonly signatureScheme?: number;
  /** Signature over the handshake so far. */
  readonly signature: Uint8Array;
}

/** `ClientKeyExchange`, type 16. RFC 5246 section 7.4.7, RFC 8422 section 5.7, RFC 4279. */
export interface ClientKeyExchange {
  /** Name in the specification. */
  readonly kind: "client_key_exchange";
  /** `opaque` where the cipher suite is not known or its parameters are not decoded. */
  readonly exchange: "ecdhe" | "dhe" | "rsa" | "psk" | "srp" | "opaque";
  /** PSK suites. */
  readonly pskIdentity?: Uint8Array;
  /** The client's public value: EC point, dh_Yc, SRP A. */
  readonly publicKey?: Uint8Array;
  /** RSA. */
  readonly encryptedPreMasterSecret?: Uint8Array;
  /** What was not decoded. */
  readonly opaque?: Uint8Array;
}

/** `Finished`, type 20. RFC 8446 section 4.4.4, RFC 5246 section 7.4.9. */
export interface Finished {
  /** Name in the specification. */
  readonly kind: "finished";
  /** MAC over the handshake so far. */
  readonly verifyData: Uint8Array;
}

/** `CertificateURL`, type 21. RFC 6066 section 5. */
export interface CertificateUrl {
  /** Name in the specification. */
  readonly kind: "certificate_url";
  /** 0 individual certificates, 1 a chain in PKIPath form. */
  readonly chainType: number;
  /** Where the certificates are, and their hashes. */
  readonly urls: readonly { readonly url: string; readonly sha1: Uint8Array }[];
}

/** `CertificateStatus`, type 22. RFC 6066 section 8, RFC 6961 section 2.2. */
export interface CertificateStatus {
  /** Name in the specification. */
  readonly kind: "certificate_status";
  /** 1 ocsp, 2 ocsp_multi. */
  readonly statusType: number;
  /** DER of OCSP responses; an empty one stands for "none for this certificate". */
  readonly responses: readonly Uint8Array[];
}

/** `SupplementalData`, type 23. RFC 4680 section 2. */
export interface SupplementalData {
  /** Name in the specification. */
  readonly kind: "supplemental_data";
  /** Data in the order of the wire. */
  readonly entries: readonly {
    readonly type: number;
    readonly data: Uint8Array;
  }[];
}

/** `KeyUpdate`, type 24. RFC 8446 section 4.6.3. */
export interface KeyUpdate {
  /** Name in the specification. */
  readonly kind: "key_update";
  /** 0: only the sender's keys change; 1: the peer is asked to follow. */
  readonly requestUpdate: number;
}

/** `message_hash`, type 254: never on the wire, kept for completeness. RFC 8446 section 4.4.1. */
export interface MessageHash {
  /** Name in the specification. */
  readonly kind: "message_hash";
  /** Hash of the first ClientHello. */
  readonly hash: Uint8Array;
}

/** A message of a type that nothing here decodes. */
export interface UnknownHandshake {
  /** Name in the specification. */
  readonly kind: "unknown";
  /** Handshake type on the wire. */
  readonly type: number;
  /** Body without the header. */
  readonly body: Uint8Array;
}
