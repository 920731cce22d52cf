import { type Direction, noFields } from "../bytes/mod.ts";
import type { BodyProgress, Emitter } from "./emitter.ts";
import { ChunkedReader } from "./chunked_reader.ts";
import type { HttpEvent } from "./events.ts";
import type { HeadProblem } from "./head.ts";
import type { BodyFraming } from "./messages.ts";
import { SectionEnd } from "./section_end.ts";
import {
  findStartLine,
  isStartLine,
  mayStartLine,
  searchTail,
} from "./start_line.ts";

/** What the connection makes of a message's head. */
export interface HeadDecision {
  /** The event that tells of the head. */
  readonly event: HttpEvent;
  readonly framing: BodyFraming;
  readonly problems: readonly HeadProblem[];
  readonly exchange: number | undefined;
  /** Whether another head of the same message follows, so that no end is told. */
  readonly interim: boolean;
  /** Protocol that follows the head, where the framing is a tunnel. */
  readonly protocol?: string;
  /** Whether to wait, once the message has ended, for what the peer answers. */
  readonly hold?: boolean;
}

/** The connection, as one of its two readers sees it. */
export interface Http1Host {
  /**
   * Makes an event of a head.
   *
   * @param head Head with the empty lines before it; a view.
   * @param firstLine Offset in it of its first line.
   * @param start Offset of the head in the direction's stream.
   * @returns `undefined` where its first line is none of this direction.
   */
  decide(
    direction: Direction,
    head: Uint8Array,
    firstLine: number,
    start: number,
  ): HeadDecision | undefined;
  /** Called after the event of a head that a tunnel follows. */
  tunnel(direction: Direction, protocol: string): void;
  /** Called when a message was found again after bytes were lost. */
  resynchronized(direction: Direction): void;
}

/** What is read, and what is known of it so far. */
type State =
  | {
    readonly kind: "head";
    readonly end: SectionEnd;
    /** Whether its first line is known to be one. */
    checked: boolean;
  }
  /** A body of a length that was told: bytes that are still to come. */
  | { readonly kind: "length"; remaining: number }
  | { readonly kind: "chunked"; readonly body: ChunkedReader }
  /** A body that ends with the connection. */
  | { readonly kind: "close" }
  /** Nothing, until the peer has answered. */
  | { readonly kind: "held" }
  | { readonly kind: "tunnel"; readonly protocol: string }
  /** The start of a message, after bytes were lost: those of the queue that the search has seen. */
  | { readonly kind: "lost"; searched: number }
  /** Nothing more: what follows is HTTP/2. */
  | { readonly kind: "done" };

/** Reads the messages of one direction of HTTP/1. */
export class Http1Reader {
  readonly #emitter: Emitter;
  readonly #host: Http1Host;
  readonly #maxHeadBytes: number;
  #state: State = newHead();
  #progress: BodyProgress = { exchange: undefined, length: 0, missing: 0 };
  /** Whether to wait, after the message that is being read, for the peer's answer. */
  #hold = false;
  /** Protocol that follows the message that is being read. */
  #protocol: string | undefined;

  constructor(emitter: Emitter, host: Http1Host, maxHeadBytes: number) {
    this.#emitter = emitter;
    this.#host = host;
    this.#maxHeadBytes = maxHeadBytes;
  }

  /** Whether what follows is HTTP/2, so that this reader has nothing more to do. */
  get done(): boolean {
    return this.#state.kind === "done";
  }

  /** Reads what waits in the queue, as far as it goes. */
  read(): void {
    while (this.#emitter.queue.length > 0 && this.#step());
  }

  /** Leaves HTTP/1 for another protocol: at once, or when the message is over. */
  switchTo(protocol: string): void {
    if (this.#inBody()) this.#protocol = protocol;
    else this.#follow(protocol);
  }

  /** Ends the wait that a head had asked for. */
  release(): void {
    this.#hold = false;
    if (this.#state.kind === "held") this.#begin();
  }

  /** Passes over bytes that never came. */
  gap(length: number): void {
    const counted = this.#countGap(length);
    if (!counted) this.#rejectWaiting("out-of-step");
    this.#emitter.gap(length, counted);
    const state = this.#state;
    if (state.kind === "length") {
      // What is left of a body that the gap goes beyond has fallen into it.
      if (!counted) this.#miss(state.remaining);
      if (!counted || state.remaining === 0) this.#finish(true);
    } else if (state.kind === "chunked" && !counted) {
      this.#finish(false);
    }
    if (!counted && this.#state.kind === "head") this.#lose();
  }

  /** Says that the direction has ended. */
  end(): void {
    const state = this.#state;
    if (state.kind === "close") {
      this.#finish(true);
      return;
    }
    if (this.#inBody() && this.#emitter.queue.length === 0) {
      this.#emitter.report({
        code: "ended-early",
        outcome: "truncated",
        field: "content",
        problem: `the stream ends after ${this.#progress.length} bytes of it`,
        needed: state.kind === "length" ? state.remaining : 0,
      });
    }
    this.#rejectWaiting("ended-early");
    if (this.#inBody()) this.#finish(false);
  }

  #step(): boolean {
    const { queue } = this.#emitter;
    const state = this.#state;
    switch (state.kind) {
      case "head":
        return this.#readHead(state);
      case "length": {
        const length = Math.min(state.remaining, queue.length);
        state.remaining -= length;
        this.#emitter.body(length, this.#progress);
        if (state.remaining === 0) this.#finish(true);
        return true;
      }
      case "chunked":
        return this.#readChunked(state.body);
      case "close":
        this.#emitter.body(queue.length, this.#progress);
        return false;
      case "tunnel":
        this.#readTunnel(state.protocol);
        return false;
      case "lost":
        return this.#search(state);
      case "held":
        if (queue.length <= this.#maxHeadBytes) return false;
        this.#follow("tunnel");
        return true;
      case "done":
        return false;
    }
  }

  #readHead(state: State & { kind: "head" }): boolean {
    const { queue } = this.#emitter;
    const waiting = queue.bytes;
    const end = state.end.find(waiting);
    if (end === undefined) return this.#judgePart(state, waiting);
    const { firstLine } = state.end;
    const decision = this.#host.decide(
      this.#emitter.direction,
      waiting.subarray(0, end),
      firstLine,
      queue.offset,
    );
    if (!decision) return this.#rejectLine(firstLine, waiting);
    const head = queue.take(end);
    this.#begin();
    this.#progress.exchange = decision.exchange;
    this.#hold = decision.hold ?? false;
    this.#emitter.push(decision.event);
    for (const problem of decision.problems) {
      const at = firstLine + problem.offset;
      const bytes = problem.length > 0
        ? head.subarray(at, at + problem.length)
        : head;
      this.#emitter.report({ ...problem, offset: at }, bytes);
    }
    this.#enter(decision);
    return true;
  }

  #enter(decision: HeadDecision): void {
    const { framing } = decision;
    switch (framing.kind) {
      case "length":
        this.#state = { kind: "length", remaining: framing.lengthBytes };
        if (framing.lengthBytes === 0) this.#finish(true);
        break;
      case "chunked":
        this.#state = {
          kind: "chunked",
          body: new ChunkedReader(
            this.#emitter,
            this.#progress,
            this.#maxHeadBytes,
          ),
        };
        break;
      case "close":
        this.#state = { kind: "close" };
        break;
      case "tunnel":
        this.#upgrade(decision.protocol ?? "tunnel");
        break;
      default:
        if (!decision.interim) this.#finish(true);
    }
  }

  #upgrade(protocol: string): void {
    const at = this.#emitter.queue.offset;
    this.#emitter.push({
      kind: "upgrade",
      direction: this.#emitter.direction,
      start: at,
      end: at,
      protocol,
      exchange: this.#progress.exchange,
      fields: noFields,
    });
    this.#follow(protocol);
    this.#host.tunnel(this.#emitter.direction, protocol);
  }

  /** Decides about a head that has not come whole: wait for more, or give it up. */
  #judgePart(
    state: State & { kind: "head" },
    waiting: Uint8Array,
  ): boolean {
    if (waiting.length > this.#maxHeadBytes) {
      this.#rejectWaiting("head-too-long");
      this.#lose();
      return false;
    }
    if (state.checked) return false;
    const { direction } = this.#emitter;
    const { firstLine } = state.end;
    const rest = waiting.subarray(firstLine);
    const feed = rest.indexOf(0x0a);
    state.checked = feed >= 0 && isStartLine(rest.subarray(0, feed), direction);
    if (state.checked || feed < 0 && mayStartLine(rest, direction)) {
      return false;
    }
    return this.#rejectLine(firstLine, waiting);
  }

  /** Gives up the first line of what should be a head, and looks for another. */
  #rejectLine(firstLine: number, waiting: Uint8Array): boolean {
    const feed = waiting.indexOf(0x0a, firstLine);
    this.#emitter.reject(feed < 0 ? waiting.length : feed + 1, {
      code: "bad-start-line",
      outcome: "malformed",
      field: this.#emitter.direction === 0 ? "request-line" : "status-line",
      problem: "these bytes are none",
      offset: firstLine,
    });
    this.#lose();
    return true;
  }

  #readChunked(body: ChunkedReader): boolean {
    const progress = body.read();
    if (progress === "ended") this.#finish(true);
    if (progress === "broken") {
      this.#finish(false);
      this.#lose();
    }
    return progress !== "waiting";
  }

  #readTunnel(protocol: string): void {
    const { direction, queue } = this.#emitter;
    const start = queue.offset;
    const bytes = queue.take(queue.length);
    this.#emitter.push({
      kind: "tunnel",
      direction,
      start,
      end: start + bytes.length,
      bytes,
      protocol,
      fields: () => [
        { name: "data", offset: 0, length: bytes.length, value: bytes },
      ],
    });
  }

  /** Looks for the start of a message; what stands before it is given up. */
  #search(state: State & { kind: "lost" }): boolean {
    const { direction, queue } = this.#emitter;
    const waiting = queue.bytes;
    const found = findStartLine(waiting, direction, state.searched);
    const end = found < 0
      ? waiting.length - searchTail(waiting, direction)
      : found;
    if (end > 0) {
      this.#emitter.reject(end, {
        code: "out-of-step",
        outcome: "truncated",
        field: "message",
        problem: "the start of what they belong to is not known",
      });
    }
    if (found < 0) {
      state.searched = waiting.length - end;
      return false;
    }
    this.#begin();
    this.#host.resynchronized(direction);
    return true;
  }

  /** Counts missing bytes as content, where they can be nothing else. */
  #countGap(length: number): boolean {
    const state = this.#state;
    switch (state.kind) {
      case "length":
        if (length > state.remaining) return false;
        state.remaining -= length;
        this.#miss(length);
        return true;
      case "chunked":
        return state.body.gap(length);
      case "close":
        this.#miss(length);
        return true;
      default:
        return state.kind === "tunnel";
    }
  }

  /** Counts bytes of a body that the capture lacks. */
  #miss(length: number): void {
    this.#progress.length += length;
    this.#progress.missing += length;
  }

  #inBody(): boolean {
    return ["length", "chunked", "close"].includes(this.#state.kind);
  }

  #begin(): void {
    this.#state = newHead();
    this.#progress = { exchange: undefined, length: 0, missing: 0 };
  }

  #lose(): void {
    this.#state = { kind: "lost", searched: 0 };
  }

  #finish(complete: boolean): void {
    this.#emitter.messageEnd(this.#progress, complete);
    this.#begin();
    if (this.#protocol !== undefined) this.#follow(this.#protocol);
    else if (this.#hold) this.#state = { kind: "held" };
  }

  #follow(protocol: string): void {
    this.#state = protocol === "h2c"
      ? { kind: "done" }
      : { kind: "tunnel", protocol };
  }

  /** Gives up all that waits, if anything does. */
  #rejectWaiting(code: "head-too-long" | "out-of-step" | "ended-early"): void {
    const { length } = this.#emitter.queue;
    if (length === 0) return;
    const tooLong = code === "head-too-long";
    this.#emitter.reject(length, {
      code,
      outcome: tooLong ? "unsupported" : "truncated",
      field: "message",
      problem: tooLong
        ? `its head is longer than ${this.#maxHeadBytes} bytes`
        : `${length} bytes of it came, and the rest did not`,
    });
    if (!this.#inBody()) this.#begin();
  }
}

function newHead(): State {
  return { kind: "head", end: new SectionEnd(true), checked: false };
}
