import { type ByteRange, readRange } from "./byte_range.ts";
import { closeQuietly } from "./link.ts";
import type { FoundFile } from "./static_files.ts";
import { BUFFER_BYTES } from "./stream.ts";

/**
 * Answers a request with a file, with the part of it that is asked for, or
 * says that the client's copy is the same.
 *
 * @param request The request, `GET` or `HEAD`.
 * @param file The file.
 * @throws What Deno throws, if it cannot be opened any more.
 */
export async function fileResponse(
  request: Request,
  file: FoundFile,
): Promise<Response> {
  const tag = `W/"${file.size.toString(16)}-${
    (file.modified?.getTime() ?? 0).toString(16)
  }"`;
  const headers = new Headers({
    "accept-ranges": "bytes",
    "content-type": file.contentType,
    "cache-control": "no-cache",
    "x-content-type-options": "nosniff",
    etag: tag,
  });
  if (file.modified) {
    headers.set("last-modified", file.modified.toUTCString());
  }
  if (isUnchanged(request, tag, file.modified)) {
    return new Response(null, { status: 304, headers });
  }
  const range = rangeOf(request, file);
  if (range === "beyond") {
    headers.set("content-range", `bytes */${file.size}`);
    headers.set("content-length", "0");
    return new Response(null, { status: 416, headers });
  }
  const { start, length } = range ?? { start: 0, length: file.size };
  headers.set("content-length", String(length));
  if (request.method === "HEAD") {
    // What GET would be refused, HEAD is not promised.
    closeQuietly(await Deno.open(file.path));
    return new Response(null, { headers });
  }
  if (range) {
    const end = start + length - 1;
    headers.set("content-range", `bytes ${start}-${end}/${file.size}`);
  }
  const body = await openPart(file, { start, length });
  return new Response(body, { status: range ? 206 : 200, headers });
}

/**
 * Finds out which part of a file is asked for. Its tag is a weak one, which
 * never tells that two parts belong together, so that `If-Range` goes by time.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-13.1.5
 */
function rangeOf(
  { method, headers }: Request,
  { size, modified }: FoundFile,
): ByteRange | "beyond" | undefined {
  const range = headers.get("range");
  if (method !== "GET" || range === null) return undefined;
  const condition = headers.get("if-range");
  if (condition !== null && condition !== modified?.toUTCString()) {
    return undefined;
  }
  return readRange(range, size);
}

/** Opens a part of a file; a stream of Deno's own, where it goes to the end, is faster. */
async function openPart(
  { path, size }: FoundFile,
  { start, length }: ByteRange,
): Promise<ReadableStream<Uint8Array>> {
  const file = await Deno.open(path);
  try {
    if (start > 0) await file.seek(start, Deno.SeekMode.Start);
  } catch (error) {
    closeQuietly(file);
    throw error;
  }
  return start + length === size ? file.readable : partOf(file, length);
}

function partOf(
  file: Deno.FsFile,
  length: number,
): ReadableStream<Uint8Array> {
  let left = length;
  return new ReadableStream({
    async pull(controller) {
      const buffer = new Uint8Array(Math.min(left, BUFFER_BYTES));
      try {
        const count = await file.read(buffer);
        if (count === null) {
          throw new Deno.errors.UnexpectedEof(
            "Cannot read on: the file ended.",
          );
        }
        left -= count;
        controller.enqueue(buffer.subarray(0, count));
      } catch (error) {
        closeQuietly(file);
        throw error;
      }
      if (left > 0) return;
      closeQuietly(file);
      controller.close();
    },
    cancel: () => closeQuietly(file),
  });
}

/**
 * Whether the client's copy is the one that lies here: by its tag, else by its
 * time, which goes to the second.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2
 */
function isUnchanged(
  { headers }: Request,
  tag: string,
  modified: Date | undefined,
): boolean {
  const tags = headers.get("if-none-match");
  if (tags !== null) {
    return tags.split(",").some((one) =>
      one.trim() === "*" || one.trim().replace(/^W\//, "") === tag.slice(2)
    );
  }
  const since = Date.parse(headers.get("if-modified-since") ?? "");
  if (!modified || Number.isNaN(since)) return false;
  return Math.floor(modified.getTime() / 1000) <= Math.floor(since / 1000);
}
