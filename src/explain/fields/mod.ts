/**
 * What each field of each protocol is, and why it is there.
 *
 * @module
 */
export * from "./field_notes.ts";
