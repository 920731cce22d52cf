/**
 * SSH: ordered bytes in, events out.
 *
 * @module
 */
export * from "./algorithms.ts";
export * from "./constants.ts";
export * from "./conversation.ts";
export * from "./decode.ts";
export * from "./events.ts";
export * from "./inference.ts";
export * from "./messages.ts";
export * from "./negotiate.ts";
export * from "./sniff.ts";
