import {
  type ByteQueue,
  noFields,
  oneField,
  problemError,
  type ProblemReport as BytesProblemReport,
} from "../bytes/mod.ts";
import type { Direction, HttpErrorCode, HttpEvent } from "./events.ts";

const NOTHING = new Uint8Array();

/** Where the events of a conversation gather until they are handed out. */
export interface EventSink {
  events: HttpEvent[];
}

/** What an error event says. */
export type ProblemReport = BytesProblemReport<HttpErrorCode>;

/** A body while it is read: how much of it came, and how much was lost. */
export interface BodyProgress {
  exchange: number | undefined;
  streamId?: number;
  length: number;
  missing: number;
}

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
  push(event: HttpEvent): void {
    this.#sink.events.push(event);
  }

  /** Takes content of a body from the queue. */
  body(length: number, progress: BodyProgress): void {
    const start = this.queue.offset;
    const bytes = this.queue.take(length);
    this.push({
      kind: "body",
      direction: this.direction,
      start,
      end: start + length,
      bytes,
      bodyOffset: progress.length,
      exchange: progress.exchange,
      ...streamOf(progress),
      fields: () => [{ name: "content", offset: 0, length, value: bytes }],
    });
    progress.length += length;
  }

  /** Tells of the end of a message. */
  messageEnd(progress: BodyProgress, complete: boolean): void {
    const at = this.queue.offset;
    this.push({
      kind: "message-end",
      of: this.direction === 0 ? "request" : "response",
      direction: this.direction,
      start: at,
      end: at,
      bodyLength: progress.length,
      missing: progress.missing,
      complete,
      exchange: progress.exchange,
      ...streamOf(progress),
      fields: noFields,
    });
  }

  /** Passes over bytes that never came; nothing may wait in the queue. */
  gap(length: number, inBody: boolean): void {
    const start = this.queue.offset;
    this.queue.skip(length);
    this.push({
      kind: "gap",
      direction: this.direction,
      start,
      end: start + length,
      inBody,
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
      end: start + bytes.length,
      code: report.code,
      error: problemError("HTTP", "decode", report, bytes.length),
      bytes,
      fields: () => oneField("undecoded", bytes.length, bytes),
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
      error: problemError("HTTP", "accept", report, bytes.length),
      bytes,
      fields: noFields,
    });
  }
}

function streamOf(progress: BodyProgress): { streamId?: number } {
  return progress.streamId === undefined ? {} : { streamId: progress.streamId };
}
