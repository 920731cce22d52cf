/**
 * Explains conversations: decoded values to steps, prose and a verdict.
 *
 * @module
 */
export { groupsOfCarrier } from "./carriers.ts";
export * from "./catalogue.ts";
export type { Content, ContentOptions, Protocol } from "./content.ts";
export type { ContentDecoder } from "./content_decoder.ts";
export type { MessageWords } from "./tls.ts";
export type { Pace, Pause } from "./pace.ts";
export type { FailureTime, TlsFailure, TlsProgress } from "./tls_progress.ts";
export * from "./conversation.ts";
export * from "./ending.ts";
export * from "./flights.ts";
export * from "./diagnosis.ts";
export * from "./explainer.ts";
// The sentences themselves are many: who needs them imports fields/mod.ts.
export type { FieldNote, FieldNotes } from "./fields/field_notes.ts";
export * from "./handshakes.ts";
export type { HttpAnswers, HttpVerdict } from "./http_tally.ts";
export * from "./outcome.ts";
export * from "./relayed.ts";
export * from "./step.ts";
export * from "./verdict.ts";
export { endpointText, milliseconds } from "./words.ts";
