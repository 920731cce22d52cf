import type { Direction } from "../bytes/mod.ts";
import { type Segment, TcpFlag } from "../packet/segment.ts";
import type { ConnectionState } from "./connection_state.ts";
import type { Carrier } from "./delivery_log.ts";
import type { FlowSide } from "./flow.ts";
import type { SideRest } from "./flow_archive.ts";
import { addSequence } from "./sequence.ts";
import { type SharedMemory, StreamAssembler } from "./stream_assembler.ts";
import type { TcpState } from "./tcp_state.ts";

/** RFC 7323 allows no larger shift; a larger one counts as this. */
const LARGEST_SHIFT = 14;
const SMALLEST_HEADER_BYTES = 20;

/** What one end does, taken from its segments one by one. */
export class TrackedSide implements FlowSide {
  /** Puts the bytes of this end in order. */
  readonly assembler: StreamAssembler;
  readonly #state: ConnectionState;
  readonly #direction: Direction;
  segments = 0;
  bytes = 0;
  maximumSegmentSize: number | undefined;
  windowShift: number | undefined;
  /** The first SYN that was captured. */
  syn: Carrier | undefined;
  /** The first FIN that was captured. */
  fin: Carrier | undefined;
  #offersScale: boolean | undefined;
  #ended = false;

  /**
   * @param direction Which end.
   * @param state States of both ends.
   * @param shared What all conversations share.
   */
  constructor(
    direction: Direction,
    state: ConnectionState,
    shared: SharedMemory,
  ) {
    this.assembler = new StreamAssembler(direction, shared);
    this.#state = state;
    this.#direction = direction;
  }

  get streamBytes(): number {
    return this.assembler.next;
  }

  get missingBytes(): number {
    return this.assembler.missing;
  }

  get state(): TcpState {
    return this.#state.of(this.#direction);
  }

  /**
   * Takes up a side of a conversation that was over.
   *
   * @param rest What is left of it.
   * @param first Sequence number of the first byte of its stream.
   */
  resume(rest: SideRest, first: number): void {
    const { streamBytes, windowShift, next } = rest;
    this.windowShift = windowShift;
    this.assembler.resume(first, streamBytes);
    this.#ended = true;
    // FIN takes the number behind the last byte.
    if (next === addSequence(first, streamBytes + 1)) {
      this.assembler.finish(streamBytes);
    }
  }

  /** Whether the stream has come to its end since the last call. */
  endedNow(): boolean {
    if (this.#ended || !this.assembler.ended) return false;
    return this.#ended = true;
  }

  /** Reads what a SYN offers; windows are scaled only if both ends have offered it. */
  readSyn(tcp: Segment, peer: TrackedSide): void {
    let shift: number | undefined;
    for (const option of tcp.options) {
      if (option.type === "maximum-segment-size") {
        this.maximumSegmentSize = option.bytes;
      } else if (option.type === "window-scale") {
        shift = Math.min(option.shift, LARGEST_SHIFT);
      }
    }
    if (this.#offersScale !== undefined) return;
    // What the capture cut away may have been the offer.
    if (shift === undefined && areOptionsCut(tcp)) return;
    this.#offersScale = shift !== undefined;
    if (shift === undefined) this.windowShift = peer.windowShift = 0;
    else this.windowShift = peer.#offersScale === false ? 0 : shift;
  }

  /** Window of a segment in bytes, where the scale is known; that of a SYN is never scaled. */
  scaledWindow({ flags, window }: Segment): number | undefined {
    if (flags & TcpFlag.SYN) return window;
    return this.windowShift === undefined
      ? undefined
      : window * 2 ** this.windowShift;
  }

  /** The frame that carried the sequence number of a segment first. */
  carrierOf(tcp: Segment): Carrier | undefined {
    if (tcp.flags & TcpFlag.SYN) return this.syn;
    if (tcp.payloadLength === 0) return this.fin;
    return this.assembler.carrierOf(this.assembler.offsetOf(tcp.sequence));
  }
}

/** Whether the capture ends inside of the options. */
function areOptionsCut({ options, headerLength }: Segment): boolean {
  let bytes = SMALLEST_HEADER_BYTES;
  for (const { length, type } of options) {
    if (type === "end") return false;
    bytes += length;
  }
  return bytes < headerLength;
}
