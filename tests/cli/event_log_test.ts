import { assert, assertEquals, assertMatch } from "@std/assert";
import { renderEvent, renderEventJson } from "../../src/cli/event_log.ts";
import { eventText } from "../../src/cli/event_text.ts";
import { EN } from "../../src/cli/event_text_en.ts";
import { ZH } from "../../src/cli/event_text_zh.ts";
import type { EndpointEvent } from "../../src/endpoints/mod.ts";
import { widthOf } from "../../src/render/width.ts";

const peer = { host: "127.0.0.1", port: 50_312 };
const of = { connection: 3, peer };
const traffic = { received: 13, sent: 65_536, seconds: 0.0251 };
const time = new Date(2026, 0, 2, 3, 4, 5, 67);

/** One event of each kind. */
const events: readonly EndpointEvent[] = [
  {
    kind: "listening",
    address: { host: "::1", port: 8080 },
    protocol: "tcp",
    concurrency: "sync",
  },
  { kind: "accepted", ...of, local: { host: "127.0.0.1", port: 8080 } },
  { kind: "connected", ...of, local: { host: "127.0.0.1", port: 40_000 } },
  {
    kind: "handshake",
    ...of,
    negotiated: {
      version: "TLS 1.2",
      cipherSuite: "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
      group: "x25519",
      alpn: "http/1.1",
      certificate: {
        subject: "CN=localhost",
        issuer: "CN=wirelab",
        names: ["localhost"],
        validFrom: 0,
        validTo: Date.UTC(2027, 1, 3),
      },
    },
  },
  { kind: "handshake", ...of, negotiated: { alpn: null } },
  {
    kind: "received",
    ...of,
    bytes: 9,
    chunks: 1,
    preview: bytes("hello\r\n\x1b["),
  },
  { kind: "sent", ...of, bytes: 10_240, chunks: 7, preview: bytes("") },
  { kind: "peer-closed", ...of },
  { kind: "peer-closed", ...of, closeNotify: "not-observed" },
  { kind: "half-closed", ...of },
  { kind: "closed", ...of, ...traffic },
  {
    kind: "failed",
    ...of,
    ...traffic,
    stage: "handshake",
    cause: "not-tls",
    detail: "received \x1b corrupt message",
  },
  {
    kind: "failed",
    ...of,
    ...traffic,
    stage: "exchange",
    cause: "idle",
    detail: "idle",
  },
  { kind: "not-accepted", detail: "Too many open files" },
  { kind: "stopping", open: 1, graceSeconds: 5 },
  { kind: "stopping", open: 0, graceSeconds: 5 },
  { kind: "summary", ...traffic, connections: 1, failed: 0 },
];

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function rendered(language: "en" | "zh", protocol: "tcp" | "tls"): string {
  const options = { text: eventText(language), protocol };
  return events.map((event) => renderEvent(event, time, options)).join("");
}

Deno.test("renderEvent() writes a line for each event", () => {
  assertEquals(
    rendered("en", "tcp"),
    `\
03:04:05.067   listening on [::1]:8080, TCP, sync: one by one; Ctrl-C ends
03:04:05.067  #3 127.0.0.1:50312  accepted
03:04:05.067  #3 127.0.0.1:50312  connected, from 127.0.0.1:40000
03:04:05.067  #3 127.0.0.1:50312  TLS handshake done: TLS 1.2, TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, x25519, ALPN http/1.1
03:04:05.067  #3 127.0.0.1:50312  certificate of CN=localhost, signed by CN=wirelab, until 2027-02-03
03:04:05.067  #3 127.0.0.1:50312  TLS handshake done: no ALPN
03:04:05.067  #3 127.0.0.1:50312  received 9 B: hello\\r\\n\\x1b[
03:04:05.067  #3 127.0.0.1:50312  sent 10 KiB in 7 pieces
03:04:05.067  #3 127.0.0.1:50312  the peer sends no more (FIN)
03:04:05.067  #3 127.0.0.1:50312  the peer sends no more (FIN; not observed: close_notify, which node:tls does not tell in TLS 1.3)
03:04:05.067  #3 127.0.0.1:50312  sent all (FIN)
03:04:05.067  #3 127.0.0.1:50312  closed: 13 B received, 64 KiB sent, 0.025 s
03:04:05.067  #3 127.0.0.1:50312  handshake failed: what the peer sent is not TLS (received \\x1b corrupt message)
03:04:05.067  #3 127.0.0.1:50312  failed: nothing came or went for too long; given up
03:04:05.067   could not accept a connection: Too many open files
03:04:05.067   stopping: 1 connection may end within 5 s; the same again ends at once
03:04:05.067   stopping
03:04:05.067   1 connection, 0 failed, 13 B received, 64 KiB sent, 0.025 s
`,
  );
});

Deno.test("renderEvent() says close_notify where the transport is TLS", () => {
  assertMatch(
    rendered("en", "tls"),
    /the peer sends no more \(close_notify, FIN\)/,
  );
});

Deno.test("renderEvent() speaks Chinese, line by line what it says in English", () => {
  const chinese = rendered("zh", "tcp").split("\n");
  assertEquals(chinese.length, rendered("en", "tcp").split("\n").length);
  for (const line of chinese.slice(0, -1)) {
    assertMatch(line.slice(12), /\p{Script=Han}/u);
  }
});

Deno.test("both languages have a phrase of their own for every cause", () => {
  assertEquals(Object.keys(ZH.causes), Object.keys(EN.causes));
  for (const phrase of Object.values(ZH.causes)) {
    assertMatch(phrase, /\p{Script=Han}/u);
  }
  for (const causes of [EN.causes, ZH.causes]) {
    assertEquals(
      new Set(Object.values(causes)).size,
      Object.keys(causes).length,
    );
  }
});

Deno.test("renderEvent() uses colours only where it is asked to", () => {
  const text = eventText("en");
  const [event] = events;
  const plain = renderEvent(event, time, { text, protocol: "tcp" });
  const colored = renderEvent(event, time, {
    text,
    protocol: "tcp",
    color: true,
  });
  assert(!plain.includes("\x1b"));
  // Where NO_COLOR is set, nothing brings colours back.
  assertEquals(colored.includes("\x1b[32m"), !Deno.noColor);
});

Deno.test("renderEvent() shows few bytes of what is no text", () => {
  const options = { text: eventText("en"), protocol: "tcp" } as const;
  const line = renderEvent(
    {
      kind: "received",
      ...of,
      bytes: 256,
      chunks: 1,
      preview: new Uint8Array(256).fill(0xff),
    },
    time,
    options,
  );
  assertMatch(line, /received 256 B: (\\xff){16}…\n$/);
});

Deno.test("renderEventJson() writes one object a line", () => {
  const lines = events.map((event) => renderEventJson(event, time));
  for (const line of lines) {
    assertEquals(line.indexOf("\n"), line.length - 1);
    assert(!/\p{Cc}/u.test(line.slice(0, -1)), line);
  }
  const parsed = lines.map((line) => JSON.parse(line));
  assertEquals(parsed[0], {
    time: time.toISOString(),
    event: "listening",
    address: "[::1]:8080",
    protocol: "tcp",
    concurrency: "sync",
  });
  assertEquals(parsed[3].certificate.validTo, "2027-02-03T00:00:00.000Z");
  assertEquals(parsed[4].alpn, null);
  assertEquals(parsed[5].text, "hello\\r\\n\\x1b[");
  assertEquals([parsed[6].bytes, parsed[6].chunks, parsed[6].text], [
    10_240,
    7,
    undefined,
  ]);
  assertEquals(parsed[8].closeNotify, "not-observed");
  assertEquals(parsed[11].cause, "not-tls");
});

Deno.test("renderEvent() writes a request as one line that cannot act on a terminal", () => {
  const request = {
    kind: "request",
    ...of,
    method: "GET",
    target: "/a?b\x1b[",
    version: "HTTP/2",
    status: 200,
    bytes: 65_536,
    seconds: 0.0125,
    complete: true,
  } as const;
  const options = { text: EN, protocol: "tcp" } as const;
  assertEquals(
    renderEvent(request, time, options),
    "03:04:05.067  #3 127.0.0.1:50312  GET /a?b\\x1b[ HTTP/2 200 64 KiB, 12.5 ms\n",
  );
  const refused = { ...request, status: 404, detail: "not permitted\x1b[" };
  assertMatch(
    renderEvent(refused, time, options),
    / 404 64 KiB, 12\.5 ms, not permitted\\x1b\[\n$/,
  );
  // Its length is not what was sent.
  const broken = { ...request, complete: false };
  assertMatch(
    renderEvent(broken, time, options),
    / 200 12\.5 ms, broken off\n$/,
  );
  assertMatch(
    renderEvent(broken, time, { ...options, text: ZH }),
    / 200 12\.5 ms, 未发完\n$/,
  );
  assertEquals(JSON.parse(renderEventJson(request, time)).target, "/a?b\x1b[");
});

Deno.test("renderEvent() fits the first line of a server into 80 columns", () => {
  for (const protocol of ["tcp", "tls", "ssh"] as const) {
    const line = renderEvent(
      {
        kind: "listening",
        address: { host: "127.0.0.1", port: 8443 },
        protocol,
        concurrency: "async",
      },
      time,
      { text: eventText("en"), protocol },
    );
    assert(line.trimEnd().length <= 80, line);
  }
});

Deno.test("renderEvent() says which bytes the sums of SSH count", () => {
  const sums = { received: 1_587, sent: 6, seconds: 1 };
  const said = (language: "en" | "zh", counted?: "wire" | "session") => {
    const text = eventText(language);
    const options = { text, protocol: "ssh", counted } as const;
    const events: EndpointEvent[] = [
      { kind: "closed", ...of, ...sums, exit: { status: 0 } },
      { kind: "summary", connections: 1, failed: 0, ...sums },
    ];
    return events.map((event) => renderEvent(event, time, options));
  };
  const wire =
    "1587 B received, 6 B sent, 1.000 s (bytes on the wire, encrypted)";
  const [closed, summary] = said("en", "wire");
  assert(closed.includes(wire) && summary.endsWith(`${wire}\n`), closed);
  for (const line of said("en", "session")) {
    assert(line.includes(" s (bytes of the session)"), line);
  }
  for (const line of said("en")) assert(!line.includes("bytes"), line);
  for (const line of said("zh", "wire")) {
    assert(line.includes("（线路上的"), line);
  }
});

Deno.test("renderEvent() sets a Chinese colon before bytes in Chinese", () => {
  const received: EndpointEvent = {
    kind: "received",
    ...of,
    bytes: 2,
    chunks: 1,
    preview: bytes("hi"),
  };
  for (const [language, end] of [["en", "2 B: hi\n"], ["zh", "2 B：hi\n"]]) {
    const text = eventText(language === "zh" ? "zh" : "en");
    const line = renderEvent(received, time, { text, protocol: "tcp" });
    assert(line.endsWith(end), line);
  }
});

Deno.test("renderEvent() keeps to the columns of a terminal, in both languages", () => {
  const received: EndpointEvent = {
    kind: "received",
    ...of,
    bytes: 64,
    chunks: 1,
    preview: bytes("GET / HTTP/1.1\r\n".repeat(4)),
  };
  for (const language of ["en", "zh"] as const) {
    const options = {
      text: eventText(language),
      protocol: "tls",
      columns: 80,
    } as const;
    for (const event of [...events, received]) {
      const lines = renderEvent(event, time, options).split("\n").slice(0, -1);
      for (const line of lines) {
        assert(widthOf(line) <= 80, line);
        // Each event begins with its time; what does not is indented.
        assertMatch(line, /^(03:04:05\.067 | {15,}\S)/);
      }
    }
    assertMatch(renderEvent(received, time, options), /^[^\n]+GET [^\n]+…\n$/);
  }
});
