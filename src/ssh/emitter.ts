import {
  type ByteQueue,
  type Direction,
  type EventSink,
  oneField,
  StreamEmitter,
} from "../bytes/mod.ts";
import type { SshErrorCode, SshEvent } from "./events.ts";

/** Takes bytes of one direction from its queue and makes events of them. */
export class Emitter extends StreamEmitter<SshEvent, SshErrorCode> {
  constructor(
    direction: Direction,
    queue: ByteQueue,
    sink: EventSink<SshEvent>,
  ) {
    super("SSH", direction, queue, sink);
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
}
