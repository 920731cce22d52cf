import type { ConversationHandler } from "../endpoints/conversation.ts";
import { connectTcp, connectTls } from "../endpoints/connect.ts";
import { dial } from "../endpoints/dial.ts";
import { echo } from "../endpoints/echo.ts";
import { bytesSource, exchange } from "../endpoints/exchange.ts";
import { httpReply } from "../endpoints/http_reply.ts";
import type { Address } from "../endpoints/address.ts";
import type { Concurrency } from "../endpoints/events.ts";
import type { Link } from "../endpoints/link.ts";
import { listenTcp, listenTls } from "../endpoints/listen.ts";
import { type Listener, serve } from "../endpoints/serve.ts";
import type { Handler } from "../endpoints/stream.ts";
import { warmUpTls } from "../endpoints/warm_up.ts";

/** Both ends of a conversation, and what they say to each other. */
export interface Pair {
  /** Listens where the server is to be found. */
  listen(address: Address): Listener;
  /** What the server does with its connection. */
  readonly handler: ConversationHandler;
  /** Does beforehand what would else delay the first conversation. */
  prepare?(): Promise<void>;
  /** Connects the client. */
  connect(address: Address): Promise<Link>;
  /** What the client says. */
  readonly request: string;
  /** Whether the client ends its direction after that, or waits for the server to end. */
  readonly clientEndsFirst: boolean;
  /** Ends what the server runs on beside its listener. */
  close?(): Promise<void>;
}

/** What both ends of a TLS pair need. */
export interface Credentials {
  /** Certificate of the server and those above it, as PEM. */
  certPem: string;
  /** Its private key, as PEM. */
  keyPem: string;
  /** The authority that signed it, as PEM. */
  caPem: string;
}

/** A client and a server over TCP: the client says hello, the server says it back. */
export function tcpPair(): Pair {
  return {
    listen: listenTcp,
    handler: echo,
    connect: (address) => connectTcp(address),
    request: "hello, server",
    clientEndsFirst: true,
  };
}

/**
 * A client and a server over TLS: a request, an answer.
 *
 * @param credentials Certificate, key and authority.
 */
export function tlsPair(credentials: Credentials): Pair {
  const { certPem, keyPem, caPem } = credentials;
  const alpn = ["http/1.1"];
  return {
    listen: (address) => listenTls(address, { certPem, keyPem, alpn }),
    handler: httpReply(),
    prepare: warmUpTls,
    connect: (address) =>
      connectTls(address, { serverName: "localhost", caPem: [caPem], alpn }),
    request: "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    clientEndsFirst: false,
  };
}

/**
 * Makes a client's handler that says a text and hears the answer to its end.
 *
 * @param text What it says.
 * @param options Whether it ends its direction after that; not by default.
 */
export function says(
  text: string,
  options: { halfClose?: boolean } = {},
): Handler {
  return exchange({
    source: bytesSource(new TextEncoder().encode(text)),
    halfClose: options.halfClose ?? false,
    onReceived: () => {},
  });
}

/** How both ends are run. */
export interface RunPairOptions {
  /** Where the server listens; port 0 is any free port. */
  address: Address;
  /** How the server serves. */
  concurrency: Concurrency;
  /**
   * Called when the server listens, before the client connects.
   *
   * @returns Where the client is to connect.
   */
  beforeConnect(listening: Address): Promise<Address>;
  /** Called when the client's connection stands, with its own address. */
  onConnected?(client: Address): void;
}

/**
 * Runs both ends of a conversation, from the first packet to the last.
 *
 * @param pair The two ends.
 * @param options How they are run.
 * @throws {Failure} If the server cannot listen.
 * @throws What ended the client's conversation early.
 */
export async function runPair(
  pair: Pair,
  options: RunPairOptions,
): Promise<void> {
  await pair.prepare?.();
  const listener = pair.listen(options.address);
  const stop = new AbortController();
  let serving: Promise<unknown> | undefined;
  try {
    const target = await options.beforeConnect(listener.address);
    serving = serve(listener, pair.handler, {
      concurrency: options.concurrency,
      once: true,
      signal: stop.signal,
      graceSeconds: 1,
    });
    const { mishap } = await dial(
      target,
      () => pair.connect(target),
      says(pair.request, { halfClose: pair.clientEndsFirst }),
      {
        idleSeconds: 10,
        onEvent(event) {
          if (event.kind === "connected") options.onConnected?.(event.local);
        },
      },
    );
    if (mishap) throw mishap.error;
    await serving;
  } finally {
    stop.abort();
    if (serving === undefined) listener.close();
    await serving;
    await pair.close?.();
  }
}
