import { DecodeError } from "../bytes/mod.ts";
import { Failure } from "../failure.ts";
import { isGzip } from "../pcap/mod.ts";

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
  const raw = chunksOf(path === "-" ? Deno.stdin : open(path), options);
  const first = await raw.next();
  if (first.done) {
    throw new Failure("bad-file", `Cannot read ${nameOf(path)}: it is empty.`, {
      hint: "Record one: wirelab capture 8080 -w capture.pcapng",
    });
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
      `Cannot read ${
        nameOf(path)
      }: its gzip compression is damaged or cut off.`,
      { cause: error, hint: "Unpack what can be saved: gzip -dc FILE" },
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
    frames === 0
      ? `Cannot read ${nameOf(path)}: it is no capture file (pcap or pcapng).`
      : `Cannot read ${
        nameOf(path)
      } beyond packet ${frames}: ${error.message}.`,
    {
      cause: error,
      hint: "Record one: wirelab capture 8080 -w capture.pcapng",
    },
  );
}

/** Names a capture in a message. */
function nameOf(path: string): string {
  return path === "-" ? "standard input" : path;
}

function open(path: string): Deno.FsFile {
  try {
    const file = Deno.openSync(path);
    if (!file.statSync().isDirectory) return file;
    file.close();
    throw new Failure("bad-file", `Cannot read ${path}: it is a folder.`, {
      hint: "Name a capture file inside it.",
    });
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) {
      throw new Failure(
        "bad-file",
        `Cannot read ${path}: there is no such file.`,
        {
          cause: error,
          hint: "Record one: wirelab capture 8080 -w capture.pcapng",
        },
      );
    }
    if (error instanceof Deno.errors.PermissionDenied) {
      throw new Failure(
        "permission",
        `Cannot read ${path}: it is not readable for you.`,
        {
          cause: error,
          hint: `Look at its mode: ls -l ${path}`,
        },
      );
    }
    throw error;
  }
}

async function* chunksOf(
  source: typeof Deno.stdin | Deno.FsFile,
  { reuse = false }: ReadCaptureOptions,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  let chunk = new Uint8Array(CHUNK_BYTES);
  try {
    for (;;) {
      const length = await source.read(chunk);
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
  rest: AsyncIterable<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  yield first;
  yield* rest;
}
