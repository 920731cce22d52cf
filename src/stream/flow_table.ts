import type { Packet } from "../packet/packet.ts";
import { Budget } from "./budget.ts";
import type { Chunk, Flow, SegmentEvent } from "./flow.ts";
import { FlowArchive } from "./flow_archive.ts";
import { FlowIndex, segmentKeyOf } from "./flow_index.ts";
import { RecentBytes } from "./recent_bytes.ts";
import type { SharedMemory } from "./stream_assembler.ts";
import { TrackedFlow } from "./tracked_flow.ts";

/** Bytes that all conversations together may hold back while earlier ones are missing. */
const WAITING_BYTES = 0x400_0000;

/** How a {@linkcode FlowTable} is made. */
export interface FlowTableOptions {
  /**
   * Chooses, by its ends and its number, whether a flow that begins is
   * followed; all are by default. The others are only numbered, in 60 bytes each.
   */
  follows?: (flow: Flow) => boolean;
}

/** What is left of a flow at the end of the capture. */
export interface FlowRemainder {
  /** The flow. */
  readonly flow: Flow;
  /** Gaps that nothing filled, and the bytes that waited behind them. */
  readonly data: readonly Chunk[];
}

/**
 * Puts segments into their conversations: in order, with relative numbers,
 * states and findings.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { fromHex } from "../bytes/hex.ts";
 * import { decodeFrame } from "../packet/decode_frame.ts";
 * import { FlowTable } from "./flow_table.ts";
 *
 * const bytes = fromHex(
 *   "45000028 00010000 40060000 7f000001 7f000001" + // IPv4
 *     "c3501f90 00000007 00000000 50022000 00000000", // TCP: SYN
 * );
 * const frame = {
 *   number: 1,
 *   seconds: 1,
 *   nanoseconds: 0,
 *   linkType: 101,
 *   bytes,
 *   originalLength: 40,
 * };
 * const table = new FlowTable();
 * const event = table.add(decodeFrame(frame));
 * assertEquals(event?.sequence, 0);
 * assertEquals(event?.states, ["SYN-SENT", "SYN-RECEIVED"]);
 * ```
 */
export class FlowTable {
  readonly #index = new FlowIndex();
  readonly #archive = new FlowArchive();
  readonly #flows = new Map<number, TrackedFlow>();
  readonly #shared: SharedMemory = {
    waiting: new Budget(WAITING_BYTES),
    recent: new RecentBytes(),
  };
  readonly #follows: (flow: Flow) => boolean;

  /**
   * Begins with no flow.
   *
   * @param options Which flows are followed.
   */
  constructor(options: FlowTableOptions = {}) {
    this.#follows = options.follows ?? (() => true);
  }

  /** Flows up to now, those that were let go or are not followed included. */
  get size(): number {
    return this.#index.size;
  }

  /** Flows that are followed, in the order of their first frame, without those that were let go. */
  get flows(): readonly Flow[] {
    return [...this.#flows.values()];
  }

  /**
   * Takes the next packet of the capture.
   *
   * @returns What it means in its flow; `undefined` where it carries no TCP
   * segment, or one of a flow that is not followed.
   */
  add(packet: Packet): SegmentEvent | undefined {
    const { tcp } = packet;
    const key = segmentKeyOf(packet);
    if (!tcp || !key) return undefined;
    const index = this.#index;
    const number = index.find(packet.frame.bytes, key);
    const { side } = index;
    const flow = this.#flows.get(number) ?? this.#begin(number, packet);
    return flow?.add(packet, tcp, {
      direction: side === flow.clientSide ? 0 : 1,
      bases: this.#bases(number, flow.clientSide),
    });
  }

  /** Finds a flow by its number; `undefined` where it was let go, or is not followed. */
  find(number: number): Flow | undefined {
    return this.#flows.get(number);
  }

  /**
   * Lets go of a flow, so that it takes about 200 bytes only. A late segment
   * takes it up again, as another object of the same number.
   *
   * @param number Number of the flow, which should be over.
   * @returns What still waited in it.
   */
  release(number: number): readonly Chunk[] {
    const flow = this.#flows.get(number);
    if (!flow) return [];
    const data = flow.flush();
    this.#archive.put(number, flow.rest);
    this.#flows.delete(number);
    return data;
  }

  /** Ends the capture: hands out what still waited. */
  *end(): Generator<FlowRemainder> {
    for (const flow of this.#flows.values()) {
      const data = flow.flush();
      if (data.length > 0) yield { flow, data };
    }
  }

  /** Begins a flow that is followed, or takes up one that was let go. */
  #begin(number: number, packet: Packet): TrackedFlow | undefined {
    const { created, previous } = this.#index;
    const rest = this.#archive.get(number);
    // It began before, and was not followed then.
    if (!created && !rest) return undefined;
    const ends = this.#index.ends(number);
    const flow = new TrackedFlow(number, ends, packet, {
      previous: previous === -1 ? undefined : previous,
      shared: this.#shared,
      rest: rest && {
        ...rest,
        bases: this.#bases(number, ends.clientSide),
      },
    });
    if (created && !this.#follows(flow)) return undefined;
    this.#flows.set(number, flow);
    return flow;
  }

  /** First sequence numbers of the client and of the server. */
  #bases(number: number, clientSide: 0 | 1): [number, number] {
    const index = this.#index;
    return [
      index.base(number, clientSide),
      index.base(number, clientSide === 0 ? 1 : 0),
    ];
  }
}
