import {
  type Attempt,
  causeOf,
  closeQuietly,
  failureOf,
  GivenUp,
  type Link,
  type Mishap,
  type Negotiated,
  type Stream,
} from "../../endpoints/mod.ts";
import { Deadline } from "../../endpoints/deadline.ts";
import { Failure, inEvery } from "../../failure.ts";
import { TEXTS } from "../failure_text.ts";

/** What goes over all connections of a load. */
export interface LoadTotals {
  /** Connections that were made. */
  connections: number;
  /** Bytes that went to the server. */
  sent: number;
  /** Bytes that came from it. */
  received: number;
}

/** What the members of a crew need. */
export interface CrewOptions {
  /** What they are about; its limits of time hold for each of them. */
  attempt: Attempt;
  /** Makes one connection. */
  connect: (signal: AbortSignal) => Promise<Link>;
  /** What goes over their connections is added to this. */
  totals: LoadTotals;
  /** Ends them. */
  signal?: AbortSignal;
}

/** Members that load a server side by side; if one fails, all end. */
export class Crew implements Disposable {
  readonly #options: CrewOptions;
  readonly #members: Member[];
  readonly #stop = new AbortController();
  readonly #removeListener: () => void;
  #mishap: Mishap | undefined;

  /**
   * Gathers them; none has a connection yet.
   *
   * @param size How many.
   * @param options What they need.
   */
  constructor(size: number, options: CrewOptions) {
    this.#options = options;
    const { signal } = options;
    const stop = () => this.#cut();
    signal?.addEventListener("abort", stop, { once: true });
    this.#removeListener = () => signal?.removeEventListener("abort", stop);
    this.#members = Array.from(
      { length: size },
      () => new Member(options, this.#stop.signal),
    );
    if (signal?.aborted) stop();
  }

  /**
   * Has all of them do something, and waits for all.
   *
   * @param work What each does; it is told which of them it is, from 0 on.
   * @returns What each came to, in their order; nothing where they were stopped.
   * @throws {Failure} If one of them failed.
   */
  async each<T>(
    work: (member: Member, index: number) => Promise<T>,
  ): Promise<T[] | undefined> {
    const results: T[] = [];
    await Promise.all(this.#members.map(async (member, index) => {
      if (this.#stop.signal.aborted) return;
      try {
        results[index] = await work(member, index);
      } catch (error) {
        if (!this.#stop.signal.aborted) this.#mishap ??= member.mishap(error);
        this.#cut();
      }
    }));
    if (this.#mishap) throw failureUnderLoad(this.#mishap, this.#options);
    return this.#stop.signal.aborted ? undefined : results;
  }

  [Symbol.dispose](): void {
    this.#removeListener();
    for (const member of this.#members) member.hangUp();
  }

  #cut(): void {
    this.#stop.abort();
    for (const member of this.#members) member.hangUp();
  }
}

/** One of a crew, with a connection of its own. */
export class Member {
  /** What goes over the connections of all. */
  readonly totals: LoadTotals;
  readonly #options: CrewOptions;
  readonly #signal: AbortSignal;
  readonly #silence: Deadline;
  #stage: Mishap["stage"] = "connect";
  #link: Link | undefined;
  #isLate = false;

  constructor(options: CrewOptions, signal: AbortSignal) {
    this.totals = options.totals;
    this.#options = options;
    this.#signal = signal;
    this.#silence = new Deadline(() => {
      this.#isLate = true;
      this.hangUp();
    });
  }

  /** Makes a connection; the one before is closed. */
  async connect(): Promise<Stream> {
    this.hangUp();
    this.#stage = "connect";
    this.#link = await this.#options.connect(this.#signal);
    this.totals.connections++;
    if (this.#signal.aborted) throw this.#signal.reason;
    return this.#link.stream;
  }

  /**
   * Completes the handshake of the connection; over TCP there is none.
   *
   * @returns What it settled.
   */
  async handshake(): Promise<Negotiated | undefined> {
    this.#stage = "handshake";
    const { timeoutSeconds = 10, idleSeconds = 0 } = this.#options.attempt;
    this.#silence.start(timeoutSeconds);
    const negotiated = await this.#link?.handshake?.(() => {});
    this.#stage = "exchange";
    this.#silence.start(idleSeconds);
    return negotiated;
  }

  /** The server has answered: it is alive. */
  heard(): void {
    this.#silence.touch();
  }

  /** Gives the connection up. */
  hangUp(): void {
    this.#silence.stop();
    const link = this.#link;
    this.#link = undefined;
    if (!link) return;
    if (this.#stage === "handshake") link.abort();
    else closeQuietly(link.stream);
  }

  /** Why it cannot go on. */
  mishap(error: unknown): Mishap {
    if (!this.#isLate) {
      return { stage: this.#stage, cause: causeOf(error), error };
    }
    const cause = this.#stage === "handshake" ? "handshake-silent" : "silent";
    return { stage: this.#stage, cause, error: new GivenUp(cause) };
  }
}

/** Tells of what went wrong, with a hint that fits a load. */
function failureUnderLoad(
  mishap: Mishap,
  { attempt }: CrewOptions,
): Failure {
  const failure = failureOf(mishap, attempt);
  if (mishap.error instanceof Failure || mishap.stage !== "exchange") {
    return failure;
  }
  return failure.withHint(
    inEvery(
      TEXTS,
      (text) => mishap.cause === "silent" ? text.load.slow : text.load.broken,
    ),
  );
}
