import { assertEquals } from "@std/assert";
import { sniffHttp } from "../../src/http/mod.ts";
import { bytesOf } from "./tell.ts";

const CLIENT: readonly (readonly [string, boolean | undefined])[] = [
  ["", undefined],
  ["G", undefined],
  ["GET ", undefined],
  ["GET /", true],
  ["\r\nGET /", true],
  ["GET http://a/ HTT", undefined],
  ["GET http://a/ HTTP/1.1\r\n", true],
  ["OPTIONS * HTTP/1.0\n", true],
  ["CONNECT a:443 HTTP/1.1\r\n", true],
  ["M-SEARCH * HTTP/1.1\r\n", true],
  ["M-SEARCH ", undefined],
  ["PRI * HTTP/2.0\r\n\r\nSM", undefined],
  ["PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", true],
  ["OPTIONS rtsp://a/ RTSP/1.0\r\n", false],
  ["INVITE sip:a SIP/2.0\r\n", false],
  ["SSH-2.0-x\r\n", false],
  ["EHLO a\r\n", false],
  ["\x16\x03\x01\x02\x00\x01", false],
  ["\0\0\0\0", false],
  ["get something\r\n", false],
  ["x".repeat(100), false],
];

for (const [text, told] of CLIENT) {
  Deno.test(`sniffHttp() says ${told} of ${JSON.stringify(text.slice(0, 30))} from the client`, () => {
    assertEquals(sniffHttp(bytesOf(text), bytesOf("")), told);
  });
}

const SERVER: readonly (readonly [string, boolean | undefined])[] = [
  ["HTT", undefined],
  ["HTTP/1.1 200", true],
  ["220 mail", false],
  ["\0\0", undefined],
  ["\0\0\x06\x04\0\0\0\0\0", true],
  ["\0\0\x05\x04\0\0\0\0\0", false],
  ["\0\0\x06\x01\0\0\0\0\0", false],
];

for (const [text, told] of SERVER) {
  Deno.test(`sniffHttp() says ${told} of ${JSON.stringify(text)} from the server`, () => {
    assertEquals(sniffHttp(bytesOf(""), bytesOf(text)), told);
  });
}

Deno.test("sniffHttp() never takes back what it has said of fewer bytes", () => {
  for (const [text] of CLIENT) {
    let told: boolean | undefined;
    for (let length = 0; length <= text.length; length++) {
      const now = sniffHttp(bytesOf(text.slice(0, length)), bytesOf(""));
      if (told !== undefined) assertEquals(now, told, text.slice(0, length));
      told = now;
    }
  }
});
