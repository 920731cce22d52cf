/**
 * Explains conversations: decoded values to steps, prose and a verdict.
 *
 * @module
 */
export * from "./catalogue.ts";
export type { ContentOptions, Protocol } from "./content.ts";
export * from "./conversation.ts";
export * from "./explainer.ts";
export * from "./handshakes.ts";
export * from "./outcome.ts";
export * from "./relayed.ts";
export * from "./step.ts";
export * from "./verdict.ts";
export { endpointText, milliseconds } from "./words.ts";
