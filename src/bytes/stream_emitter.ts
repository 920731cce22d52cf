import type { ByteQueue } from "./byte_queue.ts";
import type { DecodeError } from "./decode_error.ts";
import { problemError, type ProblemReport } from "./problem.ts";
import {
  type Direction,
  noFields,
  oneField,
  type ProblemEvent,
} from "./stream_event.ts";

const NOTHING = new Uint8Array();

/** Where the events of a conversation gather until they are handed out. */
export interface EventSink<Event> {
  /** Events of both directions, the oldest first. */
  events: Event[];
}

/**
 * Takes bytes of one direction from its queue and makes events of them.
 *
 * A protocol extends it by the events that it has of its own.
 */
export class StreamEmitter<Event, Code extends string> {
  /** The direction. */
  readonly direction: Direction;
  /** Its bytes that were not taken yet. */
  readonly queue: ByteQueue;
  readonly #protocol: string;
  readonly #sink: EventSink<Event | ProblemEvent<Code>>;

  /**
   * Starts at the bytes that wait in the queue.
   *
   * @param protocol Protocol as it is written in a sentence: `HTTP`.
   * @param direction The direction.
   * @param queue Its bytes.
   * @param sink Where the events go.
   */
  constructor(
    protocol: string,
    direction: Direction,
    queue: ByteQueue,
    sink: EventSink<Event | ProblemEvent<Code>>,
  ) {
    this.#protocol = protocol;
    this.direction = direction;
    this.queue = queue;
    this.#sink = sink;
  }

  /** Tells of an event. */
  push(event: Event | ProblemEvent<Code>): void {
    this.#sink.events.push(event);
  }

  /** Takes bytes that cannot be decoded. */
  reject(length: number, report: ProblemReport<Code>): void {
    const start = this.queue.offset;
    const bytes = this.queue.take(length);
    this.push({
      kind: "error",
      direction: this.direction,
      start,
      end: start + bytes.length,
      code: report.code,
      error: problemError(this.#protocol, "decode", report, bytes.length),
      bytes,
      fields: () => oneField("undecoded", bytes.length, bytes),
    });
  }

  /** Tells of bytes that were taken already, and will not be decoded. */
  rejectTaken(start: number, report: ProblemReport<Code>): void {
    const end = this.queue.offset;
    this.push({
      kind: "error",
      direction: this.direction,
      start,
      end,
      code: report.code,
      error: problemError(this.#protocol, "decode", report, end - start),
      bytes: NOTHING,
      fields: () => oneField("undecoded", end - start),
    });
  }

  /** Tells of something against the rules in bytes that were decoded and kept. */
  report(report: ProblemReport<Code>, bytes: Uint8Array = NOTHING): void {
    const { length } = bytes;
    const error = problemError(this.#protocol, "accept", report, length);
    this.reportError(report.code, error, bytes);
  }

  /** Tells of a decoder's error in bytes that were taken and kept. */
  reportError(code: Code, error: DecodeError, bytes: Uint8Array): void {
    const at = this.queue.offset;
    this.push({
      kind: "error",
      direction: this.direction,
      start: at,
      end: at,
      code,
      error,
      bytes,
      fields: noFields,
    });
  }
}
