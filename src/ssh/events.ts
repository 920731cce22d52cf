import type { DecodeError, Field } from "../bytes/mod.ts";
import type { SshInference } from "./inference.ts";
import type { SshMessage } from "./messages.ts";
import type { Negotiation } from "./negotiate.ts";

/** Which of the two byte streams: 0 is client to server, 1 is server to client. */
export type Direction = 0 | 1;

/**
 * What every event has.
 *
 * The events of one direction, in the order in which they are given, tile that
 * direction's byte stream: each starts where the one before it ended. An event
 * that only tells of something (what was negotiated) takes no bytes.
 */
export interface SshEventBase<Kind extends string = string> {
  /** What it tells of. */
  readonly kind: Kind;
  /** Byte stream that it lies in. */
  readonly direction: Direction;
  /** Offset of its first byte in that stream. */
  readonly start: number;
  /** Offset after its last byte in that stream. */
  readonly end: number;
  /** Decodes its bytes into fields that tile them; offsets count from `start`. */
  fields(): readonly Field[];
}

/** A line that the server sends before its identification, or plain text where it refuses the client. */
export interface BannerEvent extends SshEventBase<"banner"> {
  /** The text without its line end. */
  readonly text: string;
}

/**
 * The identification string.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4253#section-4.2
 */
export interface IdentificationEvent extends SshEventBase<"identification"> {
  /** The line without its end; both go into the exchange hash. */
  readonly line: string;
  /** `"2.0"`, or `"1.99"` from a server that also speaks SSH 1. */
  readonly protocolVersion: string;
  /** Software and its version, as the peer names them. */
  readonly softwareVersion: string;
  /** What follows the first space; empty where there is none. */
  readonly comments: string;
}

/**
 * A packet in clear: before NEWKEYS, or after it with the cipher "none".
 *
 * @see https://www.rfc-editor.org/rfc/rfc4253#section-6
 */
export interface PacketEvent extends SshEventBase<"packet"> {
  /** The message that it carries. */
  readonly message: SshMessage;
  /** Number of the packet in its direction, from 0; encrypted ones count on. */
  readonly sequence: number;
  /** The packet_length field, in bytes. */
  readonly packetLength: number;
  /** The padding_length field, in bytes. */
  readonly paddingLength: number;
  /** Length of the MAC after it, in bytes; 0 before the first NEWKEYS. */
  readonly macLength: number;
  /** Whether it was sent on a guess of the algorithms; a wrong guess is to be ignored. */
  readonly guess: "none" | "right" | "wrong" | "pending";
}

/** What both KEXINITs come to; it follows the second of them and takes no bytes. */
export interface NegotiatedEvent extends SshEventBase<"negotiated"> {
  /** The result. */
  readonly negotiation: Negotiation;
}

/** An encrypted packet whose length is in clear: an -etm MAC, or AES-GCM. */
export interface EncryptedPacketEvent extends SshEventBase<"encrypted-packet"> {
  /** Number of the packet in its direction, as far as packets could be counted. */
  readonly sequence: number;
  /** The packet_length field, in bytes. */
  readonly packetLength: number;
  /** Length of the MAC or tag after it, in bytes. */
  readonly macLength: number;
  /** Bytes of it that the capture does not hold. */
  readonly missing: number;
  /** What it probably holds; never observed. */
  readonly inference: SshInference | undefined;
}

/** Encrypted bytes whose packets cannot be told apart, as they arrived. */
export interface EncryptedRunEvent extends SshEventBase<"encrypted-run"> {
  /** What it probably holds; never observed. */
  readonly inference: SshInference | undefined;
}

/** Bytes that the capture does not hold, unless they lie inside an encrypted packet of known length. */
export type GapEvent = SshEventBase<"gap">;

/** What was wrong, for a program; `error` says it in a sentence. */
export type SshErrorCode =
  /** No identification string came, or one that is too long. */
  | "bad-identification"
  /** The peer speaks SSH 1. */
  | "version-1"
  /** A packet_length that no packet can have. */
  | "bad-packet-length"
  /** A padding_length that no packet can have. */
  | "bad-padding"
  /** A message that breaks its grammar. */
  | "bad-message"
  /** A message that strict key exchange forbids where it stands. */
  | "unexpected-message"
  /** The stream ended inside a packet. */
  | "ended-early"
  /** Bytes after a gap, before the next packet that could be recognised. */
  | "out-of-step";

/**
 * Something that could not be decoded, or was against the rules.
 *
 * Where the bytes could not be decoded the event takes them. Where a message
 * was decoded and kept, the event follows it and takes none.
 */
export interface SshErrorEvent extends SshEventBase<"error"> {
  /** What was wrong. */
  readonly code: SshErrorCode;
  /** What and where; its outcome tells malformed from misbehaved and truncated. */
  readonly error: DecodeError;
  /** The bytes that it speaks of; a view. */
  readonly bytes: Uint8Array;
}

/** Whatever {@linkcode SshConversation} tells. */
export type SshEvent =
  | BannerEvent
  | IdentificationEvent
  | PacketEvent
  | NegotiatedEvent
  | EncryptedPacketEvent
  | EncryptedRunEvent
  | GapEvent
  | SshErrorEvent;
