import process from "node:process";
import type { Attempt, Link, Negotiated } from "../../endpoints/mod.ts";
import { Failure, inEvery } from "../../failure.ts";
import { TEXTS } from "../failure_text.ts";
import { Crew, type LoadTotals } from "./crew.ts";
import type { LatencyHistogram } from "./histogram.ts";
import { loadRequests } from "./http_load.ts";
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
export interface Measurement {
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
  /** Answers over HTTP by their status. */
  readonly statuses?: ReadonlyMap<number, number>;
  /** Bytes of an answer over HTTP, head and content. */
  readonly answerBytes?: number;
  /** Whether all answers over HTTP left the connection open. */
  readonly keptAlive?: boolean;
}

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
    let negotiated: Negotiated | undefined;
    await crew.each(async (member) => {
      const stream = await member.connect();
      negotiated = await member.handshake();
      if (negotiated) await endInTurn(stream, member);
      member.hangUp();
    });
    return negotiated;
  }

  /**
   * Makes all measurements, one after the other.
   *
   * @returns Each as it is over; fewer where it was stopped.
   * @throws {Failure} If the server refuses, fails, or falls silent.
   */
  async *run(): AsyncGenerator<Measurement> {
    switch (this.#options.name) {
      case "tcp": {
        const { sizeBytes, attempt: { target } } = this.#options;
        const echo = { target, sizeBytes };
        yield* this.#measure("round-trips", async (crew, pace, onCounting) => {
          return await loadRoundTrips(crew, pace, echo, onCounting) && {};
        });
        yield* this.#measure("connections", async (crew, pace, onCounting) => {
          return await loadConnections(crew, pace, echo, onCounting) && {};
        });
        break;
      }
      case "tls":
        yield* this.#measure("handshakes", async (crew, pace, onCounting) => {
          return await loadHandshakes(crew, pace, onCounting) && {};
        });
        break;
      default: {
        const { request } = this.#options;
        yield* this.#measure("requests", async (crew, pace, onCounting) => {
          const answers = await loadRequests(crew, pace, request, onCounting);
          return answers && {
            statuses: answers.statuses,
            answerBytes: answers.firstBytes,
            keptAlive: answers.keptAlive,
          };
        });
      }
    }
  }

  async *#measure(
    name: MeasurementName,
    load: (
      crew: Crew,
      pace: Pace,
      onCounting: () => void,
    ) => Promise<Partial<Measurement> | false | undefined>,
  ): AsyncGenerator<Measurement> {
    const { connections, seconds, warmUpSeconds } = this.#options;
    const wanted = this.#options.most ?? Infinity;
    const isNew = name === "connections" || name === "handshakes";
    const most = isNew ? Math.min(wanted, MOST_NEW_CONNECTIONS) : wanted;
    const pace = new Pace({
      seconds,
      warmUpSeconds,
      most,
      mostWarmUps: isNew ? MOST_NEW_WARM_UPS : undefined,
    });
    using crew = this.#crew(connections, this.#options.connect);
    let began = { cpu: process.threadCpuUsage(), time: performance.now() };
    const { latencies } = pace;
    const found = await load(crew, pace, () => {
      began = { cpu: process.threadCpuUsage(), time: performance.now() };
    }).catch((error) => {
      throw withProgress(error, latencies.count);
    });
    if (!found) return;
    const { user, system } = process.threadCpuUsage(began.cpu);
    yield {
      name,
      latencies,
      seconds: pace.seconds,
      isCapped: most < wanted && latencies.count === most,
      clientBusy: (user + system) / 1000 / (performance.now() - began.time),
      ...found,
    };
  }

  #crew(size: number, connect: BenchOptions["connect"]): Crew {
    const { attempt, signal } = this.#options;
    return new Crew(size, { attempt, connect, totals: this.totals, signal });
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
