import type { ProblemEvent, StreamEvent } from "../bytes/mod.ts";
import type { Http2Frame } from "./http2_frames.ts";
import type { HeaderField, RequestHead, ResponseHead } from "./messages.ts";

/** What an event has that tells of a part of a message. */
export interface MessagePart<Kind extends string> extends StreamEvent<Kind> {
  /** Exchange that the message belongs to; `undefined` where its request was not seen. */
  readonly exchange: number | undefined;
}

/**
 * The head of a request: request line and header section, or the fields of a
 * header block. A request that a server promises (PUSH_PROMISE) lies in the
 * server's direction.
 */
export interface RequestEvent extends StreamEvent<"request"> {
  /** The head. */
  readonly request: RequestHead;
  /** Number of the exchange on this connection, from 1; responses carry the same. */
  readonly exchange: number;
  /** HTTP/2 stream, where the message is one of HTTP/2. */
  readonly streamId?: number;
}

/** The head of a response, interim (1xx) ones included. */
export interface ResponseEvent extends MessagePart<"response"> {
  /** The head. */
  readonly response: ResponseHead;
  /** Method of the request that it answers, where that was seen. */
  readonly method: string | undefined;
  /** Whether a final response is still to come: 1xx, except for 101. */
  readonly interim: boolean;
  /** HTTP/2 stream, where the message is one of HTTP/2. */
  readonly streamId?: number;
}

/** Content of a message, as it arrives: chunk framing and padding taken off. */
export interface BodyEvent extends MessagePart<"body"> {
  /** The content bytes; a view of what was pushed. */
  readonly bytes: Uint8Array;
  /** Offset of these bytes in the message's content. */
  readonly bodyOffset: number;
  /** HTTP/2 stream, where the message is one of HTTP/2. */
  readonly streamId?: number;
}

/** The line that announces a chunk. */
export interface ChunkEvent extends MessagePart<"chunk"> {
  /** Bytes of content that the chunk holds; 0 for the last. */
  readonly size: number;
  /** Chunk extensions in their own spelling, without the first semicolon. */
  readonly extensions: string;
}

/** The line end that closes a chunk's data. */
export type ChunkEndEvent = MessagePart<"chunk-end">;

/** The trailer section with the empty line that ends it; it may hold no field. */
export interface TrailersEvent extends MessagePart<"trailers"> {
  /** Its fields. */
  readonly trailers: readonly HeaderField[];
  /** HTTP/2 stream, where the message is one of HTTP/2. */
  readonly streamId?: number;
}

/**
 * The end of a message; it takes no bytes. Interim responses, and responses
 * that an {@linkcode UpgradeEvent} follows, have none.
 */
export interface MessageEndEvent extends MessagePart<"message-end"> {
  /** Which of the two messages of the exchange. */
  readonly of: "request" | "response";
  /** Bytes of content, those that a gap swallowed included. */
  readonly bodyLength: number;
  /** Bytes of content that the capture does not hold. */
  readonly missing: number;
  /** Whether the message ended as its framing says; `false` where the stream ended first. */
  readonly complete: boolean;
  /** HTTP/2 stream, where the message is one of HTTP/2. */
  readonly streamId?: number;
}

/** The connection leaves HTTP/1.1: 101, or 2xx to CONNECT. It takes no bytes. */
export interface UpgradeEvent extends MessagePart<"upgrade"> {
  /** Protocol that follows: the server's Upgrade field, or `"tunnel"` after CONNECT. */
  readonly protocol: string;
}

/** Bytes of another protocol, after an upgrade. */
export interface TunnelEvent extends StreamEvent<"tunnel"> {
  /** A view of what was pushed. */
  readonly bytes: Uint8Array;
  /** Protocol as the {@linkcode UpgradeEvent} named it. */
  readonly protocol: string;
}

/** The client's connection preface of HTTP/2. */
export type PrefaceEvent = StreamEvent<"preface">;

/**
 * A frame of HTTP/2.
 *
 * It takes the whole frame, except for DATA: there it takes the frame header
 * and the pad length, and events of kind `"body"` and `"padding"` follow.
 */
export interface FrameEvent extends StreamEvent<"frame"> {
  /** The frame. */
  readonly frame: Http2Frame;
}

/** Padding after the content of a DATA frame. */
export interface PaddingEvent extends StreamEvent<"padding"> {
  /** HTTP/2 stream. */
  readonly streamId: number;
}

/** Bytes that the capture does not hold. */
export interface GapEvent extends StreamEvent<"gap"> {
  /** Whether the gap lies in content of known length, so that nothing else was lost. */
  readonly inBody: boolean;
}

/** What was wrong, for a program; `error` says it in a sentence. */
export type HttpErrorCode =
  /** The line is neither a request line nor a status line. */
  | "bad-start-line"
  /** A line of the header section has no name, or no colon. */
  | "bad-header-line"
  /** White space stands between a field's name and the colon. */
  | "space-before-colon"
  /** A carriage return or NUL stands inside a line. */
  | "bad-character"
  /** The header section is longer than the limit. */
  | "head-too-long"
  /** Both Content-Length and Transfer-Encoding: the shape of request smuggling. */
  | "length-and-encoding"
  /** Content-Length fields that differ. */
  | "lengths-differ"
  /** Content-Length said more than once, always the same. */
  | "length-repeated"
  /** A Content-Length that is not a number. */
  | "bad-length"
  /** A Transfer-Encoding in which chunked is not the last coding. */
  | "chunked-not-last"
  /** Content-Length or Transfer-Encoding in a message that may not have it. */
  | "framing-not-allowed"
  /** A Host field that is missing or repeated in HTTP/1.1. */
  | "bad-host"
  /** A chunk size that is not a hexadecimal number, or a chunk that does not end where it must. */
  | "bad-chunk"
  /** A body on a message that must not have one, or bytes after the last response. */
  | "unexpected-bytes"
  /** The stream ended inside a message. */
  | "ended-early"
  /** Bytes after a gap, before the next message that could be recognised. */
  | "out-of-step"
  /** The client's connection preface is not that of HTTP/2. */
  | "bad-preface"
  /** A frame whose length its type does not allow, or the receiver does not. */
  | "bad-frame-size"
  /** A frame that breaks a rule of its type. */
  | "bad-frame"
  /** A header block that cannot be decompressed. */
  | "bad-compression";

/** Something that could not be decoded, or was against the rules. */
export type HttpErrorEvent = ProblemEvent<HttpErrorCode>;

/** Whatever {@linkcode HttpConversation} tells. */
export type HttpEvent =
  | RequestEvent
  | ResponseEvent
  | BodyEvent
  | ChunkEvent
  | ChunkEndEvent
  | TrailersEvent
  | MessageEndEvent
  | UpgradeEvent
  | TunnelEvent
  | PrefaceEvent
  | FrameEvent
  | PaddingEvent
  | GapEvent
  | HttpErrorEvent;
