/** `wirelab demo ssh`, from end to end. */
import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { widthOf } from "../../src/render/mod.ts";
import { liveTest, noCapture, withFolder } from "./capture_support.ts";
import { wirelab } from "./program.ts";

/** What happens in it, in the order that it happens. */
const STORY = [
  "TCP: three-way handshake",
  "SSH-2.0-wirelab",
  "KEXINIT",
  "KEX_ECDH_INIT",
  "KEX_ECDH_REPLY",
  "NEWKEYS",
  "SERVICE_REQUEST",
  "USERAUTH_REQUEST",
  "USERAUTH_SUCCESS",
  "CHANNEL_OPEN",
  "closed  first by the client",
];

liveTest("demo ssh shows versions, key exchange, login, channel and close", [
  noCapture,
], () =>
  withFolder(async (cwd) => {
    const { code, stdout, stderr } = await wirelab(["demo", "ssh"], { cwd });
    assertEquals(code, 0, stderr);
    let at = 0;
    for (const what of STORY) {
      at = stdout.indexOf(what, at);
      assert(at >= 0, `${what} is missing, or out of order:\n${stdout}`);
    }
    for (const line of stdout.split("\n")) assert(widthOf(line) <= 80, line);
    assertMatch(stdout, /ssh-ed25519\s+│\s+│\s+│\s+SHA256:/);
    assert(!stdout.includes("hello, server"), "what is said stays secret");
    assertEquals(Array.from(Deno.readDirSync(cwd)), [], "it leaves no file");
  }));

liveTest(
  "demo ssh tells the same story by a relay, and in Chinese",
  [],
  () =>
    withFolder(async (cwd) => {
      const { code, stdout, stderr } = await wirelab([
        "demo",
        "ssh",
        "--lang",
        "zh",
      ], {
        cwd,
        env: { WIRELAB_CAPTURE: "relay" },
      });
      assertEquals(code, 0, stderr);
      for (const what of ["主机密钥", "认证成功", "登录和会话"]) {
        assertStringIncludes(stdout, what);
      }
      for (const line of stdout.split("\n")) assert(widthOf(line) <= 80, line);
    }),
);
