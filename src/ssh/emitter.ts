import {
  type ByteQueue,
  type DecodeError,
  noFields,
  oneField,
  problemError,
  type ProblemReport as BytesProblemReport,
} from "../bytes/mod.ts";
import type { Direction, SshErrorCode, SshEvent } from "./events.ts";

const NOTHING = new Uint8Array();

/** Where the events of a conversation gather until they are handed out. */
export interface EventSink {
  events: SshEvent[];
}

/** What an error event says. */
export type ProblemReport = BytesProblemReport<SshErrorCode>;

/** Takes bytes of one direction from its queue and makes events of them. */
export class Emitter {
  readonly direction: Direction;
  readonly queue: ByteQueue;
  readonly #sink: EventSink;

  constructor(direction: Direction, queue: ByteQueue, sink: EventSink) {
    this.direction = direction;
    this.queue = queue;
    this.#sink = sink;
  }

  /** Tells of an event. */
  push(event: SshEvent): void {
    this.#sink.events.push(event);
  }

  /** Passes over bytes that never came; nothing may wait in the queue. */
  gap(length: number): void {
    const start = this.queue.offset;
    this.queue.skip(length);
    this.push({
      kind: "gap",
      direction: this.direction,
      start,
      end: start + length,
      fields: () => oneField("missing", length),
    });
  }

  /** Takes bytes that cannot be decoded. */
  reject(length: number, report: ProblemReport): void {
    const start = this.queue.offset;
    const bytes = this.queue.take(length);
    this.push({
      kind: "error",
      direction: this.direction,
      start,
      end: start + length,
      code: report.code,
      error: problemError("SSH", "decode", report, length),
      bytes,
      fields: () => oneField("undecoded", length, bytes),
    });
  }

  /** Tells of bytes that were taken already, and will not be decoded. */
  rejectTaken(start: number, report: ProblemReport): void {
    const { direction, queue } = this;
    const length = queue.offset - start;
    this.push({
      kind: "error",
      direction,
      start,
      end: queue.offset,
      code: report.code,
      error: problemError("SSH", "decode", report, length),
      bytes: NOTHING,
      fields: () => oneField("undecoded", length),
    });
  }

  /** Tells of something against the rules in bytes that were decoded and kept. */
  report(report: ProblemReport, bytes: Uint8Array = NOTHING): void {
    const at = this.queue.offset;
    this.push({
      kind: "error",
      direction: this.direction,
      start: at,
      end: at,
      code: report.code,
      error: problemError("SSH", "accept", report, bytes.length),
      bytes,
      fields: noFields,
    });
  }

  /** Tells of a decoder's error in bytes that were kept. */
  reportError(code: SshErrorCode, error: DecodeError, bytes: Uint8Array): void {
    const { direction, queue: { offset } } = this;
    this.push({
      kind: "error",
      direction,
      start: offset,
      end: offset,
      code,
      error,
      bytes,
      fields: noFields,
    });
  }
}
