/**
 * Calls of `wirelab cert`, in a folder of their own.
 *
 * @module
 */
import { assertEquals } from "@std/assert";
import { run, wirelab } from "./program.ts";

/** What a call left behind. */
export interface Called {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Where and how a call is made. */
export interface CallOptions {
  /** Folder that it is made in; its user's home folder, too. */
  cwd: string;
  /** What is piped into it. */
  input?: string;
}

/**
 * An environment in which a folder is the user's home, but for the caches of
 * the runtime and of the executable, which would be filled anew.
 */
export async function homeAt(folder: string): Promise<Record<string, string>> {
  cache ??= readCache();
  return {
    HOME: folder,
    XDG_DATA_HOME: `${folder}/data`,
    DENO_DIR: await cache,
    XDG_CACHE_HOME: Deno.env.get("XDG_CACHE_HOME") ??
      `${Deno.env.get("HOME")}/.cache`,
  };
}

let cache: Promise<string> | undefined;

async function readCache(): Promise<string> {
  const { stdout } = await run([Deno.execPath(), "info", "--json"]);
  return JSON.parse(stdout).denoDir;
}

/** Runs `wirelab cert` with these arguments. */
export async function cert(
  args: readonly string[],
  { cwd, input }: CallOptions,
): Promise<Called> {
  const { code, stdout, stderr } = await wirelab(["cert", ...args], {
    cwd,
    input,
    env: await homeAt(cwd),
  });
  return { code, out: stdout, err: stderr };
}

/** Runs `wirelab cert`, and requires that it succeeds; gives its standard output. */
export async function certOk(
  args: readonly string[],
  options: CallOptions,
): Promise<string> {
  const { code, out, err } = await cert(args, options);
  assertEquals(code, 0, `wirelab cert ${args.join(" ")}\n${out}${err}`);
  return out;
}
