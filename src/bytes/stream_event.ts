import type { DecodeError } from "./decode_error.ts";
import type { Field } from "./field.ts";

/** Which of a connection's two byte streams: 0 is client to server, 1 is server to client. */
export type Direction = 0 | 1;

/**
 * What every event has that tells of bytes of a direction.
 *
 * The events of one direction, in the order in which they are given, tile that
 * direction's byte stream: each starts where the one before it ended. An event
 * that only tells of something (the end of a message, a message whose bytes
 * belong to frames, what was negotiated) takes no bytes: its start is its end.
 */
export interface StreamEvent<Kind extends string = string> {
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

/**
 * Something that could not be decoded, or was against the rules.
 *
 * Where the bytes could not be decoded the event takes them. Where a message
 * was decoded and kept, the event follows it and takes none.
 */
export interface ProblemEvent<Code extends string = string>
  extends StreamEvent<"error"> {
  /** What was wrong, for a program. */
  readonly code: Code;
  /** What and where; its outcome tells malformed from misbehaved and truncated. */
  readonly error: DecodeError;
  /** The bytes that it speaks of; a view. */
  readonly bytes: Uint8Array;
}

/** The fields of an event that takes no bytes. */
export function noFields(): readonly Field[] {
  return [];
}

/** The one field of bytes that could not be decoded, or that are missing. */
export function oneField(
  name: "undecoded" | "missing",
  length: number,
  value: Uint8Array | null = null,
): readonly Field[] {
  return [{ name, offset: 0, length, value }];
}
