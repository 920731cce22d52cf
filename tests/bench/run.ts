/**
 * Runs the benchmarks, one after another, each in a process of its own.
 *
 *     deno task bench [NAME…]    all of them by default
 *     deno task bench --list     their names, and what each measures
 *
 * @module
 */
const FOLDER = new URL("./", import.meta.url);
const SUFFIX = "_bench.ts";

function names(): string[] {
  return Array.from(Deno.readDirSync(FOLDER), (entry) => entry.name)
    .filter((name) => name.endsWith(SUFFIX))
    .map((name) => name.slice(0, -SUFFIX.length))
    .toSorted();
}

/** The first sentence of a benchmark's documentation. */
function purposeOf(name: string): string {
  const text = Deno.readTextFileSync(new URL(`${name}${SUFFIX}`, FOLDER));
  const documentation = text.match(/\/\*\*\s*([^]*?)\*\//)?.[1] ?? "";
  return documentation.replaceAll(/\s*\*\s/g, " ").match(/[^]*?[.:](?=\s|$)/)
    ?.[0].trim() ?? "";
}

function print(text: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(text));
}

async function run(name: string): Promise<boolean> {
  print(`\n== ${name}: ${purposeOf(name)}\n`);
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--no-prompt",
      "--allow-all",
      new URL(`${name}${SUFFIX}`, FOLDER).href,
    ],
    cwd: new URL("../../", FOLDER),
    stdin: "null",
    stdout: "inherit",
    stderr: "inherit",
  }).output();
  return success;
}

const known = names();
const wanted = Deno.args.filter((argument) => argument !== "--list");
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  print(`There is no benchmark ${unknown}. There are: ${known.join(", ")}\n`);
  Deno.exit(2);
}
if (Deno.args.includes("--list")) {
  for (const name of known) print(`${name.padEnd(12)} ${purposeOf(name)}\n`);
} else {
  for (const name of wanted.length > 0 ? wanted : known) {
    if (!await run(name)) Deno.exitCode = 1;
  }
}
