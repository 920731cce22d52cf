import { PacketDecoder } from "../packet/decode_frame.ts";
import { SegmentHeader } from "../packet/segment_header.ts";
import {
  type FlowEnds,
  FlowIndex,
  type SegmentKey,
  segmentKeyOf,
} from "./flow_index.ts";
import { PAGE_FLOWS, pageOf, placeOf } from "./flow_pages.ts";

/** What one end of a conversation sent. */
export interface SideSummary {
  /** Frames. */
  readonly packets: number;
  /** Bytes of those frames on the link, all headers included. */
  readonly bytes: number;
  /** Bytes of data, repetitions included. */
  readonly payloadBytes: number;
  /** All flags that were set, as bits of `TcpFlag`. */
  readonly flags: number;
}

/** One conversation in one row. */
export interface FlowSummary extends FlowEnds {
  /** Number in the capture; the first is 0. */
  readonly number: number;
  /** What the client sent, and what the server sent. */
  readonly sides: readonly [SideSummary, SideSummary];
  /** From the first frame of the capture to that of the conversation, in nanoseconds. */
  readonly start: number;
  /** From the first frame of the conversation to the last, in nanoseconds. */
  readonly duration: number;
}

/** A frame in a buffer, as a capture file describes it. */
export interface FrameRecord {
  /** Index of its first byte in the buffer. */
  readonly start: number;
  /** Bytes that were captured. */
  readonly capturedLength: number;
  /** Length on the link in bytes. */
  readonly originalLength: number;
  /** What the first byte belongs to. */
  readonly linkType: number;
  /** Whole seconds since 1970-01-01 UTC. */
  readonly seconds: number;
  /** The rest of that time in nanoseconds. */
  readonly nanoseconds: number;
}

/** Numbers of a flow: packets, bytes, payload and flags of both sides, first and last time. */
const STRIDE = 10;
const PACKETS = 0;
const BYTES = 2;
const PAYLOAD = 4;
const FLAGS = 6;
const FIRST = 8;
const LAST = 9;

/**
 * Counts packets and bytes of every conversation.
 *
 * Made for captures of any size: nothing is allocated for a frame, and about
 * 150 bytes for a conversation. The figures are those of
 * `tshark -q -z conv,tcp`.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { fromHex } from "../bytes/hex.ts";
 * import { FlowSummaryTable } from "./flow_summary.ts";
 *
 * const bytes = fromHex(
 *   "45000028 00010000 40060000 7f000001 7f000001" + // IPv4
 *     "c3501f90 00000001 00000000 50022000 00000000", // TCP: SYN
 * );
 * const table = new FlowSummaryTable();
 * table.add(bytes, {
 *   start: 0,
 *   capturedLength: 40,
 *   originalLength: 40,
 *   linkType: 101,
 *   seconds: 1,
 *   nanoseconds: 0,
 * });
 * const [flow] = table.rows();
 * assertEquals(flow.server, { address: "127.0.0.1", port: 8080 });
 * assertEquals(flow.sides[0].bytes, 40);
 * ```
 */
export class FlowSummaryTable {
  readonly #index = new FlowIndex();
  readonly #header = new SegmentHeader();
  readonly #pages: Float64Array[] = [];
  readonly #fragments = new PacketDecoder();
  #frames = 0;
  #firstSeconds = 0;
  #firstNanoseconds = 0;

  /** Frames that were added, those without TCP included. */
  get frames(): number {
    return this.#frames;
  }

  /** Conversations up to now. */
  get size(): number {
    return this.#index.size;
  }

  /**
   * Counts a frame.
   *
   * @param bytes Buffer that it is in; nothing of it is kept.
   * @param frame Where it is, and what the capture file says of it.
   */
  add(bytes: Uint8Array, frame: FrameRecord): void {
    if (this.#frames === 0) {
      this.#firstSeconds = frame.seconds;
      this.#firstNanoseconds = frame.nanoseconds;
    }
    this.#frames++;
    const header = this.#header;
    const reading = header.read(
      bytes,
      frame.start,
      frame.capturedLength,
      frame.originalLength,
      frame.linkType,
    );
    if (reading === "segment") {
      this.#count(bytes, header, header.payloadLength, frame);
    } else if (reading === "fragment") {
      this.#addFragment(bytes, frame);
    }
  }

  /** Lists the conversations in the order of their first frame. */
  *rows(): Generator<FlowSummary> {
    for (let flow = 0; flow < this.#index.size; flow++) yield this.row(flow);
  }

  /**
   * Sums up one conversation.
   *
   * @param flow Its number, below {@linkcode size}.
   */
  row(flow: number): FlowSummary {
    const page = this.#pages[pageOf(flow)];
    const at = placeOf(flow, STRIDE);
    const ends = this.#index.ends(flow);
    const side = (number: number): SideSummary => ({
      packets: page[at + PACKETS + number],
      bytes: page[at + BYTES + number],
      payloadBytes: page[at + PAYLOAD + number],
      flags: page[at + FLAGS + number],
    });
    return {
      number: flow,
      ...ends,
      sides: [side(ends.clientSide), side(1 - ends.clientSide)],
      start: page[at + FIRST],
      duration: page[at + LAST] - page[at + FIRST],
    };
  }

  #count(
    bytes: Uint8Array,
    segment: SegmentKey,
    payloadLength: number,
    frame: FrameRecord,
  ): void {
    const flow = this.#index.find(bytes, segment);
    const page = this.#pages[pageOf(flow)] ?? this.#addPage();
    const at = placeOf(flow, STRIDE);
    const time = (frame.seconds - this.#firstSeconds) * 1e9 +
      (frame.nanoseconds - this.#firstNanoseconds);
    if (this.#index.created) page[at + FIRST] = time;
    page[at + LAST] = time;
    const own = at + this.#index.side;
    page[own + PACKETS]++;
    page[own + BYTES] += frame.originalLength;
    page[own + PAYLOAD] += payloadLength;
    page[own + FLAGS] |= segment.flags;
  }

  #addPage(): Float64Array {
    const page = new Float64Array(PAGE_FLOWS * STRIDE);
    this.#pages.push(page);
    return page;
  }

  /** Fragments are rare: they take the slow way. */
  #addFragment(bytes: Uint8Array, frame: FrameRecord): void {
    const { start, capturedLength } = frame;
    const packet = this.#fragments.decode({
      ...frame,
      number: this.#frames,
      bytes: bytes.subarray(start, start + capturedLength),
    });
    const key = segmentKeyOf(packet);
    if (!key || !packet.tcp) return;
    this.#count(packet.frame.bytes, key, packet.tcp.payloadLength, frame);
  }
}
