import { assertEquals } from "@std/assert";
import { fromHex } from "../../src/bytes/mod.ts";
import { sniffTls } from "../../src/tls/mod.ts";
import { RECORDED } from "./samples.ts";

const NONE = new Uint8Array();
const text = (value: string) => new TextEncoder().encode(value);

Deno.test("sniffTls() recognises every recorded conversation by its client", () => {
  for (const { name, parts } of RECORDED) {
    const first = parts.find(({ direction }) => direction === 0)?.bytes ?? NONE;
    assertEquals(sniffTls(first, NONE), true, name);
    for (let length = 0; length <= 5; length++) {
      assertEquals(sniffTls(first.subarray(0, length), NONE), undefined, name);
    }
  }
});

Deno.test("sniffTls() recognises a capture that begins in the middle", () => {
  assertEquals(sniffTls(fromHex("1703030100ffff"), NONE), true);
  assertEquals(sniffTls(NONE, fromHex("1703030100ffff")), true);
});

Deno.test("sniffTls() recognises a ClientHello of SSL 2.0", () => {
  assertEquals(sniffTls(fromHex("802e0100020015"), NONE), true);
  assertEquals(sniffTls(fromHex("802e0103010015"), NONE), true);
  assertEquals(sniffTls(fromHex("80"), NONE), undefined);
});

Deno.test("sniffTls() is not taken in by other protocols", () => {
  for (
    const first of [
      "GET / HTTP/1.1\r\n",
      "SSH-2.0-OpenSSH_9.2\r\n",
      "PRI * HTTP/2.0\r\n",
      "\x16hello, server",
      "\x16\x03",
      "\x80\x80\x80\x80\x80",
    ]
  ) {
    const expected = first === "\x16\x03" ? undefined : false;
    const bytes = Uint8Array.from(first, (c) => c.charCodeAt(0));
    assertEquals(sniffTls(bytes, NONE), expected, first);
  }
  assertEquals(sniffTls(fromHex("1603010000"), NONE), false);
  assertEquals(sniffTls(fromHex("160301ffff"), NONE), false);
  assertEquals(sniffTls(fromHex("1605010100"), NONE), false);
});

Deno.test("sniffTls() rejects a server that greets in another protocol", () => {
  assertEquals(sniffTls(NONE, text("220 mail.example ESMTP\r\n")), false);
  assertEquals(sniffTls(NONE, NONE), undefined);
});
