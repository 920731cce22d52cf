import type { Address } from "./address.ts";
import { type Cause, causeOf, detailOf, GivenUp } from "./cause.ts";
import { Deadline } from "./deadline.ts";
import type {
  FailedEvent,
  Mishap,
  Negotiated,
  OnEvent,
  Traffic,
} from "./events.ts";
import { closeQuietly, type Link } from "./link.ts";
import type { Stream } from "./stream.ts";
import { Tally } from "./tally.ts";

/** What a conversation is made with. */
export interface ConversationOptions {
  /** Number of the connection. */
  id: number;
  /** Hears of everything that happens on it. */
  onEvent?: OnEvent;
}

/** Serves one connection, knowing what it is. */
export type ConversationHandler = (conversation: Conversation) => Promise<void>;

/**
 * A connection from its start to its end: a stream that counts what goes
 * through it, tells of it, and can be given up from outside.
 */
export class Conversation implements Stream {
  /** Number of the connection. */
  readonly id: number;
  /** The other end. */
  readonly peer: Address;
  readonly #link: Link;
  readonly #stream: Stream;
  readonly #onEvent: OnEvent | undefined;
  readonly #received: Tally;
  readonly #sent: Tally;
  readonly #started = performance.now();
  readonly #deadline = new Deadline(() => this.giveUp(this.#overdue()));
  #stage: FailedEvent["stage"] = "exchange";
  #ended = false;
  #peerEnded = false;
  #givenUp: Cause | undefined;
  #negotiated: Negotiated | undefined;

  /**
   * Starts to count, and tells nothing yet.
   *
   * @param link The connection.
   * @param options Its number, and who hears of it.
   */
  constructor(link: Link, options: ConversationOptions) {
    const { id, onEvent } = options;
    this.id = id;
    this.peer = link.peer;
    this.#link = link;
    this.#stream = link.stream;
    this.#onEvent = onEvent;
    this.#received = new Tally(
      onEvent &&
        ((data) => onEvent({ kind: "received", ...this.#of, ...data })),
    );
    this.#sent = new Tally(
      onEvent && ((data) => onEvent({ kind: "sent", ...this.#of, ...data })),
    );
  }

  /** Bytes each way, and seconds, so far. */
  get traffic(): Traffic {
    return {
      received: this.#received.total,
      sent: this.#sent.total,
      seconds: (performance.now() - this.#started) / 1000,
    };
  }

  /** This end. */
  get local(): Address {
    return this.#link.local;
  }

  /** What the TLS handshake settled, once there was one. */
  get negotiated(): Negotiated | undefined {
    return this.#negotiated;
  }

  get #of(): { connection: number; peer: Address } {
    return { connection: this.id, peer: this.peer };
  }

  /** Tells that the connection stands. */
  open(kind: "accepted" | "connected"): void {
    this.#onEvent?.({ kind, ...this.#of, local: this.#link.local });
  }

  /**
   * Completes the handshake; does nothing where the transport has none.
   *
   * @param seconds How long it may take; 0 for as long as it likes.
   * @returns What it settled.
   */
  async handshake(seconds: number): Promise<Negotiated | undefined> {
    if (!this.#link.handshake) return undefined;
    this.#stage = "handshake";
    this.#deadline.start(seconds);
    const negotiated = await this.#link.handshake((report) =>
      this.#onEvent?.({ ...report, ...this.#of })
    );
    this.#deadline.stop();
    this.#stage = "exchange";
    this.#negotiated = negotiated;
    if (negotiated) {
      this.#onEvent?.({ kind: "handshake", ...this.#of, negotiated });
    }
    return negotiated;
  }

  /**
   * Sets how long nothing may come or go before the connection is given up.
   *
   * @param seconds 0 for as long as it likes.
   */
  limitSilence(seconds: number): void {
    this.#deadline.start(seconds);
  }

  async read(buffer: Uint8Array): Promise<number | null> {
    const length = await this.#stream.read(buffer);
    if (length === null) {
      this.#hearEnd();
    } else {
      this.#received.add(buffer, length);
      this.#deadline.touch();
    }
    return length;
  }

  async write(bytes: Uint8Array): Promise<number> {
    const length = await this.#stream.write(bytes);
    this.#sent.add(bytes, length);
    this.#deadline.touch();
    return length;
  }

  async closeWrite(): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    await this.#stream.closeWrite();
    this.#flush();
    this.#onEvent?.({ kind: "half-closed", ...this.#of });
  }

  close(): void {
    this.#deadline.stop();
    closeQuietly(this.#stream);
  }

  /** Whether it was given up. */
  get isGivenUp(): boolean {
    return this.#givenUp !== undefined;
  }

  /** Ends the connection now; what waits on it gets an error. */
  giveUp(cause: Cause): void {
    this.#givenUp ??= cause;
    if (this.#stage === "handshake") this.#link.abort();
    else this.close();
  }

  /** Closes the connection and tells that it went as it should. */
  succeed(): void {
    this.close();
    this.#endTallies();
    const exit = this.#link.exit?.();
    this.#onEvent?.({
      kind: "closed",
      ...this.#of,
      ...this.traffic,
      ...exit && { exit },
    });
  }

  /**
   * Closes the connection and tells why it did not go as it should.
   *
   * @param error What was thrown.
   * @returns Why.
   */
  fail(error: unknown): Mishap {
    // An error after giving up is only the echo of it.
    const reason = this.#givenUp ? new GivenUp(this.#givenUp) : error;
    const cause = causeOf(reason);
    if (this.#stage === "handshake") this.#link.abort();
    this.close();
    this.#endTallies();
    this.#onEvent?.({
      kind: "failed",
      ...this.#of,
      ...this.traffic,
      stage: this.#stage,
      cause,
      detail: detailOf(reason),
    });
    return { stage: this.#stage, cause, error };
  }

  #hearEnd(): void {
    if (this.#peerEnded) return;
    this.#peerEnded = true;
    this.#flush();
    this.#onEvent?.({
      kind: "peer-closed",
      ...this.#of,
      ...this.#link.hidesCloseNotify && { closeNotify: "not-observed" },
    });
  }

  #flush(): void {
    this.#received.flush();
    this.#sent.flush();
  }

  #endTallies(): void {
    this.#received.end();
    this.#sent.end();
  }

  #overdue(): Cause {
    if (this.#stage === "handshake") return "handshake-silent";
    return this.#received.total === 0 ? "silent" : "idle";
  }
}
