/**
 * Runs the tests in two parts: the folders that need no permission with none,
 * which proves that they need none, and the rest with what it needs. The
 * second part runs even where the first fails.
 *
 *     deno task test [--pure] [PATH…] [--OPTION=VALUE of deno test]
 *
 * `--pure` leaves out the second part.
 *
 * @module
 */
import { FOLDERS } from "./architecture.ts";
import {
  addCounts,
  type Counts,
  countsOf,
  formatCounts,
  NO_COUNTS,
} from "./counts.ts";

const PERMISSIONS = [
  "--allow-net",
  "--allow-read",
  "--allow-write",
  "--allow-run",
  "--allow-ffi",
  "--allow-env",
  "--allow-sys",
];

/** A test that leaves a socket, a file, a process or a timer behind fails. */
const FLAGS = [
  "--no-prompt",
  "--permit-no-files",
  "--sanitize-ops",
  "--sanitize-resources",
];

const ROOT = new URL("../", import.meta.url);

/** Whether a path lies in the tests of a folder that needs no permission. */
function isPure(path: string): boolean {
  const [tests, folder] = path.split("/");
  return tests === "tests" && FOLDERS[folder]?.pure === true;
}

/** All folders and files that hold tests. */
function allPaths(): string[] {
  return Array.from(Deno.readDirSync(new URL("tests/", ROOT)))
    .filter((entry) => entry.isDirectory || entry.name.endsWith("_test.ts"))
    .map((entry) => `tests/${entry.name}`)
    .filter((path) => path !== "tests/data" && path !== "tests/bench")
    .toSorted();
}

async function run(
  paths: readonly string[],
  flags: readonly string[],
): Promise<Counts> {
  if (paths.length === 0) return NO_COUNTS;
  const test = new Deno.Command(Deno.execPath(), {
    args: ["test", ...FLAGS, ...flags, ...paths],
    cwd: ROOT,
    env: Deno.stdout.isTerminal() ? { FORCE_COLOR: "1" } : {},
    stdin: "null",
    stdout: "piped",
  }).spawn();
  const [shown, read] = test.stdout.tee();
  const [output] = await Promise.all([
    new Response(read).text(),
    shown.pipeTo(Deno.stdout.writable, { preventClose: true }),
  ]);
  return countsOf(output, (await test.status).success);
}

const flags = Deno.args.filter((argument) =>
  argument.startsWith("-") && argument !== "--pure"
);
const given = Deno.args.filter((argument) => !argument.startsWith("-"));
const paths = given.length > 0 ? given : allPaths();
const pure = await run(paths.filter(isPure), flags);
const rest = Deno.args.includes("--pure")
  ? NO_COUNTS
  : await run(paths.filter((path) => !isPure(path)), [
    ...PERMISSIONS,
    ...flags,
  ]);
const total = addCounts(pure, rest);
const report = `
without permissions: ${formatCounts(pure)}
with permissions: ${formatCounts(rest)}
total: ${formatCounts(total)}
`;
Deno.stdout.writeSync(new TextEncoder().encode(report));
Deno.exitCode = total.failed > 0 ? 1 : 0;
