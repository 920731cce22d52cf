import type { Field } from "../bytes/mod.ts";
import type { TcpState } from "../stream/mod.ts";

/** One end of a conversation. */
export type Side = "client" | "server";

/** The parts of a conversation, in their usual order. */
export type Phase = "open" | "tls" | "ssh" | "data" | "close";

/** How well something is known. */
export type Evidence =
  /** It was on the wire, in a packet of the capture. */
  | "observed"
  /** Its bytes went by, but the segments that carried them were not seen. */
  | "relayed"
  /** It follows from sizes and order; the bytes themselves stay hidden. */
  | "inferred";

/** The numbers of one TCP segment, relative to the start of its conversation. */
export interface SegmentFacts {
  /** Flags that are set, by name: `["SYN", "ACK"]`. */
  readonly flags: readonly string[];
  /** Relative sequence number. */
  readonly sequence: number;
  /** Relative acknowledgment number, where ACK is set. */
  readonly acknowledgment: number | undefined;
  /** Receive window in bytes, scaled where the scale is known. */
  readonly window: number;
  /** Payload in bytes. */
  readonly length: number;
  /** States that the ends are in after it, where it moves one. */
  readonly states?: EndStates;
}

/**
 * States of TCP that both ends are in. No segment carries them: they follow
 * from the segments that were sent and received.
 */
export interface EndStates {
  /** State of the client; `undefined` where nothing that it sent shows it. */
  readonly client?: TcpState;
  /** State of the server; `undefined` where nothing that it sent shows it. */
  readonly server?: TcpState;
}

/** What carried a message on the wire: bytes around it, or what they decrypted to. */
export interface Carrier {
  /**
   * A packet that completed a datagram of fragments, a TLS record as it was
   * framed, or what decryption yielded of it.
   */
  readonly kind: "packet" | "record" | "plaintext";
  /** Its bytes; empty where they were not kept. */
  readonly bytes: Uint8Array;
  /** Gives the fields that tile it. */
  fields(): readonly Field[];
}

/** For a step that speaks of no bytes of its own. */
export const NO_BYTES: Pick<Step, "fields" | "bytes" | "carriers"> = {
  fields: () => [],
  bytes: () => new Uint8Array(),
  carriers: () => [],
};

/** One row of an explained conversation. */
export interface Step {
  /** A segment of TCP, a message inside, or a remark on the row before. */
  readonly kind: "segment" | "message" | "finding" | "gap" | "error";
  /** Protocol that it belongs to. */
  readonly protocol: "tcp" | "tls" | "http" | "ssh" | "data";
  /** Part of the conversation that it belongs to. */
  readonly phase: Phase;
  /** Seconds since the first packet of the conversation. */
  readonly time: number;
  /** Who sent it. */
  readonly from: Side;
  /** Who it was sent to. */
  readonly to: Side;
  /** How well it is known. */
  readonly evidence: Evidence;
  /** Whether its bytes were encrypted on the wire. */
  readonly encrypted: boolean;
  /** Numbers of the packets in the capture that carried it. */
  readonly frames: readonly number[];
  /** Its name, in the field's own term: `SYN, ACK`, `ClientHello`. */
  readonly title: string;
  /** Its values, short: `seq=0 win=65495 len=0`. */
  readonly detail: string;
  /** One sentence on what it says or does; may be empty where nothing is new. */
  readonly text: string;
  /** Number of the handshake's flight that it carries, from 1: a run of messages of one side. */
  readonly flight?: number;
  /** Numbers of the segment, for `kind` `"segment"`. */
  readonly segment?: SegmentFacts;
  /** Every byte of the message as a tree of fields, built when asked for. */
  fields(): readonly Field[];
  /**
   * The bytes that `fields` tile: for a segment, those of its packet. Empty
   * where they were not kept, which takes an explainer that records.
   */
  bytes(): Uint8Array;
  /** What carried the message, where its own bytes are not all: in order, with `record` alone. */
  carriers(): readonly Carrier[];
}
