/**
 * HTTP/1.0, HTTP/1.1 and HTTP/2: ordered bytes in, events out.
 *
 * @module
 */
export * from "./constants.ts";
export * from "./conversation.ts";
export * from "./events.ts";
export * from "./hpack.ts";
export type { HpackForm } from "./hpack_block.ts";
export * from "./http2_constants.ts";
export * from "./http2_frames.ts";
export * from "./messages.ts";
export * from "./sniff.ts";
