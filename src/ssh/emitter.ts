import {
  type ByteQueue,
  DecodeError,
  type DecodeOutcome,
  type Field,
} from "../bytes/mod.ts";
import type { Direction, SshErrorCode, SshEvent } from "./events.ts";

const NOTHING = new Uint8Array();

/** Where the events of a conversation gather until they are handed out. */
export interface EventSink {
  events: SshEvent[];
}

/** What an error event says. */
export interface ProblemReport {
  readonly code: SshErrorCode;
  readonly outcome: DecodeOutcome;
  /** Element of the grammar, in the specification's name. */
  readonly field: string;
  /** What is wrong, to follow "Cannot decode SSH …: ". */
  readonly problem: string;
  /** Bytes that the element needs. */
  readonly needed?: number;
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
      fields: () => [{ name: "missing", offset: 0, length, value: null }],
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
      error: errorOf("decode", report, length),
      bytes,
      fields: () => [{ name: "undecoded", offset: 0, length, value: bytes }],
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
      error: errorOf("decode", report, length),
      bytes: NOTHING,
      fields: () => [{ name: "undecoded", offset: 0, length, value: null }],
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
      error: errorOf("accept", report, bytes.length),
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

/** The fields of an event that takes no bytes. */
export function noFields(): readonly Field[] {
  return [];
}

function errorOf(
  action: "decode" | "accept",
  report: ProblemReport,
  available: number,
): DecodeError {
  return new DecodeError(
    `Cannot ${action} SSH ${report.field}: ${report.problem}`,
    {
      protocol: "ssh",
      outcome: report.outcome,
      field: report.field,
      offset: 0,
      needed: report.needed,
      available,
    },
  );
}
