/** `bench`: load on a server of its own, and on others; what each end counts. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { EXIT_CODES, INTERRUPTED } from "../../src/cli/exit_codes.ts";
import { liveTest, noProgram, withFolder } from "./capture_support.ts";
import {
  freePort,
  type Outcome,
  Running,
  Server,
  wirelab,
  wirelabCommand,
} from "./program.ts";

const NAMES = ["tcp", "tls", "http", "https"] as const;

/** What each load measures. */
const MEASURED: Readonly<Record<typeof NAMES[number], string[]>> = {
  tcp: ["round-trips", "connections"],
  tls: ["handshakes"],
  http: ["requests"],
  https: ["requests"],
};

/** What one load told. */
interface Told {
  readonly bench: Record<string, unknown>;
  readonly measurements: readonly {
    readonly name: string;
    readonly count: number;
    readonly seconds: number;
    readonly perSecond: number;
    readonly latencyMillis: Readonly<Record<string, number>>;
    readonly buckets: readonly { readonly count: number }[];
    readonly statuses?: Readonly<Record<string, number>>;
    readonly keptAlive?: boolean;
  }[];
  readonly summary: {
    readonly connections: number;
    readonly sent: number;
    readonly received: number;
    readonly server?: unknown;
  };
}

function toldIn({ code, stdout, stderr }: Outcome): Told {
  assertEquals(code, 0, stderr);
  const events = stdout.trimEnd().split("\n").map((line) => JSON.parse(line));
  return {
    bench: events[0],
    measurements: events.slice(1, -1),
    summary: events[events.length - 1],
  };
}

/** Holds that a load's figures go together. */
function assertSound(name: typeof NAMES[number], told: Told): void {
  const { bench, measurements, summary } = told;
  assertEquals([bench.event, bench.name], ["bench", name]);
  assertEquals(measurements.map(({ name }) => name), MEASURED[name]);
  for (const each of measurements) {
    const { count, seconds, perSecond, latencyMillis, buckets } = each;
    assert(count > 0 && seconds > 0, JSON.stringify(each));
    assertEquals(perSecond, count / seconds);
    const { min, p50, p90, p99, max, mean } = latencyMillis;
    const ordered = [min, p50, p90, p99, max];
    assertEquals(ordered, ordered.toSorted((a, b) => a - b));
    assert(min > 0 && mean >= min && mean <= max);
    assertEquals(buckets.reduce((sum, bucket) => sum + bucket.count, 0), count);
  }
  assert(summary.connections > 0);
}

for (const name of NAMES) {
  liveTest(
    `bench ${name} loads a server of its own, which counts the same`,
    [],
    () =>
      withFolder(async (certs) => {
        const told = toldIn(
          await wirelab([
            ...["bench", name, "--seconds", "1", "--warm-up", "0.1"],
            ...["--connections", "3", "--json"],
            ...name === "tls" || name === "https" ? ["--certs", certs] : [],
          ]),
        );
        assertSound(name, told);
        const { server, connections, sent, received } = told.summary;
        assertEquals(server, {
          connections,
          sent: received,
          received: sent,
        });
        assertEquals(told.bench.ownServer, true);
        if (name === "tls" || name === "https") {
          assertEquals(told.bench.version, "TLS 1.3");
        }
      }),
  );

  liveTest(
    `bench ${name} loads a server on a port, as often as it is told`,
    [],
    () =>
      withFolder(async (certs) => {
        const secure = name === "tls" || name === "https"
          ? ["--certs", certs]
          : [];
        await using server = new Server([`${name}-server`, ...secure]);
        const told = toldIn(
          await wirelab([
            ...["bench", name, String(await server.port()), "--count", "40"],
            ...["--seconds", "60", "--warm-up", "0", "--json", ...secure],
          ]),
        );
        assertSound(name, told);
        assertEquals(told.measurements.map(({ count }) => count), [
          ...MEASURED[name].map(() => 40),
        ]);
        const summary = await server.stop();
        assertEquals(summary.failed, 0);
        assertEquals(
          [summary.connections, summary.received, summary.sent],
          [told.summary.connections, told.summary.sent, told.summary.received],
        );
        if (name === "tcp") {
          // One to look, eight to ask over, each once to compare; forty new ones.
          assertEquals(summary.connections, 1 + 8 + 40);
          assertEquals(summary.received, 64 * (8 + 40 + 40));
        } else if (name === "tls") assertEquals(summary.connections, 1 + 40);
        else assertEquals(told.measurements[0].statuses, { "200": 40 });
      }),
  );
}

liveTest(
  "bench http asks again on new connections where the server closes them",
  [],
  async () => {
    await using server = new Server(["http-server", "--sync"]);
    const told = toldIn(
      await wirelab([
        ...["bench", "http", String(await server.port()), "--count", "20"],
        ...["--connections", "2", "--warm-up", "0", "--json"],
      ]),
    );
    assertEquals(told.measurements[0].keptAlive, false);
    assertEquals(told.measurements[0].count, 20);
    const { connections } = await server.stop();
    assertEquals(connections, told.summary.connections);
  },
);

liveTest("bench http reads chunks from Node's server, and tells each status", [
  noProgram("node"),
], async () => {
  await using server = new Running([
    "node",
    "-e",
    `let n = 0;
    const server = require("node:http").createServer((request, response) => {
      response.statusCode = ++n % 2 ? 200 : 503;
      response.write("hello, ");
      response.end("client");
    });
    server.listen(0, "127.0.0.1", () => console.log("port " + server.address().port));`,
  ]);
  const [, port] = await server.until(/port (\d+)/);
  const { measurements } = toldIn(
    await wirelab([
      ...["bench", "http", port, "--count", "30", "--warm-up", "0", "--json"],
    ]),
  );
  assertEquals(measurements[0].statuses, { "200": 15, "503": 15 });
});

liveTest(
  "bench sends as much at a time as no network holds, and gets it back",
  [],
  async () => {
    const told = toldIn(
      await wirelab([
        ...["bench", "tcp", "--size", "1048576", "--connections", "2"],
        ...["--count", "4", "--warm-up", "0", "--json"],
      ]),
    );
    assertSound("tcp", told);
    assertEquals(told.summary.sent, 1_048_576 * (2 + 4 + 4));
  },
);

liveTest("bench shows rates and latencies in both languages", [], async () => {
  const args = ["bench", "http", "--seconds", "1", "--warm-up", "0"];
  const english = await wirelab(args);
  assertMatch(english.stdout, /^http load on 127\.0\.0\.1:\d+ \(wirelab/);
  assertMatch(english.stdout, /\n {2}p50 [\d.]+ ms {3}p90 .*max [\d.]+ ms\n/);
  assertMatch(english.stdout, /█/);
  assertMatch(english.stdout, /\nThe server agrees: 9 connections, /);
  assertEquals(english.stderr, "");
  const chinese = await wirelab([...args, "--lang", "zh", "--ascii"]);
  assertMatch(chinese.stdout, /\n请求\n[^]*#+[^]*\n服务器的计数相同/);
});

liveTest("bench refuses what it cannot or should not load", [], async () => {
  await using web = new Server(["http-server"]);
  const port = String(await web.port());
  for (
    const [args, kind, said] of [
      [["tcp", String(freePort())], "refused", /wirelab tcp-server \d+\n/],
      [["tcp", port], "closed-early", /does not send back/],
      [["tls", port], "tls-failed", /wirelab bench tcp \d+\n/],
      [["https", port], "tls-failed", /wirelab bench http \d+\n/],
      [["http", "80", "--host", "192.0.2.1"], "usage", /--allow-remote\n/],
      [["http", "--host", "127.0.0.1"], "usage", /without a port/],
      [["htp"], "usage", /Did you mean: wirelab bench http\n/],
      [[], "usage", /tcp, tls, http, https/],
      [["tls", "--size", "9"], "usage", /wirelab bench tcp\n/],
      [["tcp", "--connections", "501"], "usage", /from 1 to 500/],
      [["tcp", "--seconds", "61"], "usage", /from 0\.1 to 60/],
      [["http", "--path", "a b"], "usage", /no path/],
    ] as const
  ) {
    const { code, stdout, stderr } = await wirelab(["bench", ...args]);
    assertEquals(code, EXIT_CODES[kind].code, stderr);
    assertMatch(stderr, said);
    if (kind !== "closed-early") assertEquals(stdout, "");
  }
});

liveTest(
  "bench says where it was when its server died, and ends with it",
  [],
  async () => {
    await using server = new Server(["tcp-server"]);
    const port = String(await server.port());
    await using load = new Running([
      ...wirelabCommand(),
      ...["bench", "tcp", port, "--connections", "1", "--seconds", "60"],
    ]);
    await server.until(/"event":"received"/);
    server.child.kill("SIGKILL");
    const code = await load.end();
    assertEquals(code, EXIT_CODES["closed-early"].code, load.stderr);
    assertMatch(load.stderr, /^wirelab: Cannot go on with [^]*\n {2}\S/);
  },
);

liveTest(
  "bench gives up a server that is silent, in words and in time",
  [],
  async () => {
    using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const port = String(listener.addr.port);
    const { code, stderr } = await wirelab([
      ...["bench", "http", port, "--timeout", "1", "--seconds", "60"],
    ]);
    assertEquals(code, EXIT_CODES["timed-out"].code, stderr);
    assertMatch(stderr, /nothing came for 1 s/);
  },
);

liveTest(
  "bench ends its own server on Ctrl-C, and leaves no process behind",
  [],
  async () => {
    await using load = new Running([
      ...wirelabCommand(),
      ...["bench", "tcp", "--seconds", "60"],
    ]);
    const [, port] = await load.until(/127\.0\.0\.1:(\d+)/);
    load.child.kill("SIGINT");
    assertEquals(await load.end(), INTERRUPTED);
    const again = await wirelab(["tcp-client", port, "--timeout", "5"]);
    assertEquals(again.code, EXIT_CODES.refused.code, again.stderr);
  },
);

liveTest(
  "a server with --quiet tells where it listens, what fails, and the sum",
  [],
  () =>
    withFolder(async (certs) => {
      await using server = new Server([
        ...["tls-server", "--quiet", "--certs", certs],
      ]);
      const port = String(await server.port());
      const good = await wirelab(["tls-client", port, "--certs", certs]);
      assertEquals(good.code, 0, good.stderr);
      await wirelab(["tcp-client", port, "-m", "no TLS"]);
      await server.event("failed");
      await server.stop();
      assertEquals(server.events().map(({ event }) => event), [
        "listening",
        "failed",
        "summary",
      ]);
    }),
);
