import { DecodeError } from "../bytes/mod.ts";
import { detailOf } from "../endpoints/cause.ts";
import { Failure, inEvery } from "../failure.ts";
import { isGzip } from "../pcap/mod.ts";
import { type FailureText, TEXTS } from "./failure_text.ts";

/** Bytes that are read at once. */
const CHUNK_BYTES = 1 << 20;

/** How a capture is read. */
export interface ReadCaptureOptions {
  /** Whether a chunk is overwritten by the next one; not by default. */
  reuse?: boolean;
}

/**
 * Reads a capture file, or standard input, unpacking gzip.
 *
 * @param path Path of the file; `-` is standard input.
 * @param options How it is read.
 * @returns Its bytes, in chunks.
 * @throws {Failure} `bad-file`, if it cannot be read or its compression is damaged.
 */
export async function* readCapture(
  path: string,
  options: ReadCaptureOptions = {},
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const raw = chunksOf(path, options);
  const first = await raw.next();
  if (first.done) {
    throw new Failure(
      "bad-file",
      inEvery(TEXTS, (text) => text.emptyCapture(nameOf(path, text))),
    );
  }
  const whole = resume(first.value, raw);
  if (!isGzip(first.value)) {
    yield* whole;
    return;
  }
  try {
    yield* ReadableStream.from(whole).pipeThrough(
      new DecompressionStream("gzip"),
    );
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(
      "bad-file",
      inEvery(TEXTS, (text) => text.badGzip(nameOf(path, text))),
      { cause: error },
    );
  }
}

/**
 * Says what ended the reading of a capture.
 *
 * @param path Path of the capture.
 * @param frames Packets that were read before.
 * @param error What was thrown; thrown again where it is not about the file.
 * @returns A failure for the caller to throw, once what was read is shown.
 */
export function unreadable(
  path: string,
  frames: number,
  error: unknown,
): Failure {
  if (error instanceof Failure) return error;
  if (!(error instanceof DecodeError)) throw error;
  return new Failure(
    "bad-file",
    inEvery(TEXTS, (text) => {
      const name = nameOf(path, text);
      return frames === 0
        ? text.noCapture(name)
        : text.damagedCapture(name, frames, error.message);
    }),
    { cause: error },
  );
}

/** Names a capture in a message. */
function nameOf(path: string, text: FailureText): string {
  return path === "-" ? text.standardInput : path;
}

function open(path: string): Deno.FsFile {
  try {
    const file = Deno.openSync(path);
    if (!file.statSync().isDirectory) return file;
    file.close();
  } catch (error) {
    throw readFailure(path, error);
  }
  throw readFailure(path, new Deno.errors.IsADirectory());
}

/** Tells why a capture, or standard input, cannot be read. */
function readFailure(path: string, error: unknown): Failure {
  const kind = error instanceof Deno.errors.PermissionDenied
    ? "permission"
    : "bad-file";
  const accounts = inEvery(TEXTS, (text) => {
    const name = nameOf(path, text);
    if (
      error instanceof Deno.errors.NotFound ||
      error instanceof Deno.errors.NotADirectory
    ) return text.missingCapture(name);
    if (error instanceof Deno.errors.PermissionDenied) {
      return text.lockedCapture(name);
    }
    if (error instanceof Deno.errors.NotCapable) {
      return text.withheldCapture(name);
    }
    if (error instanceof Deno.errors.IsADirectory) {
      return text.captureFolder(name);
    }
    return text.brokenCapture(name, detailOf(error));
  });
  return new Failure(kind, accounts, { cause: error });
}

async function* chunksOf(
  path: string,
  { reuse = false }: ReadCaptureOptions,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  const source = path === "-" ? Deno.stdin : open(path);
  let chunk = new Uint8Array(CHUNK_BYTES);
  try {
    for (;;) {
      const length = await source.read(chunk).catch((error) => {
        throw readFailure(path, error);
      });
      if (length === null) return;
      yield chunk.subarray(0, length);
      if (!reuse) chunk = new Uint8Array(CHUNK_BYTES);
    }
  } finally {
    if (source instanceof Deno.FsFile) source.close();
  }
}

async function* resume(
  first: Uint8Array<ArrayBuffer>,
  rest: AsyncGenerator<Uint8Array<ArrayBuffer>, void>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  try {
    yield first;
    yield* rest;
  } finally {
    // Who needs no more than the first part closes the file as well.
    await rest.return();
  }
}
