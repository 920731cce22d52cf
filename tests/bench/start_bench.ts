/**
 * How long the executable takes to start, cold and warm, beside
 * `deno run` of an empty file and wirelab from its sources.
 *
 * @module
 */
import { format as formatBytes } from "@std/fmt/bytes";
import { runArguments } from "../../src/permissions.ts";

const COLD_STARTS = 5;
const WARM_STARTS = 40;

const root = new URL("../../", import.meta.url);
const folder = await Deno.makeTempDir({ prefix: "wirelab-bench-" });
const executable = `${folder}/wirelab`;
const home = `${folder}/home`;
const empty = `${folder}/empty.ts`;

async function time(command: string[]): Promise<number> {
  const [program, ...args] = command;
  const start = performance.now();
  const { success } = await new Deno.Command(program, {
    args,
    cwd: folder,
    env: { HOME: home, XDG_CACHE_HOME: "" },
    stdin: "null",
    stdout: "null",
  }).output();
  if (!success) throw new Error(`${program} failed`);
  return performance.now() - start;
}

function row(name: string, times: number[]): void {
  const sorted = times.toSorted((a, b) => a - b);
  const median = sorted[sorted.length >> 1];
  const figures = [sorted[0], median].map((ms) =>
    `${ms.toFixed(1)} ms`.padStart(11)
  );
  print(`${name.padEnd(34)}${figures.join("")}\n`);
}

function print(text: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(text));
}

try {
  await Deno.writeTextFile(empty, "");
  await Deno.mkdir(home);
  const build = performance.now();
  await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--allow-all",
      "src/executable/compile.ts",
      "--self-extracting",
      "--output",
      executable,
    ],
    cwd: root,
    stdout: "null",
  }).output();
  const seconds = (performance.now() - build) / 1000;
  const { size } = await Deno.stat(executable);
  print(
    `self-extracting file: ${formatBytes(size)}, built in ${
      seconds.toFixed(1)
    } s\n\n${"".padEnd(34)}${"least".padStart(11)}${"median".padStart(11)}\n`,
  );

  const cold: number[] = [];
  for (let i = 0; i < COLD_STARTS; i++) {
    await Deno.remove(home, { recursive: true });
    await Deno.mkdir(home);
    cold.push(await time([executable, "--version"]));
  }
  row("wirelab --version, first start", cold);

  // In turns, so that whatever else the machine does meets all alike.
  const commands: Record<string, string[]> = {
    "deno run empty.ts": [Deno.execPath(), "run", empty],
    "wirelab --version": [executable, "--version"],
    "wirelab --version, from sources": [
      Deno.execPath(),
      ...runArguments(new URL("main.ts", root).href),
      "--version",
    ],
  };
  const times = Object.keys(commands).map((): number[] => []);
  for (const command of Object.values(commands)) await time(command);
  for (let i = 0; i < WARM_STARTS; i++) {
    for (const [index, command] of Object.values(commands).entries()) {
      times[index].push(await time(command));
    }
  }
  for (const [index, name] of Object.keys(commands).entries()) {
    row(name, times[index]);
  }
} finally {
  await Deno.remove(folder, { recursive: true });
}
