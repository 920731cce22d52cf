import type { Address } from "./address.ts";
import { Conversations, type ConversationsOptions } from "./conversations.ts";
import type { Concurrency, Mishap, SummaryEvent } from "./events.ts";
import type { Link } from "./link.ts";
import type { Handler } from "./stream.ts";

/** How connections are made. */
export interface DialOptions extends ConversationsOptions {
  /** How many; 1 if not given. */
  connections?: number;
  /** One after another, or all at once; `"async"` if not given. */
  concurrency?: Concurrency;
  /** Ends it: no more connections, and an end to those that are open. */
  signal?: AbortSignal;
}

/** How a client's connections went. */
export interface DialOutcome {
  /** All of them together. */
  readonly summary: SummaryEvent;
  /** The first failure, if there was one. */
  readonly mishap: Mishap | undefined;
}

/**
 * Makes connections and holds a conversation on each: the one loop of every
 * client here.
 *
 * A synchronous client is this loop with room for one connection at a time.
 *
 * @param target Where to.
 * @param connect Makes one connection.
 * @param handler Holds one conversation.
 * @param options How many, and whether at once.
 * @returns How it went; it does not reject for a connection that failed.
 */
export async function dial(
  target: Address,
  connect: () => Promise<Link>,
  handler: Handler,
  options: DialOptions = {},
): Promise<DialOutcome> {
  const { connections = 1, concurrency = "async", signal } = options;
  const limit = concurrency === "sync" ? 1 : Infinity;
  const conversations = new Conversations(handler, limit, options);
  const giveUp = () => conversations.giveUp("stopped");
  signal?.addEventListener("abort", giveUp, { once: true });
  for (let id = 1; id <= connections; id++) {
    await conversations.ready();
    if (signal?.aborted) break;
    conversations.connecting(id, target, connect);
  }
  await conversations.idle();
  signal?.removeEventListener("abort", giveUp);
  return {
    summary: conversations.sumUp(),
    mishap: conversations.firstMishap,
  };
}
