/**
 * Frames to packets: link layers, IP, and TCP.
 *
 * @module
 */
export * from "./decode_frame.ts";
export * from "./packet.ts";
export * from "./segment.ts";
export * from "./tcp_options.ts";
