import { assertEquals } from "@std/assert";
import { sniffSsh } from "../../src/ssh/mod.ts";
import { bytesOf } from "./build.ts";

const CASES: readonly (readonly [string, string, boolean | undefined])[] = [
  ["", "", undefined],
  ["SS", "", undefined],
  ["SSH-2.0-x", "", true],
  ["SSX", "", false],
  ["GET / HTTP/1.1\r\n", "", false],
  ["", "SSH-", true],
  ["", "SSH", undefined],
  ["", "220 mail\r\n", undefined],
  ["", "welcome\r\nSSH-2.0-x", true],
  ["", "welcome SSH-2.0-x\r\n", undefined],
  ["", "\x16\x03\x03\0", false],
  ["", `${"x".repeat(5000)}`, false],
  ["S", "SSH-2.0-x", true],
];

for (const [client, server, told] of CASES) {
  Deno.test(`sniffSsh() says ${told} of ${JSON.stringify([client, server.slice(0, 20)])}`, () => {
    assertEquals(sniffSsh(bytesOf(client), bytesOf(server)), told);
  });
}
