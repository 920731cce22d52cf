import { PAGE_FLOWS, pageOf, placeOf } from "./flow_pages.ts";

/** What one end has sent, as far as it decides what a late segment of its is. */
export interface SentRest {
  /** Behind the highest sequence number that it has sent. */
  readonly next: number | undefined;
  /** When that was sent, in nanoseconds since the conversation began. */
  readonly nextNanos: number;
  /** What it acknowledged last. */
  readonly acknowledgment: number | undefined;
  /** Window of its last segment, as it was sent. */
  readonly window: number;
  /** How often it has repeated its last acknowledgment. */
  readonly duplicates: number;
  /** Frame that brought that acknowledgment first. */
  readonly lastOriginalAck: number;
}

/** What is left of one end of a flow that was let go. */
export interface SideRest extends SentRest {
  /** Bytes of its stream that were handed on. */
  readonly streamBytes: number;
  /** Shift of its windows, where it is known. */
  readonly windowShift: number | undefined;
}

/** What is left of a flow that was let go: what a late segment is judged by. */
export interface FlowRest {
  /** Number of its first frame. */
  readonly firstFrame: number;
  /** When it began: whole seconds since 1970-01-01 UTC. */
  readonly seconds: number;
  /** The rest of that time in nanoseconds. */
  readonly nanoseconds: number;
  /** Time from its first frame to its last one, in nanoseconds. */
  readonly duration: number;
  /** Its ends: the client's at 0, the server's at 1. */
  readonly sides: readonly [SideRest, SideRest];
}

/** Numbers of a flow, then of its client, then of its server. */
const OWN = 4;
const SIDE = 8;
const STRIDE = OWN + 2 * SIDE;

/** Keeps what is left of flows that were let go, in 160 bytes each. */
export class FlowArchive {
  readonly #pages: (Float64Array | undefined)[] = [];

  /**
   * Keeps what is left of a flow.
   *
   * @param flow Number of the flow.
   * @param rest What is left of it.
   */
  put(flow: number, rest: FlowRest): void {
    const page = this.#pages[pageOf(flow)] ??= new Float64Array(
      PAGE_FLOWS * STRIDE,
    );
    const at = placeOf(flow, STRIDE);
    page[at] = rest.firstFrame;
    page[at + 1] = rest.seconds;
    page[at + 2] = rest.nanoseconds;
    page[at + 3] = rest.duration;
    putSide(page, at + OWN, rest.sides[0]);
    putSide(page, at + OWN + SIDE, rest.sides[1]);
  }

  /**
   * Finds what is left of a flow.
   *
   * @param flow Number of the flow.
   * @returns `undefined` where it was not let go.
   */
  get(flow: number): FlowRest | undefined {
    const page = this.#pages[pageOf(flow)];
    const at = placeOf(flow, STRIDE);
    // Frames are numbered from 1.
    if (!page || page[at] === 0) return undefined;
    const [firstFrame, seconds, nanoseconds, duration] = page.subarray(at);
    return {
      firstFrame,
      seconds,
      nanoseconds,
      duration,
      sides: [sideAt(page, at + OWN), sideAt(page, at + OWN + SIDE)],
    };
  }
}

function putSide(page: Float64Array, at: number, side: SideRest): void {
  page[at] = side.next ?? NaN;
  page[at + 1] = side.nextNanos;
  page[at + 2] = side.acknowledgment ?? NaN;
  page[at + 3] = side.window;
  page[at + 4] = side.duplicates;
  page[at + 5] = side.lastOriginalAck;
  page[at + 6] = side.streamBytes;
  page[at + 7] = side.windowShift ?? NaN;
}

function sideAt(page: Float64Array, at: number): SideRest {
  const [
    next,
    nextNanos,
    acknowledgment,
    window,
    duplicates,
    lastOriginalAck,
    streamBytes,
    windowShift,
  ] = page.subarray(at, at + SIDE);
  return {
    next: known(next),
    nextNanos,
    acknowledgment: known(acknowledgment),
    window,
    duplicates,
    lastOriginalAck,
    streamBytes,
    windowShift: known(windowShift),
  };
}

/** A number that may be missing: NaN stands for none. */
function known(value: number): number | undefined {
  return Number.isNaN(value) ? undefined : value;
}
