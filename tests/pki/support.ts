/**
 * What the tests of certificates share: other programs, and folders to work in.
 *
 * @module
 */

import { assert } from "@std/assert";

/** What a program left behind. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Tells whether a program is missing, and that the test is skipped for it.
 *
 * @throws {Error} If it is missing where `CI` is set: there nothing is skipped.
 */
export async function isMissing(program: string): Promise<boolean> {
  const { code } = await run("sh", ["-c", `command -v ${program}`]);
  if (code === 0) return false;
  if (Deno.env.get("CI")) throw new Error(`${program} is not installed`);
  // deno-lint-ignore no-console -- the reason of a skipped test is for whoever runs it
  console.log(`skipped: ${program} is not installed`);
  return true;
}

/** Runs a program to its end. */
export async function run(
  program: string,
  args: readonly string[],
  options: { cwd?: string } = {},
): Promise<Outcome> {
  const output = await new Deno.Command(program, {
    args: [...args],
    cwd: options.cwd,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).output();
  const decoder = new TextDecoder();
  return {
    code: output.code,
    stdout: decoder.decode(output.stdout),
    stderr: decoder.decode(output.stderr),
  };
}

/** Runs a line of shell in a folder, and requires that it succeeds. */
export async function shell(line: string, cwd?: string): Promise<string> {
  const { code, stdout, stderr } = await run("sh", ["-ec", line], { cwd });
  assert(code === 0, `${line}\n${stdout}${stderr}`);
  return stdout;
}

/** Gives a test an empty folder, and removes it afterwards. */
export async function withFolder(
  test: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "wirelab-pki-" });
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The access bits of a file. */
export async function modeOf(path: string): Promise<number> {
  const { mode } = await Deno.stat(path);
  assert(mode !== null);
  return mode & 0o777;
}

/** The names in a folder, in order. */
export async function namesIn(folder: string): Promise<string[]> {
  return (await Array.fromAsync(Deno.readDir(folder)))
    .map((entry) => entry.name).sort();
}
