import type { Address } from "../endpoints/address.ts";
import { connectTcp } from "../endpoints/connect.ts";
import { dial } from "../endpoints/dial.ts";
import { echo } from "../endpoints/echo.ts";
import type { Concurrency, EndpointEvent } from "../endpoints/events.ts";
import { bytesSource, exchange, type Source } from "../endpoints/exchange.ts";
import { listenTcp } from "../endpoints/listen.ts";
import { serve } from "../endpoints/serve.ts";
import {
  headToJson,
  renderTimelines,
  type ServedClient,
  servedToJson,
  type Timeline,
} from "../render/mod.ts";
import type { ShowOptions, Write } from "./printer.ts";

/** How many clients there are, and how they are shown. */
export interface ConcurrencyDemoOptions extends ShowOptions {
  /** Clients, the slow one among them. */
  connections: number;
  /** Where it is written. */
  write: Write;
}

/** How long the slow client pauses in the middle of what it says. */
const PAUSE_MILLIS = 600;

/**
 * Has clients, the first of them slow, talk to a server that serves one at a
 * time and to one that serves all at once, and shows who waited for whom.
 *
 * It is measured from what both ends tell; packets are not needed.
 *
 * @param options How many, and how they are shown.
 */
export async function runConcurrencyDemo(
  options: ConcurrencyDemoOptions,
): Promise<void> {
  const { connections, write } = options;
  // What the first conversation of a process loads would else be measured.
  await measure("async", 1, 0);
  const sync = await measure("sync", connections, PAUSE_MILLIS);
  const async = await measure("async", connections, PAUSE_MILLIS);
  if (!options.json) return write(renderTimelines([sync, async], options));
  write(`${headToJson(options.version)}\n`);
  for (const { concurrency, clients } of [sync, async]) {
    for (const client of clients) {
      write(`${servedToJson(client, concurrency)}\n`);
    }
  }
}

/** Runs a server and its clients, and tells when what happened to each. */
async function measure(
  concurrency: Concurrency,
  connections: number,
  pauseMillis: number,
): Promise<Timeline> {
  const watch = new Watch();
  const listener = listenTcp({ host: "127.0.0.1", port: 0 });
  const stop = new AbortController();
  const serving = serve(listener, echo, {
    concurrency,
    signal: stop.signal,
    onEvent: (event) => watch.server(event),
  });
  const talks: Promise<void>[] = [];
  for (let id = 1; id <= connections; id++) {
    const source = id === 1
      ? slowSource(["hello, ", "server"], pauseMillis)
      : bytesSource(new TextEncoder().encode("hello, server"));
    const { promise: connected, resolve } = Promise.withResolvers<void>();
    const talk = converse(listener.address, source, (event) => {
      watch.client(id, event);
      resolve();
    });
    talks.push(talk);
    // The slow one is the first in the queue; the others come together.
    if (id === 1) await connected;
  }
  await Promise.all(talks);
  stop.abort();
  await serving;
  return { concurrency, clients: watch.clients() };
}

/** Holds one conversation of a client. */
async function converse(
  target: Address,
  source: Source,
  onEvent: (event: EndpointEvent) => void,
): Promise<void> {
  const { mishap } = await dial(
    target,
    () => connectTcp(target),
    exchange({ source, halfClose: true, onReceived: () => {} }),
    { onEvent },
  );
  if (mishap) throw mishap.error;
}

/** A source that pauses before all parts but the first. */
function slowSource(parts: readonly string[], pauseMillis: number): Source {
  let next = 0;
  return {
    async read(buffer) {
      if (next >= parts.length) return null;
      if (next > 0) {
        await new Promise((resolve) => setTimeout(resolve, pauseMillis));
      }
      return new TextEncoder().encodeInto(parts[next++], buffer).written;
    },
  };
}

/** Notes when what happened, at both ends of each connection. */
class Watch {
  readonly #started = performance.now();
  /** By the client's port. */
  readonly #served = new Map<
    number,
    { accepted: number; closed: number; active: number[] }
  >();
  readonly #clients: { id: number; port: number; connected: number }[] = [];

  /** Hears what the server tells. */
  server(event: EndpointEvent): void {
    if (!("peer" in event)) return;
    const { port } = event.peer;
    const now = this.#now();
    const entry = this.#served.get(port) ??
      { accepted: now, closed: now, active: [] };
    this.#served.set(port, entry);
    if (event.kind === "received" || event.kind === "sent") {
      entry.active.push(now);
    }
    entry.closed = now;
  }

  /** Hears what a client tells. */
  client(id: number, event: EndpointEvent): void {
    if (event.kind !== "connected") return;
    this.#clients.push({
      id,
      port: event.local.port,
      connected: this.#now(),
    });
  }

  /** What happened to each client, in their order. */
  clients(): ServedClient[] {
    return this.#clients.toSorted((a, b) => a.id - b.id).flatMap((client) => {
      const served = this.#served.get(client.port);
      if (!served) return [];
      const { id, connected } = client;
      // A server may be told of a connection before its client is.
      const accepted = Math.max(connected, served.accepted);
      return [{ ...served, id, slow: id === 1, connected, accepted }];
    });
  }

  #now(): number {
    return (performance.now() - this.#started) / 1000;
  }
}
