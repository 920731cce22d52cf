import { FrameReader } from "./http_frames.ts";

/** What is asked for and answered on a connection, in one version of HTTP. */
export interface HttpProgress {
  /** Requests that were passed on and whose answers are not over. */
  readonly outstanding: number;
  /** A request was understood; it is the next one, and `HEAD` or not. */
  begin(isHead: boolean): void;
  /** The client said this. */
  asked(bytes: Uint8Array): void;
  /** The client was told this. */
  answered(bytes: Uint8Array): void;
  /** The client was told all that there is. */
  end(): void;
}

/**
 * Hears that an answer is over.
 *
 * @param request Number of its request on the connection, from 1 on.
 * @param complete Whether it went out as a whole.
 */
export type OnAnswered = (request: number, complete: boolean) => void;

const LINE_FEED = 0x0a;
/** Length of what ends each chunk. */
const CHUNK_END_BYTES = 2;

const latin1 = new TextDecoder("latin1");

/**
 * Follows the requests and answers of HTTP/1: how many blank lines end the
 * head of a request, and where each answer is over. A request with a body that
 * holds blank lines counts for too many, never for too few.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-6.3
 */
export class Http1Progress implements HttpProgress {
  readonly #onAnswered: OnAnswered;
  /** For each request that has begun, whether it was `HEAD`. */
  readonly #isHead: boolean[] = [];
  #asked = 0;
  #answered = 0;
  /** Bytes since the last line feed that the client said. */
  #lineBytes = 0;
  /** Whether the client is in the middle of a head. */
  #asking = false;
  #line = "";
  #part: "head" | "body" | "chunk-size" | "chunk" | "trailers" = "head";
  /** Bytes of the body or the chunk that are still to come. */
  #left = 0;
  #status = 0;
  #length: number | undefined;
  #chunked = false;

  /** @param onAnswered Hears that an answer is over. */
  constructor(onAnswered: OnAnswered) {
    this.#onAnswered = onAnswered;
  }

  get outstanding(): number {
    return Math.max(0, this.#asked - this.#answered);
  }

  begin(isHead: boolean): void {
    this.#isHead.push(isHead);
  }

  asked(bytes: Uint8Array): void {
    let at = 0;
    for (;;) {
      const end = bytes.indexOf(LINE_FEED, at);
      if (end < 0) break;
      // What is left of an empty line is its carriage return.
      const isBlank = this.#lineBytes + end - at <= 1;
      if (isBlank && this.#asking) this.#asked++;
      this.#asking = !isBlank;
      this.#lineBytes = 0;
      at = end + 1;
    }
    this.#lineBytes += bytes.length - at;
  }

  answered(bytes: Uint8Array): void {
    let at = 0;
    while (at < bytes.length) {
      if (this.#left > 0) {
        const passed = Math.min(this.#left, bytes.length - at);
        this.#left -= passed;
        at += passed;
        if (this.#left === 0) this.#endPart();
        continue;
      }
      const end = bytes.indexOf(LINE_FEED, at);
      this.#line += latin1.decode(
        bytes.subarray(at, end < 0 ? undefined : end),
      );
      if (end < 0) return;
      at = end + 1;
      const line = this.#line.trimEnd();
      this.#line = "";
      this.#readLine(line);
    }
  }

  end(): void {
    // Such a body has no other end than that of the connection.
    if (this.#left === Infinity) this.#endAnswer();
  }

  #readLine(line: string): void {
    switch (this.#part) {
      case "head":
        if (line === "") this.#endHead();
        else this.#readHeadLine(line);
        break;
      case "chunk-size": {
        const size = parseInt(line, 16);
        if (size > 0) this.#await("chunk", size + CHUNK_END_BYTES);
        else this.#part = "trailers";
        break;
      }
      case "trailers":
        if (line === "") this.#endAnswer();
    }
  }

  #readHeadLine(line: string): void {
    if (this.#status === 0) {
      this.#status = Number(/^HTTP\/1\.\d (\d{3})/.exec(line)?.[1] ?? NaN);
      return;
    }
    const [, name, value] = /^([^:]+):\s*(.*)$/.exec(line) ?? [];
    switch (name?.toLowerCase()) {
      case "content-length":
        this.#length = Number(value);
        break;
      case "transfer-encoding":
        this.#chunked = /chunked$/i.test(value);
    }
  }

  #endHead(): void {
    const status = this.#status;
    const isInterim = status >= 100 && status < 200;
    const length = this.#length ?? Infinity;
    const hasBody = !isInterim && status !== 204 && status !== 304 &&
      !this.#isHead[this.#answered];
    const chunked = this.#chunked;
    this.#status = 0;
    this.#length = undefined;
    this.#chunked = false;
    if (isInterim) return;
    if (!hasBody || !chunked && length === 0) this.#endAnswer();
    else if (chunked) this.#part = "chunk-size";
    else this.#await("body", length);
  }

  #await(part: "body" | "chunk", length: number): void {
    this.#part = part;
    this.#left = length;
  }

  #endPart(): void {
    if (this.#part === "chunk") this.#part = "chunk-size";
    else this.#endAnswer();
  }

  #endAnswer(): void {
    this.#part = "head";
    this.#left = 0;
    this.#onAnswered(++this.#answered, true);
  }
}

const DATA = 0x00;
const HEADERS = 0x01;
const RST_STREAM = 0x03;
const END_STREAM = 0x01;

/**
 * Follows the requests and answers of HTTP/2 by their streams.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9113#section-5.1
 */
export class Http2Progress implements HttpProgress {
  readonly #onAnswered: OnAnswered;
  /** Streams whose answers are not over, and which requests they are. */
  readonly #open = new Map<number, number>();
  readonly #client: FrameReader;
  readonly #server: FrameReader;
  #lastStream = 0;
  #asked = 0;

  /**
   * @param onAnswered Hears that an answer is over.
   * @param prefaceBytes What the client says before its first frame.
   */
  constructor(onAnswered: OnAnswered, prefaceBytes: number) {
    this.#onAnswered = onAnswered;
    this.#client = new FrameReader(prefaceBytes, ({ type, stream }) => {
      if (type === HEADERS && stream > this.#lastStream) {
        this.#lastStream = stream;
        this.#open.set(stream, ++this.#asked);
      } else if (type === RST_STREAM) {
        this.#close(stream, false);
      }
    });
    this.#server = new FrameReader(0, ({ type, flags, stream }) => {
      if (type === RST_STREAM) {
        this.#close(stream, false);
      } else if (
        (type === DATA || type === HEADERS) && (flags & END_STREAM) !== 0
      ) this.#close(stream, true);
    });
  }

  get outstanding(): number {
    return this.#open.size;
  }

  begin(): void {
    // The frames themselves say where an answer is over.
  }

  asked(bytes: Uint8Array): void {
    this.#client.push(bytes);
  }

  answered(bytes: Uint8Array): void {
    this.#server.push(bytes);
  }

  end(): void {
    // An answer that has not ended by a frame is not whole.
  }

  #close(stream: number, complete: boolean): void {
    const request = this.#open.get(stream);
    if (request === undefined) return;
    this.#open.delete(stream);
    this.#onAnswered(request, complete);
  }
}
