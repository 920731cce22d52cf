import { assert, assertEquals, assertRejects } from "@std/assert";
import { fileResponse } from "../../src/endpoints/file_response.ts";
import {
  type FoundFile,
  StaticFiles,
} from "../../src/endpoints/static_files.ts";

/** A file `a.txt` with ten digits in a folder of its own. */
async function site(): Promise<AsyncDisposable & { file: FoundFile }> {
  const root = await Deno.makeTempDir();
  await Deno.writeTextFile(`${root}/a.txt`, "0123456789");
  const file = await (await StaticFiles.open(root)).find("/a.txt");
  assert(file.kind === "file");
  return {
    file,
    [Symbol.asyncDispose]: () => Deno.remove(root, { recursive: true }),
  };
}

Deno.test("fileResponse() sends the file, and to HEAD its head alone", async () => {
  await using place = await site();
  const response = await fileResponse(
    new Request("http://a/a.txt"),
    place.file,
  );
  assertEquals(await response.text(), "0123456789");
  assertEquals(response.headers.get("content-length"), "10");
  assertEquals(response.headers.get("x-content-type-options"), "nosniff");
  const head = await fileResponse(
    new Request("http://a/a.txt", { method: "HEAD" }),
    place.file,
  );
  assertEquals(head.body, null);
  assertEquals(head.headers.get("content-length"), "10");
});

Deno.test("fileResponse() says that a client's copy is the same, by tag before time", async () => {
  await using place = await site();
  const first = await fileResponse(
    new Request("http://a/", { method: "HEAD" }),
    place.file,
  );
  const tag = first.headers.get("etag") ?? "";
  const time = first.headers.get("last-modified") ?? "";
  const old = "Thu, 01 Jan 1970 00:00:00 GMT";
  for (
    const [headers, status] of [
      [{ "if-none-match": tag }, 304],
      [{ "if-none-match": `"x", ${tag}` }, 304],
      [{ "if-none-match": "*" }, 304],
      [{ "if-none-match": '"x"', "if-modified-since": time }, 200],
      [{ "if-modified-since": time }, 304],
      [{ "if-modified-since": old }, 200],
      [{ "if-modified-since": "never" }, 200],
    ] as const
  ) {
    const request = new Request("http://a/", { method: "HEAD", headers });
    const response = await fileResponse(request, place.file);
    assertEquals(response.status, status, JSON.stringify(headers));
    assertEquals(response.headers.get("etag"), tag);
  }
});

/** Asks for a part of the file; tells status, part and content. */
async function ask(
  file: FoundFile,
  headers: Record<string, string>,
  method = "GET",
): Promise<[status: number, part: string | null, text: string]> {
  const request = new Request("http://a/a.txt", { method, headers });
  const response = await fileResponse(request, file);
  const text = await response.text();
  if (method === "GET") {
    assertEquals(response.headers.get("content-length"), `${text.length}`);
  }
  assertEquals(response.headers.get("accept-ranges"), "bytes");
  return [response.status, response.headers.get("content-range"), text];
}

Deno.test("fileResponse() sends the part that is asked for", async () => {
  await using place = await site();
  for (
    const [range, answer] of [
      ["bytes=0-", [206, "bytes 0-9/10", "0123456789"]],
      ["bytes=2-4", [206, "bytes 2-4/10", "234"]],
      ["bytes=7-", [206, "bytes 7-9/10", "789"]],
      ["bytes=-3", [206, "bytes 7-9/10", "789"]],
      ["bytes=10-", [416, "bytes */10", ""]],
      ["bytes=0-1,4-5", [200, null, "0123456789"]],
    ] as const
  ) assertEquals(await ask(place.file, { range }), [...answer], range);
});

Deno.test("fileResponse() sends a part longer than one read, and no more", async () => {
  await using place = await site();
  const bytes = new Uint8Array(300_000).map((_, index) => index * 7);
  await Deno.writeFile(place.file.path, bytes);
  const request = new Request("http://a/", {
    headers: { range: "bytes=1000-250000" },
  });
  const file = { ...place.file, size: bytes.length };
  const response = await fileResponse(request, file);
  assertEquals(await response.bytes(), bytes.slice(1000, 250_001));
});

Deno.test("fileResponse() sends the whole file to HEAD and to a copy that is not this one", async () => {
  await using place = await site();
  const { file } = place;
  const range = "bytes=2-4";
  const time = file.modified?.toUTCString() ?? "";
  const whole = [200, null, "0123456789"] as const;
  const part = [206, "bytes 2-4/10", "234"] as const;
  const head = await ask(file, { range }, "HEAD");
  assertEquals(head, [200, null, ""]);
  for (
    const [condition, answer] of [
      [time, part],
      ["Thu, 01 Jan 1970 00:00:00 GMT", whole],
      ['"x"', whole],
      ['W/"a"', whole],
    ] as const
  ) {
    const got = await ask(file, { range, "if-range": condition });
    assertEquals(got, [...answer], condition);
  }
});

Deno.test({
  name: "fileResponse() closes a file that cannot be read on",
  sanitizeResources: true,
  ignore: Deno.build.os !== "linux",
  async fn() {
    await using place = await site();
    // A folder can be opened, and not be read.
    const path = place.file.path.replace(/\/a\.txt$/, "");
    const file = { ...place.file, path, size: 100 };
    const request = new Request("http://localhost/", {
      headers: { range: "bytes=0-9" },
    });
    const response = await fileResponse(request, file);
    await assertRejects(() => response.bytes());
  },
});
