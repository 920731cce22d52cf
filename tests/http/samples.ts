/**
 * Conversations that use all of HTTP, for the tests of what holds for every one.
 *
 * @module
 */
import type { Part } from "../event_tiling.ts";
import { partsOf } from "./tell.ts";

const PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0";
const GET = "GET / HTTP/1.1\r\nHost: a\r\n";

/** Conversations by name. */
export const SAMPLES: Readonly<Record<string, readonly Part[]>> = {
  "requests one after another": partsOf([
    [0, `${GET}\r\n`],
    [1, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX: a\r\n b\r\n\r\nhello"],
    [0, "\r\nPOST /p HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"],
    [1, "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.0 404 Not Found\r\n\r\nall"],
    [1, " of it"],
  ]),
  "chunks and trailers": partsOf([
    [
      0,
      "PUT / HTTP/1.1\r\nHost : a\r\nTransfer-Encoding: chunked\r\nContent-Length: 9\r\n\r\n",
    ],
    [0, "3;x=1\r\nabc\r\n10\r\n0123456789abcdef\r\n0\r\nT: 1\r\n\r\nHEAD "],
    [0, "/ HTTP/1.1\r\nHost: a\r\n\r\n"],
    [1, "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"],
    [1, "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n"],
  ]),
  "an upgrade": partsOf([
    [0, `${GET}Upgrade: websocket\r\nConnection: upgrade\r\n\r\n`],
    [1, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n\x81\0"],
    [0, "\x81\0\x88\0"],
  ]),
  "a tunnel": partsOf([
    [0, "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n\x16\x03"],
    [1, "HTTP/1.1 200 OK\r\n\r\n\x16\x03\x03"],
  ]),
  "gaps": partsOf([
    [0, `${GET}\r\n`],
    [1, "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nab"],
    [1, 10],
    [1, "12345678"],
    [0, 30],
    [0, `of a head\r\n\r\n${GET}\r\n`],
    [1, 100],
    [1, "body\nHTTP/1.1 204 No Content\r\n\r\n"],
  ]),
  "HTTP/2": partsOf([
    [0, PREFACE],
    [1, "\0\0\x06\x04\0\0\0\0\0\0\x01\0\0\x20\0\0\0\0\x04\x01\0\0\0\0"],
    [0, "\0\0\x07\x01\x05\0\0\0\x01\x82\x86\x84\x41\x01a\xbe"],
    [0, "\0\0\x02\x01\x00\0\0\0\x03\x83\x86\0\0\x02\x09\x04\0\0\0\x03\x84\xbe"],
    [1, "\0\0\x05\x05\x04\0\0\0\x01\0\0\0\x02\x82"],
    [1, "\0\0\x04\x01\x0c\0\0\0\x01\x02\x88\0\0\0\0\x05\0\x00\0\0\0\x01hello"],
    [0, "\0\0\x06\0\x09\0\0\0\x03\x03hi\0\0\0"],
    [
      1,
      "\0\0\x05\x01\x05\0\0\0\x01\x00\x01t\x01v\0\0\x08\x06\0\0\0\0\0pingpong",
    ],
    [
      1,
      "\0\0\x04\x03\0\0\0\0\x03\0\0\0\x08\0\0\x08\x07\0\0\0\0\0\0\0\0\x03\0\0\0\0",
    ],
    [
      0,
      "\0\0\x05\x02\0\0\0\0\x05\x80\0\0\x01\x10\0\0\x04\x08\0\0\0\0\0\0\0\0\x01",
    ],
    [0, "\0\0\x03\xbb\0\0\0\0\0abc"],
  ]),
  "an upgrade to HTTP/2": partsOf([
    [0, `${GET}Upgrade: h2c\r\nHTTP2-Settings: AAEAACAA\r\n\r\n`],
    [1, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n"],
    [1, "\0\0\0\x04\0\0\0\0\0\0\0\x01\x01\x05\0\0\0\x01\x88"],
    [0, PREFACE],
  ]),
};
