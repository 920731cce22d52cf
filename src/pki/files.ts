import { concat } from "../bytes/concat.ts";
import { shellWord } from "../bytes/shell_word.ts";
import { Failure, inEvery } from "../failure.ts";
import { joinPath } from "./directory.ts";
import { TEXTS } from "./failure_text.ts";

/** Bytes that a certificate or key file may have; real ones stay far below. */
const SIZE_LIMIT = 1 << 20;

/** Access bits of a file that only its owner may read. */
export const SECRET_MODE = 0o600;
/** Access bits of a file that everybody may read. */
export const PUBLIC_MODE = 0o644;

/** How {@linkcode readSmallFile} reads a file. */
export interface ReadOptions {
  /** Whether wirelab made it, so that it may be the user's to take; not if not given. */
  own?: boolean;
}

/** How {@linkcode placeFile} puts a file in its place. */
export interface PlaceOptions {
  /** Access bits that the file has from its first moment on. */
  mode: number;
  /** Whether to replace a file that is there; by default it is left alone. */
  replace?: boolean;
}

/**
 * Reads a small file whole.
 *
 * @param path Path of the file.
 * @param options Whose it is.
 * @returns Its bytes, or `undefined` where there is no such file.
 * @throws {Failure} `permission` or `bad-file`, if it cannot be read or is no
 * file of a certificate's size.
 */
export async function readSmallFile(
  path: string,
  options: ReadOptions = {},
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    using file = await Deno.open(path);
    return await readWhole(file, path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw readFailure(path, error, options);
  }
}

/**
 * Puts a file in its place in one step: a reader sees all of it or nothing,
 * and of several processes that place the same file exactly one succeeds.
 *
 * The text goes to a file beside it under a temporary name first, which is
 * then linked (or, to replace, renamed) to its own.
 *
 * @param path Path of the file.
 * @param text What it is to hold.
 * @param options Access bits, and whether to replace.
 * @returns Whether the file now holds this text; `false` where another was there.
 * @throws {Failure} `permission` or `bad-file`, if the folder does not let it.
 */
export async function placeFile(
  path: string,
  text: string,
  options: PlaceOptions,
): Promise<boolean> {
  const bytes = new TextEncoder().encode(text);
  const { directory, name } = split(path);
  const temporary = joinPath(directory, `.${name}.${crypto.randomUUID()}.tmp`);
  try {
    await writeNew(temporary, bytes, options.mode);
    try {
      if (options.replace) {
        await Deno.rename(temporary, path);
        return true;
      }
      return await claim(temporary, path, bytes, options.mode);
    } finally {
      await removeIfThere(temporary);
    }
  } catch (error) {
    throw writeFailure(path, error);
  }
}

/**
 * Makes a folder that only its owner may enter, with those above it.
 *
 * @param path Path of the folder; one that is there is left as it is.
 * @throws {Failure} `permission` or `bad-file`, if it cannot be made.
 */
export async function makeDirectory(path: string): Promise<void> {
  try {
    await Deno.mkdir(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw writeFailure(path, error);
  }
}

async function readWhole(
  file: Deno.FsFile,
  path: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (;;) {
    const part = new Uint8Array(16_384);
    const count = await file.read(part);
    if (count === null) break;
    size += count;
    if (size > SIZE_LIMIT) {
      throw new Failure(
        "bad-file",
        inEvery(TEXTS, (text) => text.tooLarge(path)),
      );
    }
    parts.push(part.subarray(0, count));
  }
  return concat(parts);
}

async function writeNew(
  path: string,
  bytes: Uint8Array,
  mode: number,
): Promise<void> {
  using file = await Deno.open(path, { write: true, createNew: true, mode });
  await writeAll(file, bytes);
  await file.sync();
}

async function claim(
  temporary: string,
  path: string,
  bytes: Uint8Array,
  mode: number,
): Promise<boolean> {
  try {
    await Deno.link(temporary, path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.AlreadyExists) return false;
    // FAT, exFAT and some shared folders have no links. Their folder takes
    // files nevertheless, or the temporary one would not be there.
    return await claimWithLock(path, bytes, mode);
  }
}

/** Writes a file unless it holds something; a lock keeps others out meanwhile. */
async function claimWithLock(
  path: string,
  bytes: Uint8Array,
  mode: number,
): Promise<boolean> {
  using file = await Deno.open(path, {
    read: true,
    write: true,
    create: true,
    mode,
  });
  await file.lock(true);
  const { size } = await file.stat();
  if (size > 0) return false;
  await writeAll(file, bytes);
  await file.sync();
  return true;
}

async function writeAll(file: Deno.FsFile, bytes: Uint8Array): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    written += await file.write(bytes.subarray(written));
  }
}

async function removeIfThere(path: string): Promise<void> {
  try {
    await Deno.remove(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

function split(path: string): { directory: string; name: string } {
  const at = Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\"));
  return { directory: path.slice(0, at + 1) || ".", name: path.slice(at + 1) };
}

function isRefusal(error: unknown): boolean {
  return error instanceof Deno.errors.PermissionDenied ||
    error instanceof Deno.errors.NotCapable ||
    codeOf(error) === "EROFS";
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}

function readFailure(
  path: string,
  error: unknown,
  { own = false }: ReadOptions,
): Failure {
  if (error instanceof Failure) return error;
  if (error instanceof Deno.errors.NotCapable) {
    return new Failure(
      "permission",
      inEvery(TEXTS, (text) => text.readWithheld(path)),
      { cause: error },
    );
  }
  if (isRefusal(error)) {
    // A file that is not wirelab's has its owner for a reason.
    const taking = own ? `sudo chown "$USER" ${shellWord(path)}` : undefined;
    return new Failure(
      "permission",
      inEvery(TEXTS, (text) => text.readRefused(path, taking)),
      { cause: error },
    );
  }
  if (error instanceof Deno.errors.IsADirectory) {
    return new Failure(
      "bad-file",
      inEvery(TEXTS, (text) => text.readFolder(path)),
      { cause: error },
    );
  }
  if (error instanceof Deno.errors.NotADirectory) {
    return new Failure(
      "bad-file",
      inEvery(TEXTS, (text) => text.readThroughFile(path)),
      { cause: error },
    );
  }
  return new Failure(
    "bad-file",
    inEvery(TEXTS, (text) => text.unreadable(path, reasonOf(error))),
    { cause: error },
  );
}

function writeFailure(path: string, error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (isRefusal(error)) {
    return new Failure(
      "permission",
      inEvery(TEXTS, (text) => text.writeRefused(path)),
      { cause: error },
    );
  }
  return new Failure(
    "bad-file",
    inEvery(TEXTS, (text) => text.unwritable(path, reasonOf(error))),
    { cause: error },
  );
}

/** The system's own words, without its error number. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const reason = text.replace(/ \(os error \d+\).*$/s, "").replace(/\.$/, "");
  return reason.charAt(0).toLowerCase() + reason.slice(1);
}
