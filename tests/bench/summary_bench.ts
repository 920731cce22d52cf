/**
 * How fast the figures of every conversation are counted in a large capture, and with how much memory, beside `tshark -q -z conv,tcp`.
 *
 *     deno task bench summary
 *     deno run -A tests/bench/summary_bench.ts [--packets 1000000] [--flows 10000]
 *
 * Both read the same file, a GiB by default, from the page cache, and both
 * start as a program of their own. That they count the same is checked.
 *
 * @module
 */
import { parseArgs } from "@std/cli/parse-args";
import { format as formatBytes } from "@std/fmt/bytes";
import { runArguments } from "../../src/permissions.ts";
import { writeLargeCapture } from "./summary_capture.ts";

const ROUNDS = 3;
const POLL_MILLIS = 20;

/** One run of a program. */
interface Run {
  readonly seconds: number;
  readonly peakBytes: number;
  readonly output: string;
}

/** Frames that each end of a conversation sent, by its two endpoints in order. */
type Counts = Map<string, string>;

const options = parseArgs(Deno.args, { string: ["packets", "flows"] });
const packets = Number(options.packets ?? 1_000_000);
const flows = Number(options.flows ?? 10_000);

/** Runs a program and watches its memory; the last look may come before its peak. */
async function run(command: readonly string[]): Promise<Run> {
  const [program, ...args] = command;
  const start = performance.now();
  const child = new Deno.Command(program, {
    args,
    stdin: "null",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  let peakBytes = 0;
  const watch = setInterval(() => {
    peakBytes = Math.max(peakBytes, peakOf(child.pid));
  }, POLL_MILLIS);
  try {
    const output = await new Response(child.stdout).text();
    const { success } = await child.status;
    const seconds = (performance.now() - start) / 1000;
    if (!success) throw new Error(`${program} failed`);
    return { seconds, peakBytes, output };
  } finally {
    clearInterval(watch);
  }
}

function peakOf(pid: number): number {
  try {
    const status = Deno.readTextFileSync(`/proc/${pid}/status`);
    return 1024 * Number(status.match(/^VmHWM:\s+(\d+)/m)?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** Reads rows of `tshark -z conv,tcp`: endpoints, and frames to and from the first one. */
function countsOfTshark(output: string): Counts {
  const counts: Counts = new Map();
  const row = /^(\S+)\s+<->\s+(\S+)\s+(\d+)\s+[\d,]+ \w+\s+(\d+) /gm;
  for (const [, a, b, toA, fromA] of output.matchAll(row)) {
    add(counts, a, b, fromA, toA);
  }
  return counts;
}

function countsOfJson(output: string): Counts {
  const counts: Counts = new Map();
  for (const line of output.trim().split("\n")) {
    const { type, client, server, packets } = JSON.parse(line);
    if (type !== "flow") continue;
    const [fromClient, fromServer] = packets.map(String);
    const ends = [client, server].map(({ address, port }) =>
      `${address}:${port}`
    );
    add(counts, ends[0], ends[1], fromClient, fromServer);
  }
  return counts;
}

function add(
  counts: Counts,
  a: string,
  b: string,
  fromA: string,
  fromB: string,
): void {
  if (a < b) counts.set(`${a} ${b}`, `${fromA} ${fromB}`);
  else counts.set(`${b} ${a}`, `${fromB} ${fromA}`);
}

function print(text: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(text));
}

function row(name: string, { seconds, peakBytes }: Run): void {
  print(
    [
      name.padEnd(24),
      `${seconds.toFixed(2)} s`.padStart(10),
      `${(packets / seconds / 1e6).toFixed(2)} M packets/s`.padStart(20),
      formatBytes(peakBytes, { binary: true }).padStart(14),
    ].join("") + "\n",
  );
}

const folder = await Deno.makeTempDir({
  prefix: "wirelab-bench-",
  dir: "/var/tmp",
});
try {
  const path = `${folder}/large.pcapng`;
  await writeLargeCapture(path, { packets, flows });
  const { size } = await Deno.stat(path);
  print(
    `${packets} packets, ${flows} conversations, ${
      formatBytes(size, { binary: true })
    }\n`,
  );
  const main = new URL("../../main.ts", import.meta.url).href;
  const options = ["explain", path, "--summary", "--json"];
  const command = [Deno.execPath(), ...runArguments(main), ...options];
  const ours: Run[] = [];
  for (let round = 0; round < ROUNDS; round++) ours.push(await run(command));
  const best = ours.reduce((a, b) => a.seconds <= b.seconds ? a : b);
  row("wirelab", best);
  const tshark = await run(["tshark", "-q", "-z", "conv,tcp", "-r", path]);
  row("tshark -q -z conv,tcp", tshark);
  const ratio = tshark.seconds / best.seconds;
  print(`wirelab is ${ratio.toFixed(1)} times as fast\n`);
  const [own, other] = [
    countsOfJson(best.output),
    countsOfTshark(tshark.output),
  ];
  const same = own.size === other.size &&
    [...own].every(([ends, counts]) => other.get(ends) === counts);
  print(
    same
      ? `both count the same in all ${own.size} conversations\n`
      : `they do not count the same: ${own.size} and ${other.size} conversations\n`,
  );
  if (!same) Deno.exitCode = 1;
} finally {
  await Deno.remove(folder, { recursive: true });
}
