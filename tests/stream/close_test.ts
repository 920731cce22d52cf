import { assertEquals } from "@std/assert";
import type { Close, CloseKind, TcpState } from "../../src/stream/mod.ts";
import { OPEN, run } from "./script.ts";

function closed(script: string): { close: Close; states: string } {
  const { table } = run(script);
  const [{ close, sides }] = table.flows;
  return { close, states: sides.map(({ state }) => state).join(" ") };
}

const CASES: readonly {
  name: string;
  script: string;
  kind: CloseKind;
  first?: 0 | 1;
  complete?: boolean;
  states: `${TcpState} ${TcpState}`;
}[] = [
  {
    name: "nothing but an opening",
    script: OPEN,
    kind: "open",
    states: "ESTABLISHED ESTABLISHED",
  },
  {
    name: "FIN, ACK, FIN, ACK",
    script: `${OPEN}
      > FA 1 1
      < A 1 2
      < FA 1 2
      > A 2 2`,
    kind: "four-way",
    first: 0,
    complete: true,
    states: "TIME-WAIT CLOSED",
  },
  {
    name: "FIN, FIN+ACK, ACK from the server",
    script: `${OPEN}
      < FA 1 1
      > FA 1 2
      < A 2 2`,
    kind: "three-way",
    first: 1,
    complete: true,
    states: "CLOSED TIME-WAIT",
  },
  {
    name: "FINs that crossed",
    script: `${OPEN}
      > FA 1 1
      < FA 1 1
      > A 2 2
      < A 2 2`,
    kind: "simultaneous",
    first: 0,
    complete: true,
    states: "TIME-WAIT TIME-WAIT",
  },
  {
    name: "one FIN that is acknowledged",
    script: `${OPEN}
      > FA 1 1
      < A 1 2`,
    kind: "half-closed",
    first: 0,
    states: "FIN-WAIT-2 CLOSE-WAIT",
  },
  {
    name: "one FIN that is not acknowledged",
    script: `${OPEN}
      < FA 1 1`,
    kind: "half-closed",
    first: 1,
    states: "CLOSE-WAIT FIN-WAIT-1",
  },
  {
    name: "both FINs, the last without its ACK",
    script: `${OPEN}
      > FA 1 1
      < FA 1 2`,
    kind: "three-way",
    first: 0,
    complete: false,
    states: "TIME-WAIT LAST-ACK",
  },
  {
    name: "a FIN that was sent again",
    script: `${OPEN}
      > FA 1 1
      > FA 1 1 +300
      < FA 1 2
      < FA 1 2 +300
      > A 2 2`,
    kind: "three-way",
    first: 0,
    complete: true,
    states: "TIME-WAIT CLOSED",
  },
  {
    name: "a reset",
    script: `${OPEN}
      > PA 1 1 "x"
      < RA 1 2`,
    kind: "reset",
    first: 1,
    states: "CLOSED CLOSED",
  },
  {
    name: "a refused SYN",
    script: `> S 0 0
      < RA 0 1`,
    kind: "refused",
    first: 1,
    states: "CLOSED CLOSED",
  },
  {
    name: "a SYN that its sender takes back",
    script: `> S 0 0
      > R 1 0`,
    kind: "reset",
    first: 0,
    states: "CLOSED CLOSED",
  },
  {
    name: "only an unanswered SYN",
    script: "> S 0 0",
    kind: "open",
    states: "SYN-SENT SYN-RECEIVED",
  },
  {
    name: "SYNs that crossed",
    script: `> S 0 0
      < S 0 0
      > SA 0 1
      < SA 0 1
      > A 1 1`,
    kind: "open",
    states: "ESTABLISHED ESTABLISHED",
  },
  {
    name: "segments after the close",
    script: `${OPEN}
      > FA 1 1
      < FA 1 2
      > A 2 2
      < FA 1 2 +200
      > A 2 2`,
    kind: "three-way",
    first: 0,
    complete: true,
    states: "TIME-WAIT CLOSED",
  },
  {
    name: "segments after a reset",
    script: `${OPEN}
      > RA 1 1
      < PA 1 1 "late"
      > R 1 0`,
    kind: "reset",
    first: 0,
    states: "CLOSED CLOSED",
  },
  {
    name: "a close whose opening was not captured",
    script: `> FA 1 1
      < FA 1 2
      > A 2 2`,
    kind: "three-way",
    first: 0,
    complete: true,
    states: "TIME-WAIT CLOSED",
  },
];

for (const { name, script, kind, first, complete, states } of CASES) {
  Deno.test(`Flow.close tells ${name}`, () => {
    const told = closed(script);
    assertEquals(
      [told.close.kind, told.close.first, told.close.complete, told.states],
      [kind, first, complete ?? false, states],
    );
  });
}

Deno.test("Flow.close names the frames of each FIN and of its ACK", () => {
  const { close } = closed(`${OPEN}
    > FA 1 1
    < A 1 2
    < FA 1 2
    > A 2 2`);
  assertEquals(close.fins, [
    { frame: 4, acknowledgedBy: 5 },
    { frame: 6, acknowledgedBy: 7 },
  ]);
});

Deno.test("Flow.close counts what came through a half-closed connection", () => {
  const { close } = closed(`${OPEN}
    > FA 1 1 "last words"
    < A 1 12
    < PA 1 12 "answer"
    < PA 1 12 "answer" +300
    < FA 7 12
    > A 12 8`);
  assertEquals(close.kind, "four-way");
  assertEquals(close.bytesAfterFirstFin, 6);
});

Deno.test("Flow.close says what a reset came after", () => {
  const after = (script: string) => closed(script).close.reset?.after;
  assertEquals(after("> S 0 0\n < RA 0 1"), "syn");
  assertEquals(after("> S 0 0\n < SA 0 1\n > R 1 0"), "opening");
  assertEquals(after(`${OPEN}\n > RA 1 1`), "data");
  assertEquals(after(`${OPEN}\n > FA 1 1\n < RA 1 2`), "fin");
  assertEquals(after(`${OPEN}\n > FA 1 1\n < FA 1 2\n > RA 2 2`), "both-fins");
});

Deno.test("Flow.close keeps to the first FIN when a reset follows it", () => {
  const { close } = closed(`${OPEN}
    > FA 1 1
    < PA 1 2 "x"
    > R 2 0`);
  assertEquals(close.kind, "reset");
  assertEquals(close.first, 0);
  assertEquals(close.reset, { direction: 0, frame: 6, after: "fin" });
});
