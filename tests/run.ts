/**
 * Runs the tests in two parts: the folders that need no permission with none,
 * which proves that they need none, and the rest with what it needs. The
 * second part runs even where the first fails.
 *
 *     deno task test [PATH…] [OPTIONS OF deno test]
 *
 * @module
 */
import { FOLDERS } from "./architecture.ts";
import { addCounts, countsOf, formatCounts, NO_COUNTS } from "./counts.ts";

const PERMISSIONS = [
  "--allow-net",
  "--allow-read",
  "--allow-write",
  "--allow-run",
  "--allow-ffi",
  "--allow-env",
  "--allow-sys",
];

const root = new URL("../", import.meta.url);
const options = Deno.args.filter((argument) => argument.startsWith("-"));
const wanted = Deno.args.filter((argument) => !argument.startsWith("-"));
const pure = Object.keys(FOLDERS)
  .filter((name) => FOLDERS[name].pure)
  .map((name) => `tests/${name}`);

function isPure(path: string): boolean {
  return pure.some((folder) =>
    path === folder || path.startsWith(`${folder}/`)
  );
}

function rest(): string[] {
  const folders = [...Deno.readDirSync(new URL("tests/", root))]
    .map((entry) => `tests/${entry.name}`)
    .filter((path) => !isPure(path) && !path.endsWith("/data"))
    .filter((path) => !path.endsWith(".ts") || path.endsWith("_test.ts"));
  return folders.sort();
}

async function run(name: string, paths: string[], permissions: string[]) {
  if (paths.length === 0) return NO_COUNTS;
  const test = new Deno.Command(Deno.execPath(), {
    args: [
      "test",
      "--no-prompt",
      "--permit-no-files",
      ...permissions,
      ...options,
      ...paths,
    ],
    cwd: root,
    env: Deno.stdout.isTerminal() ? { FORCE_COLOR: "1" } : {},
    stdin: "null",
    stdout: "piped",
  }).spawn();
  let output = "";
  const decoder = new TextDecoder();
  for await (const chunk of test.stdout) {
    await Deno.stdout.write(chunk);
    output += decoder.decode(chunk, { stream: true });
  }
  const counts = countsOf(output, (await test.status).success);
  results.push(`${name}: ${formatCounts(counts)}`);
  return counts;
}

const results: string[] = [];
const existing = pure.filter((path) => {
  try {
    return Deno.statSync(new URL(path, root)).isDirectory;
  } catch {
    return false;
  }
});
const chosen = wanted.length > 0 ? wanted : [...existing, ...rest()];
const total = addCounts(
  await run("without permissions", chosen.filter(isPure), []),
  await run(
    "with permissions",
    chosen.filter((path) => !isPure(path)),
    PERMISSIONS,
  ),
);
const report = `\n${results.join("\n")}\ntotal: ${formatCounts(total)}\n`;
Deno.stdout.writeSync(new TextEncoder().encode(report));
Deno.exitCode = total.failed > 0 ? 1 : 0;
