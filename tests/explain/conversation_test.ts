import { assertAlmostEquals, assertEquals } from "@std/assert";
import {
  type Conversation,
  Explainer,
  phaseEnd,
  speak,
  type Step,
  type Verdict,
  verdictLines,
} from "../../src/explain/mod.ts";
import { KeyLog } from "../../src/tls/mod.ts";
import { framesOf, OPEN, type ScriptOptions } from "../stream/script.ts";

const SAY = speak("en");

/** Explains a script, and gives its steps and what they came to. */
function explain(
  script: string,
  keyLog?: KeyLog,
  options: ScriptOptions = {},
): { steps: Step[]; verdict: Verdict } {
  const explainer = new Explainer({ say: SAY, keyLog });
  const explained = framesOf(script, options).flatMap((frame) =>
    explainer.frame(frame)
  );
  const conversation = explained[0].conversation as Conversation;
  const steps = explained.flatMap(({ steps }) => steps);
  return { steps, verdict: conversation.verdict() };
}

function textOf(steps: readonly Step[], title: string): string | undefined {
  return steps.find((step) => step.title === title)?.text;
}

Deno.test("Conversation does not take an ACK alone for the end of a silence", () => {
  const { verdict } = explain(`${OPEN}
    > PA 1 1 "question"
    < A 1 9 +40
    < PA 1 9 "answer" +60`);
  assertAlmostEquals(verdict.longestPause?.seconds ?? 0, 0.1);
  assertEquals(verdict.longestPause?.endedBy, "server");
});

Deno.test("Conversation blames the side that keeps its window closed", () => {
  const { verdict, steps } = explain(`${OPEN}
    > PA 1 1 *1000
    < A 1 1001 w0
    > A 1000 1 +200
    < A 1 1001 w0
    < A 1 1001 w1000 +300
    > PA 1001 1 *1000`);
  assertEquals(verdict.longestPause?.endedBy, "server");
  assertAlmostEquals(verdict.longestPause?.seconds ?? 0, 0.502);
  assertEquals(
    textOf(steps, "keep-alive"),
    SAY("finding.keep-alive.closed"),
  );
});

Deno.test("Conversation takes a keep-alive for a question, where the window is open", () => {
  const { steps } = explain(`${OPEN}
    > PA 1 1 *10
    < A 1 11
    > A 10 1 +1000`);
  assertEquals(textOf(steps, "keep-alive"), SAY("finding.keep-alive"));
});

Deno.test("Conversation names a simultaneous open", () => {
  const { verdict, steps } = explain(`> S 0 0
    < S 0 0
    > SA 0 1
    < SA 0 1
    > A 1 1`);
  assertEquals(verdict.opening, "simultaneous");
  assertEquals(
    verdictLines(verdict, SAY)[0].text,
    SAY("verdict.opened.simultaneous", { ms: "4.000" }),
  );
  assertEquals(
    textOf(steps, "retransmission"),
    SAY("finding.retransmission.syn"),
  );
});

Deno.test("Conversation keeps the ACK of data that came with the SYN in the handshake", () => {
  const { steps } = explain(`> S 0 0 "early"
    < SA 0 6
    > A 6 1
    < PA 1 6 "answer"`);
  assertEquals(steps.map(({ phase }) => phase).slice(0, 3), [
    "open",
    "open",
    "open",
  ]);
  assertEquals(
    steps[0].text.endsWith(SAY("tcp.fastOpen", { length: 5 })),
    true,
  );
});

Deno.test("Conversation says once for each side that the capture cut its data off", () => {
  const { steps } = explain(`${OPEN}
    > PA 1 1 *500 cut
    > PA 501 1 *500 cut
    < PA 1 1001 *200 cut`);
  const cut = steps.filter(({ text }) => text.includes("snaplen"));
  assertEquals(
    cut.map(({ frames, from }) => [frames[0], from]),
    [[4, "client"], [6, "server"]],
  );
});

Deno.test("Conversation takes what stays closed behind a gap for data, not for a handshake", () => {
  const keyLog = new KeyLog();
  keyLog.add(`CLIENT_RANDOM ${"0a".repeat(32)} ${"0b".repeat(48)}\n`);
  const record = (type: string) => `"${type}\x03\x03\x00\x01x"`;
  const { steps, verdict } = explain(
    `${OPEN}
    > PA 1 1 ${record("\x14")}
    > PA 7 1 *40 cut
    < A 1 47
    > PA 47 1 ${record("\x17")}`,
    keyLog,
  );
  const carrier = steps.find(({ kind, frames }) =>
    kind === "segment" && frames[0] === 7
  );
  assertEquals(carrier?.flight, undefined);
  assertEquals(textOf(steps, "Encrypted")?.includes("missing"), true);
  assertEquals(verdict.tls?.closedBecause, "missing-bytes");
});

/** A ClientHello of TLS 1.2 that offers one suite. */
const CLIENT_HELLO = "\x16\x03\x01\x00\x2d\x01\x00\x00\x29\x03\x03" +
  "r".repeat(32) + "\x00\x00\x02\x00\x2f\x01\x00";

Deno.test("Conversation recognises TLS behind what was said in clear", () => {
  const { steps, verdict } = explain(`${OPEN}
    < PA 1 1 "220 mail, ready"
    > PA 1 16 "STARTTLS, please"
    < PA 16 17 "220 go"
    > PA 17 22 "${CLIENT_HELLO}"
    < PA 22 67 "\x15\x03\x03\x00\x02\x02\x28"`);
  assertEquals(
    steps.filter(({ kind }) => kind === "message").map(({ title }) => title),
    ["data", "data", "data", "ClientHello", "Alert handshake_failure"],
  );
  assertEquals(verdict.tls?.failure?.during, "handshake");
});

Deno.test("Conversation takes a ClientHello of the server for data", () => {
  const { steps } = explain(`${OPEN}
    > PA 1 1 "send me a hello, please"
    < PA 1 24 "${CLIENT_HELLO}"`);
  assertEquals(textOf(steps, "ClientHello"), undefined);
});

Deno.test("Conversation asks for keys where it was given none", () => {
  const { steps, verdict } = explain(`${OPEN}
    > PA 1 1 "${CLIENT_HELLO}"
    > PA 51 1 "\x14\x03\x03\x00\x01\x01\x16\x03\x03\x00\x10abcdefghijklmnop"`);
  assertEquals(verdict.tls?.closedBecause, "no-key-log");
  assertEquals(
    textOf(steps, "Encrypted")?.startsWith(
      SAY("tls.encrypted", { length: 16 }),
    ),
    true,
  );
  const keys = verdictLines(verdict, SAY).find(({ label }) => label === "keys");
  assertEquals(keys?.text, SAY("verdict.keys.closed"));
});

Deno.test("Conversation counts the opening from the first SYN, and how often it was sent", () => {
  const { verdict, steps } = explain(`> S 0 0 +0
    > S 0 0 +1000
    > S 0 0 +1000
    < SA 0 1 +7
    > A 1 1 +3`);
  assertAlmostEquals(verdict.openingSeconds ?? 0, 2.01);
  assertEquals(verdict.repeatedSyns, 3);
  assertEquals(
    phaseEnd("open", verdict, SAY),
    SAY("end.open.repeated", { ms: "2010.000", n: 3 }),
  );
  assertEquals(
    verdictLines(verdict, SAY)[0].text,
    SAY("verdict.opened.repeated", {
      client: "10.0.0.1:50000",
      ms: "2010.000",
      n: 3,
    }),
  );
  assertEquals(steps.filter(({ text }) => text.startsWith("May we")).length, 1);
});

Deno.test("Conversation says that a socket has connected to itself", () => {
  const { verdict, steps } = explain(
    `> S 0 0
      > SA 0 1
      > A 1 1
      > PA 1 1 "to myself"
      > A 10 10
      > FA 10 10
      > A 11 11`,
    undefined,
    { self: true },
  );
  assertEquals(verdict.opening, "self");
  assertEquals(verdict.bytes, { client: 9, server: 0 });
  const closed = verdictLines(verdict, SAY).at(-2);
  assertEquals(closed?.text, SAY("verdict.close.self"));
  assertEquals(
    steps.filter(({ kind }) => kind === "finding" || kind === "gap"),
    [],
  );
});

Deno.test("Conversation tells short data before the segment that ends the conversation", () => {
  const { steps } = explain(`${OPEN}
    < PA 1 1 "hello"
    > A 1 6
    < RA 6 1 +50`);
  assertEquals(
    steps.slice(3).map(({ title, phase, frames }) => [title, phase, ...frames]),
    [
      ["PSH, ACK", "data", 4],
      ["ACK", "data", 5],
      ["data", "data", 4],
      ["RST, ACK", "close", 6],
    ],
  );
});

Deno.test("Conversation tells short data no later than with what the other side answers", () => {
  const { steps } = explain(`${OPEN}
    > PA 1 1 "hello"
    < PA 1 6 "hello yourself"`);
  assertEquals(
    steps.slice(3).map(({ title, from, frames }) => [title, from, ...frames]),
    [
      ["PSH, ACK", "client", 4],
      ["data", "client", 4],
      ["PSH, ACK", "server", 5],
      ["data", "server", 5],
    ],
  );
});

Deno.test("Conversation still recognises a request that comes in pieces", () => {
  const { steps } = explain(`${OPEN}
    > PA 1 1 "GE"
    < A 1 3
    > PA 3 1 "T / HTTP/1.1"`);
  assertEquals(steps.at(-1)?.protocol === "data", false);
});

/** States that the segments move the ends to: `client server`. */
function statesOf(steps: readonly Step[]): string[] {
  return steps.flatMap(({ segment }) => {
    const { client = "?", server = "?" } = segment?.states ?? {};
    return segment?.states ? [`${client} ${server}`] : [];
  });
}

Deno.test("Conversation names the states that the segments move both ends to", () => {
  const { steps } = explain(`${OPEN}
    > PA 1 1 "question"
    < A 1 9
    > FA 9 1
    < A 1 10
    < FA 1 10
    > A 10 2`);
  assertEquals(statesOf(steps), [
    "SYN-SENT ?",
    "ESTABLISHED SYN-RECEIVED",
    "ESTABLISHED ESTABLISHED",
    "FIN-WAIT-1 ?",
    "FIN-WAIT-2 CLOSE-WAIT",
    "TIME-WAIT LAST-ACK",
    "TIME-WAIT CLOSED",
  ]);
});

Deno.test("Conversation calls no end CLOSE-WAIT whose own FIN is on its way", () => {
  const { steps } = explain(`${OPEN}
    > FA 1 1
    < FA 1 1
    > A 2 2
    < A 2 2`);
  assertEquals(statesOf(steps).slice(3), [
    "FIN-WAIT-1 ?",
    "CLOSING CLOSING",
    "CLOSING TIME-WAIT",
    "TIME-WAIT TIME-WAIT",
  ]);
});

Deno.test("Conversation puts a port that refuses in no state but CLOSED", () => {
  const { steps } = explain("> S 0 0\n< RA 0 1");
  assertEquals(statesOf(steps), ["SYN-SENT ?", "CLOSED CLOSED"]);
});

Deno.test("Conversation says what the options of a SYN settle", () => {
  const { steps } = explain("> S 0 0 s7");
  assertEquals(
    steps[0].text.split("shown here as 0. ")[1],
    "My terms: at most 1460 bytes a segment (MSS), windows times 128.",
  );
});

/** What a verdict says of HTTP. */
function httpOf(script: string): string | undefined {
  const { verdict } = explain(`${OPEN}\n${script}`);
  return verdictLines(verdict, SAY).find(({ label }) => label === "HTTP")
    ?.text;
}

const ASK = "GET /a HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n";

Deno.test("verdictLines() tells what one request came to", () => {
  assertEquals(
    httpOf(`> PA 1 1 "${ASK}"
    < PA 1 37 "HTTP/1.1 404 Not Found\\r\\nContent-Length: 0\\r\\n\\r\\n"`),
    "HTTP/1.1 · GET /a → 404 Not Found",
  );
  assertEquals(
    httpOf(`> PA 1 1 "${ASK}"
    > FA 37 1`),
    "HTTP/1.1 · GET /a · no answer",
  );
});

Deno.test("verdictLines() counts several requests and their answers", () => {
  assertEquals(
    httpOf(`> PA 1 1 "${ASK}${ASK}${ASK}"
    < PA 1 109 "HTTP/1.1 204 No Content\\r\\n\\r\\nHTTP/1.1 204 No Content\\r\\n\\r\\n"`),
    "HTTP/1.1 · 3 requests · 204 ×2 · 1 without an answer",
  );
});
