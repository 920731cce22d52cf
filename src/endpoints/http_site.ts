import type { Address } from "./address.ts";
import type { Conversation } from "./conversation.ts";
import { Deadline } from "./deadline.ts";
import type { HttpVersion, Negotiated, OnEvent } from "./events.ts";
import { closeQuietly } from "./link.ts";
import { sendAtOnce } from "./socket.ts";
import { BUFFER_BYTES, writeAll } from "./stream.ts";
import { within } from "./within.ts";

/** What is known of the connection that a request came on. */
export interface HttpConnection {
  /** Number of the connection. */
  readonly id: number;
  /** The client. */
  readonly peer: Address;
  /** This end. */
  readonly local: Address;
  /** Version of HTTP that is spoken on it. */
  readonly version: HttpVersion;
  /** What the TLS handshake settled; without TLS there was none. */
  readonly negotiated: Negotiated | undefined;
  /** Number of the request on the connection, from 1 on. */
  readonly request: number;
}

/** Answers a request. */
export type Respond = (
  request: Request,
  connection: HttpConnection,
) => Response | Promise<Response>;

/** How connections are served. */
export interface HttpSiteOptions {
  /** How long nothing may come or go, in seconds; 0 is for ever; 60 if not given. */
  idleSeconds?: number;
  /** Whether a connection stays open for further requests; it does if not given. */
  keepAlive?: boolean;
  /** Hears of requests. */
  onEvent?: OnEvent;
}

/** How long a client has to end its direction after the last answer, in seconds. */
const LINGER_SECONDS = 1;
/** Longest start of a connection that is looked at for the version of HTTP. */
const START_LINE_BYTES = 8192;
const HTTP2_PREFACE = "PRI * HTTP/2.0\r\n";
const LOOPBACK = "127.0.0.1";

const latin1 = new TextDecoder("latin1");

/**
 * A web site that is served on connections of the accept loop of all servers
 * here, over TCP or TLS: HTTP/1.0, HTTP/1.1 and HTTP/2.
 *
 * `Deno.serve` speaks the protocol, on a loopback port of its own, and hears
 * only the connections that this class makes to it. It cannot be given a
 * connection, and tells neither the version nor what TLS settled; so each
 * connection is passed on to it, and what is known of it stays known.
 */
export class HttpSite implements AsyncDisposable {
  readonly #respond: Respond;
  readonly #options: HttpSiteOptions;
  readonly #server: Deno.HttpServer<Deno.NetAddr>;
  readonly #visits = new Map<number, Visit>();

  /** Serves one connection; a function of its own, to be handed on. */
  readonly handler = async (conversation: Conversation): Promise<void> => {
    // The tickets of TLS 1.3 go out just before the first answer, which would
    // else wait for their acknowledgment: some 40 ms.
    if (conversation.negotiated) {
      sendAtOnce({
        localAddr: socketAddress(conversation.local),
        remoteAddr: socketAddress(conversation.peer),
      });
    }
    const inner = await Deno.connect({
      hostname: LOOPBACK,
      port: this.#server.addr.port,
    });
    inner.setNoDelay();
    const visit = new Visit(conversation, inner, this.#options);
    this.#visits.set(inner.localAddr.port, visit);
    try {
      await visit.run();
    } finally {
      this.#visits.delete(inner.localAddr.port);
    }
  };

  /**
   * Opens the site.
   *
   * @param respond Answers a request.
   * @param options How connections are served.
   */
  constructor(respond: Respond, options: HttpSiteOptions = {}) {
    this.#respond = respond;
    this.#options = options;
    this.#server = Deno.serve(
      { hostname: LOOPBACK, port: 0, onListen: () => {} },
      (request, info) => this.#answer(request, info),
    );
  }

  /** Ends connections that wait for a request, and the others after their answer. */
  async close(): Promise<void> {
    await this.#server.shutdown();
  }

  /** Does what {@linkcode close} does. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #answer(
    request: Request,
    { remoteAddr, completed }: Deno.ServeHandlerInfo<Deno.NetAddr>,
  ): Promise<Response> {
    const visit = this.#visits.get(remoteAddr.port);
    // Any program of this machine can connect to a loopback port.
    if (!visit) return new Response(null, { status: 403 });
    const started = performance.now();
    const connection = visit.begin();
    // Deno forgets a request once it is answered.
    const { method, url } = request;
    const response = await this.#respondTo(request, connection);
    if (this.#options.keepAlive === false) {
      response.headers.set("connection", "close");
    }
    const tell = (complete: boolean) => {
      visit.finish();
      this.#options.onEvent?.({
        kind: "request",
        connection: connection.id,
        peer: connection.peer,
        method,
        target: targetOf(url),
        version: connection.version,
        status: response.status,
        bytes: lengthOf(response),
        seconds: (performance.now() - started) / 1000,
        complete,
      });
    };
    completed.then(() => tell(true), () => tell(false));
    return response;
  }

  /** Answers; what goes wrong with one request is the end of that request only. */
  async #respondTo(
    request: Request,
    connection: HttpConnection,
  ): Promise<Response> {
    try {
      return await this.#respond(request, connection);
    } catch {
      return new Response(null, { status: 500 });
    }
  }
}

/**
 * Cuts path and query out of a URL, as they came: nothing is decoded, and
 * `..` stays.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { targetOf } from "./http_site.ts";
 *
 * assertEquals(targetOf("http://localhost/a/%2e%2e/b?c"), "/a/%2e%2e/b?c");
 * ```
 */
export function targetOf(url: string): string {
  return url.replace(/^[a-z]+:\/\/[^/?#]*/i, "") || "/";
}

function socketAddress({ host, port }: Address): Deno.NetAddr {
  return { transport: "tcp", hostname: host, port };
}

function lengthOf(response: Response): number | undefined {
  const length = response.headers.get("content-length");
  return length === null ? undefined : Number(length);
}

/** One connection: what a client says goes in, what `Deno.serve` says goes out. */
class Visit {
  readonly #conversation: Conversation;
  readonly #inner: Deno.TcpConn;
  readonly #options: HttpSiteOptions;
  readonly #deadline = new Deadline(() => this.#expire());
  #version: HttpVersion | undefined;
  #start = "";
  #requests = 0;
  #answering = 0;
  /** Whether the client has yet to take what is written. */
  #writing = false;

  constructor(
    conversation: Conversation,
    inner: Deno.TcpConn,
    options: HttpSiteOptions,
  ) {
    this.#conversation = conversation;
    this.#inner = inner;
    this.#options = options;
  }

  /** A request came. */
  begin(): HttpConnection {
    this.#answering++;
    const { id, peer, local, negotiated } = this.#conversation;
    const version = this.#version ?? "HTTP/1.1";
    return { id, peer, local, negotiated, version, request: ++this.#requests };
  }

  /** Its answer is on its way. */
  finish(): void {
    this.#answering--;
    if (this.#answering === 0 && this.#options.keepAlive === false) {
      this.#deadline.start(LINGER_SECONDS);
    }
  }

  /** Passes on what both say until the answers are over. */
  async run(): Promise<void> {
    this.#deadline.start(this.#options.idleSeconds ?? 60);
    const asked = this.#ask();
    // It is looked at below, after the answers.
    asked.catch(() => {});
    try {
      await this.#answer();
      await within(asked, LINGER_SECONDS);
    } finally {
      this.#deadline.stop();
      closeQuietly(this.#inner);
    }
  }

  /** Passes on the requests. */
  async #ask(): Promise<void> {
    const buffer = new Uint8Array(BUFFER_BYTES);
    for (;;) {
      const length = await this.#read(buffer);
      if (length === null) break;
      const bytes = buffer.subarray(0, length);
      this.#deadline.touch();
      this.#recognise(bytes);
      try {
        await writeAll(this.#inner, bytes);
      } catch {
        // The server has ended the connection, as it may after an answer.
        return;
      }
    }
    try {
      await this.#inner.closeWrite();
    } catch {
      // It has ended already.
    }
  }

  /** Reads what the client says; that it is gone is no fault between requests. */
  async #read(buffer: Uint8Array): Promise<number | null> {
    try {
      return await this.#conversation.read(buffer);
    } catch (error) {
      closeQuietly(this.#inner);
      if (this.#answering === 0) return null;
      throw error;
    }
  }

  /** Passes on the answers. */
  async #answer(): Promise<void> {
    const buffer = new Uint8Array(BUFFER_BYTES);
    for (;;) {
      let length: number | null;
      try {
        length = await this.#inner.read(buffer);
      } catch {
        // It is closed: time is over, or the client is gone.
        length = null;
      }
      if (length === null) break;
      this.#writing = true;
      await writeAll(this.#conversation, buffer.subarray(0, length));
      this.#writing = false;
      this.#deadline.touch();
    }
    try {
      await this.#conversation.closeWrite();
    } catch (error) {
      if (this.#answering > 0) throw error;
    }
  }

  /** Finds out the version of HTTP from the first line. */
  #recognise(bytes: Uint8Array): void {
    if (this.#version) return;
    this.#start += latin1.decode(bytes.subarray(0, START_LINE_BYTES));
    const end = this.#start.indexOf("\n");
    if (end < 0 && this.#start.length < START_LINE_BYTES) return;
    const line = this.#start.slice(0, end + 1);
    this.#version = line === HTTP2_PREFACE
      ? "HTTP/2"
      : / HTTP\/1\.0\r?\n$/.test(line)
      ? "HTTP/1.0"
      : "HTTP/1.1";
    this.#start = "";
  }

  /** Nothing came or went for too long. */
  #expire(): void {
    if (this.#answering > 0 || this.#writing) {
      this.#conversation.giveUp("idle");
    }
    closeQuietly(this.#inner);
  }
}
