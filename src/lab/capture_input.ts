import { Failure } from "../failure.ts";
import { isGzip } from "../pcap/mod.ts";

/** Bytes that are read at once. */
const CHUNK_BYTES = 1 << 20;

/**
 * Reads a capture file, or standard input, unpacking gzip.
 *
 * @param path Path of the file; `-` is standard input.
 * @returns Its bytes, in chunks that are not used again.
 * @throws {Failure} `bad-file`, if it cannot be read or its compression is damaged.
 */
export async function* readCapture(
  path: string,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const raw = path === "-" ? chunksOf(Deno.stdin) : chunksOf(open(path));
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
  source: { read(into: Uint8Array): Promise<number | null> },
): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  try {
    for (;;) {
      const chunk = new Uint8Array(CHUNK_BYTES);
      const length = await source.read(chunk);
      if (length === null) return;
      yield chunk.subarray(0, length);
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
