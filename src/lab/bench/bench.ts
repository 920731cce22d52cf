import process from "node:process";
import type { Attempt, Link, Negotiated } from "../../endpoints/mod.ts";
import { Failure, inEvery } from "../../failure.ts";
import { TEXTS } from "../failure_text.ts";
import { Crew, type LoadTotals } from "./crew.ts";
import type { LatencyHistogram } from "./histogram.ts";
import { type Answers, loadRequests } from "./http_load.ts";
import { Pace } from "./pace.ts";
import { loadConnections, loadRoundTrips } from "./tcp_load.ts";
import { endInTurn, loadHandshakes } from "./tls_load.ts";

/** What can be loaded, by the protocol that it speaks. */
export const BENCHES = ["tcp", "tls", "http", "https"] as const;

/** One of them. */
export type BenchName = typeof BENCHES[number];

/** What is measured. */
export type MeasurementName =
  | "round-trips"
  | "connections"
  | "handshakes"
  | "requests";

/** How a server is loaded. */
export interface BenchOptions {
  /** What it speaks. */
  name: BenchName;
  /** What the client is about. */
  attempt: Attempt;
  /** Makes one connection. */
  connect: (signal: AbortSignal) => Promise<Link>;
  /** Connections at a time. */
  connections: number;
  /** How long each measurement takes, in seconds. */
  seconds: number;
  /** How long is loaded before each measurement, in seconds. */
  warmUpSeconds: number;
  /** How much each measurement takes at the most; only time limits it if not given. */
  most?: number;
  /** Bytes of a round trip each way. */
  sizeBytes: number;
  /** The request over HTTP, as it goes over the wire. */
  request: Uint8Array;
  /** Ends it. */
  signal?: AbortSignal;
}

/** What came of one measurement. */
export interface Measurement extends Partial<Answers> {
  /** What was measured. */
  readonly name: MeasurementName;
  /** From the first that counts until the last was over, in seconds. */
  readonly seconds: number;
  /** How long each took. */
  readonly latencies: LatencyHistogram;
  /** Whether it ended by the number of connections that one run may make. */
  readonly isCapped: boolean;
  /** Share of the time in which the client's thread was at work, from 0 to 1. */
  readonly clientBusy: number;
}

/** Loads a server at a pace; gives what it found beside times, or nothing where it was stopped. */
type Load = (
  crew: Crew,
  pace: Pace,
) => Promise<Partial<Answers> | undefined>;

/** More new connections than this would use up the ports of one address. */
const MOST_NEW_CONNECTIONS = 10_000;
const MOST_NEW_WARM_UPS = 1000;

/** Puts load on a server, and measures how it bears it. */
export class Bench {
  /** What went over all connections so far. */
  readonly totals: LoadTotals = { connections: 0, sent: 0, received: 0 };
  readonly #options: BenchOptions;

  /** @param options How the server is loaded. */
  constructor(options: BenchOptions) {
    this.#options = options;
  }

  /**
   * Makes one connection and ends it, to see whether that can be done.
   *
   * @param connect Makes the connection.
   * @returns What its handshake settled; nothing over TCP.
   * @throws {Failure} If that fails.
   */
  async probe(
    connect: BenchOptions["connect"],
  ): Promise<Negotiated | undefined> {
    using crew = this.#crew(1, connect);
    const handshakes = await crew.each(async (member) => {
      const stream = await member.connect();
      const negotiated = await member.handshake();
      if (negotiated) await endInTurn(stream, member);
      member.hangUp();
      return negotiated;
    });
    return handshakes?.[0];
  }

  /**
   * Makes all measurements, one after the other.
   *
   * @returns Each as it is over; fewer where it was stopped.
   * @throws {Failure} If the server refuses, fails, or falls silent.
   */
  async *run(): AsyncGenerator<Measurement> {
    const { name, request, sizeBytes, attempt: { target } } = this.#options;
    const echo = { target, sizeBytes };
    if (name === "tcp") {
      yield* this.#measure(
        "round-trips",
        async (...load) => await loadRoundTrips(...load, echo) ? {} : undefined,
      );
      yield* this.#measure(
        "connections",
        async (...load) =>
          await loadConnections(...load, echo) ? {} : undefined,
      );
    } else if (name === "tls") {
      yield* this.#measure(
        "handshakes",
        async (...load) => await loadHandshakes(...load) ? {} : undefined,
      );
    } else {
      yield* this.#measure(
        "requests",
        async (...load) => await loadRequests(...load, request),
      );
    }
  }

  async *#measure(
    name: MeasurementName,
    load: Load,
  ): AsyncGenerator<Measurement> {
    const { connections, seconds, warmUpSeconds } = this.#options;
    const wanted = this.#options.most ?? Infinity;
    const isNew = name === "connections" || name === "handshakes";
    const most = isNew ? Math.min(wanted, MOST_NEW_CONNECTIONS) : wanted;
    const work = new WorkMeter();
    const pace = new Pace({
      seconds,
      warmUpSeconds,
      most,
      mostWarmUps: isNew ? MOST_NEW_WARM_UPS : undefined,
      onCounting: () => work.start(),
    });
    const { latencies } = pace;
    using crew = this.#crew(connections, this.#options.connect);
    const found = await load(crew, pace).catch((error) => {
      throw withProgress(error, latencies.count);
    });
    if (!found) return;
    yield {
      name,
      latencies,
      seconds: pace.seconds,
      isCapped: most < wanted && latencies.count === most,
      clientBusy: work.share,
      ...found,
    };
  }

  #crew(size: number, connect: BenchOptions["connect"]): Crew {
    const { attempt, signal } = this.#options;
    return new Crew(size, { attempt, connect, totals: this.totals, signal });
  }
}

/** Tells in which share of the time this thread is at work. */
class WorkMeter {
  #cpu = process.threadCpuUsage();
  #time = performance.now();

  /** Starts over. */
  start(): void {
    this.#cpu = process.threadCpuUsage();
    this.#time = performance.now();
  }

  /** The share since then, from 0 to 1. */
  get share(): number {
    const { user, system } = process.threadCpuUsage(this.#cpu);
    return (user + system) / 1000 / (performance.now() - this.#time);
  }
}

/** Adds to a failure how far it had come. */
function withProgress(error: unknown, count: number): unknown {
  if (!(error instanceof Failure) || count === 0) return error;
  const accounts = inEvery(TEXTS, ({ load }, language) => {
    const { message, hint } = error.in(language);
    return { message: `${message}${load.answeredBefore(count)}`, hint };
  });
  return new Failure(error.kind, accounts, { cause: error });
}
