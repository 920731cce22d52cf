import type { Packet } from "../packet/packet.ts";
import type { Chunk, Flow, SegmentEvent } from "./flow.ts";

/** What is left of a flow at the end of the capture. */
export interface FlowRemainder {
  /** The flow. */
  readonly flow: Flow;
  /** Gaps that nothing filled, and the bytes that waited behind them. */
  readonly data: readonly Chunk[];
}

/** Puts segments into their conversations, in order. */
export declare class FlowTable {
  /** Flows in the order of their first frame. */
  readonly flows: readonly Flow[];
  /**
   * Takes the next packet of the capture.
   *
   * @returns What it means in its flow; `undefined` where it carries no TCP segment.
   */
  add(packet: Packet): SegmentEvent | undefined;
  /** Ends the capture: hands out what still waited. */
  end(): Generator<FlowRemainder>;
}
