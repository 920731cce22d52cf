import { concat } from "../bytes/concat.ts";
import { BUFFER_BYTES, type Source } from "../endpoints/mod.ts";
import { readSmallFile } from "../pki/files.ts";

/** What stands for standard input and standard output where a file is named. */
export const DASH = "-";

const STDIN_FD = 0;

/**
 * Standard input, where something is piped into it: a pipe, a socket or a
 * file. A terminal and `/dev/null` are not.
 */
export async function pipedInput(): Promise<Source | undefined> {
  if (Deno.stdin.isTerminal()) return undefined;
  try {
    // Deno itself does not tell of what kind an open stream is.
    const { fstatSync } = await import("node:fs");
    const stat = fstatSync(STDIN_FD);
    const piped = stat.isFIFO() || stat.isFile() || stat.isSocket();
    return piped ? Deno.stdin : undefined;
  } catch {
    // It was closed before this program started.
    return undefined;
  }
}

/**
 * Reads what a path names whole: a file of a certificate's size, or standard
 * input.
 *
 * @param path Path of the file; `-` is standard input.
 * @returns `undefined` where there is no such file.
 * @throws {Failure} `permission` or `bad-file`, if it cannot be read.
 */
export async function readSmallInput(
  path: string,
): Promise<Uint8Array | undefined> {
  return path === DASH ? await readAll(Deno.stdin) : await readSmallFile(path);
}

/** Reads a source to its end. */
export async function readAll(source: Source): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const buffer = new Uint8Array(BUFFER_BYTES);
  let length: number | null;
  while ((length = await source.read(buffer)) !== null) {
    chunks.push(buffer.slice(0, length));
  }
  return concat(chunks);
}
