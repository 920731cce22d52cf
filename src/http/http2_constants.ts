/**
 * What a client of HTTP/2 sends first.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9113#section-3.4
 */
export const PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/** Frame types by name; RFC 9113 section 6, RFC 7838, RFC 8336, RFC 9218. */
export const FRAME = {
  DATA: 0x0,
  HEADERS: 0x1,
  PRIORITY: 0x2,
  RST_STREAM: 0x3,
  SETTINGS: 0x4,
  PUSH_PROMISE: 0x5,
  PING: 0x6,
  GOAWAY: 0x7,
  WINDOW_UPDATE: 0x8,
  CONTINUATION: 0x9,
  ALTSVC: 0xa,
  ORIGIN: 0xc,
  PRIORITY_UPDATE: 0x10,
} as const;

/**
 * Frame types in the IANA registry.
 *
 * @see https://www.iana.org/assignments/http2-parameters
 */
export const FRAME_NAMES: ReadonlyMap<number, string> = new Map(
  Object.entries(FRAME).map(([name, type]) => [type, name]),
);

/** Flags of frames; which of them a type defines is in {@linkcode FRAME_FLAGS}. */
export const FLAG = {
  END_STREAM: 0x1,
  ACK: 0x1,
  END_HEADERS: 0x4,
  PADDED: 0x8,
  PRIORITY: 0x20,
} as const;

/** The flags that each type of frame defines: bit and name. */
export const FRAME_FLAGS: ReadonlyMap<
  number,
  readonly (readonly [mask: number, name: string])[]
> = new Map([
  [FRAME.DATA, [[0x8, "PADDED"], [0x1, "END_STREAM"]]],
  [FRAME.HEADERS, [
    [0x20, "PRIORITY"],
    [0x8, "PADDED"],
    [0x4, "END_HEADERS"],
    [0x1, "END_STREAM"],
  ]],
  [FRAME.SETTINGS, [[0x1, "ACK"]]],
  [FRAME.PUSH_PROMISE, [[0x8, "PADDED"], [0x4, "END_HEADERS"]]],
  [FRAME.PING, [[0x1, "ACK"]]],
  [FRAME.CONTINUATION, [[0x4, "END_HEADERS"]]],
]);

/** Identifiers of the settings that the decoder itself heeds. */
export const SETTING = {
  HEADER_TABLE_SIZE: 0x1,
  MAX_FRAME_SIZE: 0x5,
} as const;

/**
 * Settings in the IANA registry.
 *
 * @see https://www.iana.org/assignments/http2-parameters
 */
export const SETTING_NAMES: ReadonlyMap<number, string> = new Map([
  [0x1, "SETTINGS_HEADER_TABLE_SIZE"],
  [0x2, "SETTINGS_ENABLE_PUSH"],
  [0x3, "SETTINGS_MAX_CONCURRENT_STREAMS"],
  [0x4, "SETTINGS_INITIAL_WINDOW_SIZE"],
  [0x5, "SETTINGS_MAX_FRAME_SIZE"],
  [0x6, "SETTINGS_MAX_HEADER_LIST_SIZE"],
  [0x8, "SETTINGS_ENABLE_CONNECT_PROTOCOL"],
  [0x9, "SETTINGS_NO_RFC7540_PRIORITIES"],
  [0x10, "TLS_RENEG_PERMITTED"],
  [0x4d44, "SETTINGS_ENABLE_METADATA"],
]);

/**
 * Error codes in the IANA registry.
 *
 * @see https://www.iana.org/assignments/http2-parameters
 */
export const ERROR_NAMES: ReadonlyMap<number, string> = new Map([
  [0x0, "NO_ERROR"],
  [0x1, "PROTOCOL_ERROR"],
  [0x2, "INTERNAL_ERROR"],
  [0x3, "FLOW_CONTROL_ERROR"],
  [0x4, "SETTINGS_TIMEOUT"],
  [0x5, "STREAM_CLOSED"],
  [0x6, "FRAME_SIZE_ERROR"],
  [0x7, "REFUSED_STREAM"],
  [0x8, "CANCEL"],
  [0x9, "COMPRESSION_ERROR"],
  [0xa, "CONNECT_ERROR"],
  [0xb, "ENHANCE_YOUR_CALM"],
  [0xc, "INADEQUATE_SECURITY"],
  [0xd, "HTTP_1_1_REQUIRED"],
]);
