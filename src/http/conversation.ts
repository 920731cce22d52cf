import { ByteQueue, type Direction, type EventSink } from "../bytes/mod.ts";
import { Emitter } from "./emitter.ts";
import type { HttpEvent } from "./events.ts";
import { Http1Conversation } from "./http1_conversation.ts";
import { Http2Conversation } from "./http2_conversation.ts";
import { decodeSettingsHeader } from "./http2_settings_header.ts";
import { sniffHttp, sniffPreface } from "./sniff.ts";

/** Options of a {@linkcode HttpConversation}. */
export interface HttpConversationOptions {
  /** Version that ALPN has negotiated; found out from the bytes if not given. */
  version?: "http/1.1" | "h2";
  /** Longest header section or trailer section that is decoded, in bytes; 64 KiB by default. */
  maxHeadBytes?: number;
}

/**
 * Decodes both directions of one HTTP connection, in clear or decrypted.
 *
 * Bytes come in any pieces; bodies are handed on as they arrive and never
 * kept. Views that events carry are of the bytes that were pushed, so the
 * caller must not write to those again.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { HttpConversation } from "./conversation.ts";
 *
 * const bytes = (text: string) => new TextEncoder().encode(text);
 * const http = new HttpConversation();
 * const [request] = http.push(0, bytes("GET /a HTTP/1.1\r\nHost: b\r\n\r\n"));
 * const [response, body] = http.push(1, bytes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"));
 *
 * assertEquals(request.kind === "request" && request.request.target, "/a");
 * assertEquals(response.kind === "response" && response.exchange, 1);
 * assertEquals(body.kind === "body" && body.bytes, bytes("hi"));
 * ```
 */
export class HttpConversation {
  readonly #queues = [new ByteQueue(), new ByteQueue()] as const;
  readonly #sink: EventSink<HttpEvent> = { events: [] };
  readonly #emitters: readonly [Emitter, Emitter];
  readonly #http1: Http1Conversation;
  #http2: Http2Conversation | undefined;
  #version: "unknown" | "http/1.1" | "h2" = "unknown";

  /**
   * Starts before the first byte of both directions.
   *
   * @param options Version, and limits.
   */
  constructor(options: HttpConversationOptions = {}) {
    this.#emitters = [
      new Emitter(0, this.#queues[0], this.#sink),
      new Emitter(1, this.#queues[1], this.#sink),
    ];
    this.#http1 = new Http1Conversation(
      this.#emitters,
      options.maxHeadBytes ?? 1 << 16,
    );
    if (options.version) this.#decide(options.version);
  }

  /** Version that is spoken; `"unknown"` until the first bytes tell it. */
  get version(): "unknown" | "http/1.1" | "h2" {
    return this.#version;
  }

  /**
   * Takes the next bytes of a direction.
   *
   * @param direction 0 from client to server, 1 from server to client.
   * @param bytes Bytes that follow those of the last call for that direction.
   * @returns What they tell; it may concern the other direction too.
   */
  push(direction: Direction, bytes: Uint8Array): HttpEvent[] {
    if (bytes.length === 0) return [];
    this.#queues[direction].push(bytes);
    if (this.#version === "unknown") this.#sniff(direction);
    else this.#read(direction);
    return this.#drain();
  }

  /**
   * Passes over bytes of a direction that the capture does not hold.
   *
   * @param length Number of bytes that are missing.
   */
  gap(direction: Direction, length: number): HttpEvent[] {
    if (length <= 0) return [];
    if (this.#version === "unknown") this.#decide("http/1.1");
    this.#reader(direction).gap(direction, length);
    this.#read(direction);
    return this.#drain();
  }

  /** Says that no bytes of a direction follow, and tells what was left open. */
  end(direction: Direction): HttpEvent[] {
    if (this.#version === "unknown") {
      if (this.#queues[direction].length === 0) return [];
      this.#decide("http/1.1");
    }
    this.#reader(direction).end(direction);
    return this.#drain();
  }

  #sniff(direction: Direction): void {
    const [client, server] = this.#queues;
    const isHttp2 = direction === 0
      ? sniffPreface(client.bytes)
      : server.bytes[0] === 0
      ? sniffHttp(client.bytes, server.bytes)
      : false;
    if (isHttp2 === undefined) return;
    this.#decide(isHttp2 ? "h2" : "http/1.1");
  }

  #decide(version: "http/1.1" | "h2"): void {
    this.#version = version;
    if (version === "h2") this.#http2 = new Http2Conversation(this.#emitters);
    this.#read(0);
    this.#read(1);
  }

  #read(direction: Direction): void {
    this.#reader(direction).read(direction);
    if (this.#version === "h2") return;
    if (!this.#http2 && this.#http1.done(1)) this.#upgrade();
    for (const either of [0, 1] as const) {
      if (this.#http1.done(either)) this.#http2?.read(either);
    }
  }

  /** Goes over from HTTP/1.1 to HTTP/2, as RFC 7540 section 3.2 has it. */
  #upgrade(): void {
    const { upgraded } = this.#http1;
    this.#http2 = new Http2Conversation(this.#emitters);
    if (upgraded) {
      this.#http2.takeOver(upgraded.number, upgraded.method);
      const settings = decodeSettingsHeader(upgraded.http2Settings ?? "");
      for (const { id, value } of settings) this.#http2.allow(1, id, value);
    }
  }

  #reader(direction: Direction): Http1Conversation | Http2Conversation {
    const http2 = this.#http2;
    if (!http2) return this.#http1;
    return this.#version === "h2" || this.#http1.done(direction)
      ? http2
      : this.#http1;
  }

  #drain(): HttpEvent[] {
    const { events } = this.#sink;
    this.#sink.events = [];
    return events;
  }
}
