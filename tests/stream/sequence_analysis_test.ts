import { assertEquals } from "@std/assert";
import { kindsOf, lastFinding, OPEN, run } from "./script.ts";

/** Kinds of findings behind the opening, joined. */
function findings(script: string): string {
  return kindsOf(run(`${OPEN}\n${script}`).events.slice(3)).join(",");
}

Deno.test("SequenceAnalysis finds nothing in an ordinary conversation", () => {
  const script = `> PA 1 1 "request"
    < A 1 8
    < PA 1 8 "answer"
    > A 8 7
    > FA 8 7
    < FA 7 9
    > A 9 8`;
  assertEquals(findings(script), ",,,,,,");
});

Deno.test("SequenceAnalysis tells a retransmission, with the frame that it repeats", () => {
  const { events } = run(`${OPEN}
    > PA 1 1 "abc"
    > PA 1 1 "abc" +200`);
  assertEquals(events.at(-1)?.findings, [
    { kind: "retransmission", original: 4, delay: 200_000_000 },
  ]);
});

Deno.test("SequenceAnalysis tells a retransmission of what was not captured by the last segment", () => {
  const { events } = run(`${OPEN}
    > PA 4 1 "def"
    > PA 1 1 "abc" +200`);
  assertEquals(events.at(-1)?.findings, [
    { kind: "retransmission", original: undefined, delay: 200_000_000 },
  ]);
});

Deno.test("SequenceAnalysis tells repeated SYN and FIN", () => {
  const { events } = run(`> S 0 0
    > S 0 0 +1000
    < SA 0 1
    > A 1 1
    > FA 1 1
    > FA 1 1 +300`);
  assertEquals(events[1].findings, [
    { kind: "retransmission", original: 1, delay: 1_000_000_000 },
  ]);
  assertEquals(events[5].findings, [
    { kind: "retransmission", original: 5, delay: 300_000_000 },
  ]);
});

Deno.test("SequenceAnalysis tells a fast retransmission by two duplicate ACKs", () => {
  const { events } = run(`${OPEN}
    > PA 1 1 "abc"
    > PA 4 1 "def"
    > PA 7 1 "ghi"
    < A 1 4
    < A 1 4
    < A 1 4
    > PA 4 1 "def" +5`);
  assertEquals(
    kindsOf(events).slice(6).join(","),
    ",duplicate-ack,duplicate-ack,fast-retransmission",
  );
  assertEquals(lastFinding(events, "fast-retransmission"), {
    kind: "fast-retransmission",
    original: 5,
    delay: 9_000_000,
    duplicateAcks: 2,
  });
  assertEquals(events[8].findings, [
    { kind: "duplicate-ack", count: 2, original: 7 },
  ]);
});

Deno.test("SequenceAnalysis takes a repetition long after duplicate ACKs for a common one", () => {
  assertEquals(
    findings(`> PA 1 1 "abc"
      > PA 4 1 "def"
      < A 1 1
      < A 1 1
      < A 1 1
      > PA 1 1 "abc" +25`),
    ",,duplicate-ack,duplicate-ack,duplicate-ack,retransmission",
  );
});

Deno.test("SequenceAnalysis tells a spurious retransmission", () => {
  const { events } = run(`${OPEN}
    > PA 1 1 "abc"
    < A 1 4
    > PA 1 1 "abc" +300`);
  assertEquals(events.at(-1)?.findings, [{
    kind: "spurious-retransmission",
    original: 4,
    delay: 301_000_000,
    acknowledged: 4,
  }]);
});

Deno.test("SequenceAnalysis tells segments that overtook each other", () => {
  const { events } = run(`${OPEN}
    > PA 4 1 "def"
    > PA 1 1 "abc" +0.5`);
  assertEquals(events[3].findings, [
    { kind: "lost-segment", expected: 1, missing: 3 },
  ]);
  assertEquals(events[4].findings, [
    { kind: "out-of-order", expected: 7, delay: 500_000 },
  ]);
});

Deno.test("SequenceAnalysis measures what can have been overtaken by the handshake", () => {
  const late = (handshake: number) =>
    kindsOf(
      run(`> S 0 0 +0
        < SA 0 1 +${handshake}
        > A 1 1 +1
        > PA 4 1 "def"
        > PA 1 1 "abc" +20`).events,
    ).at(-1);
  assertEquals(late(50), "out-of-order");
  assertEquals(late(5), "retransmission");
});

Deno.test("SequenceAnalysis tells a keep-alive and its answer", () => {
  const { events } = run(`${OPEN}
    > PA 1 1 "abc"
    < A 1 4
    > A 3 1 +60000
    < A 1 4`);
  assertEquals(kindsOf(events).slice(5), ["keep-alive", "keep-alive-ack"]);
  assertEquals(lastFinding(events, "keep-alive-ack"), {
    kind: "keep-alive-ack",
    probe: 6,
  });
});

Deno.test("SequenceAnalysis tells a zero window, its probes and its end", () => {
  const { events } = run(`${OPEN}
    > PA 1 1 "abc"
    < A 1 4 w0
    > PA 4 1 "d" +1000
    < A 1 4 w0
    < A 1 4 w500 +100`);
  assertEquals(
    kindsOf(events).slice(4).join(","),
    "zero-window,zero-window-probe,zero-window zero-window-probe-ack,window-update",
  );
  assertEquals(lastFinding(events, "window-update"), {
    kind: "window-update",
    previous: 0,
    window: 500,
  });
  assertEquals(events[6].findings[1], {
    kind: "zero-window-probe-ack",
    probe: 6,
  });
});

Deno.test("SequenceAnalysis does not take what follows a probe for a repetition", () => {
  assertEquals(
    findings(`> PA 1 1 "abc"
      < A 1 4 w0
      > PA 4 1 "d" +1000
      < A 1 4 w500
      > PA 4 1 "def"`),
    ",zero-window,zero-window-probe,window-update,",
  );
});

Deno.test("SequenceAnalysis tells data that fills the window", () => {
  const full = (scale: string) =>
    run(`> S 0 0 s0
      < SA 0 1 ${scale}
      > A 1 1
      < A 1 1 w50
      > PA 1 1 *200`).events.at(-1)?.findings;
  assertEquals(full(" s2"), [{ kind: "window-full", window: 200 }]);
  assertEquals(full(" s1"), []);
});

Deno.test("SequenceAnalysis does not judge windows of an unknown scale", () => {
  assertEquals(
    kindsOf(
      run(`< A 1 1 w200
        > PA 1 1 *200`).events,
    ),
    ["", ""],
  );
});

Deno.test("SequenceAnalysis tells what was acknowledged but not captured, once a hole", () => {
  const { events } = run(`${OPEN}
    > PA 1 1 "abc"
    < A 1 10
    < A 1 12
    > PA 20 1 "xyz"
    < A 1 23
    < A 1 23 w2000`);
  assertEquals(kindsOf(events).slice(4), [
    "ack-lost-segment",
    "",
    "lost-segment",
    "ack-lost-segment",
    "window-update",
  ]);
  assertEquals(events[4].findings, [
    { kind: "ack-lost-segment", expected: 4, missing: 6 },
  ]);
});

Deno.test("SequenceAnalysis does not take a reset for a lost segment", () => {
  assertEquals(findings("> RA 100 1"), "");
});

Deno.test("SequenceAnalysis counts duplicate ACKs anew after each new one", () => {
  const { events } = run(`${OPEN}
    > PA 1 1 "abc"
    < A 1 4
    < A 1 4
    < A 1 4
    > PA 4 1 "def"
    < A 1 7
    < A 1 7`);
  const counts = events.flatMap(({ findings }) =>
    findings.flatMap((finding) =>
      finding.kind === "duplicate-ack" ? [finding.count] : []
    )
  );
  assertEquals(counts, [1, 2, 1]);
  assertEquals(lastFinding(events, "duplicate-ack"), {
    kind: "duplicate-ack",
    count: 1,
    original: 9,
  });
});
