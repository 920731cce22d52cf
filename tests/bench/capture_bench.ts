/**
 * The highest rate of traffic that a capture keeps whole, beside tcpdump with
 * its own buffer and with one of the same size.
 *
 * The traffic goes over loopback: writes of a mebibyte, then writes of 64
 * bytes, at rising rates. Each tool captures the same, in turns, to a file and
 * to nowhere (`/dev/null`), which leaves out what the disk costs.
 *
 * @module
 */
import { runArguments } from "../../src/permissions.ts";
import type { TrafficReport } from "./capture_traffic.ts";

const SECONDS = 1;

/** Rates that are tried, in megabytes of payload a second. */
const RATES: Readonly<Record<string, readonly number[]>> = {
  bulk: [125, 250, 500, 750, 1000, 1500, 2000, 3000, 4000],
  small: [1, 2, 4, 8, 12, 16, 24, 32, 48],
};

/** Tries at a rate before it counts as too high: other programs run too. */
const TRIES = 3;

/** tcpdump hands on a block that is not full after a second. */
const TCPDUMP_SETTLE_MILLIS = 1200;

const root = new URL("../../", import.meta.url);
const folder = await Deno.makeTempDir({ prefix: "wirelab-bench-" });
const port = freePort();

interface Outcome {
  readonly packets: number;
  readonly dropped: number;
}

interface Tool {
  readonly name: string;
  readonly command: readonly string[];
  readonly ready: RegExp;
  readonly settleMillis: number;
  outcome(stderr: string): Outcome;
}

const TCPDUMP = {
  ready: /listening on/,
  settleMillis: TCPDUMP_SETTLE_MILLIS,
  outcome: (stderr: string) => ({
    packets: numberIn(stderr, /^(\d+) packets captured/m),
    dropped: numberIn(stderr, /^(\d+) packets dropped by kernel/m),
  }),
};

const TOOLS: readonly Tool[] = [
  {
    name: "wirelab capture",
    command: [
      Deno.execPath(),
      ...runArguments(new URL("main.ts", root).href),
      ...["capture", String(port)],
    ],
    ready: /Ctrl-C ends/,
    settleMillis: 0,
    outcome: (stderr) => ({
      packets: numberIn(stderr, /^([\d,]+) packets/m),
      dropped: numberIn(stderr, /([\d,]+) dropped/),
    }),
  },
  { name: "tcpdump", command: tcpdump([]), ...TCPDUMP },
  { name: "tcpdump -B 32768", command: tcpdump(["-B", "32768"]), ...TCPDUMP },
];

function tcpdump(options: readonly string[]): string[] {
  return ["tcpdump", "-i", "lo", ...options, "tcp", "port", String(port)];
}

function numberIn(text: string, pattern: RegExp): number {
  return Number(text.match(pattern)?.[1].replaceAll(",", "") ?? 0);
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

/** Runs a tool while traffic passes. */
async function measure(
  tool: Tool,
  place: "file" | "nowhere",
  traffic: readonly string[],
): Promise<Outcome & { traffic: TrafficReport }> {
  const path = `${folder}/capture`;
  await Deno.remove(path).catch(() => {});
  const [program, ...args] = [
    ...tool.command,
    ...["-w", place === "file" ? path : "-"],
  ];
  const process = new Deno.Command(program, {
    args,
    cwd: root,
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const reader = process.stderr.pipeThrough(new TextDecoderStream())
    .getReader();
  let stderr = "";
  while (!tool.ready.test(stderr)) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`${tool.name} ended after: ${stderr}`);
    stderr += value;
  }
  const report = await send(traffic);
  await new Promise((resolve) => setTimeout(resolve, tool.settleMillis));
  process.kill("SIGINT");
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    stderr += value;
  }
  await process.status;
  return { ...tool.outcome(stderr), traffic: report };
}

async function send(traffic: readonly string[]): Promise<TrafficReport> {
  const { stdout, success } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--quiet", "--allow-net"],
      new URL("capture_traffic.ts", import.meta.url).href,
      ...[String(port), ...traffic],
    ],
    stderr: "inherit",
  }).output();
  if (!success) throw new Error("the traffic failed");
  return JSON.parse(new TextDecoder().decode(stdout));
}

/** Raises the rate until packets are dropped; tells the last rate before that. */
async function highest(
  tool: Tool,
  place: "file" | "nowhere",
  kind: string,
): Promise<string> {
  let best = "none";
  for (const rate of RATES[kind]) {
    const traffic = [kind, String(rate * SECONDS), String(rate * 1e6)];
    let kept: Awaited<ReturnType<typeof measure>> | undefined;
    for (let attempt = 0; attempt < TRIES && !kept; attempt++) {
      const outcome = await measure(tool, place, traffic);
      if (outcome.dropped === 0) kept = outcome;
    }
    if (!kept) return best;
    const { bytes, seconds } = kept.traffic;
    const megabytes = (bytes / seconds / 1e6).toFixed(0);
    const thousands = (kept.packets / seconds / 1000).toFixed(1);
    best = `${megabytes} MB/s, ${thousands} k packets/s`;
    // The traffic itself does not get any faster.
    if (bytes / seconds < 0.9 * rate * 1e6) return `${best} (all there was)`;
  }
  return `${best} (all there was)`;
}

function print(text: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(text));
}

try {
  print("highest rate without a drop:\n");
  for (const kind of Object.keys(RATES)) {
    for (const place of ["nowhere", "file"] as const) {
      for (const tool of TOOLS) {
        const what = `${kind}, to ${place === "file" ? "a file" : place}`;
        print(`${what.padEnd(20)}${tool.name.padEnd(20)}`);
        print(`${await highest(tool, place, kind)}\n`);
      }
    }
  }
} finally {
  await Deno.remove(folder, { recursive: true });
}
