import { assertEquals } from "@std/assert";
import { type Ending, Explainer, speak } from "../../src/explain/mod.ts";
import {
  type CloseCase,
  closeToJson,
  renderClose,
  renderCloseTable,
} from "../../src/render/close_list.ts";
import { framesOf, OPEN } from "../stream/script.ts";

const SIMULTANEOUS = `${OPEN}
  > FA 1 1
  < FA 1 1
  > A 2 2
  < A 2 2`;

const REFUSED = `> S 0 0 +0
  < RA 0 1`;

/** What was to happen, and a script of what did. */
function caseOf(
  way: Ending,
  script: string,
  connections = 1,
  language: "en" | "zh" = "en",
): CloseCase {
  const explainer = new Explainer({ say: speak(language) });
  const explained = [
    ...framesOf(script).flatMap((frame) => explainer.frame(frame)),
    ...explainer.end(),
  ];
  return {
    way,
    connections,
    seen: {
      steps: explained.flatMap(({ steps }) => steps),
      verdict: explained[0].conversation.verdict(),
    },
  };
}

Deno.test("renderClose() draws the last segments, and what they show", () => {
  const text = renderClose(caseOf("simultaneous", SIMULTANEOUS, 6), 3, {
    say: speak("en"),
  });
  assertEquals(
    `\n${text}`,
    `
3. simultaneous close
Both end at the same moment. The FINs cross, so that neither answers the other.
It took 6 connections until it happened.
                 10.0.0.1:50000                                    10.0.0.2:8080
    #        ms  client                                                   server
┌ Close
│    4     3.000 │─ FIN, ACK  seq=1 ack=1 len=0 ──────────────────────────────▶│
│                │ The client has nothing more to send. FIN itself counts as   │
│                │ one byte.                                                   │
│                │ FIN-WAIT-1                                                  │
│    5     4.000 │◀────────────────────────────── FIN, ACK  seq=1 ack=1 len=0 ─│
│                │       FIN as well, sent before the other's FIN arrived: a   │
│                │       simultaneous close.                                   │
│                │ CLOSING                                             CLOSING │
│    6     5.000 │─ ACK  seq=2 ack=2 len=0 ───────────────────────────────────▶│
│                │ Confirms the FIN: in this direction nothing more will come. │
│                │ CLOSING                                           TIME-WAIT │
│    7     6.000 │◀─────────────────────────────────── ACK  seq=2 ack=2 len=0 ─│
│                │       Confirms the second FIN: both directions are closed.  │
│                │ TIME-WAIT                                         TIME-WAIT │
└ by both at once: the FINs crossed on the way (simultaneous close)
`,
  );
});

Deno.test("renderClose() draws a short conversation as a whole, in ASCII", () => {
  const text = renderClose(caseOf("refused", REFUSED), 6, {
    say: speak("en"),
    ascii: true,
  });
  assertEquals(
    `\n${text}`,
    `
6. refused
Nothing listens on the port: RST answers the SYN, and no connection comes to be.
                 10.0.0.1:50000                                    10.0.0.2:8080
    #        ms  client                                                   server
+ TCP: three-way handshake
|    1     0.000 |- SYN  seq=0 win=1000 len=0 -------------------------------->|
|                | May we talk? I number my bytes from 1000, shown here as 0.  |
|                | SYN-SENT                                                    |
+ never opened
+ Close
|    2     1.000 |<------------------------------ RST, ACK  seq=1 ack=1 len=0 -|
|                |       Refused: nothing listens on port 8080.                |
|                | CLOSED                                               CLOSED |
+ refused by the server: RST in answer to SYN
`,
  );
});

Deno.test("renderClose() admits that a way did not happen, or was not seen", () => {
  const say = speak("en");
  const missed = renderClose(caseOf("four-way", SIMULTANEOUS, 5), 1, { say });
  assertEquals(
    missed.split("\n")[3],
    "It did not happen in 5 connections; this is the last of them.",
  );
  const unseen: CloseCase = { way: "reset", connections: 0, seen: undefined };
  assertEquals(
    renderClose(unseen, 1, { say }).split("\n")[3],
    "No packet of it was seen.",
  );
});

Deno.test("renderCloseTable() sets what the packets show beside what was wanted", () => {
  const cases = [
    caseOf("simultaneous", SIMULTANEOUS, 6),
    caseOf("refused", REFUSED),
    caseOf("reset", SIMULTANEOUS),
    { way: "half-close", connections: 0, seen: undefined } as const,
  ];
  assertEquals(
    `\n${renderCloseTable(cases, { say: speak("en") })}`,
    `
The ways a connection ends
made to happen      first   segments  by the packets
simultaneous close  both           4  simultaneous close
refused             server         1  refused
reset (RST)         both           4  simultaneous close
half-close                            No packet of it was seen.
Segments: those from the first sign of the end to the last, handshake and data
not counted.
`,
  );
  assertEquals(
    renderCloseTable(cases.slice(0, 1), { say: speak("zh") }).split("\n")[2],
    "同时关闭    双方         4  同时关闭",
  );
});

Deno.test("renderCloseTable() keeps to ASCII and to its columns", () => {
  const cases = [caseOf("simultaneous", SIMULTANEOUS)];
  const say = speak("en");
  const text = renderCloseTable(cases, { say, columns: 40, ascii: true });
  assertEquals(text.split("\n").slice(1, 3), [
    "made to happen      first  segments  by~",
    "simultaneous close  both          4  si~",
  ]);
});

Deno.test("closeToJson() names the way and the ending in English", () => {
  assertEquals(
    JSON.parse(closeToJson(caseOf("simultaneous", SIMULTANEOUS, 6, "zh"), 7)),
    {
      type: "close",
      way: "simultaneous",
      connections: 6,
      stream: 7,
      ending: "simultaneous",
      first: "both",
      segments: 4,
    },
  );
});
