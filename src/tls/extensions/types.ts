import type { DecodeError } from "../../bytes/mod.ts";

/**
 * One extension of a handshake message, decoded where its layout is known.
 *
 * `kind` tells the layouts apart; `type` is the number on the wire. Every
 * byte string is a view of the message.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc8446#section-4.2 RFC 8446 section 4.2}
 */
export type Extension =
  | UnknownExtension
  | MalformedExtension
  | EmptyExtension
  | ServerName
  | MaxFragmentLength
  | StatusRequest
  | StatusRequestV2
  | CertificateStatusExtension
  | SupportedGroups
  | EcPointFormats
  | SignatureAlgorithms
  | UseSrtp
  | Heartbeat
  | ApplicationLayerProtocolNegotiation
  | SignedCertificateTimestamps
  | CertificateTypes
  | Padding
  | CompressCertificate
  | RecordSizeLimit
  | DelegatedCredential
  | SessionTicketExtension
  | PreSharedKey
  | EarlyData
  | SupportedVersions
  | Cookie
  | PskKeyExchangeModes
  | CertificateAuthorities
  | OidFilters
  | KeyShare
  | TrustedCaKeys
  | ApplicationSettings
  | EncryptedClientHello
  | EchOuterExtensions
  | RenegotiationInfo;

/** What every extension has. */
export interface ExtensionBase {
  /** Number in the registry. */
  readonly type: number;
  /** Content, without type and length. */
  readonly data: Uint8Array;
}

/** An extension whose content nothing here decodes; GREASE values are among them. */
export interface UnknownExtension extends ExtensionBase {
  /** Tells the layouts apart. */
  readonly kind: "unknown";
}

/** An extension whose content breaks its own grammar; the rest of the message stands. */
export interface MalformedExtension extends ExtensionBase {
  /** Tells the layouts apart. */
  readonly kind: "malformed";
  /** What was wrong with the content. */
  readonly error: DecodeError;
}

/** An extension that says all by being there: extended_master_secret, encrypt_then_mac, post_handshake_auth and others. */
export interface EmptyExtension extends ExtensionBase {
  /** Tells the layouts apart. */
  readonly kind: "empty";
}

/** `server_name`: the names that the client asks for; none in the server's answer. RFC 6066 section 3. */
export interface ServerName extends ExtensionBase {
  /** Tells the layouts apart. */
  readonly kind: "server_name";
  /** Names in the order of the wire. */
  readonly names: readonly {
    readonly nameType: number;
    readonly name: string;
  }[];
}

/** `max_fragment_length`: 1 to 4 stand for 512, 1024, 2048, 4096 bytes. RFC 6066 section 4. */
export interface MaxFragmentLength extends ExtensionBase {
  /** Tells the layouts apart. */
  readonly kind: "max_fragment_length";
  /** Number on the wire. */
  readonly code: number;
  /** Limit in bytes, where the code is registered. */
  readonly limitBytes: number | undefined;
}

/** `status_request`: the client's wish for a stapled OCSP response. RFC 6066 section 8. */
export interface StatusRequest extends ExtensionBase {
  /** Tells the layouts apart. */
  readonly kind: "status_request";
  /** The wish; none in an empty extension. */
  readonly requests: readonly CertificateStatusRequest[];
}

/** `status_request_v2`. RFC 6961 section 2.2. */
export interface StatusRequestV2 extends ExtensionBase {
  /** Tells the layouts apart. */
  readonly kind: "status_request_v2";
  /** Wishes in order of preference. */
  readonly requests: readonly CertificateStatusRequest[];
}

/** One way in which the client would take certificate status. */
export interface CertificateStatusRequest {
  /** 1 ocsp, 2 ocsp_multi. */
  readonly statusType: number;
  /** DER of the responder identifiers, where the type has them. */
  readonly responderIds: readonly Uint8Array[];
  /** DER of the OCSP request extensions. */
  readonly requestExtensions: Uint8Array;
}

/** `status_request` on a certificate of TLS 1.3: the stapled response itself. RFC 8446 section 4.4.2.1. */
export interface CertificateStatusExtension extends ExtensionBase {
  /** Tells the layouts apart. */
  readonly kind: "certificate_status";
  /** 1 ocsp. */
  readonly statusType: number;
  /** DER of the OCSP response. */
  readonly response: Uint8Array;
}

/** `supported_groups`. RFC 8446 section 4.2.7. */
export interface SupportedGroups extends ExtensionBase {
  /** Tells the layouts apart. */
  readonly kind: "supported_groups";
  /** Numbers in the registry, in order of preference. */
  readonly groups: readonly number[];
}

/** `ec_point_formats`. RFC 8422 section 5.1.2. */
export interface EcPointFormats extends ExtensionBase {
  /** Tells the layouts apart. */
  readonly kind: "ec_point_formats";
  /** 0 uncompressed, the only one that is still in use. */
  readonly formats: readonly number[];
}

/** `signature_algorithms` and `signature_algorithms_cert`. RFC 8446 section 4.2.3. */
export interface SignatureAlgorithms extends ExtensionBase {
  /** Tells the layouts apart. */
  readonly kind: "signature_algorithms";
  /** Numbers in the registry, in order of preference. */
  readonly schemes: readonly number[];
}

/** `use_srtp`. RFC 5764 section 4.1.1. */
export interface UseSrtp extends ExtensionBase {
  /** Tells the layouts apart. */
  readonly kind: "use_srtp";
  /** Numbers in the registry of protection profiles. */
  readonly profiles: readonly number[];
  /** srtp_mki, often empty. */
  readonly masterKeyIdentifier: Uint8Array;
}

/** `heartbeat`: 1 allows the peer to send requests, 2 does not. RFC 6520 section 2. */
export interface Heartbeat extends ExtensionBase {
  /** Tells the layouts apart. */
  readonly kind: "heartbeat";
  /** 1 peer_allowed_to_send, 2 peer_not_allowed_to_send. */
  readonly mode: number;
}

/** `application_layer_protocol_negotiation`. RFC 7301 section 3.1. */
export interface ApplicationLayerProtocolNegotiation extends ExtensionBase {
  /** Tells the layouts apart. */
  readonly kind: "alpn";
  /** Protocol identifiers, one character a byte: `h2`, `http/1.1`. */
  readonly protocols: readonly string[];
}

/** `signed_certificate_timestamp`. RFC 6962 section 3.3.1. */
export interface SignedCertificateTimestamps extends ExtensionBase {
  /** Tells the layouts apart. */
  readonly kind: "signed_certificate_timestamp";
  /** The serialised timestamps; none in a request. */
  readonly timestamps: readonly Uint8Array[];
}

/** `client_certificate_type`, `server_certificate_type` and `cert_type`. RFC 7250 section 3, RFC 6091 section 3.1. */
export interface CertificateTypes extends ExtensionBase {
  /** Tells the layouts apart. */
  readonly kind: "certificate_types";
  /** Offered types; the one that was chosen, where the server answers. */
  readonly types: readonly number[];
}

/** `padding`: zeros that bring the ClientHello to a size. RFC 7685 section 3. */
export interface Padding extends ExtensionBase {
  /** Tells the layouts apart. */
  readonly kind: "padding";
  /** Zeros, in bytes. */
  readonly lengthBytes: number;
}

/** `compress_certificate`. RFC 8879 section 3. */
export interface CompressCertificate extends ExtensionBase {
  /** Tells the layouts apart. */
  readonly kind: "compress_certificate";
  /** 1 zlib, 2 brotli, 3 zstd. */
  readonly algorithms: readonly number[];
}

/** `record_size_limit`. RFC 8449 section 4. */
export interface RecordSizeLimit extends ExtensionBase {
  /** Tells the layouts apart. */
  readonly kind: "record_size_limit";
  /** Largest plaintext that the sender takes, in bytes. */
  readonly limitBytes: number;
}

/** `delegated_credential`: schemes in a ClientHello, a credential on a certificate. RFC 9345 section 4. */
export interface DelegatedCredential extends ExtensionBase {
  /** Tells the layouts apart. */
  readonly kind: "delegated_credential";
  /** Schemes that the client offers; none on a certificate. */
  readonly schemes: readonly number[];
  /** The credential itself, on a certificate. */
  readonly credential?: {
    /** Seconds after the start of the certificate's validity. */
    readonly validSeconds: number;
    readonly verifyScheme: number;
    /** DER of the SubjectPublicKeyInfo. */
    readonly publicKey: Uint8Array;
    readonly signatureScheme: number;
    readonly signature: Uint8Array;
  };
}

/** `session_ticket`: empty in a first visit, the ticket in a later one. RFC 5077 section 3.2. */
export interface SessionTicketExtension extends ExtensionBase {
  /** Tells the layouts apart. */
  readonly kind: "session_ticket";
  /** The ticket; empty where the client asks for one, and in the answer. */
  readonly ticket: Uint8Array;
}

/** `pre_shared_key`: what the client offers, or which one the server took. RFC 8446 section 4.2.11. */
export interface PreSharedKey extends ExtensionBase {
  /** Tells the layouts apart. */
  readonly kind: "pre_shared_key";
  /** Keys that the client offers, by what the server knows them by. */
  readonly identities: readonly {
    readonly identity: Uint8Array;
    readonly obfuscatedTicketAge: number;
  }[];
  /** One proof for each identity that the client has the key. */
  readonly binders: readonly Uint8Array[];
  /** Index into the client's identities; only in a ServerHello. */
  readonly selectedIdentity?: number;
}

/** `early_data`: empty, except in NewSessionTicket. RFC 8446 section 4.2.10. */
export interface EarlyData extends ExtensionBase {
  /** Tells the layouts apart. */
  readonly kind: "early_data";
  /** Most bytes of early data that the ticket allows. */
  readonly maxEarlyDataBytes?: number;
}

/** `supported_versions`: offered in a ClientHello, selected in a ServerHello. RFC 8446 section 4.2.1. */
export interface SupportedVersions extends ExtensionBase {
  /** Tells the layouts apart. */
  readonly kind: "supported_versions";
  /** Offered versions in order of preference; the selected one alone in the answer. */
  readonly versions: readonly number[];
}

/** `cookie`. RFC 8446 section 4.2.2. */
export interface Cookie extends ExtensionBase {
  /** Tells the layouts apart. */
  readonly kind: "cookie";
  /** What the client has to send back. */
  readonly cookie: Uint8Array;
}

/** `psk_key_exchange_modes`. RFC 8446 section 4.2.9. */
export interface PskKeyExchangeModes extends ExtensionBase {
  /** Tells the layouts apart. */
  readonly kind: "psk_key_exchange_modes";
  /** 0 psk_ke, 1 psk_dhe_ke. */
  readonly modes: readonly number[];
}

/** `certificate_authorities`. RFC 8446 section 4.2.4. */
export interface CertificateAuthorities extends ExtensionBase {
  /** Tells the layouts apart. */
  readonly kind: "certificate_authorities";
  /** DER of the distinguished names. */
  readonly authorities: readonly Uint8Array[];
}

/** `oid_filters`. RFC 8446 section 4.2.5. */
export interface OidFilters extends ExtensionBase {
  /** Tells the layouts apart. */
  readonly kind: "oid_filters";
  /** What the client certificate has to hold. */
  readonly filters: readonly {
    /** DER of the object identifier. */
    readonly oid: Uint8Array;
    readonly values: Uint8Array;
  }[];
}

/** `key_share`: offered keys, the server's key, or (HelloRetryRequest) only the wished group. RFC 8446 section 4.2.8. */
export interface KeyShare extends ExtensionBase {
  /** Tells the layouts apart. */
  readonly kind: "key_share";
  /** Public keys, each with its group. */
  readonly shares: readonly {
    readonly group: number;
    readonly keyExchange: Uint8Array;
  }[];
  /** The group that a HelloRetryRequest wishes for. */
  readonly selectedGroup?: number;
}

/** `trusted_ca_keys`. RFC 6066 section 6. */
export interface TrustedCaKeys extends ExtensionBase {
  /** Tells the layouts apart. */
  readonly kind: "trusted_ca_keys";
  /** Authorities that the client has. */
  readonly authorities: readonly {
    readonly identifierType: number;
    readonly identifier: Uint8Array;
  }[];
}

/** `application_settings` (ALPS). draft-vvv-tls-alps. */
export interface ApplicationSettings extends ExtensionBase {
  /** Tells the layouts apart. */
  readonly kind: "application_settings";
  /** Protocols that the client supports; empty in the answer, which holds `data`. */
  readonly protocols: readonly string[];
}

/** `encrypted_client_hello`, as far as it is visible. RFC 9849 section 5. */
export interface EncryptedClientHello extends ExtensionBase {
  /** Tells the layouts apart. */
  readonly kind: "encrypted_client_hello";
  /** Where this extension stands, and so which fields it has. */
  readonly form: "outer" | "inner" | "confirmation" | "retry_configs";
  /** Key derivation function of HPKE. */
  readonly kdf?: number;
  /** Cipher of HPKE. */
  readonly aead?: number;
  /** Which of the server's configurations the client took. */
  readonly configId?: number;
  /** Encapsulated key of HPKE; empty in a second ClientHello. */
  readonly enc?: Uint8Array;
  /** The encrypted ClientHello, the confirmation, or the configurations to try again with. */
  readonly payload?: Uint8Array;
}

/** `ech_outer_extensions`. RFC 9849 section 5.1. */
export interface EchOuterExtensions extends ExtensionBase {
  /** Tells the layouts apart. */
  readonly kind: "ech_outer_extensions";
  /** Extensions that are taken from the outer ClientHello. */
  readonly types: readonly number[];
}

/** `renegotiation_info`: empty in a first handshake. RFC 5746 section 3.2. */
export interface RenegotiationInfo extends ExtensionBase {
  /** Tells the layouts apart. */
  readonly kind: "renegotiation_info";
  /** verify_data of the handshake before; empty in a first one. */
  readonly renegotiatedConnection: Uint8Array;
}
