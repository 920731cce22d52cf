import type { HpackField } from "./hpack.ts";

/** A setting of HTTP/2: an identifier and its value. */
export interface Http2Setting {
  /** Identifier, 16 bits. */
  readonly id: number;
  /** Name in the registry, where it has one. */
  readonly name: string | undefined;
  /** Value, 32 bits. */
  readonly value: number;
}

/** Stream dependency and weight. */
export interface Http2Priority {
  /** Whether the stream is to be the only one that depends on the other. */
  readonly exclusive: boolean;
  /** Stream that it depends on. */
  readonly dependsOn: number;
  /** Weight, 1 to 256. */
  readonly weight: number;
}

/** A header block that was complete with this frame. */
export interface HeaderBlock {
  /** Its fields, in order. */
  readonly fields: readonly HpackField[];
}

/** What a frame says beyond its header; by the frame's type. */
export type Http2Payload =
  /** Content follows in events of kind `"body"`. */
  | {
    readonly type: "DATA";
    readonly dataLength: number;
    readonly padLength: number;
  }
  /** A header block, or the start of one. */
  | {
    readonly type: "HEADERS";
    readonly priority: Http2Priority | undefined;
    readonly padLength: number;
    readonly fragment: Uint8Array;
    readonly block: HeaderBlock | undefined;
  }
  | { readonly type: "PRIORITY"; readonly priority: Http2Priority }
  | {
    readonly type: "RST_STREAM";
    readonly errorCode: number;
    readonly errorName: string | undefined;
  }
  | { readonly type: "SETTINGS"; readonly settings: readonly Http2Setting[] }
  | {
    readonly type: "PUSH_PROMISE";
    readonly promisedStreamId: number;
    readonly padLength: number;
    readonly fragment: Uint8Array;
    readonly block: HeaderBlock | undefined;
  }
  | { readonly type: "PING"; readonly data: Uint8Array }
  | {
    readonly type: "GOAWAY";
    readonly lastStreamId: number;
    readonly errorCode: number;
    readonly errorName: string | undefined;
    readonly debugData: Uint8Array;
  }
  | { readonly type: "WINDOW_UPDATE"; readonly increment: number }
  | {
    readonly type: "CONTINUATION";
    readonly fragment: Uint8Array;
    readonly block: HeaderBlock | undefined;
  }
  | {
    readonly type: "ALTSVC";
    readonly origin: string;
    readonly value: string;
  }
  | { readonly type: "ORIGIN"; readonly origins: readonly string[] }
  | {
    readonly type: "PRIORITY_UPDATE";
    readonly prioritizedStreamId: number;
    readonly value: string;
  }
  /** A type that nothing here decodes, or a payload that breaks the rules of its type. */
  | { readonly type: "unknown"; readonly bytes: Uint8Array };

/**
 * The header of a frame.
 *
 * ```text
 * length 24 | type 8 | flags 8 | reserved 1 | stream identifier 31
 * ```
 *
 * @see https://www.rfc-editor.org/rfc/rfc9113#section-4.1
 */
export interface Http2FrameHeader {
  /** Length of the payload as declared, in bytes. */
  readonly lengthBytes: number;
  /** Type, 8 bits. */
  readonly type: number;
  /** Name of the type in the registry, where it has one. */
  readonly typeName: string | undefined;
  /** Flags, 8 bits. */
  readonly flags: number;
  /** Names of the flags that are set and that the type defines. */
  readonly flagNames: readonly string[];
  /** Stream identifier; 0 for the connection. */
  readonly streamId: number;
}

/** One frame of HTTP/2. */
export interface Http2Frame extends Http2FrameHeader {
  /** What the frame carries. */
  readonly payload: Http2Payload;
}
