import { assert, assertEquals } from "@std/assert";
import { decodeFrame } from "../../src/packet/mod.ts";
import { FlowTable } from "../../src/stream/mod.ts";
import { Random } from "../packet/random.ts";
import {
  framesOf,
  lastFinding,
  OPEN,
  play,
  run,
  streamsOf,
  written,
} from "./script.ts";

function dataOf(script: string): string[][] {
  return run(script).events.slice(3).map(({ data }) => written(data));
}

Deno.test("FlowTable hands out bytes in order", () => {
  assertEquals(
    dataOf(`${OPEN}
      > PA 1 1 "abc"
      > PA 7 1 "ghi"
      > PA 4 1 "def"
      < PA 1 10 "xyz"`),
    [["0@0:abc"], [], ["0@3:def", "0@6:ghi"], ["1@0:xyz"]],
  );
});

Deno.test("FlowTable hands out bytes once", () => {
  assertEquals(
    dataOf(`${OPEN}
      > PA 1 1 "abc"
      > PA 1 1 "abc"
      > PA 2 1 "bcde"
      > PA 1 1 "a"`),
    [["0@0:abc"], [], ["0@3:de"], []],
  );
});

Deno.test("FlowTable fills holes around bytes that wait", () => {
  assertEquals(
    dataOf(`${OPEN}
      > PA 5 1 "ef"
      > PA 9 1 "ij"
      > PA 3 1 "cdefghijkl"
      > PA 1 1 "ab"`).at(-1),
    ["0@0:ab", "0@2:cd", "0@4:ef", "0@6:gh", "0@8:ij", "0@10:kl"],
  );
});

Deno.test("FlowTable shows a gap once the peer has acknowledged what lies behind it", () => {
  assertEquals(
    dataOf(`${OPEN}
      > PA 1 1 "abc"
      > PA 7 1 "ghi"
      < A 1 4
      < A 1 7
      < A 1 10
      > PA 10 1 "jkl"`),
    [["0@0:abc"], [], [], [], ["0@3:-3", "0@6:ghi"], ["0@9:jkl"]],
  );
});

Deno.test("FlowTable shows a gap when bytes come that were acknowledged before", () => {
  assertEquals(
    dataOf(`${OPEN}
      < A 1 10
      > PA 7 1 "ghi"`),
    [[], ["0@0:-6", "0@6:ghi"]],
  );
});

Deno.test("FlowTable shows the gap before the answer that acknowledges it", () => {
  assertEquals(
    dataOf(`${OPEN}
      > PA 7 1 "ghi"
      < PA 1 10 "answer"`),
    [[], ["0@0:-6", "0@6:ghi", "1@0:answer"]],
  );
});

Deno.test("FlowTable shows at the end what nothing filled", () => {
  const { table } = run(`${OPEN}
    > PA 1 1 "abc"
    > PA 7 1 "ghi"
    > PA 13 1 "mno"
    < A 1 30`);
  const played = run(`${OPEN}
    > PA 1 1 "abc"
    > PA 7 1 "ghi"
    > PA 13 1 "mno"`);
  assertEquals(streamsOf(played)[0], "abc[3]ghi[3]mno");
  const [{ flow, data }] = [...table.end()];
  assertEquals(flow.sides[0].missingBytes, 20);
  assertEquals(written(data), ["0@15:-14"]);
});

Deno.test("FlowTable shows what the capture cut as a gap", () => {
  const played = run(`${OPEN}
    > PA 1 1 *100 cut
    > PA 101 1 "abc"`);
  assertEquals(streamsOf(played)[0], "[100]abc");
  assertEquals(played.table.flows[0].sides[0].missingBytes, 100);
});

Deno.test("FlowTable takes the data of a SYN", () => {
  const played = run(`> S 0 0 "early"
    < SA 0 6
    > PA 6 1 " late"`);
  assertEquals(streamsOf(played)[0], "early late");
});

Deno.test("FlowTable takes no data from a reset", () => {
  assertEquals(
    streamsOf(run(`${OPEN}
      > RA 1 1 "reason"`)),
    ["", ""],
  );
});

Deno.test("FlowTable keeps the first copy, and tells where another differs", () => {
  const delivered = run(`${OPEN}
    > PA 1 1 "attack at dawn"
    > PA 8 1 "by noon!" +300`);
  assertEquals(lastFinding(delivered.events, "overlap-differs"), {
    kind: "overlap-differs",
    offset: 7,
    length: 6,
  });
  assertEquals(streamsOf(delivered)[0], "attack at dawn!");
  const waiting = run(`${OPEN}
    > PA 8 1 "at dawn"
    > PA 1 1 "attack by noon!" +300`);
  assertEquals(
    lastFinding(waiting.events, "overlap-differs")?.kind,
    "overlap-differs",
  );
  assertEquals(streamsOf(waiting)[0], "attack at dawn!");
});

Deno.test("FlowTable finds no difference in copies that are the same", () => {
  const { events } = run(`${OPEN}
    > PA 1 1 "abcdef"
    > PA 2 1 "bcd" +300
    > PA 20 1 "xyz"
    > PA 20 1 "xyz"`);
  assertEquals(
    events.flatMap(({ findings }) =>
      findings.filter(({ kind }) => kind === "overlap-differs")
    ),
    [],
  );
});

Deno.test("FlowTable ignores the byte of a keep-alive probe", () => {
  const { events } = run(`${OPEN}
    > PA 1 1 "abc"
    > A 3 1 "?" +9000`);
  assertEquals(events.at(-1)?.findings.map(({ kind }) => kind), ["keep-alive"]);
});

Deno.test("FlowTable gives up on missing bytes when too much waits for them", () => {
  const table = new FlowTable();
  let shown = 0;
  let waiting = 0;
  let largest = 0;
  const [, , ...opened] = framesOf(OPEN);
  play(opened, table);
  for (let index = 0; index < 3000; index++) {
    const [frame] = framesOf(`> A ${10_000 + index * 9000} 1 *9000`);
    const event = table.add(decodeFrame(frame));
    waiting += 9000;
    for (const chunk of event?.data ?? []) {
      if (!chunk.bytes) shown++;
      else waiting -= chunk.length;
    }
    largest = Math.max(largest, waiting);
  }
  assertEquals(shown, 1);
  assert(largest < 0x110_0000, `${largest} bytes waited`);
});

Deno.test("FlowTable bounds what all conversations hold back together", () => {
  const table = new FlowTable();
  for (let port = 0; port < 30; port++) {
    const frames = framesOf(
      Array.from(
        { length: 400 },
        (_, index) => `> A ${10_000 + index * 9000} 1 *9000`,
      ).join("\n"),
      { clientPort: 40_000 + port },
    );
    play(framesOf("> A 1 1", { clientPort: 40_000 + port }), table);
    play(frames, table);
  }
  let held = 0;
  for (const { data } of table.end()) {
    for (const chunk of data) held += chunk.bytes?.length ?? 0;
  }
  assert(held > 0x300_0000, `${held} bytes were held`);
  assert(held <= 0x400_0000, `${held} bytes were held`);
});

Deno.test("FlowTable restores any stream from shuffled, repeated, split segments", () => {
  const random = new Random(9293);
  const text = Array.from(
    { length: 400 },
    (_, at) => String.fromCharCode(97 + at % 26),
  ).join("");
  for (let round = 0; round < 300; round++) {
    const lines: string[] = [];
    for (let at = 0; at < text.length;) {
      const length = 1 + random.below(40);
      lines.push(`> PA ${1 + at} 1 "${text.slice(at, at + length)}"`);
      at += length;
    }
    for (let extra = 0; extra < 10; extra++) {
      const at = random.below(text.length);
      const part = text.slice(at, at + 1 + random.below(60));
      lines.push(`> PA ${1 + at} 1 "${part}"`);
    }
    lines.sort(() => random.below(3) - 1);
    const played = run(`${OPEN}\n${lines.join("\n")}`, {
      clientBase: random.below(2) === 0 ? 0xffff_ff00 : 5,
    });
    assertEquals(streamsOf(played)[0], text, `round ${round}`);
  }
});

Deno.test("FlowTable shows every byte of a lossy stream as data or as missing", () => {
  const random = new Random(6298);
  for (let round = 0; round < 300; round++) {
    const lines: string[] = [];
    let sent = 0;
    for (let index = 0; index < 30; index++) {
      const length = 1 + random.below(30);
      const script = `> PA ${1 + sent} 1 *${length}`;
      if (random.below(4) > 0) lines.push(script);
      sent += length;
      if (random.below(3) === 0) {
        lines.push(`< A 1 ${1 + random.below(sent + 1)}`);
      }
    }
    lines.push(`< A 1 ${1 + sent}`);
    const { table, events } = run(`${OPEN}\n${lines.join("\n")}`);
    let next = 0;
    const chunks = [
      ...events.flatMap(({ data }) => data),
      ...[...table.end()].flatMap(({ data }) => data),
    ];
    for (const { direction, offset, length } of chunks) {
      if (direction === 1) continue;
      assertEquals(offset, next, `round ${round}`);
      next += length;
    }
    // A single last byte may be a FIN.
    assert(next === sent || next === sent - 1, `${next} of ${sent}`);
    assertEquals(table.flows[0].sides[0].streamBytes, next);
  }
});
