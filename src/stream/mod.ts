/**
 * Segments to conversations: flows, order, states, findings.
 *
 * @module
 */
export * from "./close.ts";
export * from "./findings.ts";
export * from "./flow.ts";
export * from "./flow_table.ts";
export * from "./tcp_state.ts";
