/**
 * Capture files: bytes in, frames out, and back.
 *
 * @module
 */
export * from "./capture_cursor.ts";
export * from "./capture_reader.ts";
export * from "./constants.ts";
export * from "./frame.ts";
export * from "./gzip.ts";
export * from "./pcapng_writer.ts";
export * from "./record_reader.ts";
