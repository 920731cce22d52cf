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

/** What a frame says beyond its header; by the frame's type. */
export type Http2Payload =
  /** Content follows in events of kind `"body"`. */
  | {
    readonly type: "DATA";
    readonly dataLength: number;
    readonly padLength: number;
  }
  /** A header block or the start of one. */
  | {
    readonly type: "HEADERS";
    readonly priority: Http2Priority | undefined;
    readonly padLength: number;
    readonly block: HeaderBlock | undefined;
  }
  | { readonly type: "PRIORITY"; readonly priority: Http2Priority }
  | { readonly type: "RST_STREAM"; readonly errorCode: number }
  | { readonly type: "SETTINGS"; readonly settings: readonly Http2Setting[] }
  | {
    readonly type: "PUSH_PROMISE";
    readonly promisedStreamId: number;
    readonly padLength: number;
    readonly block: HeaderBlock | undefined;
  }
  | { readonly type: "PING"; readonly data: Uint8Array }
  | {
    readonly type: "GOAWAY";
    readonly lastStreamId: number;
    readonly errorCode: number;
    readonly debugData: Uint8Array;
  }
  | { readonly type: "WINDOW_UPDATE"; readonly increment: number }
  | {
    readonly type: "CONTINUATION";
    readonly block: HeaderBlock | undefined;
  }
  /** A type that nothing here decodes, or a payload that broke its type's rules. */
  | { readonly type: "unknown"; readonly bytes: Uint8Array };

/** Stream dependency and weight. */
export interface Http2Priority {
  readonly exclusive: boolean;
  readonly dependsOn: number;
  /** Weight, 1 to 256. */
  readonly weight: number;
}

/** A header block that was complete with this frame. */
export interface HeaderBlock {
  readonly fields: readonly HpackField[];
}

/**
 * One frame of HTTP/2.
 *
 * ```text
 * length 24 | type 8 | flags 8 | reserved 1 | stream identifier 31 | payload
 * ```
 *
 * @see https://www.rfc-editor.org/rfc/rfc9113#section-4.1
 */
export interface Http2Frame {
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
  readonly payload: Http2Payload;
}
