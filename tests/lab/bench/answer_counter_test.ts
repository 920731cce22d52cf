import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  AnswerCounter,
  AnswerError,
} from "../../../src/lab/bench/answer_counter.ts";

const encoder = new TextEncoder();

/** Answers, each with its status and whether it leaves the connection open. */
const ANSWERS: readonly [text: string, status: number, keepsAlive: boolean][] =
  [
    ["HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 200, true],
    ["HTTP/1.1 404 Not Found\r\ncontent-length:0\r\n\r\n", 404, true],
    ["HTTP/1.1 204 No Content\r\nX: y\r\n\r\n", 204, true],
    ["HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n", 304, true],
    [
      "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi",
      200,
      false,
    ],
    ["HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi", 200, false],
    [
      "HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 2\r\n\r\nhi",
      200,
      true,
    ],
    [
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" +
      "5\r\nhello\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n",
      200,
      true,
    ],
    [
      "HTTP/1.1 200 OK\r\ntransfer-encoding: gzip, chunked\r\n\r\n" +
      "1\r\n\n\r\n0\r\nTrailer: 1\r\n\r\n",
      200,
      true,
    ],
    [
      "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" +
      "HTTP/1.1 200 OK\nContent-Length: 1\n\nx",
      200,
      true,
    ],
  ];

Deno.test("AnswerCounter finds the end of an answer, cut at every byte", () => {
  for (const [text, status, keepsAlive] of ANSWERS) {
    const bytes = encoder.encode(text);
    for (let cut = 0; cut < bytes.length; cut++) {
      const counter = new AnswerCounter();
      assert(!counter.push(bytes.slice(0, cut)), `${text} ends at ${cut}`);
      assert(counter.push(bytes.slice(cut)), `${text} cut at ${cut}`);
      assertEquals([counter.status, counter.keepsAlive], [status, keepsAlive]);
    }
  }
});

Deno.test("AnswerCounter reads answers byte by byte, one after the other, from one buffer", () => {
  const counter = new AnswerCounter();
  const buffer = new Uint8Array(1);
  for (const [text, status] of [...ANSWERS, ...ANSWERS]) {
    const bytes = encoder.encode(text);
    const ends = [...bytes].map((byte) => {
      buffer[0] = byte;
      return counter.push(buffer);
    });
    assertEquals(ends.indexOf(true), bytes.length - 1, text);
    assertEquals(counter.status, status);
  }
});

Deno.test("AnswerCounter reads content of no told length to the end of the connection", () => {
  const counter = new AnswerCounter();
  assert(!counter.push(encoder.encode("HTTP/1.1 200 OK\r\n\r\nhello")));
  assert(!counter.push(encoder.encode(", client")));
  counter.end();
  assertEquals(counter.keepsAlive, false);
  assert(counter.push(encoder.encode(ANSWERS[0][0])));
});

Deno.test("AnswerCounter refuses an answer that is cut off", () => {
  for (const [text] of ANSWERS) {
    const bytes = encoder.encode(text);
    for (let cut = 0; cut < bytes.length; cut++) {
      const counter = new AnswerCounter();
      counter.push(bytes.slice(0, cut));
      const error = assertThrows(() => counter.end(), AnswerError);
      assertEquals(error.fault, "cut-off");
    }
  }
});

Deno.test("AnswerCounter refuses what is no HTTP, at once", () => {
  for (
    const text of [
      "SSH-2.0-x\r\n",
      "hello, server",
      "HTTP/2 200\r\n\r\n",
      "HTTP/1.1 two\r\n\r\n",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nhello\r\n",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffff\r\n",
    ]
  ) {
    const error = assertThrows(
      () => new AnswerCounter().push(encoder.encode(text)),
      AnswerError,
    );
    assertEquals(error.fault, "not-http", text);
  }
});

Deno.test("AnswerCounter keeps no more of a head than 64 KiB", () => {
  const counter = new AnswerCounter();
  counter.push(encoder.encode("HTTP/1.1 200 OK\r\n"));
  const error = assertThrows(() => {
    for (let i = 0; i < 100; i++) {
      counter.push(encoder.encode(`X-${i}: ${"x".repeat(1000)}\r\n`));
    }
  }, AnswerError);
  assertEquals(error.fault, "too-long");
});
