import { type Direction, noFields } from "../bytes/mod.ts";
import type { BodyProgress, Emitter } from "./emitter.ts";
import type { CompleteBlock } from "./header_blocks.ts";
import type { HpackField } from "./hpack.ts";
import type { Http2Frame } from "./http2_frames.ts";
import { Http2Reader } from "./http2_reader.ts";
import type { HeaderField } from "./messages.ts";

/** Streams that are remembered at the most; older ones are forgotten first. */
const MOST_STREAMS = 4096;
const FRAMES = { kind: "frames" } as const;

/** One direction of a stream. */
interface Half {
  /** Whether the final head of the message has come. */
  head: boolean;
  ended: boolean;
  readonly progress: BodyProgress;
}

interface Stream {
  exchange: number | undefined;
  method: string | undefined;
  readonly halves: readonly [Half, Half];
}

/**
 * Both directions of HTTP/2: makes requests and responses of what the frames
 * of each stream carry.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9113#section-8
 */
export class Http2Conversation {
  readonly #readers: readonly [Http2Reader, Http2Reader];
  readonly #streams = new Map<number, Stream>();
  #count = 0;

  /** @param emitters Client's direction first. */
  constructor(emitters: readonly [Emitter, Emitter]) {
    this.#readers = [
      new Http2Reader(emitters[0], this),
      new Http2Reader(emitters[1], this),
    ];
  }

  /** Takes over the exchange that went over from HTTP/1.1: it is stream 1. */
  takeOver(exchange: number, method: string): void {
    this.#count = exchange;
    const stream = this.#stream(1);
    stream.exchange = exchange;
    stream.method = method;
    stream.halves[0].head = true;
    stream.halves[0].ended = true;
    for (const half of stream.halves) half.progress.exchange = exchange;
  }

  /** Heeds a setting that a direction's peer has declared. */
  allow(direction: Direction, id: number, value: number): void {
    this.#readers[direction].allow(id, value);
  }

  /** Reads what waits in a direction. */
  read(direction: Direction): void {
    this.#readers[direction].read();
  }

  /** Passes over bytes that never came. */
  gap(direction: Direction, length: number): void {
    this.#readers[direction].gap(length);
  }

  /** Says that a direction has ended. */
  end(direction: Direction): void {
    const reader = this.#readers[direction];
    reader.end();
    for (const [id, stream] of this.#streams) {
      this.#finish(reader.emitter, id, stream, false);
    }
  }

  /** Gives what is known of a stream's body; called by the readers. */
  progressOf(reader: Http2Reader, streamId: number): BodyProgress {
    return this.#stream(streamId).halves[reader.emitter.direction].progress;
  }

  /** Ends a message; called by the readers. */
  endStream(reader: Http2Reader, streamId: number): void {
    this.#finish(reader.emitter, streamId, this.#stream(streamId), true);
  }

  /** Heeds settings and resets; called by the readers. */
  frame(reader: Http2Reader, frame: Http2Frame): void {
    const { emitter } = reader;
    const { payload } = frame;
    if (payload.type === "SETTINGS") {
      const peer = this.#readers[1 - emitter.direction];
      for (const { id, value } of payload.settings) peer.allow(id, value);
    } else if (payload.type === "RST_STREAM") {
      const stream = this.#streams.get(frame.streamId);
      if (!stream) return;
      for (const { emitter } of this.#readers) {
        this.#finish(emitter, frame.streamId, stream, false);
      }
      this.#streams.delete(frame.streamId);
    }
  }

  /** Makes a message of a header block; called by the readers. */
  headers(reader: Http2Reader, block: CompleteBlock): void {
    const { emitter } = reader;
    const { streamId, endStream } = block;
    const stream = this.#stream(streamId);
    const direction = block.promised ? 0 : emitter.direction;
    const half = stream.halves[direction];
    if (half.head) this.#trailers(emitter, stream, block);
    else if (direction === 0) this.#request(emitter, stream, block);
    else this.#response(emitter, stream, block);
    if (block.promised) half.ended = true;
    if (endStream) this.#finish(emitter, streamId, stream, true);
  }

  #request(emitter: Emitter, stream: Stream, block: CompleteBlock): void {
    const { pseudo, headers } = split(block.fields);
    const method = pseudo.get(":method");
    if (!method) {
      this.#missing(emitter, block, ":method");
      return;
    }
    const exchange = ++this.#count;
    const scheme = pseudo.get(":scheme");
    const authority = pseudo.get(":authority");
    stream.exchange = exchange;
    stream.method = method;
    for (const half of stream.halves) half.progress.exchange = exchange;
    stream.halves[0].head = true;
    emitter.push({
      ...this.#here(emitter),
      kind: "request",
      request: {
        method,
        target: pseudo.get(":path") ?? authority ?? "",
        version: "2",
        headers,
        framing: FRAMES,
        ...(scheme === undefined ? {} : { scheme }),
        ...(authority === undefined ? {} : { authority }),
      },
      exchange,
      streamId: block.streamId,
    });
  }

  #response(emitter: Emitter, stream: Stream, block: CompleteBlock): void {
    const { pseudo, headers } = split(block.fields);
    const text = pseudo.get(":status") ?? "";
    if (!/^[1-9]\d\d$/.test(text)) {
      this.#missing(emitter, block, ":status");
      return;
    }
    const status = Number(text);
    const interim = status < 200;
    stream.halves[1].head = !interim;
    emitter.push({
      ...this.#here(emitter),
      kind: "response",
      response: {
        version: "2",
        status,
        reason: "",
        headers,
        framing: FRAMES,
      },
      exchange: stream.exchange,
      method: stream.method,
      interim,
      streamId: block.streamId,
    });
  }

  #trailers(emitter: Emitter, stream: Stream, block: CompleteBlock): void {
    emitter.push({
      ...this.#here(emitter),
      kind: "trailers",
      trailers: split(block.fields).headers,
      exchange: stream.exchange,
      streamId: block.streamId,
    });
  }

  /** Fields that were lost in a gap are no fault of the sender. */
  #missing(emitter: Emitter, block: CompleteBlock, name: string): void {
    const lost = block.fields.some((field) => field.lost);
    emitter.report({
      code: "bad-frame",
      outcome: lost ? "truncated" : "misbehaved",
      field: name,
      problem: lost
        ? "it refers to fields that the capture does not hold"
        : "it is missing or malformed",
    });
  }

  #finish(
    emitter: Emitter,
    streamId: number,
    stream: Stream,
    complete: boolean,
  ): void {
    const half = stream.halves[emitter.direction];
    if (half.ended || !half.head && !complete) return;
    half.ended = true;
    emitter.messageEnd(half.progress, complete);
    if (stream.halves.every(({ ended }) => ended)) {
      this.#streams.delete(streamId);
    }
  }

  #stream(streamId: number): Stream {
    const known = this.#streams.get(streamId);
    if (known) return known;
    const stream: Stream = {
      exchange: undefined,
      method: undefined,
      halves: [newHalf(streamId), newHalf(streamId)],
    };
    this.#streams.set(streamId, stream);
    if (this.#streams.size > MOST_STREAMS) this.#forgetOldest();
    return stream;
  }

  /** Forgets half of the streams: to forget them one by one is slow in a map. */
  #forgetOldest(): void {
    let left = MOST_STREAMS / 2;
    for (const streamId of this.#streams.keys()) {
      if (left-- === 0) break;
      this.#streams.delete(streamId);
    }
  }

  #here(emitter: Emitter) {
    const { direction, queue: { offset } } = emitter;
    return { direction, start: offset, end: offset, fields: noFields };
  }
}

function newHalf(streamId: number): Half {
  return {
    head: false,
    ended: false,
    progress: { exchange: undefined, streamId, length: 0, missing: 0 },
  };
}

function split(
  fields: readonly HpackField[],
): { pseudo: Map<string, string>; headers: HeaderField[] } {
  const pseudo = new Map<string, string>();
  const headers: HeaderField[] = [];
  for (const { name, value } of fields) {
    if (name.startsWith(":")) pseudo.set(name, value);
    else headers.push({ name, value, folded: false });
  }
  return { pseudo, headers };
}
