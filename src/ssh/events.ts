import type { ProblemEvent, StreamEvent } from "../bytes/mod.ts";
import type { SshInference } from "./inference.ts";
import type { SshMessage } from "./messages.ts";
import type { Negotiation } from "./negotiate.ts";

/** A line that the server sends before its identification, or plain text where it refuses the client. */
export interface BannerEvent extends StreamEvent<"banner"> {
  /** The text without its line end. */
  readonly text: string;
}

/**
 * The identification string.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4253#section-4.2
 */
export interface IdentificationEvent extends StreamEvent<"identification"> {
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
export interface PacketEvent extends StreamEvent<"packet"> {
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
export interface NegotiatedEvent extends StreamEvent<"negotiated"> {
  /** The result. */
  readonly negotiation: Negotiation;
}

/** An encrypted packet whose length is in clear: an -etm MAC, or AES-GCM. */
export interface EncryptedPacketEvent extends StreamEvent<"encrypted-packet"> {
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
export interface EncryptedRunEvent extends StreamEvent<"encrypted-run"> {
  /** What it probably holds; never observed. */
  readonly inference: SshInference | undefined;
}

/** Bytes that the capture does not hold, unless they lie inside an encrypted packet of known length. */
export type GapEvent = StreamEvent<"gap">;

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

/** Something that could not be decoded, or was against the rules. */
export type SshErrorEvent = ProblemEvent<SshErrorCode>;

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
