import {
  type ByteQueue,
  type Direction,
  type EventSink,
  noFields,
  oneField,
  StreamEmitter,
} from "../bytes/mod.ts";
import type { HttpErrorCode, HttpEvent } from "./events.ts";

/** A body while it is read: how much of it came, and how much was lost. */
export interface BodyProgress {
  exchange: number | undefined;
  streamId?: number;
  length: number;
  missing: number;
}

/** Takes bytes of one direction from its queue and makes events of them. */
export class Emitter extends StreamEmitter<HttpEvent, HttpErrorCode> {
  constructor(
    direction: Direction,
    queue: ByteQueue,
    sink: EventSink<HttpEvent>,
  ) {
    super("HTTP", direction, queue, sink);
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
}

function streamOf(progress: BodyProgress): { streamId?: number } {
  return progress.streamId === undefined ? {} : { streamId: progress.streamId };
}
