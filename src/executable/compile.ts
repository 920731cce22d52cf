/**
 * Builds wirelab as one executable file: `deno task compile`.
 *
 * @module
 */
import { format as formatBytes } from "@std/fmt/bytes";
import project from "../../deno.json" with { type: "json" };
import { type Option, parseArguments } from "../cli/options.ts";
import { report } from "../cli/run.ts";
import { openTerminal } from "../cli/terminal.ts";
import { Failure } from "../failure.ts";
import { PERMISSIONS, runArguments } from "../permissions.ts";
import { bundle } from "./bundle.ts";
import { readRuntime, TARGETS } from "./runtime.ts";
import { encodeSelfExtracting } from "./self_extracting.ts";

/** What `deno task compile` takes. */
const OPTIONS: readonly Option[] = [
  {
    name: "target",
    value: "TARGET",
    choices: TARGETS,
    summary: "machine to build for; this one by default",
  },
  {
    name: "output",
    short: "o",
    value: "FILE",
    summary: "file to write; dist/wirelab by default",
  },
  {
    name: "self-extracting",
    summary: "build the file that unpacks itself, not the one by deno compile",
  },
  { name: "help", short: "h", summary: "show this" },
];

const HELP = `deno task compile [OPTIONS]

${
  OPTIONS.map((option) =>
    `  --${option.name} ${option.value ?? ""}`.padEnd(20) + option.summary
  ).join("\n")
}

Targets: ${TARGETS.join(", ")}
`;

/** What to build. */
export interface BuildOptions {
  /** Machine to build for, in Deno's name. */
  readonly target: string;
  /** File to write; relative to the folder of the project. */
  readonly output: string;
}

/**
 * Arguments of `deno compile`.
 *
 * @param options What to build.
 */
export function compileArguments(options: BuildOptions): string[] {
  return [
    "compile",
    "--quiet",
    "--no-prompt",
    "--exclude-unused-npm",
    ...PERMISSIONS,
    "--target",
    options.target,
    "--output",
    options.output,
    "main.ts",
  ];
}

/**
 * Builds by `deno compile`.
 *
 * @param options What to build.
 * @returns Why the runtime base could not be had, or `undefined` where the file is built.
 * @throws {Failure} `bad-file`, if something else is wrong.
 */
export async function compile(
  options: BuildOptions,
): Promise<string | undefined> {
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: compileArguments(options),
    env: { NO_COLOR: "1" },
    stdin: "null",
  }).output();
  if (success) return undefined;
  const text = new TextDecoder().decode(stderr).trim();
  const base = text.match(/^.*\bdenort\b.*$/m);
  if (base) return base[0].replace(/^\s*\d+:\s*/, "");
  throw new Failure("bad-file", `Cannot compile main.ts: ${text}`);
}

/**
 * Builds the file that carries the runtime and unpacks itself.
 *
 * @param options What to build.
 * @throws {Failure} If the runtime or the bundle cannot be had.
 */
async function buildSelfExtracting(
  options: BuildOptions,
): Promise<void> {
  const [runtime, program, launcher] = await Promise.all([
    readRuntime(options.target),
    bundle("main.ts"),
    Deno.readTextFile(new URL("launcher.sh", import.meta.url)),
  ]);
  const bytes = await encodeSelfExtracting({
    launcher,
    version: project.version,
    denoVersion: Deno.version.deno,
    target: options.target,
    runtime,
    program,
    runArguments: runArguments("main.js").slice(0, -1),
  });
  await Deno.writeFile(options.output, bytes, { mode: 0o755 });
}

async function main(args: readonly string[]): Promise<void> {
  const parsed = parseArguments(args, OPTIONS, { positionals: 0 });
  const terminal = openTerminal();
  if (parsed.has("help")) return terminal.out(HELP);
  Deno.chdir(`${import.meta.dirname}/../..`);
  const target = parsed.text("target") ?? Deno.build.target;
  const name = target.includes("windows") ? "wirelab.exe" : "wirelab";
  const output = parsed.text("output") ?? `dist/${name}`;
  const folder = output.replace(/[^/]*$/, "") || "./";
  await Deno.mkdir(folder, { recursive: true });
  // In a folder of its own and then renamed, so that a running file is never
  // written to, and a build that fails leaves the last one in place.
  const fresh = await Deno.makeTempDir({ dir: folder, prefix: ".build-" });
  try {
    const options = { target, output: `${fresh}/${name}` };
    const missing = parsed.has("self-extracting")
      ? undefined
      : await compile(options);
    if (missing !== undefined) {
      terminal.err(
        `deno compile cannot have its runtime base here:\n  ${missing}\nBuilding the self-extracting file instead.\n`,
      );
    }
    if (missing !== undefined || parsed.has("self-extracting")) {
      await buildSelfExtracting(options);
    }
    await Deno.rename(options.output, output);
  } finally {
    await Deno.remove(fresh, { recursive: true });
  }
  const { size } = await Deno.stat(output);
  terminal.out(`${output}: ${formatBytes(size)}, for ${target}\n`);
}

if (import.meta.main) {
  try {
    await main(Deno.args);
  } catch (error) {
    Deno.exitCode = report(error);
  }
}
