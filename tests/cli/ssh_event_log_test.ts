import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { renderEvent, renderEventJson } from "../../src/cli/event_log.ts";
import { eventText } from "../../src/cli/event_text.ts";
import type { EndpointEvent, SshReport } from "../../src/endpoints/mod.ts";

const NOW = new Date(2026, 0, 2, 12, 0, 1, 123);
const OF = { connection: 1, peer: { host: "127.0.0.1", port: 50_000 } };
const REPORTS: readonly (readonly [SshReport, ...string[]])[] = [
  [
    {
      kind: "ssh-handshake",
      negotiated: {
        software: "Open\x1b[2JSSH",
        kex: "curve25519-sha256",
        hostKey: "ssh-ed25519",
        cipher: "aes128-ctr",
        mac: "hmac-sha2-256",
      },
    },
    "the peer is Open\\x1b[2JSSH",
    "SSH key exchange done: curve25519-sha256, ssh-ed25519, aes128-ctr, hmac-sha2-256",
  ],
  [
    { kind: "host-key", fingerprint: "SHA256:x" },
    "host key SHA256:x, the one that is known",
  ],
  [
    { kind: "login", user: "a\x07", method: "password", accepted: true },
    "a\\x07 is logged in, by password",
  ],
  [
    {
      kind: "login",
      user: "ada",
      method: "publickey",
      accepted: false,
      fingerprint: "SHA256:x",
    },
    "ada is refused, by key SHA256:x",
  ],
  [
    { kind: "session", request: "exec", detail: "ls\n", granted: true },
    "session: exec ls\\n",
  ],
  [
    { kind: "session", request: "subsystem", detail: "sftp", granted: false },
    "refused, for this server has none: subsystem sftp",
  ],
];

Deno.test("renderEvent() tells of SSH in lines that cannot act on a terminal", () => {
  for (const [report, ...lines] of REPORTS) {
    const text = renderEvent({ ...report, ...OF }, NOW, {
      text: eventText("en"),
      protocol: "ssh",
    });
    const prefix = "12:00:01.123  #1 127.0.0.1:50000  ";
    assertEquals(text, lines.map((line) => `${prefix}${line}\n`).join(""));
  }
});

Deno.test("renderEvent() tells of SSH in Chinese, with all that is in the event", () => {
  for (const [report] of REPORTS) {
    const text = renderEvent({ ...report, ...OF }, NOW, {
      text: eventText("zh"),
      protocol: "ssh",
    });
    assert(/\p{Script=Han}/u.test(text), text);
    if ("fingerprint" in report) assertStringIncludes(text, "SHA256:x");
  }
});

Deno.test("renderEventJson() writes what SSH settled, and how a session ended", () => {
  const [[handshake]] = REPORTS;
  const parsed = JSON.parse(renderEventJson({ ...handshake, ...OF }, NOW));
  assertEquals([parsed.event, parsed.kex, parsed.mac], [
    "ssh-handshake",
    "curve25519-sha256",
    "hmac-sha2-256",
  ]);
  const closed: EndpointEvent = {
    kind: "closed",
    ...OF,
    received: 1,
    sent: 2,
    seconds: 0.5,
    exit: { status: 3 },
  };
  assertEquals(JSON.parse(renderEventJson(closed, NOW)).exit, { status: 3 });
  const options = { text: eventText("en"), protocol: "ssh" } as const;
  assertStringIncludes(renderEvent(closed, NOW, options), "; exit status 3\n");
  assertStringIncludes(
    renderEvent(closed, NOW, { ...options, text: eventText("zh") }),
    "秒；退出状态 3\n",
  );
});
