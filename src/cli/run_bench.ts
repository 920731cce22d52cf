import { shellWord } from "../bytes/shell_word.ts";
import {
  type Address,
  type Attempt,
  connectTcp,
  connectTls,
  formatAddress,
  isLoopback,
  type Link,
} from "../endpoints/mod.ts";
import { warmUpTls } from "../endpoints/warm_up.ts";
import { Bench, BENCHES, type BenchName } from "../lab/bench/bench.ts";
import { OwnServer } from "../lab/bench/own_server.ts";
import { NegotiationReader } from "../lab/negotiated.ts";
import { type BenchPlan, openBenchReport } from "./bench_report.ts";
import { readTarget, readTlsVersion } from "./endpoint_options.ts";
import { SUCCESS } from "./exit_codes.ts";
import { usageFailure } from "./failure_text.ts";
import type { Call } from "./mode.ts";
import type { Arguments } from "./options.ts";
import { Shutdown } from "./shutdown.ts";
import { nearest } from "./suggest.ts";
import {
  chooseTls,
  judgeOf,
  readTrusted,
  warnOfInsecure,
} from "./tls_choice.ts";
import { VERSION } from "./version.ts";

const MOST_SECONDS = 60;
const LEAST_SECONDS = 0.1;
const MOST_WARM_UP_SECONDS = 10;
const MOST_CONNECTIONS = 500;
const MOST_COUNT = 1_000_000_000;
const MOST_SIZE_BYTES = 0x10_0000;

/** Options that only some loads have, each with those. */
const OWN_OPTIONS: Readonly<Record<string, readonly BenchName[]>> = {
  "size": ["tcp"],
  "path": ["http", "https"],
  "ca": ["tls", "https"],
  "certs": ["tls", "https"],
  "server-name": ["tls", "https"],
  "tls": ["tls", "https"],
  "insecure": ["tls", "https"],
};

/** What the command line asks for, but where the server is. */
type Wish = Omit<BenchPlan, "target" | "isOwn" | "negotiated"> & {
  readonly most: number | undefined;
  readonly timeoutSeconds: number;
};

/** Runs `bench`. */
export async function runBench(call: Call): Promise<number> {
  const { args, terminal } = call;
  const wish = readWish(args);
  const { name } = wish;
  const given = args.positionals[1] === undefined
    ? undefined
    : readTarget(args, 0, 1);
  if (!given && args.has("host")) {
    throw usageFailure((text) => text.loadWithoutPort(name));
  }
  if (given && !isLoopback(given.host) && !args.has("allow-remote")) {
    throw usageFailure((text) => text.remoteLoad(given.host));
  }
  using shutdown = new Shutdown();
  if (given) return await load(call, wish, { target: given, shutdown });
  const certs = args.text("certs");
  await using own = new OwnServer(`${name}-server`, [
    "--lang",
    terminal.language,
    ...certs === undefined ? [] : ["--certs", certs],
  ]);
  const target = await own.address();
  if (!target) return shutdown.exitCode ?? await own.exitCode();
  return await load(call, wish, { target, own, shutdown });
}

/** Loads the server, and tells of it. */
async function load(
  call: Call,
  wish: Wish,
  { target, own, shutdown }: {
    target: Address;
    own?: OwnServer;
    shutdown: Shutdown;
  },
): Promise<number> {
  const { name, timeoutSeconds } = wish;
  const line = await openLine(call, wish, target);
  const bench = new Bench({
    ...wish,
    attempt: {
      target,
      protocol: name === "tcp" || name === "http" ? "tcp" : "tls",
      timeoutSeconds,
      idleSeconds: timeoutSeconds,
      modes: {
        server: `${name}-server`,
        plainClient: name === "https" ? "bench http" : "bench tcp",
        echoClient: "bench tcp",
      },
      ...line.attempt,
    },
    connect: line.connect,
    request: new TextEncoder().encode(
      requestOf(wish, { ...target, host: nameIn(call, target) }),
    ),
    signal: shutdown.signal,
  });
  const negotiated = await bench.probe(line.probe ?? line.connect);
  if (negotiated && call.args.has("insecure")) {
    warnOfInsecure(negotiated, call.terminal);
  }
  const report = openBenchReport(call);
  const plan = { ...wish, target, isOwn: own !== undefined, negotiated };
  if (shutdown.exitCode !== undefined) return shutdown.exitCode;
  report.started(plan);
  for await (const measurement of bench.run()) {
    report.measured(measurement, plan);
  }
  if (shutdown.exitCode !== undefined) return shutdown.exitCode;
  report.ended(bench.totals, await own?.stop());
  return SUCCESS;
}

/** How connections are made. */
interface Line {
  /** Makes one. */
  readonly connect: (signal: AbortSignal) => Promise<Link>;
  /** Makes one that tells what its handshake settles, where that is another way. */
  readonly probe?: (signal: AbortSignal) => Promise<Link>;
  /** What failures tell of them. */
  readonly attempt?: Pick<Attempt, "serverName" | "emptyFolder">;
}

async function openLine(
  call: Call,
  { name, timeoutSeconds }: Wish,
  target: Address,
): Promise<Line> {
  if (name === "tcp" || name === "http") {
    return {
      connect: (signal) => connectTcp(target, { timeoutSeconds, signal }),
    };
  }
  const { args } = call;
  const choice = await chooseTls(call, target);
  const { caPem, emptyFolder } = await readTrusted(args, target, choice);
  const { serverName } = choice;
  const attempt = { serverName, emptyFolder };
  const common = {
    serverName,
    caPem,
    timeoutSeconds,
    alpn: name === "https" ? ["http/1.1"] : [],
  };
  if (choice.usesNode) {
    const { connectNodeTls } = await import("../endpoints/node_tls.ts");
    const options = {
      ...common,
      version: readTlsVersion(args),
      insecure: args.has("insecure"),
      judge: await judgeOf(caPem),
    };
    const connect = (signal: AbortSignal) =>
      connectNodeTls(target, { ...options, signal });
    return { connect, attempt };
  }
  await warmUpTls();
  return {
    connect: (signal) => connectTls(target, { ...common, signal }),
    probe: (signal) => {
      const wireReader = new NegotiationReader();
      return connectTls(target, { ...common, signal, wireReader });
    },
    attempt,
  };
}

function readWish(args: Arguments): Wish {
  const name = nameOf(args);
  for (const [option, names] of Object.entries(OWN_OPTIONS)) {
    if (!args.has(option) || names.includes(name)) continue;
    const other = names.find((other) => other.startsWith(name)) ?? names[0];
    throw usageFailure((text) => text.optionOfOtherBench(option, name, other));
  }
  const path = args.text("path") ?? "/";
  if (!/^\/[!-~]*$/.test(path)) {
    throw usageFailure((text) => text.noPath(shellWord(path)));
  }
  return {
    name,
    connections:
      args.integer("connections", { min: 1, max: MOST_CONNECTIONS }) ?? 8,
    seconds: args.number("seconds", {
      min: LEAST_SECONDS,
      max: MOST_SECONDS,
    }) ?? 3,
    warmUpSeconds: args.number("warm-up", { max: MOST_WARM_UP_SECONDS }) ?? 0.5,
    most: args.integer("count", { min: 1, max: MOST_COUNT }),
    sizeBytes: args.integer("size", { min: 1, max: MOST_SIZE_BYTES }) ?? 64,
    request: `GET ${path}`,
    timeoutSeconds: args.number("timeout", {
      min: LEAST_SECONDS,
      max: MOST_SECONDS,
    }) ?? 10,
  };
}

/** Reads what is loaded. */
function nameOf(args: Arguments): BenchName {
  const [word] = args.positionals;
  const name = BENCHES.find((name) => name === word);
  if (name) return name;
  const meant = word === undefined ? undefined : nearest(word, BENCHES);
  const call = meant && ["wirelab", "bench", ...args.given]
    .map((each) => shellWord(each === word ? meant : each)).join(" ");
  throw usageFailure((text) =>
    text.unknownBench(word && shellWord(word), call, BENCHES)
  );
}

/** The host that a request names: that of the certificate, if one is named. */
function nameIn({ args }: Call, target: Address): string {
  return args.text("server-name") ?? target.host;
}

/** Writes the request, as it goes over the wire. */
function requestOf({ request }: Wish, target: Address): string {
  return [
    `${request} HTTP/1.1`,
    `Host: ${formatAddress(target)}`,
    `User-Agent: wirelab/${VERSION}`,
    "Accept: */*",
    "",
    "",
  ].join("\r\n");
}
