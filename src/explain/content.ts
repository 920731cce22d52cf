import type { Field } from "../bytes/mod.ts";
import type { KeyLog } from "../tls/mod.ts";
import type { Direction } from "../stream/mod.ts";
import type { Say } from "./catalogue.ts";
import type { Carrier, Evidence, Side, Step } from "./step.ts";
import type { MessageWords } from "./tls.ts";

/** Something that was found in the bytes of a conversation. */
export interface Content {
  /** A message, bytes that are missing, or bytes that could not be decoded. */
  readonly kind: "message" | "gap" | "error";
  /** Protocol that it belongs to. */
  readonly protocol: Exclude<Step["protocol"], "tcp">;
  /** Who sent it. */
  readonly direction: Direction;
  /** Part of the conversation: a handshake, data, or the announcement of the end. */
  readonly stage: "handshake" | "data" | "end";
  /** How well it is known. */
  readonly evidence: Evidence;
  /** Whether it was encrypted on the wire. */
  readonly encrypted: boolean;
  /** Frames that carried it. */
  readonly frames: readonly number[];
  /** Whether it could not be told when it came: only what followed showed its protocol. */
  readonly waited?: boolean;
  /** What is said of it. */
  readonly words: MessageWords;
  /** Every byte of it as a tree of fields. */
  fields(): readonly Field[];
  /** The bytes that `fields` tile, where they were kept. */
  bytes(): Uint8Array;
  /** What carried it, where its own bytes are not all. */
  carriers(): readonly Carrier[];
}

/** A protocol above TCP; `data` is whatever nothing recognises. */
export type Protocol = "tls" | "http" | "ssh" | "data";

/** How a {@linkcode ContentDecoder} works. */
export interface ContentOptions {
  /** Sentences of a language. */
  say: Say;
  /** Secrets that open encrypted records. */
  keyLog?: KeyLog;
  /** Whether bytes and fields of all layers are kept for each step; not by default. */
  record?: boolean;
  /** Hears the bytes of the application, decrypted where TLS carried them. */
  onPlain?: (side: Side, bytes: Uint8Array) => void;
}

/**
 * Makes the step that shows a content.
 *
 * @param content What was found.
 * @param base When it was, and who sent it.
 */
export function contentStep(
  content: Content,
  base: Pick<Step, "phase" | "time" | "from" | "to">,
): Step {
  return {
    ...base,
    kind: content.kind,
    protocol: content.protocol,
    evidence: content.evidence,
    encrypted: content.encrypted,
    frames: content.frames,
    ...content.words,
    fields: content.fields,
    bytes: content.bytes,
    carriers: content.carriers,
  };
}
