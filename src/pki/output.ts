import { type Bilingual, Failure, inEvery } from "../failure.ts";
import { TEXTS } from "./failure_text.ts";
import { placeFile } from "./files.ts";

/** Errors of a path at which nothing can be seen. */
const UNSEEN = [
  Deno.errors.NotFound,
  Deno.errors.NotADirectory,
  // A folder that this user may not enter.
  Deno.errors.PermissionDenied,
  // Most of /dev and /proc, which Deno withholds.
  Deno.errors.NotCapable,
];

/** A file that is to be written. */
export interface OutputFile {
  /** Path of the file. */
  readonly path: string;
  /** What it is to hold. */
  readonly text: string;
  /** Access bits that it has from its first moment on. */
  readonly mode: number;
}

/**
 * Makes sure that files can be written without overwriting any, before
 * anything is done to make what they are to hold.
 *
 * @param paths Paths of the files.
 * @param hint What to do where one exists; another one by default.
 * @throws {Failure} `bad-file`, if one exists; `usage`, if two are the same.
 */
export async function refuseExisting(
  paths: readonly string[],
  hint?: Bilingual,
): Promise<void> {
  const twice = paths.find((path, index) => paths.indexOf(path) < index);
  if (twice !== undefined) {
    throw new Failure("usage", inEvery(TEXTS, (text) => text.twoThings(twice)));
  }
  for (const path of paths) {
    if (!await exists(path)) continue;
    throw hint ? existing(path).withHint(hint) : existing(path);
  }
}

/**
 * Writes files, each in one step, in their order.
 *
 * @param files The files.
 * @param replace Whether files that exist are overwritten.
 * @throws {Failure} `bad-file` or `permission`, if one exists or cannot be written.
 */
export async function writeOutputs(
  files: readonly OutputFile[],
  replace: boolean,
): Promise<void> {
  for (const { path, text, mode } of files) {
    if (!await place(path, text, { mode, replace })) throw existing(path);
  }
}

/** Tells whether something is at a path, be it a broken link. */
export async function exists(path: string): Promise<boolean> {
  try {
    await Deno.lstat(path);
    return true;
  } catch (error) {
    // What else is wrong with the path is told when it is read or written.
    if (UNSEEN.some((kind) => error instanceof kind)) return false;
    throw error;
  }
}

async function place(
  path: string,
  text: string,
  options: { mode: number; replace: boolean },
): Promise<boolean> {
  try {
    return await placeFile(path, text, options);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw error.withHint(inEvery(TEXTS, (text) => text.nameWritable));
  }
}

function existing(path: string): Failure {
  return new Failure("bad-file", inEvery(TEXTS, (text) => text.exists(path)));
}
