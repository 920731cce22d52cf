import { BUFFER_BYTES, type Handler, writeAll } from "../endpoints/stream.ts";
import { Failure, inEvery } from "../failure.ts";
import {
  HttpConversation,
  type HttpErrorEvent,
  type HttpEvent,
  type MessageEndEvent,
  type ResponseHead,
} from "../http/mod.ts";
import { type FailureText, TEXTS } from "./failure_text.ts";

/** What a client asks, and what it does with the answer. */
export interface HttpExchangeOptions {
  /** The request: its head, with the empty line; it has no content. */
  request: string;
  /** Called with the head of the answer, and of those before it (1xx). */
  onHead?(head: ResponseHead): void;
  /** Called with content as it comes, chunk framing taken off. */
  onBody?(bytes: Uint8Array): void | Promise<void>;
  /** Called when the answer is over. */
  onEnd?(bodyLength: number): void;
}

/**
 * Makes a client's handler that sends a request of HTTP/1.1 and reads the
 * answer to its end: by its length, its chunks, or the end of the connection.
 *
 * @param options What it asks, and what it does with the answer.
 * @throws {Failure} `closed-early` from the handler, if the answer is no HTTP
 * or ends too early.
 */
export function httpExchange(options: HttpExchangeOptions): Handler {
  return async (stream) => {
    const request = new TextEncoder().encode(options.request);
    const reader = new AnswerReader(request, options);
    await writeAll(stream, request);
    const buffer = new Uint8Array(BUFFER_BYTES);
    while (!reader.done) {
      const length = await stream.read(buffer);
      if (length === null) await reader.end();
      else await reader.push(buffer.slice(0, length));
    }
    try {
      await stream.closeWrite();
    } catch {
      // The server is gone, and the answer is complete.
    }
  };
}

/** Reads the answer to one request. */
class AnswerReader {
  /** Whether the answer is over. */
  done = false;
  readonly #http = new HttpConversation({ version: "http/1.1" });
  readonly #options: HttpExchangeOptions;

  constructor(request: Uint8Array, options: HttpExchangeOptions) {
    this.#options = options;
    this.#http.push(0, request);
  }

  /** Takes bytes of the answer; they must not be written to again. */
  async push(bytes: Uint8Array): Promise<void> {
    await this.#hear(this.#http.push(1, bytes));
  }

  /** The server has ended its direction. */
  async end(): Promise<void> {
    await this.#hear(this.#http.end(1));
    if (!this.done) throw tooShort(({ silence }) => silence);
  }

  async #hear(events: readonly HttpEvent[]): Promise<void> {
    for (const event of events) {
      if (this.done) return;
      await this.#take(event);
    }
  }

  async #take(event: HttpEvent): Promise<void> {
    switch (event.kind) {
      case "response":
        this.#options.onHead?.(event.response);
        break;
      case "body":
        await this.#options.onBody?.(event.bytes);
        break;
      case "message-end":
        if (event.of === "response") this.#finish(event);
        break;
      case "upgrade":
        this.#finish({ bodyLength: 0, complete: true });
        break;
      case "error":
        if (event.direction === 1) refuse(event);
    }
  }

  #finish(
    { bodyLength, complete }: Pick<MessageEndEvent, "bodyLength" | "complete">,
  ): void {
    if (!complete) throw tooShort(({ length }) => length(bodyLength));
    this.done = true;
    this.#options.onEnd?.(bodyLength);
  }
}

/** Error codes that leave the answer readable: it was decoded and kept. */
const HARMLESS: ReadonlySet<HttpErrorEvent["code"]> = new Set([
  "length-repeated",
  "framing-not-allowed",
  "space-before-colon",
  "bad-header-line",
]);

const TLS_ALERT = 0x15;

function refuse({ code, error, bytes }: HttpErrorEvent): void {
  if (HARMLESS.has(code)) return;
  if (code === "ended-early") throw tooShort(() => error.message);
  throw new Failure(
    "closed-early",
    inEvery(
      TEXTS,
      (text) => text.noHttp(bytes[0] === TLS_ALERT ? undefined : error.message),
    ),
    { cause: error },
  );
}

function tooShort(
  state: (reasons: FailureText["shortBy"]) => string,
): Failure {
  return new Failure(
    "closed-early",
    inEvery(TEXTS, (text) => text.shortAnswer(state(text.shortBy))),
  );
}
