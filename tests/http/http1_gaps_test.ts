import { assertEquals } from "@std/assert";
import { type Sent, tell } from "./tell.ts";

const GET: Sent = [0, "GET / HTTP/1.1\r\nHost: a\r\n\r\n"];
const GOT = ["C #1 GET / none", "C #1 end 0"];
const NEXT: Sent = [0, "GET /next HTTP/1.1\r\nHost: a\r\n\r\n"];
const NO_CONTENT = "HTTP/1.1 204 No Content\r\n\r\n";

const CASES: Readonly<
  Record<string, readonly [sent: Sent[], told: string[]]>
> = {
  "counts a gap inside a body of known length": [
    [
      GET,
      [1, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab"],
      [1, 5],
      [1, `yz${NO_CONTENT}`],
    ],
    [
      ...GOT,
      "S #1 200 length",
      "S #1 body 0 ab",
      "S gap 5 in body",
      "S #1 body 7 yz",
      "S #1 end 9 missing 5",
      "S #? 204 none",
      "S #? end 0",
    ],
  ],
  "ends a body whose last bytes are missing": [
    [GET, [1, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab"], [1, 7]],
    [
      ...GOT,
      "S #1 200 length",
      "S #1 body 0 ab",
      "S gap 7 in body",
      "S #1 end 9 missing 7",
    ],
  ],
  "counts a gap inside a chunk": [
    [
      GET,
      [1, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nab"],
      [1, 3],
      [1, "f\r\n0\r\n\r\n"],
    ],
    [
      ...GOT,
      "S #1 200 chunked",
      "S #1 chunk 6",
      "S #1 body 0 ab",
      "S gap 3 in body",
      "S #1 body 5 f",
      "S #1 chunk-end",
      "S #1 chunk 0",
      "S #1 trailers",
      "S #1 end 6 missing 3",
    ],
  ],
  "counts a gap in a body that ends with the connection": [
    [GET, [1, "HTTP/1.1 200 OK\r\n\r\nab"], [1, 3], [1, "f"]],
    [
      ...GOT,
      "S #1 200 close",
      "S #1 body 0 ab",
      "S gap 3 in body",
      "S #1 body 5 f",
      "S #1 end 6 missing 3",
    ],
  ],
  "finds the next message after a gap that reaches past a body": [
    [
      GET,
      [1, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nab"],
      [1, 30],
      [1, `the rest of something${NO_CONTENT}`],
    ],
    [
      ...GOT,
      "S #1 200 length",
      "S #1 body 0 ab",
      "S gap 30",
      "S #1 end 4 missing 2",
      "S error out-of-step truncated",
      "S #? 204 none",
      "S #? end 0",
    ],
  ],
  "finds the next request after a gap inside a head": [
    [[0, "GET /lost HTTP/1.1\r\nHo"], [0, 10], [0, "a\r\n\r\n"], NEXT],
    [
      "C error out-of-step truncated",
      "C gap 10",
      "C error out-of-step truncated",
      "C #1 GET /next none",
      "C #1 end 0",
    ],
  ],
  "starts at once where a message follows the gap": [
    [[0, 10], NEXT],
    ["C gap 10", "C #1 GET /next none", "C #1 end 0"],
  ],
  "pairs with the newest request after responses were lost": [
    [GET, [1, 100], NEXT, [1, NO_CONTENT]],
    [
      ...GOT,
      "S gap 100",
      "C #2 GET /next none",
      "C #2 end 0",
      "S #2 204 none",
      "S #2 end 0",
    ],
  ],
  "counts a gap inside a tunnel": [
    [
      [0, "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: x\r\n\r\n"],
      [1, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"],
      [1, 5],
      [1, "z"],
    ],
    [
      ...GOT,
      "S #1 101 tunnel",
      "S #1 upgrade x",
      "S gap 5 in body",
      "S tunnel x z",
    ],
  ],
  "finds a request that the gap's end cuts into pieces": [
    [[0, 5], [0, "abc GET /ne"], [0, "xt HTTP/1.1\r"], [
      0,
      "\nHost: a\r\n\r\n",
    ]],
    [
      "C gap 5",
      "C error out-of-step truncated",
      "C #1 GET /next none",
      "C #1 end 0",
    ],
  ],
};

for (const [name, [sent, told]] of Object.entries(CASES)) {
  Deno.test(`HttpConversation ${name}`, () => assertEquals(tell(sent), told));
}

Deno.test("HttpConversation keeps little while it looks for a message", () => {
  const sent: Sent[] = [[0, 5]];
  for (let i = 0; i < 100; i++) sent.push([0, "x".repeat(1000)]);
  const errors = tell(sent).filter((line) => line.includes("out-of-step"));
  assertEquals(errors.length, 11);
});
