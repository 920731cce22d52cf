import { formatAddress } from "../endpoints/mod.ts";
import type { Address, Negotiated } from "../endpoints/mod.ts";
import type { BenchName, Measurement } from "../lab/bench/bench.ts";
import type { LoadTotals } from "../lab/bench/crew.ts";
import {
  asciiMarks,
  formatMillis,
  jsonLine,
  type Paint,
  paint,
  renderLatencyBars,
  wrap,
} from "../render/mod.ts";
import { BENCH_TEXTS, type BenchText } from "./bench_text.ts";
import { sizeOf } from "./event_log.ts";
import type { Call } from "./mode.ts";
import type { Language } from "./terminal.ts";

/** What is loaded, and how. */
export interface BenchPlan {
  /** What the server speaks. */
  readonly name: BenchName;
  /** Where it is. */
  readonly target: Address;
  /** Whether it is wirelab's own, started for this. */
  readonly isOwn: boolean;
  /** Connections at a time. */
  readonly connections: number;
  /** How long each measurement takes, in seconds. */
  readonly seconds: number;
  /** How long is loaded before each measurement, in seconds. */
  readonly warmUpSeconds: number;
  /** Bytes of a round trip each way. */
  readonly sizeBytes: number;
  /** Method and path of the request over HTTP. */
  readonly request: string;
  /** What the TLS handshakes settle. */
  readonly negotiated?: Negotiated;
}

/** Tells of a load while it goes on. */
export interface BenchReport {
  /** It starts. */
  started(plan: BenchPlan): void;
  /** A measurement is over. */
  measured(measurement: Measurement, plan: BenchPlan): void;
  /** All is over: what the client counted, and the server where it told. */
  ended(client: LoadTotals, server: LoadTotals | undefined): void;
}

/** Makes the report that the options ask for. */
export function openBenchReport({ args, terminal }: Call): BenchReport {
  if (args.has("json")) return new BenchJsonReport(terminal.out);
  return new BenchTextReport(terminal.out, {
    language: terminal.language,
    columns: Math.min(terminal.columns, WIDEST),
    color: terminal.color,
    ascii: args.has("ascii"),
  });
}

/** Share of the time at work from which on the client may be what limits. */
const BUSY = 0.9;
/** Columns that a report takes at the most: longer bars say no more. */
const WIDEST = 100;

/** How a report for a person is written. */
export interface BenchTextReportOptions {
  /** Its language. */
  language: Language;
  /** Columns that it may take. */
  columns: number;
  /** Whether colours are used. */
  color: boolean;
  /** Whether only ASCII is drawn with. */
  ascii: boolean;
}

/** Tells a person: rates, percentiles, and how the latencies are spread. */
export class BenchTextReport implements BenchReport {
  readonly #write: (text: string) => void;
  readonly #options: BenchTextReportOptions;
  readonly #text: BenchText;
  readonly #paint: Paint;

  /**
   * @param write Where it writes.
   * @param options How it writes.
   */
  constructor(write: (text: string) => void, options: BenchTextReportOptions) {
    this.#write = write;
    this.#options = options;
    this.#text = BENCH_TEXTS[options.language];
    this.#paint = paint(options.color);
  }

  started(plan: BenchPlan): void {
    const { name, target, isOwn, connections, negotiated } = plan;
    const text = this.#text;
    const count = text.connections(grouped(connections));
    const place = formatAddress(target);
    const where = isOwn ? text.ownTarget : text.target;
    this.#lines(where(name, place), this.#paint.strong);
    const { version, cipherSuite, group } = negotiated ?? {};
    const facts = [version, cipherSuite, group].filter((fact) => fact);
    if (facts.length > 0) this.#lines(facts.join(", "), this.#paint.faint);
    this.#lines(
      text.manner(count, plan.seconds, plan.warmUpSeconds),
      this.#paint.faint,
    );
  }

  measured(measurement: Measurement, plan: BenchPlan): void {
    const { latencies, seconds, name } = measurement;
    const text = this.#text;
    const { title, span } = text.measurements[name](
      name === "requests" ? plan.request : text.bytes(grouped(plan.sizeBytes)),
    );
    this.#write("\n");
    this.#lines(title, this.#paint.strong);
    this.#lines(span, this.#paint.faint, "  ");
    const rate = `${grouped(rateOf(measurement))} ${text.perSecond}`;
    const facts = [
      text.inTime(grouped(latencies.count), seconds.toPrecision(3)),
      ...name === "round-trips"
        ? [text.eachWay(sizeOf(bytesPerSecond(measurement, plan)))]
        : [],
    ];
    this.#write(
      `  ${this.#paint.strong(this.#plain(rate))}   ${
        this.#plain(facts.join("   "))
      }\n`,
    );
    const times = [
      ["p50", latencies.percentile(50)],
      ["p90", latencies.percentile(90)],
      ["p99", latencies.percentile(99)],
      ["max", latencies.maxMillis],
    ] as const;
    this.#write(
      `  ${
        times.map(([label, millis]) => `${label} ${formatMillis(millis)} ms`)
          .join("   ")
      }\n`,
    );
    this.#write(renderLatencyBars([...latencies.buckets()], this.#options));
    this.#notes(measurement);
  }

  ended(client: LoadTotals, server: LoadTotals | undefined): void {
    if (!server) return;
    const { connections, received, sent } = server;
    const isSame = connections === client.connections &&
      received === client.sent && sent === client.received;
    const say = isSame ? this.#text.agreed : this.#text.differed;
    this.#write("\n");
    this.#lines(
      say(
        this.#text.connections(grouped(connections)),
        sizeOf(received),
        sizeOf(sent),
      ),
      isSame ? this.#paint.faint : this.#paint.warning,
    );
  }

  #notes(measurement: Measurement): void {
    const { statuses, answerBytes, keptAlive, isCapped } = measurement;
    const text = this.#text;
    const { warning, faint } = this.#paint;
    if (statuses && answerBytes !== undefined) {
      const counts = [...statuses].map(([status, count]) =>
        statuses.size === 1 ? `${status}` : `${status} × ${grouped(count)}`
      );
      const isWell = [...statuses.keys()].every((status) => status < 400);
      this.#lines(
        text.answers(counts.join(", "), sizeOf(answerBytes)),
        isWell ? faint : warning,
        "  ",
      );
    }
    if (keptAlive === false) this.#lines(text.closes, faint, "  ");
    if (isCapped) {
      const count = grouped(measurement.latencies.count);
      this.#lines(text.capped(text.connections(count)), warning, "  ");
    }
    if (measurement.clientBusy >= BUSY) {
      const percent = Math.min(100, measurement.clientBusy * 100).toFixed(0);
      this.#lines(text.busy(`${percent} %`), warning, "  ");
    }
  }

  #lines(
    text: string,
    tone: (text: string) => string = (text) => text,
    indent = "",
  ): void {
    for (
      const line of wrap(
        this.#plain(text),
        this.#options.columns - indent.length,
      )
    ) {
      this.#write(`${indent}${tone(line)}\n`);
    }
  }

  #plain(text: string): string {
    return this.#options.ascii ? asciiMarks(text).replaceAll("×", "x") : text;
  }
}

/** Tells a program, one JSON object a line. */
export class BenchJsonReport implements BenchReport {
  readonly #write: (text: string) => void;

  /** @param write Where it writes. */
  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  started(plan: BenchPlan): void {
    const { target, isOwn, request, sizeBytes, negotiated, ...rest } = plan;
    const { version, cipherSuite, group } = negotiated ?? {};
    this.#event("bench", {
      ...rest,
      target: formatAddress(target),
      ownServer: isOwn,
      ...rest.name === "tcp" ? { sizeBytes } : {},
      ...rest.name.startsWith("http") ? { request } : {},
      version,
      cipherSuite,
      group,
    });
  }

  measured(measurement: Measurement, plan: BenchPlan): void {
    const { name, latencies, seconds, statuses, isCapped } = measurement;
    this.#event("measurement", {
      name,
      count: latencies.count,
      seconds,
      perSecond: rateOf(measurement),
      ...name === "round-trips"
        ? { bytesPerSecond: bytesPerSecond(measurement, plan) }
        : {},
      latencyMillis: {
        min: exactly(latencies.minMillis),
        mean: exactly(latencies.meanMillis),
        p50: exactly(latencies.percentile(50)),
        p90: exactly(latencies.percentile(90)),
        p99: exactly(latencies.percentile(99)),
        max: exactly(latencies.maxMillis),
      },
      buckets: [...latencies.buckets()],
      statuses: statuses && Object.fromEntries(statuses),
      answerBytes: measurement.answerBytes,
      keptAlive: measurement.keptAlive,
      capped: isCapped,
      clientBusy: measurement.clientBusy,
    });
  }

  ended(client: LoadTotals, server: LoadTotals | undefined): void {
    this.#event("summary", { ...client, server });
  }

  #event(event: string, fields: object): void {
    const time = new Date().toISOString();
    this.#write(`${jsonLine({ time, event, ...fields })}\n`);
  }
}

/** Takes off a time in milliseconds the digits that no clock here tells. */
function exactly(millis: number): number {
  return Number(millis.toFixed(4));
}

/** How many there were in a second. */
function rateOf({ latencies, seconds }: Measurement): number {
  return seconds > 0 ? latencies.count / seconds : 0;
}

function bytesPerSecond(
  measurement: Measurement,
  { sizeBytes }: BenchPlan,
): number {
  return Math.round(rateOf(measurement) * sizeBytes);
}

/** Writes a number with commas between thousands, and a decimal where it is small. */
function grouped(value: number): string {
  const text = value < 100 && !Number.isInteger(value)
    ? value.toFixed(1)
    : value.toFixed(0);
  return text.replace(/\B(?=(\d{3})+$)/g, ",");
}
