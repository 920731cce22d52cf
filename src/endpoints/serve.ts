import type { Address } from "./address.ts";
import { detailOf } from "./cause.ts";
import type { ConversationHandler } from "./conversation.ts";
import { Conversations, type ConversationsOptions } from "./conversations.ts";
import type { Concurrency, OnEvent, Protocol, SummaryEvent } from "./events.ts";
import type { Link } from "./link.ts";

/** Where connections come from, over whichever transport. */
export interface Listener {
  /** What it listens on. */
  readonly address: Address;
  /** What its connections speak. */
  readonly protocol: Protocol;
  /** Waits for the next connection; rejects once it is closed. */
  accept(): Promise<Link>;
  /** Takes no more connections; nothing happens the second time. */
  close(): void;
}

/** How connections are served. */
export interface ServeOptions extends ConversationsOptions {
  /** One after another, or all at once; `"async"` if not given. */
  concurrency?: Concurrency;
  /** Connections that are open at a time; more wait. No limit if not given. */
  maxConnections?: number;
  /** Whether the first connection is the last. */
  once?: boolean;
  /** Stops it: no new connections. */
  signal?: AbortSignal;
  /** How long open connections have after that, in seconds; 5 if not given. */
  graceSeconds?: number;
}

/** How long to wait before accepting again after the system refused to. */
const ACCEPT_PAUSE_MILLIS = 100;

/**
 * Serves connections until it is stopped: the one loop of every server here.
 *
 * A synchronous server is this loop with room for one connection at a time.
 * What goes wrong on a connection is told, and ends that connection only.
 *
 * @param listener Where connections come from; it is closed in the end.
 * @param handler Serves one connection.
 * @param options How they are served.
 * @returns How it went.
 * @example
 * ```ts ignore
 * const listener = listenTcp({ host: "127.0.0.1", port: 0 });
 * await serve(listener, echo, { concurrency: "sync" });
 * ```
 */
export async function serve(
  listener: Listener,
  handler: ConversationHandler,
  options: ServeOptions = {},
): Promise<SummaryEvent> {
  const { concurrency = "async", signal, onEvent } = options;
  const { maxConnections = Infinity, graceSeconds = 5 } = options;
  const limit = concurrency === "sync" ? 1 : maxConnections;
  const conversations = new Conversations(handler, limit, options);

  const { address, protocol } = listener;
  onEvent?.({ kind: "listening", address, protocol, concurrency });
  using _stop = onAbort(signal, () => {
    listener.close();
    onEvent?.({ kind: "stopping", open: conversations.open, graceSeconds });
    const timer = setTimeout(
      () => conversations.giveUp("stopped"),
      graceSeconds * 1000,
    );
    conversations.idle().then(() => clearTimeout(timer));
  });

  for (let id = 1; !signal?.aborted; id++) {
    await conversations.ready();
    const link = await accept(listener, onEvent);
    if (link === undefined) break;
    conversations.accepted(id, link);
    if (options.once) break;
  }
  listener.close();
  await conversations.idle();
  return conversations.sumUp();
}

/**
 * Waits for the next connection. That the system cannot give it, as for want
 * of file descriptors, is told and passes; it does not end the server.
 *
 * @returns Nothing once the listener is closed.
 */
async function accept(
  listener: Listener,
  onEvent: OnEvent | undefined,
): Promise<Link | undefined> {
  for (;;) {
    try {
      return await listener.accept();
    } catch (error) {
      if (
        error instanceof Deno.errors.BadResource ||
        error instanceof Deno.errors.Interrupted
      ) return undefined;
      onEvent?.({ kind: "not-accepted", detail: detailOf(error) });
      // A connection that was reset while it waited stands in nobody's way.
      if (error instanceof Deno.errors.NotConnected) continue;
      await new Promise((resolve) => setTimeout(resolve, ACCEPT_PAUSE_MILLIS));
    }
  }
}

function onAbort(signal: AbortSignal | undefined, run: () => void): Disposable {
  if (signal?.aborted) run();
  signal?.addEventListener("abort", run, { once: true });
  return {
    [Symbol.dispose]: () => signal?.removeEventListener("abort", run),
  };
}
