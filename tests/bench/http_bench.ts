/**
 * Decodes HTTP over and over: megabytes a second for small exchanges, bodies, chunks and HTTP/2.
 *
 * @module
 */
import { HttpConversation } from "../../src/http/mod.ts";
import type { Part } from "../event_tiling.ts";
import { bytesOf } from "../http/tell.ts";
import { conversationsOf } from "../live/tshark_sides.ts";
import { measure } from "./rate.ts";

const PUSHES = 20_000;
/** Data of a segment on Ethernet. */
const SEGMENT = new Uint8Array(1448);

const REQUEST = bytesOf(
  "GET /index.html?x=1 HTTP/1.1\r\nHost: localhost:8080\r\n" +
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36\r\n" +
    "Accept: text/html,application/xml;q=0.9,*/*;q=0.8\r\n" +
    "Accept-Encoding: gzip, deflate, br\r\nAccept-Language: en\r\n" +
    "Connection: keep-alive\r\nCookie: session=0123456789abcdef\r\n\r\n",
);
const RESPONSE = bytesOf(
  "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 47\r\n" +
    "Date: Sun, 22 Nov 2026 00:45:26 GMT\r\nConnection: keep-alive\r\n" +
    `Keep-Alive: timeout=5\r\n\r\n${"x".repeat(47)}`,
);
const CHUNK = bytesOf(`1000\r\n${"x".repeat(4096)}\r\n`);
const DATA_FRAME = bytesOf(`\0\x40\0\0\0\0\0\0\x01${"x".repeat(16_384)}`);

/** Feeds a direction the same bytes again and again. */
function repeated(
  name: string,
  start: string,
  bytes: Uint8Array,
  options: ConstructorParameters<typeof HttpConversation>[0] = {},
): void {
  measure(name, PUSHES * bytes.length, () => {
    const conversation = new HttpConversation(options);
    let events = conversation.push(1, bytesOf(start)).length;
    for (let i = 0; i < PUSHES; i++) {
      events += conversation.push(1, bytes).length;
    }
    return events;
  });
}

function recorded(name: string, repeats: number): void {
  const parts: Part[] = conversationsOf(name).flat();
  const length = parts.reduce(
    (sum, part) => sum + (part.bytes?.length ?? 0),
    0,
  );
  measure(name, repeats * length, () => {
    let events = 0;
    for (let i = 0; i < repeats; i++) {
      const conversation = new HttpConversation();
      for (const { direction, bytes } of parts) {
        if (bytes) events += conversation.push(direction, bytes).length;
      }
    }
    return events;
  });
}

measure(
  "HTTP/1.1 small exchanges",
  PUSHES * (REQUEST.length + RESPONSE.length),
  () => {
    const conversation = new HttpConversation();
    let events = 0;
    for (let i = 0; i < PUSHES; i++) {
      events += conversation.push(0, REQUEST).length;
      events += conversation.push(1, RESPONSE).length;
    }
    return events;
  },
);
repeated(
  "HTTP/1.1 body by segments",
  `HTTP/1.1 200 OK\r\nContent-Length: ${PUSHES * SEGMENT.length}\r\n\r\n`,
  SEGMENT,
);
repeated(
  "HTTP/1.1 chunks of 4 KiB",
  "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
  CHUNK,
);
repeated("HTTP/2 DATA of 16 KiB", "", DATA_FRAME, { version: "h2" });
recorded("http2_node", 200);
