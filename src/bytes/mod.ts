/**
 * Bytes: bounded reading, writing, fields, hexadecimal, and what all decoders
 * have in common: their error, and the events of a byte stream.
 *
 * @module
 */
export * from "./big_endian.ts";
export * from "./byte_queue.ts";
export * from "./concat.ts";
export * from "./decode_error.ts";
export * from "./field.ts";
export * from "./hex.ts";
export * from "./latin1.ts";
export * from "./printable.ts";
export * from "./problem.ts";
export * from "./reader.ts";
export * from "./shell_word.ts";
export * from "./stream_emitter.ts";
export * from "./stream_event.ts";
export * from "./writer.ts";
