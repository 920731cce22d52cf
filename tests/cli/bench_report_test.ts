import { assert, assertEquals, assertMatch } from "@std/assert";
import {
  BenchJsonReport,
  type BenchPlan,
  type BenchReport,
  BenchTextReport,
  type BenchTextReportOptions,
} from "../../src/cli/bench_report.ts";
import { BENCH_TEXTS } from "../../src/cli/bench_text.ts";
import type { Measurement } from "../../src/lab/bench/bench.ts";
import { LatencyHistogram } from "../../src/lab/bench/histogram.ts";
import { widthOf } from "../../src/render/width.ts";
import { assertBilingual, assertChinese } from "../bilingual.ts";

const PLAN: BenchPlan = {
  name: "tcp",
  target: { host: "127.0.0.1", port: 40_123 },
  isOwn: true,
  connections: 8,
  seconds: 3,
  warmUpSeconds: 0.5,
  sizeBytes: 64,
  request: "GET /",
};

function measurement(rest: Partial<Measurement> = {}): Measurement {
  const latencies = new LatencyHistogram();
  for (let i = 1; i <= 2000; i++) latencies.record(i / 1000);
  return {
    name: "round-trips",
    seconds: 0.5,
    latencies,
    isCapped: false,
    clientBusy: 0.5,
    ...rest,
  };
}

const COUNTED = { connections: 8, sent: 2_097_152, received: 2_097_152 };

/** What a report says of a load of one measurement. */
function said(
  plan: BenchPlan,
  each: Measurement,
  options: Partial<BenchTextReportOptions> = {},
): string {
  let text = "";
  const report = new BenchTextReport((more) => text += more, {
    language: "en",
    columns: 80,
    color: false,
    ascii: false,
    ...options,
  });
  tell(report, plan, each);
  return text;
}

function tell(report: BenchReport, plan: BenchPlan, each: Measurement): void {
  report.started(plan);
  report.measured(each, plan);
  report.ended(COUNTED, plan.isOwn ? COUNTED : undefined);
}

Deno.test("BenchTextReport tells rate, percentiles and spread on one screen", () => {
  assertEquals(
    said(PLAN, measurement()),
    `\
tcp load on 127.0.0.1:40123 (wirelab tcp-server, a process of its own)
8 connections at a time; 3 s for each measurement, after 0.5 s to warm up

Round trips
  from the write of 64 bytes until all are back; connections stay open
  4,000 per second   2,000 in 0.500 s   250 KiB/s each way
  p50 1.00 ms   p90 1.80 ms   p99 1.98 ms   max 2.00 ms
       < 0.02 ms  █                                                        0.9 %
  0.02 – 0.05 ms  ██                                                       1.5 %
  0.05 – 0.10 ms  ███                                                      2.5 %
  0.10 – 0.20 ms  █████                                                    5.0 %
  0.20 – 0.50 ms  ████████████████                                        15.0 %
  0.50 – 1.00 ms  ███████████████████████████                             24.9 %
  1.00 – 2.00 ms  ██████████████████████████████████████████████████████  49.9 %
       ≥ 2.00 ms  █                                                        0.2 %

The server agrees: 8 connections, 2 MiB in, 2 MiB out, with warm-up.
`,
  );
});

const NEGOTIATED = {
  version: "TLS 1.3",
  cipherSuite: "TLS_AES_256_GCM_SHA384",
  group: "x25519",
  alpn: null,
};

/** A load of each kind, and all that can be noted of one. */
const LOADS: readonly [BenchPlan, Measurement][] = [
  [PLAN, measurement()],
  [
    { ...PLAN, isOwn: false },
    measurement({ name: "connections", isCapped: true }),
  ],
  [
    { ...PLAN, name: "tls", negotiated: NEGOTIATED },
    measurement({ name: "handshakes", clientBusy: 0.99 }),
  ],
  [
    { ...PLAN, name: "https", negotiated: NEGOTIATED },
    measurement({
      name: "requests",
      statuses: new Map([[200, 1500], [503, 500]]),
      answerBytes: 478,
      keptAlive: false,
    }),
  ],
];

Deno.test("BenchTextReport fits 80 columns in every language, also in ASCII", () => {
  for (const [plan, each] of LOADS) {
    for (const language of ["en", "zh"] as const) {
      for (const ascii of [false, true]) {
        const text = said(plan, each, { language, ascii });
        for (const line of text.split("\n")) {
          assert(widthOf(line) <= 80, line);
          // deno-lint-ignore no-control-regex
          if (ascii && language === "en") assertMatch(line, /^[\x00-\x7f]*$/);
        }
      }
    }
  }
});

Deno.test("BenchTextReport tells what limits a measurement, and only then", () => {
  const [, capped, busy, answers] = LOADS.map(([plan, each]) =>
    said(plan, each)
  );
  assertMatch(capped, /ended early, after 2,000 connections/);
  assertMatch(busy, /client was at work 99 % of the time/);
  assertMatch(answers, /answers: 200 × 1,500, 503 × 500, 478 B each/);
  assertMatch(answers, /closed connections/);
  assert(!/ended early|at work|closed|answers/.test(said(...LOADS[0])));
});

Deno.test("BenchTextReport tells whether the server counted the same", () => {
  const agreed = said(PLAN, measurement());
  assertMatch(agreed, /The server agrees: 8 connections, 2 MiB in, 2 MiB out/);
  let text = "";
  const report = new BenchTextReport((more) => text += more, {
    language: "en",
    columns: 80,
    color: false,
    ascii: false,
  });
  report.ended(COUNTED, { ...COUNTED, connections: 7 });
  assertMatch(text, /The server counted otherwise: 7 connections/);
});

Deno.test("BenchJsonReport tells one object a line, with keys of English", () => {
  for (const [plan, each] of LOADS) {
    let text = "";
    tell(new BenchJsonReport((more) => text += more), plan, each);
    const [bench, measured, summary, ...others] = text.trimEnd().split("\n")
      .map((line) => JSON.parse(line));
    assertEquals(others, []);
    assertEquals([bench.event, measured.event, summary.event], [
      "bench",
      "measurement",
      "summary",
    ]);
    assertEquals([bench.name, bench.target, bench.ownServer], [
      plan.name,
      "127.0.0.1:40123",
      plan.isOwn,
    ]);
    assertEquals([measured.count, measured.perSecond], [2000, 4000]);
    const { min, p50, p90, p99, max } = measured.latencyMillis;
    const ordered = [min, p50, p90, p99, max];
    assertEquals(ordered, ordered.toSorted((a, b) => a - b));
    assertEquals(summary.server, plan.isOwn ? COUNTED : undefined);
  }
});

Deno.test("a load is told of in both languages, with the same places", () => {
  assertBilingual(BENCH_TEXTS, ["bytes"]);
  assertChinese(BENCH_TEXTS.zh.bytes("1"));
});
