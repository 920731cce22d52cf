import type { DecodeError, Direction, Field } from "../bytes/mod.ts";
import type { HandshakeMessage } from "./messages.ts";
import type { X509Certificate } from "./x509/mod.ts";

/** A registered number and its name; no name where the registry has none. */
export interface Registered {
  /** Number on the wire. */
  readonly code: number;
  /** Name in the registry. */
  readonly name: string | undefined;
}

/**
 * One record, as it was framed on the wire.
 *
 * ```text
 * type (1) | legacy_record_version (2) | length (2) | fragment (length)
 * ```
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc8446#section-5.1 RFC 8446 section 5.1}
 */
export interface TlsRecord {
  /** Offset of the header in the direction's stream, in bytes. */
  readonly start: number;
  /** Offset behind the last byte. */
  readonly end: number;
  /** Outer content type. */
  readonly type: number;
  /** legacy_record_version. */
  readonly version: number;
  /** Length of the fragment in bytes. */
  readonly length: number;
  /** Whether the fragment is encrypted. */
  readonly protected: boolean;
  /** Inner content type, where the record was decrypted. */
  readonly innerType: number | undefined;
  /** What was in it without padding and inner type, where it was decrypted. */
  readonly plaintext: Uint8Array | undefined;
  /** All that decryption yielded: content, MAC, padding and inner type; `plaintextFields` tile it. */
  readonly decrypted: Uint8Array | undefined;
  /** Padding that was removed, in bytes; 0 where there was none. */
  readonly paddingLength: number;
  /**
   * Gives the fields of the record as it was on the wire; they tile it, and
   * offset 0 is the first byte of its header.
   */
  fields(): readonly Field[];
  /**
   * Gives the fields of what decryption yielded: content, padding and, in
   * TLS 1.3, the inner type. Offset 0 is the first byte of the plaintext.
   *
   * @returns An empty list where the record was not decrypted.
   */
  plaintextFields(): readonly Field[];
}

/**
 * What every event has.
 *
 * `start` and `end` of the events of one direction follow each other without
 * gap or overlap: together they account for each byte of its stream. A record
 * header belongs to the first event that its record carries; what follows the
 * content (tag, padding) belongs to the last.
 */
export interface TlsEventBase {
  /** Who sent it. */
  readonly direction: Direction;
  /** Offset of the first byte in that direction's stream, in bytes. */
  readonly start: number;
  /** Offset behind the last byte. */
  readonly end: number;
  /** Whether it was encrypted on the wire. */
  readonly protected: boolean;
  /** The records that carried it, in order. */
  readonly records: readonly TlsRecord[];
  /** The message itself, put together from its records and decrypted where it was protected. */
  readonly bytes: Uint8Array;
  /** Gives the fields of `bytes`; they tile it, from offset 0. */
  fields(): readonly Field[];
}

/** A whole handshake message. */
export interface HandshakeEvent extends TlsEventBase {
  /** Tells the events apart. */
  readonly kind: "handshake";
  /** Handshake type on the wire. */
  readonly type: number;
  /** The decoded message. */
  readonly message: HandshakeMessage;
}

/** A change_cipher_spec; in TLS 1.3 it is sent for middleboxes only. RFC 8446 section 5, RFC 5246 section 7.1. */
export interface ChangeCipherSpecEvent extends TlsEventBase {
  /** Tells the events apart. */
  readonly kind: "change_cipher_spec";
  /** Whether it changes nothing, because the version is TLS 1.3. */
  readonly compatibility: boolean;
}

/** An alert that could be read. RFC 8446 section 6. */
export interface AlertEvent extends TlsEventBase {
  /** Tells the events apart. */
  readonly kind: "alert";
  /** 1 warning, 2 fatal. */
  readonly level: number;
  /** Number in the registry of alerts; 0 is close_notify. */
  readonly description: number;
}

/** Application data that was decrypted. */
export interface ApplicationDataEvent extends TlsEventBase {
  /** Tells the events apart. */
  readonly kind: "application_data";
  /** Length of the plaintext in bytes. */
  readonly length: number;
  /** The data; the same as `bytes`. */
  readonly plaintext: Uint8Array;
  /** Whether it was sent as 0-RTT data, under the early traffic secret. */
  readonly early: boolean;
}

/** A heartbeat message that could be read. RFC 6520 section 4. */
export interface HeartbeatEvent extends TlsEventBase {
  /** Tells the events apart. */
  readonly kind: "heartbeat";
  /** 1 request, 2 response. */
  readonly type: number;
  /** Declared length of the payload in bytes. */
  readonly payloadLength: number;
}

/** A record of a content type that nothing here decodes. */
export interface UnknownRecordEvent extends TlsEventBase {
  /** Tells the events apart. */
  readonly kind: "unknown_record";
  /** Content type, the inner one where the record was opened. */
  readonly type: number;
}

/** A record that stays closed; `bytes` is its fragment, empty where there was no key log and the record is long. */
export interface EncryptedEvent extends TlsEventBase {
  /** Tells the events apart. */
  readonly kind: "encrypted";
  /** Content type that the record shows. */
  readonly outerType: number;
  /** Length of the fragment in bytes. */
  readonly length: number;
  /** Why it stays closed. */
  readonly reason: EncryptedReason;
  /** The same as one sentence; its outcome is `key-missing` or `unsupported`. */
  readonly error: DecodeError;
  /** What it probably holds. An inference, never an observation. */
  readonly inferred: Inference | undefined;
}

/** Why a record stays closed. */
export type EncryptedReason =
  /** No key log was given, or an empty one. */
  | "no-key-log"
  /** The key log has no secret for this client random. */
  | "no-secret"
  /** The key log has a secret for this client random, but it does not open the record. */
  | "wrong-secret"
  /** Earlier records opened with the same secret: this one was changed on its way. */
  | "bad-record"
  /** Nothing here implements the cipher suite. */
  | "unsupported-suite"
  /** Bytes before it are missing, so that keys or record number are unknown. */
  | "missing-bytes";

/** A guess at what an encrypted record holds. */
export interface Inference {
  /** What the record probably holds. */
  readonly content:
    | "server_handshake"
    | "client_handshake"
    | "finished"
    | "client_finished"
    | "new_session_ticket"
    | "early_data"
    | "application_data"
    | "alert"
    | "close_notify";
  /** What the guess rests on. `outer_type` is told by the record itself: up to TLS 1.2 the content type is not encrypted. */
  readonly basis: readonly ("outer_type" | "length" | "order")[];
  /** Length of the content in bytes, where it follows from the record's length. */
  readonly contentLength: number | undefined;
}

/** Bytes that could not be decoded, or that the capture lacks; `bytes` holds the first of those that are there. */
export interface ErrorEvent extends TlsEventBase {
  /** Tells the events apart. */
  readonly kind: "error";
  /** What was wrong, and where. */
  readonly error: DecodeError;
  /** Bytes of the range that the capture lacks. */
  readonly missing: number;
}

/** What a {@linkcode TlsConversation} tells. */
export type TlsEvent =
  | HandshakeEvent
  | ChangeCipherSpecEvent
  | AlertEvent
  | ApplicationDataEvent
  | HeartbeatEvent
  | UnknownRecordEvent
  | EncryptedEvent
  | ErrorEvent;

/** How a session was taken up again. */
export type Resumption =
  /** A full handshake. */
  | "none"
  /** By the session id of the server's cache, up to TLS 1.2. */
  | "session_id"
  /** By a session ticket, up to TLS 1.2. */
  | "session_ticket"
  /** By the key that came with a ticket, TLS 1.3. */
  | "psk"
  /** Not taken up again: both had the key from elsewhere, TLS 1.3. Its ticket age of 0 tells. */
  | "external_psk";

/** What one conversation has shown so far; each fact is `undefined` until it is known. */
export interface TlsFacts {
  /** Negotiated version: 0x0304 is TLS 1.3. */
  readonly version: Registered | undefined;
  /** Selected suite. */
  readonly cipherSuite: Registered | undefined;
  /** Group of the key exchange. */
  readonly group: Registered | undefined;
  /** Protocols that the client offered by ALPN. */
  readonly alpnOffered: readonly string[];
  /** Protocol that the server chose; in TLS 1.3 it takes keys to see it. */
  readonly alpn: string | undefined;
  /** Name that the client asked for. */
  readonly serverName: string | undefined;
  /** The client's random value; secrets in a key log are found by it. */
  readonly clientRandom: Uint8Array | undefined;
  /** The server's random value. */
  readonly serverRandom: Uint8Array | undefined;
  /** Whether and how a session was taken up again. */
  readonly resumption: Resumption | undefined;
  /** Whether the server asked for another key share. */
  readonly helloRetryRequest: boolean;
  /** Whether the client offered 0-RTT data, and whether the server took it. */
  readonly earlyData: "offered" | "accepted" | "rejected" | undefined;
  /** Whether it was negotiated; up to TLS 1.2. */
  readonly extendedMasterSecret: boolean | undefined;
  /** Whether it was negotiated; up to TLS 1.2. */
  readonly encryptThenMac: boolean | undefined;
  /** Whether the server asked for a client certificate. */
  readonly clientCertificateRequested: boolean | undefined;
  /** The server's own certificate, where it was seen and could be decoded. */
  readonly serverCertificate: X509Certificate | undefined;
  /** Names in it: subject alternative names, else the common name. */
  readonly serverCertificateNames: readonly string[];
  /** Names in the client's own certificate. */
  readonly clientCertificateNames: readonly string[];
  /** Handshakes that were begun; above 1 where the peers renegotiated. */
  readonly handshakes: number;
  /** Whether each side was seen to send Finished; up to TLS 1.2 it is told without keys. */
  readonly finished: readonly [boolean, boolean];
  /** KeyUpdate messages, by each side. */
  readonly keyUpdates: readonly [number, number];
  /** Whether each side was seen to send close_notify. */
  readonly closeNotify: readonly [boolean, boolean];
  /** Whether each side sent an encrypted record that looks like close_notify. */
  readonly closeNotifyInferred: readonly [boolean, boolean];
  /** The first alerts that could be read, in order. */
  readonly alerts: readonly AlertEvent[];
  /** Whether protected records were opened: not needed yet, all so far, some, none. */
  readonly decryption: "none-needed" | "open" | "partly" | "closed";
}

/** The decoder of one conversation, as the parts above it see it. */
export interface TlsDecoder {
  /** What has been negotiated and seen so far. */
  readonly facts: TlsFacts;
  /**
   * Takes the next bytes of one direction.
   *
   * @param direction Who sent them.
   * @param bytes Bytes that follow what was pushed before, cut at any place. Views of them may be kept.
   * @returns What they completed, in order.
   */
  push(direction: Direction, bytes: Uint8Array): TlsEvent[];
  /**
   * Says that the capture lacks the next bytes of one direction.
   *
   * @param direction Who sent them.
   * @param length How many, in bytes.
   */
  gap(direction: Direction, length: number): TlsEvent[];
  /** Says that one direction has ended; what was cut short becomes an error event. */
  end(direction: Direction): TlsEvent[];
}
