import { type Direction, latin1, type StreamEvent } from "../bytes/mod.ts";
import type { Emitter } from "./emitter.ts";
import { requestFraming, responseFraming } from "./framing.ts";
import {
  decodeFieldSection,
  lineAt,
  parseRequestLine,
  parseStatusLine,
} from "./head.ts";
import { headFields } from "./head_fields.ts";
import { type HeadDecision, Http1Reader } from "./http1_reader.ts";

/** Requests without a response that are remembered at the most. */
const MOST_PENDING = 1024;

/** A request that waits for its response. */
export interface PendingExchange {
  readonly number: number;
  readonly method: string;
  /** Value of its HTTP2-Settings field, where it offers h2c. */
  readonly http2Settings: string | undefined;
}

/**
 * Both directions of HTTP/1: pairs responses with requests, which decides on
 * how responses end, and on when the connection leaves HTTP.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-9.2
 */
export class Http1Conversation {
  readonly #readers: readonly [Http1Reader, Http1Reader];
  #pending: PendingExchange[] = [];
  #count = 0;
  #upgraded: PendingExchange | undefined;

  /**
   * @param emitters Client's direction first.
   * @param maxHeadBytes Longest head that is decoded, in bytes.
   */
  constructor(emitters: readonly [Emitter, Emitter], maxHeadBytes: number) {
    this.#readers = [
      new Http1Reader(emitters[0], this, maxHeadBytes),
      new Http1Reader(emitters[1], this, maxHeadBytes),
    ];
  }

  /** The exchange that the server answered with 101, going over to HTTP/2. */
  get upgraded(): PendingExchange | undefined {
    return this.#upgraded;
  }

  /** Whether HTTP/2 follows in a direction. */
  done(direction: Direction): boolean {
    return this.#readers[direction].done;
  }

  /** Reads what waits in a direction. */
  read(direction: Direction): void {
    this.#readers[direction].read();
    this.#readers[1 - direction].read();
  }

  /** Passes over bytes that never came. */
  gap(direction: Direction, length: number): void {
    this.#readers[direction].gap(length);
  }

  /** Says that a direction has ended. */
  end(direction: Direction): void {
    this.#readers[direction].end();
  }

  /** Makes an event of a head; called by the readers. */
  decide(
    direction: Direction,
    head: Uint8Array,
    firstLine: number,
    start: number,
  ): HeadDecision | undefined {
    const text = latin1(head.subarray(firstLine));
    const line = lineAt(text, 0);
    const first = text.slice(0, line.end);
    const base = {
      direction,
      start,
      end: start + head.length,
      fields: () => headFields(head),
    };
    return direction === 0
      ? this.#request(first, text, line.next, base)
      : this.#response(first, text, line.next, base);
  }

  /** Takes the other direction along into a tunnel; called by the readers. */
  tunnel(direction: Direction, protocol: string): void {
    this.#readers[1 - direction].switchTo(protocol);
  }

  /** Pairs anew after bytes were lost; called by the readers. */
  resynchronized(direction: Direction): void {
    // The responses that were lost belong to the older requests: what comes
    // next most likely answers the newest, as clients seldom send ahead.
    if (direction === 1) this.#pending = this.#pending.slice(-1);
  }

  #request(
    first: string,
    text: string,
    next: number,
    base: EventBase,
  ): HeadDecision | undefined {
    const line = parseRequestLine(first);
    if (!line) return undefined;
    const section = decodeFieldSection(text, next);
    const { framing, problems } = requestFraming(section, line.version);
    const exchange = ++this.#count;
    const { method } = line;
    this.#pending.push({
      number: exchange,
      method,
      http2Settings: section.http2Settings,
    });
    if (this.#pending.length > MOST_PENDING) this.#pending.shift();
    const authority = section.hosts.at(0);
    const request = { ...line, headers: section.headers, framing };
    return {
      event: {
        ...base,
        kind: "request",
        request: authority === undefined ? request : { ...request, authority },
        exchange,
      },
      framing,
      problems: /[\s\0]/.test(line.target)
        ? [...section.problems, BAD_TARGET, ...problems]
        : [...section.problems, ...problems],
      exchange,
      interim: false,
      hold: method === "CONNECT",
    };
  }

  #response(
    first: string,
    text: string,
    next: number,
    base: EventBase,
  ): HeadDecision | undefined {
    const line = parseStatusLine(first);
    if (!line) return undefined;
    const section = decodeFieldSection(text, next);
    const pending = this.#pending.at(0);
    const { framing, problems } = responseFraming(
      section,
      line.version,
      line.status,
      pending?.method,
    );
    const interim = line.status < 200 && line.status !== 101;
    const decision = {
      event: {
        ...base,
        kind: "response",
        response: { ...line, headers: section.headers, framing },
        exchange: pending?.number,
        method: pending?.method,
        interim,
      },
      framing,
      problems: [...section.problems, ...problems],
      exchange: pending?.number,
      interim,
    } as const;
    if (interim) return decision;
    this.#pending.shift();
    if (framing.kind !== "tunnel") {
      if (pending?.method === "CONNECT") this.#readers[0].release();
      return decision;
    }
    if (line.status !== 101) return { ...decision, protocol: "tunnel" };
    const protocol = (section.upgrade ?? "unknown").toLowerCase();
    if (protocol === "h2c") this.#upgraded = pending;
    return { ...decision, protocol };
  }
}

/** What the events of both kinds of head have. */
type EventBase = Omit<StreamEvent, "kind">;

const BAD_TARGET = {
  code: "bad-start-line",
  outcome: "misbehaved",
  field: "request-target",
  problem: "white space or NUL stands inside",
  offset: 0,
  length: 0,
} as const;
