/**
 * Segments to conversations: flows, order, states, findings.
 *
 * @module
 */
export type { Direction } from "../bytes/mod.ts";
export * from "./close.ts";
export * from "./findings.ts";
export * from "./flow.ts";
export {
  type ClientKnownBy,
  type FlowEnds,
  FlowIndex,
  type SegmentKey,
  segmentKeyOf,
} from "./flow_index.ts";
export * from "./flow_summary.ts";
export * from "./flow_table.ts";
export * from "./sequence.ts";
export * from "./tcp_state.ts";
