import { assertEquals } from "@std/assert";
import {
  Http1Progress,
  Http2Progress,
  type HttpProgress,
} from "../../src/endpoints/http_progress.ts";

const encoder = new TextEncoder();

/** Progress over HTTP/1, and the answers that it told of. */
function http1(): { progress: HttpProgress; told: string[] } {
  const told: string[] = [];
  const progress = new Http1Progress((request, complete) =>
    told.push(`${request} ${complete}`)
  );
  return { progress, told };
}

/** Tells a text in one piece, or byte by byte. */
function tell(take: (bytes: Uint8Array) => void, text: string, size: number) {
  const bytes = encoder.encode(text);
  for (let at = 0; at < bytes.length; at += size) {
    take(bytes.subarray(at, at + size));
  }
}

const ANSWERS:
  readonly (readonly [name: string, head: boolean, text: string])[] = [
    [
      "of a known length",
      false,
      "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
    ],
    ["to HEAD", true, "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n"],
    ["without a body", false, "HTTP/1.1 304 Not Modified\r\netag: x\r\n\r\n"],
    ["of length 0", false, "HTTP/1.1 301 Moved\r\ncontent-length: 0\r\n\r\n"],
    [
      "in chunks",
      false,
      "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\na\n\n\r\nA;x=y\r\n0123456789\r\n0\r\nt: x\r\n\r\n",
    ],
    [
      "after an interim one",
      false,
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\nx",
    ],
  ];

for (const [name, isHead, text] of ANSWERS) {
  Deno.test(`Http1Progress finds the end of an answer ${name}`, () => {
    for (const size of [1, text.length]) {
      const { progress, told } = http1();
      tell((bytes) => progress.asked(bytes), "GET / HTTP/1.1\r\n\r\n", size);
      progress.begin(isHead);
      tell((bytes) => progress.answered(bytes), text.slice(0, -1), size);
      assertEquals([told, progress.outstanding], [[], 1]);
      tell((bytes) => progress.answered(bytes), text.slice(-1), size);
      assertEquals([told, progress.outstanding], [["1 true"], 0]);
      progress.end();
      assertEquals(told, ["1 true"]);
    }
  });
}

Deno.test("Http1Progress takes the end of the connection for that of a body without a length", () => {
  const { progress, told } = http1();
  progress.begin(false);
  tell(
    (bytes) => progress.answered(bytes),
    "HTTP/1.0 200 OK\r\n\r\nhello\r\n",
    99,
  );
  assertEquals(told, []);
  progress.end();
  assertEquals(told, ["1 true"]);
});

Deno.test("Http1Progress counts requests by their blank lines", () => {
  for (
    const [text, count] of [
      ["", 0],
      ["GET / HTTP/1.1\r\nHost: a\r\n", 0],
      ["GET / HTTP/1.1\r\nHost: a\r\n\r\n", 1],
      ["\r\nGET / HTTP/1.1\n\n\r\nGET / HTTP/1.1\r\n\r\nGET", 2],
    ] as const
  ) {
    for (const size of [1, 99]) {
      const { progress } = http1();
      tell((bytes) => progress.asked(bytes), text, size);
      assertEquals(progress.outstanding, count, text);
    }
  }
});

const PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
const HEADERS = 1;
const RST_STREAM = 3;
const END_STREAM = 1;

function frame(
  type: number,
  flags: number,
  stream: number,
  length = 0,
): string {
  const head = String.fromCharCode(0, 0, length, type, flags, 0, 0, 0, stream);
  return head + "\0".repeat(length);
}

Deno.test("Http2Progress finds the end of each stream's answer", () => {
  for (const size of [1, 999]) {
    const told: string[] = [];
    const progress = new Http2Progress(
      (request, complete) => told.push(`${request} ${complete}`),
      PREFACE.length,
    );
    const asked = PREFACE + frame(4, 0, 0, 6) +
      [1, 3, 5, 7].map((stream) => frame(HEADERS, 5, stream, 20)).join("");
    tell((bytes) => progress.asked(bytes), asked, size);
    assertEquals(progress.outstanding, 4);
    const answered = [
      frame(HEADERS, 4, 1, 10),
      frame(HEADERS, 5, 3, 10),
      frame(0, 0, 1, 100),
      frame(0, END_STREAM, 1, 0),
      frame(RST_STREAM, 0, 1, 4),
      frame(RST_STREAM, 0, 5, 4),
    ].join("");
    tell((bytes) => progress.answered(bytes), answered, size);
    assertEquals([told, progress.outstanding], [
      ["2 true", "1 true", "3 false"],
      1,
    ]);
    tell((bytes) => progress.asked(bytes), frame(RST_STREAM, 0, 7, 4), size);
    assertEquals([told.at(-1), progress.outstanding], ["4 false", 0]);
  }
});
