/**
 * Bytes: bounded reading, writing, fields, hexadecimal, and the error of all decoders.
 *
 * @module
 */
export * from "./byte_queue.ts";
export * from "./decode_error.ts";
export * from "./field.ts";
export * from "./hex.ts";
export * from "./latin1.ts";
export * from "./printable.ts";
export * from "./problem.ts";
export * from "./reader.ts";
export * from "./writer.ts";
