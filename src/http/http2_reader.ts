import { ByteReader, DecodeError } from "../bytes/mod.ts";
import type { BodyProgress, Emitter } from "./emitter.ts";
import type { HttpErrorCode } from "./events.ts";
import { type CompleteBlock, HeaderBlocks } from "./header_blocks.ts";
import { FLAG, FRAME, PREFACE, SETTING } from "./http2_constants.ts";
import { frameFields } from "./http2_fields.ts";
import {
  decodeFrameHeader,
  decodePayload,
  FRAME_HEADER_BYTES,
  looksLikeFrames,
} from "./http2_decode.ts";
import type {
  Http2Frame,
  Http2FrameHeader,
  Http2Payload,
} from "./http2_frames.ts";
import { sniffPreface } from "./sniff.ts";

/** A frame other than DATA that is longer than this is not kept. */
const MOST_FRAME_BYTES = 1 << 18;
/** What SETTINGS_MAX_FRAME_SIZE is at least. */
const DEFAULT_MAX_FRAME_BYTES = 1 << 14;

/** The connection, as one of its two readers sees it. */
export interface Http2Host {
  /** Gives what is known of a body before content of it is told. */
  progressOf(reader: Http2Reader, streamId: number): BodyProgress;
  /** Called after the event of the frame that completes a header block. */
  headers(reader: Http2Reader, block: CompleteBlock): void;
  /** Called when a DATA frame that ends its stream is over. */
  endStream(reader: Http2Reader, streamId: number): void;
  /** Called after the event of each frame. */
  frame(reader: Http2Reader, frame: Http2Frame): void;
}

type State = "preface" | "frame" | "data" | "padding" | "skip" | "lost";

/** A frame's payload, with what was wrong and what it completed. */
interface DecodedPayload {
  readonly payload: Http2Payload;
  readonly block: CompleteBlock | undefined;
  readonly problem: DecodeError | undefined;
}

/** Reads the frames of one direction of HTTP/2. */
export class Http2Reader {
  readonly emitter: Emitter;
  readonly #host: Http2Host;
  readonly #blocks = new HeaderBlocks();
  #state: State;
  #first = true;
  #data: Http2FrameHeader | undefined;
  #progress: BodyProgress = { exchange: undefined, length: 0, missing: 0 };
  /** Bytes of the frame that are still to come, padding not counted. */
  #remaining = 0;
  #padding = 0;
  #maxFrameBytes = DEFAULT_MAX_FRAME_BYTES;

  constructor(emitter: Emitter, host: Http2Host) {
    this.emitter = emitter;
    this.#host = host;
    this.#state = emitter.direction === 0 ? "preface" : "frame";
  }

  /** Heeds a setting of the peer: what it lets this direction send. */
  allow(id: number, value: number): void {
    if (id === SETTING.HEADER_TABLE_SIZE) this.#blocks.allow(value);
    if (id === SETTING.MAX_FRAME_SIZE) {
      this.#maxFrameBytes = Math.max(this.#maxFrameBytes, value);
    }
  }

  /** Reads what waits in the queue, as far as it goes. */
  read(): void {
    while (this.emitter.queue.length > 0 && this.#step());
  }

  /** Passes over bytes that never came. */
  gap(length: number): void {
    if (this.#state === "data" && length <= this.#remaining) {
      this.emitter.gap(length, true);
      this.#remaining -= length;
      this.#progress.length += length;
      this.#progress.missing += length;
      this.#afterContent();
      return;
    }
    this.#rejectWaiting("out-of-step");
    this.emitter.gap(length, false);
    this.#blocks.lose();
    this.#remaining = 0;
    this.#padding = 0;
    this.#state = "lost";
  }

  /** Says that the direction has ended. */
  end(): void {
    this.#rejectWaiting("ended-early");
    const needed = this.#remaining + this.#padding;
    if (needed === 0) return;
    this.emitter.report({
      code: "ended-early",
      outcome: "truncated",
      field: "frame",
      problem: `the stream ends ${needed} bytes before it`,
      needed,
    });
  }

  #step(): boolean {
    const { queue } = this.emitter;
    switch (this.#state) {
      case "preface":
        return this.#readPreface();
      case "frame":
        return this.#readFrame();
      case "data": {
        const length = Math.min(this.#remaining, queue.length);
        this.#remaining -= length;
        this.emitter.body(length, this.#progress);
        this.#afterContent();
        return true;
      }
      case "padding":
        this.#readPadding();
        return true;
      case "skip":
        this.#skip();
        return true;
      case "lost":
        return this.#search();
    }
  }

  #readPreface(): boolean {
    const { direction, queue } = this.emitter;
    const found = sniffPreface(queue.bytes);
    if (found === undefined) return false;
    this.#state = "frame";
    if (!found) {
      this.#report("bad-preface", "connection preface", "it is another");
      return true;
    }
    const start = queue.offset;
    const { length } = queue.take(PREFACE.length);
    this.emitter.push({
      kind: "preface",
      direction,
      start,
      end: start + length,
      fields: () => [
        { name: "connection preface", offset: 0, length, value: PREFACE },
      ],
    });
    return true;
  }

  #readFrame(): boolean {
    const { queue } = this.emitter;
    if (queue.length < FRAME_HEADER_BYTES) return false;
    const waiting = queue.bytes;
    const header = decodeFrameHeader(new ByteReader(waiting, "http2"));
    const kept = FRAME_HEADER_BYTES + payloadToKeep(header);
    if (kept > MOST_FRAME_BYTES) {
      this.#remaining = FRAME_HEADER_BYTES + header.lengthBytes;
      this.#state = "skip";
      this.#blocks.lose();
      return true;
    }
    if (waiting.length < kept) return false;
    const start = queue.offset;
    const bytes = queue.take(kept);
    const misplaced = this.#checkOrder(header);
    const { payload, block, problem } = this.#decode(header, bytes);
    const frame = { ...header, payload };
    this.emitter.push({
      kind: "frame",
      direction: this.emitter.direction,
      start,
      end: start + kept,
      frame,
      fields: () => frameFields(bytes, block),
    });
    if (misplaced) this.#report("bad-frame", "frame", misplaced);
    if (header.lengthBytes > this.#maxFrameBytes) {
      this.#report(
        "bad-frame-size",
        "length",
        `${header.lengthBytes} bytes are more than the ${this.#maxFrameBytes} that are allowed`,
      );
    }
    if (problem) this.#reportError(problem, bytes);
    this.#startContent(header, payload, kept);
    this.#host.frame(this, frame);
    if (block) this.#host.headers(this, block);
    return true;
  }

  /** What is wrong with a frame standing where it does. */
  #checkOrder(header: Http2FrameHeader): string | undefined {
    const first = this.#first;
    this.#first = false;
    const { carrierId } = this.#blocks;
    const continues = header.type === FRAME.CONTINUATION;
    if (first && header.type !== FRAME.SETTINGS) {
      return "the first is not SETTINGS";
    }
    if (continues && carrierId !== header.streamId) {
      this.#blocks.lose();
      return "CONTINUATION follows no field block of its stream";
    }
    if (!continues && carrierId !== undefined) {
      this.#blocks.lose();
      return "it stands inside a field block";
    }
    return undefined;
  }

  #decode(header: Http2FrameHeader, bytes: Uint8Array): DecodedPayload {
    let payload: Http2Payload = {
      type: "unknown",
      bytes: bytes.subarray(FRAME_HEADER_BYTES),
    };
    try {
      payload = decodePayload(
        new ByteReader(bytes, "http2", { offset: FRAME_HEADER_BYTES }),
        header,
      );
      const block = this.#addFragment(header, payload);
      return { payload: withBlock(payload, block), block, problem: undefined };
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
      if (payload.type === "unknown") this.#blocks.lose();
      return { payload, block: undefined, problem: error };
    }
  }

  #addFragment(
    header: Http2FrameHeader,
    payload: Http2Payload,
  ): CompleteBlock | undefined {
    switch (payload.type) {
      case "HEADERS":
        this.#blocks.open({
          streamId: header.streamId,
          carrierId: header.streamId,
          promised: false,
          endStream: (header.flags & FLAG.END_STREAM) !== 0,
        });
        break;
      case "PUSH_PROMISE":
        this.#blocks.open({
          streamId: payload.promisedStreamId,
          carrierId: header.streamId,
          promised: true,
          endStream: false,
        });
        break;
      case "CONTINUATION":
        break;
      default:
        return undefined;
    }
    const last = (header.flags & FLAG.END_HEADERS) !== 0;
    return this.#blocks.append(payload.fragment, last);
  }

  /** Turns to what follows a frame's event: its content, or the next frame. */
  #startContent(
    header: Http2FrameHeader,
    payload: Http2Payload,
    kept: number,
  ): void {
    if (header.type !== FRAME.DATA) return;
    this.#data = header;
    if (payload.type === "DATA") {
      this.#remaining = payload.dataLength;
      this.#padding = payload.padLength;
      this.#progress = this.#host.progressOf(this, header.streamId);
      this.#state = "data";
      this.#afterContent();
    } else {
      this.#remaining = FRAME_HEADER_BYTES + header.lengthBytes - kept;
      if (this.#remaining > 0) this.#state = "skip";
    }
  }

  #afterContent(): void {
    if (this.#remaining > 0) return;
    this.#state = this.#padding > 0 ? "padding" : "frame";
    if (this.#padding > 0 || !this.#data) return;
    const { flags, streamId } = this.#data;
    if (flags & FLAG.END_STREAM) this.#host.endStream(this, streamId);
  }

  #readPadding(): void {
    const { direction, queue } = this.emitter;
    const start = queue.offset;
    const bytes = queue.take(Math.min(this.#padding, queue.length));
    const { length } = bytes;
    this.#padding -= length;
    this.emitter.push({
      kind: "padding",
      direction,
      start,
      end: start + length,
      streamId: this.#data?.streamId ?? 0,
      fields: () => [{ name: "padding", offset: 0, length, value: bytes }],
    });
    this.#afterContent();
  }

  /** Passes over a frame that is too long to keep, or content that has no bounds. */
  #skip(): void {
    const length = Math.min(this.#remaining, this.emitter.queue.length);
    this.#remaining -= length;
    if (this.#remaining === 0) this.#state = "frame";
    this.emitter.reject(length, {
      code: "bad-frame-size",
      outcome: "unsupported",
      field: "frame",
      problem: "it is too long to be kept, or its parts are longer than it",
    });
  }

  /** Looks for a frame where a push starts, after bytes were lost. */
  #search(): boolean {
    const { queue } = this.emitter;
    if (queue.length < FRAME_HEADER_BYTES) return false;
    if (looksLikeFrames(queue.bytes, this.#maxFrameBytes)) {
      this.#state = "frame";
      return true;
    }
    this.#rejectWaiting("out-of-step");
    return false;
  }

  #rejectWaiting(code: "out-of-step" | "ended-early"): void {
    const { length } = this.emitter.queue;
    if (length === 0) return;
    this.emitter.reject(length, {
      code,
      outcome: "truncated",
      field: "frame",
      problem: `${length} bytes of it came, and the rest did not`,
    });
  }

  #report(code: HttpErrorCode, field: string, problem: string): void {
    this.emitter.report({ code, outcome: "misbehaved", field, problem });
  }

  #reportError(error: DecodeError, bytes: Uint8Array): void {
    const code = error.protocol === "hpack"
      ? "bad-compression"
      : error.needed > 0
      ? "bad-frame-size"
      : "bad-frame";
    this.emitter.reportError(code, error, bytes);
  }
}

/** Bytes of a payload that have to be there before the frame is decoded. */
function payloadToKeep(header: Http2FrameHeader): number {
  if (header.type !== FRAME.DATA) return header.lengthBytes;
  return header.flags & FLAG.PADDED ? Math.min(1, header.lengthBytes) : 0;
}

function withBlock(
  payload: Http2Payload,
  block: CompleteBlock | undefined,
): Http2Payload {
  if (!block || !("fragment" in payload)) return payload;
  return { ...payload, block: { fields: block.fields } };
}
