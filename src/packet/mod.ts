/**
 * Frames to packets: link layers, IP, and TCP.
 *
 * @module
 */
export * from "./address.ts";
export * from "./checksum.ts";
export * from "./constants.ts";
export * from "./decode_frame.ts";
export * from "./link_type.ts";
export * from "./packet.ts";
export * from "./segment.ts";
export * from "./segment_header.ts";
export * from "./tcp_options.ts";
