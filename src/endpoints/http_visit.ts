import { concat } from "../bytes/mod.ts";
import type { Address } from "./address.ts";
import { type Cause, causeOf, GivenUp } from "./cause.ts";
import type { Conversation } from "./conversation.ts";
import { Deadline } from "./deadline.ts";
import type { HttpVersion, Negotiated } from "./events.ts";
import {
  Http1Progress,
  Http2Progress,
  type HttpProgress,
} from "./http_progress.ts";
import { closeQuietly } from "./link.ts";
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

/** How one connection is served. */
export interface HttpVisitOptions {
  /** How long nothing may come or go, in seconds; 0 is for ever; 60 if not given. */
  idleSeconds?: number;
  /** Whether the connection stays open for further requests; it does if not given. */
  keepAlive?: boolean;
}

/** A request that came. */
export interface Begun {
  /** What it came on. */
  readonly connection: HttpConnection;
  /** Resolves when its answer is over, to whether that went out as a whole. */
  readonly answered: Promise<boolean>;
}

/**
 * How long a client has to end its direction after the last answer, and the
 * server to begin with what the client said last, in seconds.
 */
const LINGER_SECONDS = 1;
/** Longest start of a connection that is looked at for the version of HTTP. */
const START_LINE_BYTES = 8192;
/** How a TLS handshake begins: content type 8 bits (22), major version 8 bits (3). */
const TLS_START = [22, 3];
const HTTP2_PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

const latin1 = new TextDecoder("latin1");

/** One connection: what a client says goes in, what `Deno.serve` says goes out. */
export class HttpVisit {
  readonly #conversation: Conversation;
  readonly #inner: Deno.TcpConn;
  readonly #options: HttpVisitOptions;
  readonly #deadline = new Deadline(() => this.#expire());
  /** For each request that is being answered, what hears of its end. */
  readonly #answering = new Map<number, (complete: boolean) => void>();
  #version: HttpVersion | undefined;
  #progress: HttpProgress | undefined;
  /** What came until the version was known. */
  #start: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  #requests = 0;
  /** Whether the client has yet to take what is written. */
  #writing = false;
  /** Why the server answered by itself what came, where it did. */
  #refusal: Cause | undefined;
  /** Whether nothing more comes from the server. */
  #over = false;
  /** Resolves when an answer begins or ends, or all are over. */
  #changed = Promise.withResolvers<void>();

  /**
   * @param conversation With the client.
   * @param inner The connection to `Deno.serve`; it is taken over.
   * @param options How it is served.
   */
  constructor(
    conversation: Conversation,
    inner: Deno.TcpConn,
    options: HttpVisitOptions,
  ) {
    this.#conversation = conversation;
    this.#inner = inner;
    this.#options = options;
  }

  /** A request came. */
  begin(method: string): Begun {
    const { id, peer, local, negotiated } = this.#conversation;
    const version = this.#version ?? "HTTP/1.1";
    const request = ++this.#requests;
    const { promise: answered, resolve } = Promise.withResolvers<boolean>();
    if (this.#over) {
      resolve(false);
    } else {
      this.#answering.set(request, resolve);
      this.#progress?.begin(method === "HEAD");
      this.#change();
    }
    return {
      connection: { id, peer, local, negotiated, version, request },
      answered,
    };
  }

  /** Passes on what both say until the answers are over. */
  async run(): Promise<void> {
    this.#deadline.start(this.#options.idleSeconds ?? 60);
    const asked = this.#ask();
    // It is looked at below, after the answers.
    asked.catch(() => {});
    try {
      await this.#answer();
      this.#finish();
      await within(asked, LINGER_SECONDS);
    } finally {
      this.#deadline.stop();
      closeQuietly(this.#inner);
      this.#finish();
    }
    if (this.#refusal) throw new GivenUp(this.#refusal);
  }

  /** Passes on the requests. */
  async #ask(): Promise<void> {
    const buffer = new Uint8Array(BUFFER_BYTES);
    for (;;) {
      const length = await this.#read(buffer);
      if (length === null) break;
      const bytes = buffer.subarray(0, length);
      this.#deadline.touch();
      this.#follow(bytes);
      try {
        await writeAll(this.#inner, bytes);
      } catch {
        // The server has ended the connection, as it may after an answer.
        return;
      }
    }
    await this.#settle();
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
      // HTTP tells by itself whether a request is whole, as ncat relies on.
      if (causeOf(error) === "no-close-notify") return null;
      closeQuietly(this.#inner);
      if (this.#answering.size === 0) return null;
      throw error;
    }
  }

  /**
   * Waits for the answers to all that a client said which has ended its
   * direction: `Deno.serve` drops a request whose client has.
   */
  async #settle(): Promise<void> {
    while (!this.#over && this.#progress?.outstanding) {
      const isBegun = this.#answering.size > 0;
      const seconds = isBegun ? Infinity : LINGER_SECONDS;
      if (await within(this.#changed.promise, seconds) === "late") return;
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
        break;
      }
      if (length === null) {
        this.#progress?.end();
        break;
      }
      const bytes = buffer.subarray(0, length);
      this.#writing = true;
      await writeAll(this.#conversation, bytes);
      this.#writing = false;
      this.#deadline.touch();
      // A server that answers before it was asked in lines refuses what came.
      this.#progress ??= this.#http1();
      this.#progress.answered(bytes);
    }
    const isCutShort = this.#answering.size > 0;
    try {
      await this.#conversation.closeWrite();
    } catch (error) {
      if (isCutShort) throw error;
    }
  }

  /** An answer is over. */
  #hearAnswered(request: number, complete: boolean): void {
    const tell = this.#answering.get(request);
    this.#answering.delete(request);
    tell?.(complete);
    if (complete && request > this.#requests) this.#refusal = this.#whyRefused;
    if (this.#answering.size === 0 && this.#options.keepAlive === false) {
      this.#deadline.start(LINGER_SECONDS);
    }
    this.#change();
  }

  /** Nothing more comes from the server: what is not answered never will be. */
  #finish(): void {
    this.#over = true;
    for (const tell of this.#answering.values()) tell(false);
    this.#answering.clear();
    this.#change();
  }

  #change(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }

  /** Follows what the client asks for, once its first line tells the version. */
  #follow(bytes: Uint8Array): void {
    if (this.#progress) return this.#progress.asked(bytes);
    this.#start = concat([this.#start, bytes]);
    const text = latin1.decode(this.#start.subarray(0, START_LINE_BYTES));
    const end = text.indexOf("\n");
    if (end < 0 && text.length < START_LINE_BYTES) return;
    const line = text.slice(0, end + 1);
    if (HTTP2_PREFACE.startsWith(line) && line !== "") {
      this.#version = "HTTP/2";
      this.#progress = new Http2Progress(
        (request, complete) => this.#hearAnswered(request, complete),
        HTTP2_PREFACE.length,
      );
    } else {
      const isOld = / HTTP\/1\.0\r?\n$/.test(line);
      this.#version = isOld ? "HTTP/1.0" : "HTTP/1.1";
      this.#progress = this.#http1();
    }
    this.#progress.asked(this.#start);
  }

  #http1(): HttpProgress {
    return new Http1Progress((request, complete) =>
      this.#hearAnswered(request, complete)
    );
  }

  /** Why the server answers by itself: no request came of what the client said. */
  get #whyRefused(): Cause {
    const isTls = !this.#conversation.negotiated &&
      TLS_START.every((byte, index) => this.#start[index] === byte);
    return isTls ? "speaks-tls" : "not-http";
  }

  /** Nothing came or went for too long. */
  #expire(): void {
    if (this.#answering.size > 0 || this.#writing) {
      this.#conversation.giveUp("idle");
    }
    closeQuietly(this.#inner);
  }
}
