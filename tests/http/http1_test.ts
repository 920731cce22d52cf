import { assertEquals } from "@std/assert";
import { HttpConversation } from "../../src/http/mod.ts";
import { type Sent, tell } from "./tell.ts";

const GET: Sent = [0, "GET / HTTP/1.1\r\nHost: a\r\n\r\n"];
const HEAD: Sent = [0, "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n"];
const POST = "POST / HTTP/1.1\r\nHost: a\r\n";

/** What two sides send, and what is told of it. */
interface Case {
  readonly sent: readonly Sent[];
  readonly told: readonly string[];
}

const GOT = ["C #1 GET / none", "C #1 end 0"];

const CASES: Readonly<Record<string, Case>> = {
  "ends a body by Content-Length": {
    sent: [GET, [1, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"]],
    told: [...GOT, "S #1 200 length", "S #1 body 0 hello", "S #1 end 5"],
  },
  "ends a body of length 0 at once": {
    sent: [GET, [1, "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"]],
    told: [...GOT, "S #1 200 length", "S #1 end 0"],
  },
  "hands a body on as it comes": {
    sent: [
      GET,
      [1, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe"],
      [1, "l"],
      [1, "lo"],
    ],
    told: [
      ...GOT,
      "S #1 200 length",
      "S #1 body 0 he",
      "S #1 body 2 l",
      "S #1 body 3 lo",
      "S #1 end 5",
    ],
  },
  "reads chunks, extensions and trailers": {
    sent: [GET, [
      1,
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, Chunked\r\n\r\n" +
      '5;a="b"\r\nhello\r\nA \r\n0123456789\r\n0\r\nX-Sum: 15\r\n\r\n',
    ]],
    told: [
      ...GOT,
      "S #1 200 chunked",
      'S #1 chunk 5 a="b"',
      "S #1 body 0 hello",
      "S #1 chunk-end",
      "S #1 chunk 10",
      "S #1 body 5 0123456789",
      "S #1 chunk-end",
      "S #1 chunk 0",
      "S #1 trailers X-Sum=15",
      "S #1 end 15",
    ],
  },
  "reads a response without a length until the end": {
    sent: [GET, [1, "HTTP/1.0 200 OK\r\n\r\nall "], [1, "of it"]],
    told: [
      ...GOT,
      "S #1 200 close",
      "S #1 body 0 all ",
      "S #1 body 4 of it",
      "S #1 end 9",
    ],
  },
  "gives no body to the answer to HEAD": {
    sent: [HEAD, [
      1,
      "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nHTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n",
    ]],
    told: [
      "C #1 HEAD / none",
      "C #1 end 0",
      "S #1 200 none",
      "S #1 end 0",
      "S #? 408 length",
      "S #? end 0",
    ],
  },
  "gives no body to 304 and 204": {
    sent: [GET, GET, [
      1,
      "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n",
    ]],
    told: [
      ...GOT,
      "C #2 GET / none",
      "C #2 end 0",
      "S #1 304 none",
      "S #1 end 0",
      "S #2 204 none",
      "S #2 end 0",
    ],
  },
  "pairs interim responses with the request that waits": {
    sent: [
      [0, `${POST}Content-Length: 2\r\nExpect: 100-continue\r\n\r\n`],
      [1, "HTTP/1.1 100 Continue\r\n\r\n"],
      [0, "hi"],
      [1, "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"],
      [1, "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"],
    ],
    told: [
      "C #1 POST / length",
      "S #1 100 interim none",
      "C #1 body 0 hi",
      "C #1 end 2",
      "S #1 103 interim none",
      "S #1 201 length",
      "S #1 end 0",
    ],
  },
  "pairs pipelined requests in order": {
    sent: [
      [0, `${HEAD[1]}${GET[1]}${POST}Content-Length: 1\r\n\r\nx`],
      [
        1,
        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n" +
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na" +
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nb",
      ],
    ],
    told: [
      "C #1 HEAD / none",
      "C #1 end 0",
      "C #2 GET / none",
      "C #2 end 0",
      "C #3 POST / length",
      "C #3 body 0 x",
      "C #3 end 1",
      "S #1 200 none",
      "S #1 end 0",
      "S #2 200 length",
      "S #2 body 0 a",
      "S #2 end 1",
      "S #3 200 length",
      "S #3 body 0 b",
      "S #3 end 1",
    ],
  },
  "leaves HTTP after 101": {
    sent: [
      [0, "GET /c HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n\r\n"],
      [1, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: WebSocket\r\n\r\n\x81"],
      [0, "\x82GET / HTTP/1.1\r\n\r\n"],
    ],
    told: [
      "C #1 GET /c none",
      "C #1 end 0",
      "S #1 101 tunnel",
      "S #1 upgrade websocket",
      "S tunnel websocket \x81",
      "C tunnel websocket \x82GET / HTTP/1.1\r\n\r\n",
    ],
  },
  "stays in HTTP where an upgrade is ignored": {
    sent: [
      [0, "GET /c HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n\r\n"],
      [1, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"],
      GET,
    ],
    told: [
      "C #1 GET /c none",
      "C #1 end 0",
      "S #1 200 length",
      "S #1 end 0",
      "C #2 GET / none",
      "C #2 end 0",
    ],
  },
  "holds what follows CONNECT until the answer opens the tunnel": {
    sent: [
      [0, "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n\x16\x03\x01"],
      [1, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n\x16"],
    ],
    told: [
      "C #1 CONNECT a:443 none",
      "C #1 end 0",
      "S #1 200 tunnel",
      "S error framing-not-allowed misbehaved",
      "S #1 upgrade tunnel",
      "S tunnel tunnel \x16",
      "C tunnel tunnel \x16\x03\x01",
    ],
  },
  "goes on with HTTP where CONNECT is refused": {
    sent: [
      [0, `CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n${GET[1]}`],
      [
        1,
        "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n",
      ],
    ],
    told: [
      "C #1 CONNECT a:443 none",
      "C #1 end 0",
      "S #1 407 length",
      "S #1 end 0",
      "C #2 GET / none",
      "C #2 end 0",
    ],
  },
  "takes empty lines before a request along": {
    sent: [[0, `\r\n\n${GET[1]}`]],
    told: GOT,
  },
  "takes line ends without a carriage return": {
    sent: [[0, "GET / HTTP/1.1\nHost: a\n\n"]],
    told: GOT,
  },
  "gives the response to a request that was not seen no number": {
    sent: [[1, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"]],
    told: ["S #? 200 length", "S #? body 0 x", "S #? end 1"],
  },
  "tells of a body that ends early": {
    sent: [GET, [1, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe"]],
    told: [
      ...GOT,
      "S #1 200 length",
      "S #1 body 0 he",
      "S error ended-early truncated",
      "S #1 end 2 incomplete",
    ],
  },
  "tells of a chunked body that ends early": {
    sent: [GET, [
      1,
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n3",
    ]],
    told: [
      ...GOT,
      "S #1 200 chunked",
      "S #1 chunk 5",
      "S #1 body 0 hello",
      "S #1 chunk-end",
      "S error ended-early truncated",
      "S #1 end 5 incomplete",
    ],
  },
  "tells of a head that ends early": {
    sent: [[0, "GET / HTTP/1.1\r\nHos"]],
    told: ["C error ended-early truncated"],
  },
};

for (const [name, { sent, told }] of Object.entries(CASES)) {
  Deno.test(`HttpConversation ${name}`, () => assertEquals(tell(sent), told));
}

Deno.test("HttpConversation keeps names and values as they were sent", () => {
  const conversation = new HttpConversation();
  const [event] = conversation.push(
    0,
    new TextEncoder().encode(
      "GET /a?b HTTP/1.1\r\nhOST:  a \r\nX: 1\r\nx:2\r\nEmpty:\r\nFold: one\r\n\t two\r\n three\r\n\r\n",
    ),
  );
  assertEquals(event.kind === "request" && event.request, {
    method: "GET",
    target: "/a?b",
    version: "1.1",
    authority: "a",
    framing: { kind: "none" },
    headers: [
      { name: "hOST", value: "a", folded: false },
      { name: "X", value: "1", folded: false },
      { name: "x", value: "2", folded: false },
      { name: "Empty", value: "", folded: false },
      { name: "Fold", value: "one two three", folded: true },
    ],
  });
});

Deno.test("HttpConversation names each field of a head", () => {
  const conversation = new HttpConversation();
  const [event] = conversation.push(
    0,
    new TextEncoder().encode(
      "\r\nGET / HTTP/1.1\r\nHost : a \r\nX: 1\r\n 2\nbroken\r\n\r\n",
    ),
  );
  const names = event.fields().map(({ name, key, fields }) => [
    key ?? name,
    fields?.map((field) => `${field.name}=${field.value}`),
  ]);
  assertEquals(names, [
    ["empty-line", undefined],
    ["request-line", [
      "method=GET",
      "SP= ",
      "request-target=/",
      "SP= ",
      "HTTP-version=HTTP/1.1",
      "CRLF=\r\n",
    ]],
    ["host", [
      "field-name=Host",
      "whitespace= ",
      "colon=:",
      "OWS= ",
      "field-value=a",
      "OWS= ",
      "CRLF=\r\n",
    ]],
    ["x", [
      "field-name=X",
      "colon=:",
      "OWS= ",
      "field-value=1",
      "obs-fold=\r\n ",
      "field-value=2",
      "LF=\n",
    ]],
    ["field-line", ["line=broken", "CRLF=\r\n"]],
    ["empty-line", undefined],
  ]);
});

Deno.test("HttpConversation names each field of a status line", () => {
  const conversation = new HttpConversation();
  const [event] = conversation.push(
    1,
    new TextEncoder().encode("HTTP/1.1 404 Not Found\r\n\r\n"),
  );
  const [line] = event.fields();
  assertEquals(
    line.fields?.map(({ name, value }) => [name, value]),
    [
      ["HTTP-version", "HTTP/1.1"],
      ["SP", " "],
      ["status-code", 404],
      ["SP", " "],
      ["reason-phrase", "Not Found"],
      ["CRLF", "\r\n"],
    ],
  );
});

Deno.test("HttpConversation keeps no body: what waits stays small", () => {
  const conversation = new HttpConversation();
  const text = new TextEncoder();
  conversation.push(0, text.encode(`${POST}Content-Length: 1000000\r\n\r\n`));
  const chunk = new Uint8Array(1000);
  for (let i = 0; i < 999; i++) {
    const [event, ...more] = conversation.push(0, chunk);
    assertEquals(event.kind === "body" && event.bytes.buffer, chunk.buffer);
    assertEquals(more, []);
  }
});
