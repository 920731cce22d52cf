import { assertEquals } from "@std/assert";
import { HttpConversation } from "../../src/http/mod.ts";
import { bytesOf, type Sent, tell } from "./tell.ts";

/** Fields of a request, and what is told of it: its framing, then what is wrong. */
const REQUESTS: Readonly<Record<string, readonly [string, string[]]>> = {
  "both Content-Length and Transfer-Encoding": [
    "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
    ["chunked", "length-and-encoding misbehaved"],
  ],
  "Content-Lengths that differ": [
    "Content-Length: 4\r\nContent-Length: 5\r\n",
    ["close", "lengths-differ misbehaved"],
  ],
  "Content-Lengths that differ in one field": [
    "Content-Length: 4, 5\r\n",
    ["close", "lengths-differ misbehaved"],
  ],
  "the same Content-Length twice": [
    "Content-Length: 0\r\ncontent-length: 0\r\n",
    ["length", "length-repeated misbehaved"],
  ],
  "a signed Content-Length": [
    "Content-Length: +5\r\n",
    ["close", "bad-length misbehaved"],
  ],
  "a hexadecimal Content-Length": [
    "Content-Length: 0x10\r\n",
    ["close", "bad-length misbehaved"],
  ],
  "a Content-Length beyond all bounds": [
    "Content-Length: 99999999999999999999\r\n",
    ["close", "bad-length misbehaved"],
  ],
  "an empty Content-Length": [
    "Content-Length:\r\n",
    ["close", "bad-length misbehaved"],
  ],
  "chunked that is not the last coding": [
    "Transfer-Encoding: chunked, gzip\r\n",
    ["close", "chunked-not-last misbehaved"],
  ],
  "chunked twice": [
    "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
    ["close", "chunked-not-last misbehaved"],
  ],
  "a coding that only looks like chunked": [
    "Transfer-Encoding: xchunked\r\n",
    ["close", "chunked-not-last misbehaved"],
  ],
  "white space before a colon": [
    "Content-Length : 0\r\n",
    ["length", "space-before-colon misbehaved"],
  ],
  "a line without a colon": [
    "Content-Length 0\r\n",
    ["none", "bad-header-line misbehaved"],
  ],
  "a name that is no token": [
    "Content(Length): 0\r\n",
    ["none", "bad-header-line misbehaved"],
  ],
  "a carriage return inside a value": [
    "X: a\rTransfer-Encoding: chunked\r\n",
    ["none", "bad-character misbehaved"],
  ],
  "NUL inside a value": ["X: a\0b\r\n", ["none", "bad-character misbehaved"]],
  "a second Host": ["Host: b\r\n", ["none", "bad-host misbehaved"]],
};

for (const [name, [fields, told]] of Object.entries(REQUESTS)) {
  Deno.test(`HttpConversation reports ${name}, and keeps the request`, () => {
    const events = new HttpConversation().push(
      0,
      bytesOf(`POST / HTTP/1.1\r\nHost: a\r\n${fields}\r\n`),
    );
    const [request, error] = events;
    assertEquals(
      [
        request.kind === "request" && request.request.framing.kind,
        error.kind === "error" && `${error.code} ${error.error.outcome}`,
      ],
      told,
    );
  });
}

Deno.test("HttpConversation shows the line that is wrong", () => {
  const [, error] = new HttpConversation().push(
    0,
    bytesOf("\r\nGET / HTTP/1.1\r\nHost: a\r\nbroken\r\n\r\n"),
  );
  assertEquals(error.kind === "error" && error.bytes, bytesOf("broken\r\n"));
  assertEquals(error.kind === "error" && error.error.offset, 27);
});

const RESPONSES: Readonly<Record<string, readonly [string, string[]]>> = {
  "Transfer-Encoding in HTTP/1.0": [
    "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
    ["chunked", "framing-not-allowed misbehaved"],
  ],
  "Content-Length in a 204": [
    "HTTP/1.1 204 No Content\r\nContent-Length: 3\r\n\r\n",
    ["none", "framing-not-allowed misbehaved"],
  ],
  "Transfer-Encoding in a 100": [
    "HTTP/1.1 100 Continue\r\nTransfer-Encoding: chunked\r\n\r\n",
    ["none", "framing-not-allowed misbehaved"],
  ],
  "Content-Lengths that differ in a response": [
    "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\n",
    ["close", "lengths-differ misbehaved"],
  ],
};

for (const [name, [text, told]] of Object.entries(RESPONSES)) {
  Deno.test(`HttpConversation reports ${name}, and keeps the response`, () => {
    const [response, error] = new HttpConversation().push(1, bytesOf(text));
    assertEquals(
      [
        response.kind === "response" && response.response.framing.kind,
        error.kind === "error" && `${error.code} ${error.error.outcome}`,
      ],
      told,
    );
  });
}

const CHUNKED: Sent = [
  0,
  "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
];
const STARTED = "C #1 POST / chunked";

const CHUNKS: Readonly<Record<string, readonly [string, string[]]>> = {
  "a chunk size that is no number": ["0x5\r\nhello\r\n0\r\n\r\n", [
    STARTED,
    "C error bad-chunk malformed",
    "C #1 end 0 incomplete",
    "C error out-of-step truncated",
  ]],
  "a chunk size beyond all bounds": ["ffffffffffffffff\r\n", [
    STARTED,
    "C error bad-chunk malformed",
    "C #1 end 0 incomplete",
  ]],
  "a chunk line without a carriage return": ["1\nx\r\n0\r\n\r\n", [
    STARTED,
    "C #1 chunk 1",
    "C error bad-chunk misbehaved",
    "C #1 body 0 x",
    "C #1 chunk-end",
    "C #1 chunk 0",
    "C #1 trailers",
    "C #1 end 1",
  ]],
  "chunk data that ends without a carriage return": ["1\r\nx\n0\r\n\r\n", [
    STARTED,
    "C #1 chunk 1",
    "C #1 body 0 x",
    "C #1 chunk-end",
    "C error bad-chunk misbehaved",
    "C #1 chunk 0",
    "C #1 trailers",
    "C #1 end 1",
  ]],
  "chunk data that is longer than its size": [
    "1\r\nxyz\r\nGET /next HTTP/1.1\r\nHost: a\r\n\r\n",
    [
      STARTED,
      "C #1 chunk 1",
      "C #1 body 0 x",
      "C error bad-chunk malformed",
      "C #1 end 1 incomplete",
      "C error out-of-step truncated",
      "C #2 GET /next none",
      "C #2 end 0",
    ],
  ],
};

for (const [name, [body, told]] of Object.entries(CHUNKS)) {
  Deno.test(`HttpConversation reports ${name}`, () => {
    assertEquals(tell([CHUNKED, [0, body]]), told);
  });
}

Deno.test("HttpConversation finds the next request after a line that is none", () => {
  assertEquals(
    tell([[
      0,
      "GET / HTTP/1.1\r\nHost: a\r\n\r\nrubbish\r\nmore GET /b HTTP/1.1\r\nHost: a\r\n\r\n",
    ]]),
    [
      "C #1 GET / none",
      "C #1 end 0",
      "C error bad-start-line malformed",
      "C error out-of-step truncated",
      "C #2 GET /b none",
      "C #2 end 0",
    ],
  );
});

Deno.test("HttpConversation reports a target with white space, and keeps it", () => {
  const [request, error] = new HttpConversation().push(
    0,
    bytesOf("GET /a b HTTP/1.1\r\nHost: a\r\n\r\n"),
  );
  assertEquals(request.kind === "request" && request.request.target, "/a b");
  assertEquals(error.kind === "error" && error.code, "bad-start-line");
});

Deno.test("HttpConversation gives up a head that is too long", () => {
  const conversation = new HttpConversation({ maxHeadBytes: 1000 });
  const [error] = conversation.push(
    0,
    bytesOf(`GET / HTTP/1.1\r\nX: ${"x".repeat(1000)}`),
  );
  assertEquals(error.kind === "error" && error.code, "head-too-long");
  assertEquals(error.kind === "error" && error.error.outcome, "unsupported");
});

Deno.test("HttpConversation gives up trailers that are too long", () => {
  const conversation = new HttpConversation({ maxHeadBytes: 1000 });
  conversation.push(0, bytesOf(CHUNKED[1] as string));
  const events = conversation.push(0, bytesOf(`0\r\nX: ${"x".repeat(1000)}`));
  assertEquals(
    events.map((event) => event.kind === "error" ? event.code : event.kind),
    ["chunk", "head-too-long", "message-end"],
  );
});

Deno.test("HttpConversation rejects bytes that cannot start a request at once", () => {
  const events = new HttpConversation().push(0, bytesOf("\x16\x03\x01\0\0"));
  assertEquals(events.length, 1);
  assertEquals(events[0].kind === "error" && events[0].code, "bad-start-line");
});
