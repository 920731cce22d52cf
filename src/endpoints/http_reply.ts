import { BUFFER_BYTES, type Stream, writeAll } from "./stream.ts";
import { within } from "./within.ts";

/** How a request is waited for, and what is answered. */
export interface HttpReplyOptions {
  /** Text of the answer; a greeting if not given. */
  body?: string;
  /** Silence that ends a request which is not HTTP, in seconds; 1 if not given. */
  quietSeconds?: number;
  /** Silence that ends an unfinished HTTP request, in seconds; 15 if not given. */
  typingSeconds?: number;
}

/** Bytes of a request that are read at the most before it is answered. */
const REQUEST_BYTES = BUFFER_BYTES;
/** The blank line that ends the head of a request, and how long it is at the most. */
const HEAD_END = /\r?\n\r?\n/;
const LONGEST_END = 4;
/** Silence after the answer that ends the wait for the peer's end, in seconds. */
const LINGER_SECONDS = 1;
/** Bytes that are dropped at the most while waiting for the peer's end. */
const LINGER_BYTES = 16 * 1024 * 1024;

const encoder = new TextEncoder();
const decoder = new TextDecoder("latin1");

/**
 * Makes a handler that reads one request and answers `HTTP/1.1 200 OK`.
 *
 * The request is over at its blank line; where it is not HTTP, when the peer
 * ends its direction, falls silent, or has sent 64 KiB. A connection on which
 * nothing at all came is closed without an answer.
 *
 * @param options How the request is waited for, and what is answered.
 */
export function httpReply(
  options: HttpReplyOptions = {},
): (stream: Stream) => Promise<void> {
  const { body = "hello, client\n" } = options;
  return async (stream) => {
    const input = new PatientReader(stream);
    const request = await readRequest(input, options);
    if (request !== "") {
      await writeAll(stream, encoder.encode(replyTo(request, body)));
    }
    await stream.closeWrite();
    await drain(input);
  };
}

/** Writes the answer to a request: status line, headers and body. */
function replyTo(request: string, body: string): string {
  const content = request.startsWith("HEAD ") ? "" : body;
  return headOf("200 OK", body) + content;
}

/**
 * Writes an answer of HTTP that ends the connection.
 *
 * @param status Code and reason, for example `403 Forbidden`.
 * @param body Its text.
 */
export function statusReply(status: string, body: string): Uint8Array {
  return encoder.encode(headOf(status, body) + body);
}

function headOf(status: string, body: string): string {
  return [
    `HTTP/1.1 ${status}`,
    `Date: ${new Date().toUTCString()}`,
    "Content-Type: text/plain; charset=utf-8",
    `Content-Length: ${encoder.encode(body).length}`,
    "Connection: close",
    "",
    "",
  ].join("\r\n");
}

async function readRequest(
  input: PatientReader,
  options: HttpReplyOptions,
): Promise<string> {
  const { quietSeconds = 1, typingSeconds = 15 } = options;
  let request = "";
  let over = false;
  while (request.length < REQUEST_BYTES && !over) {
    const seconds = request === ""
      ? Infinity
      : looksLikeHttp(request)
      ? typingSeconds
      : quietSeconds;
    const chunk = await input.read(seconds);
    if (chunk === null || chunk === "late") break;
    const searched = Math.max(0, request.length + 1 - LONGEST_END);
    request += decoder.decode(chunk);
    over = HEAD_END.test(request.slice(searched));
  }
  return request;
}

/** Whether the first line is that of an HTTP request, as far as it has come. */
function looksLikeHttp(request: string): boolean {
  return /^[A-Z]+ \S+ HTTP\/\d/.test(request);
}

/**
 * Drops what still comes until the peer has ended its direction too. To close
 * with bytes unread would reset the connection, and the peer would lose what
 * it has not read of the answer.
 */
async function drain(input: PatientReader): Promise<void> {
  let dropped = 0;
  while (dropped < LINGER_BYTES) {
    const chunk = await input.read(LINGER_SECONDS);
    if (chunk === null || chunk === "late") return;
    dropped += chunk.length;
  }
}

/** Reads a stream, and can stop waiting without losing what comes later. */
class PatientReader {
  readonly #stream: Stream;
  readonly #buffer = new Uint8Array(BUFFER_BYTES);
  #pending: Promise<number | null> | undefined;

  constructor(stream: Stream) {
    this.#stream = stream;
  }

  /**
   * Reads what comes.
   *
   * @param seconds How long to wait for it.
   * @returns A view, valid until the next call; `null` at the end, and `"late"`
   * where nothing came in that time.
   */
  async read(seconds: number): Promise<Uint8Array | null | "late"> {
    this.#pending ??= this.#stream.read(this.#buffer);
    const length = await within(this.#pending, seconds);
    if (length === "late") return length;
    this.#pending = undefined;
    return length === null ? null : this.#buffer.subarray(0, length);
  }
}
