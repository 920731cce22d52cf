import type { Address } from "./address.ts";
import { type Cause, causeOf, detailOf } from "./cause.ts";
import { Conversation, type ConversationHandler } from "./conversation.ts";
import type { Mishap, OnEvent, SummaryEvent } from "./events.ts";
import { Gate } from "./gate.ts";
import type { Link } from "./link.ts";
import { within } from "./within.ts";

/** What holds for each of several conversations. */
export interface ConversationsOptions {
  /** How long a TLS handshake may take, in seconds; 10 if not given. */
  handshakeSeconds?: number;
  /** How long nothing may come or go, in seconds; for ever if not given. */
  idleSeconds?: number;
  /** Hears of everything that happens. */
  onEvent?: OnEvent;
}

/** How long what was sent may take to leave this process, in seconds. */
const FLUSH_SECONDS = 1;

/** The conversations of one server or one client, one at a time or many. */
export class Conversations {
  readonly #handler: ConversationHandler;
  readonly #options: ConversationsOptions;
  readonly #gate: Gate;
  readonly #open = new Set<Conversation>();
  readonly #totals = { connections: 0, failed: 0, received: 0, sent: 0 };
  readonly #started = performance.now();
  #firstMishap: Mishap | undefined;

  /**
   * @param handler Holds one conversation.
   * @param limit Conversations at a time.
   * @param options What holds for each.
   */
  constructor(
    handler: ConversationHandler,
    limit: number,
    options: ConversationsOptions,
  ) {
    this.#handler = handler;
    this.#gate = new Gate(limit);
    this.#options = options;
  }

  /** How many are going on. */
  get open(): number {
    return this.#gate.open;
  }

  /** The first failure of any, if there was one. */
  get firstMishap(): Mishap | undefined {
    return this.#firstMishap;
  }

  /** Waits until one more may start. */
  ready(): Promise<void> {
    return this.#gate.ready();
  }

  /** Waits until all are over. */
  idle(): Promise<void> {
    return this.#gate.idle();
  }

  /** Starts one on a connection that a server accepted. */
  accepted(id: number, link: Link): void {
    this.#gate.run(() => this.#hold(id, link, "accepted"));
  }

  /** Starts one on a connection that a client is about to make. */
  connecting(id: number, target: Address, connect: () => Promise<Link>): void {
    this.#gate.run(async () => {
      const started = performance.now();
      let link: Link;
      try {
        link = await connect();
      } catch (error) {
        const mishap: Mishap = {
          stage: "connect",
          cause: causeOf(error),
          error,
        };
        this.#note(mishap);
        this.#options.onEvent?.({
          kind: "failed",
          connection: id,
          peer: target,
          stage: mishap.stage,
          cause: mishap.cause,
          detail: detailOf(error),
          received: 0,
          sent: 0,
          seconds: (performance.now() - started) / 1000,
        });
        return;
      }
      await this.#hold(id, link, "connected");
    });
  }

  /** Ends all that are going on. */
  giveUp(cause: Cause): void {
    for (const conversation of this.#open) conversation.giveUp(cause);
  }

  /** Tells how it all went. */
  sumUp(): SummaryEvent {
    const seconds = (performance.now() - this.#started) / 1000;
    const summary: SummaryEvent = { kind: "summary", ...this.#totals, seconds };
    this.#options.onEvent?.(summary);
    return summary;
  }

  async #hold(
    id: number,
    link: Link,
    kind: "accepted" | "connected",
  ): Promise<void> {
    const { onEvent, handshakeSeconds = 10, idleSeconds = 0 } = this.#options;
    const conversation = new Conversation(link, { id, onEvent });
    this.#open.add(conversation);
    this.#totals.connections++;
    conversation.open(kind);
    try {
      await conversation.handshake(handshakeSeconds);
      conversation.limitSilence(idleSeconds);
      await this.#handler(conversation);
      conversation.succeed();
    } catch (error) {
      this.#note(conversation.fail(error));
    }
    if (conversation.isGivenUp) await link.letGo?.();
    if (link.flushed) await within(link.flushed, FLUSH_SECONDS);
    this.#open.delete(conversation);
    this.#totals.received += conversation.traffic.received;
    this.#totals.sent += conversation.traffic.sent;
  }

  #note(mishap: Mishap): void {
    this.#totals.failed++;
    this.#firstMishap ??= mishap;
  }
}
