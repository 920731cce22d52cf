import { assert, assertEquals } from "@std/assert";
import { decodeFrame } from "../../src/packet/mod.ts";
import { FlowTable } from "../../src/stream/mod.ts";
import { ethernet, frameOf, OTHER_SAMPLES } from "../packet/frames.ts";
import {
  framesOf,
  kindsOf,
  lastFinding,
  OPEN,
  play,
  run,
  streamsOf,
  written,
} from "./script.ts";

Deno.test("FlowTable gives relative numbers, lengths and states", () => {
  const { events } = run(`${OPEN}
    > PA 1 1 "hello"
    < A 1 6`);
  assertEquals(
    events.map(({ direction, sequence, acknowledgment, length, states }) => [
      direction,
      sequence,
      acknowledgment,
      length,
      ...states,
    ]),
    [
      [0, 0, 0, 0, "SYN-SENT", "SYN-RECEIVED"],
      [1, 0, 1, 0, "ESTABLISHED", "SYN-RECEIVED"],
      [0, 1, 1, 0, "ESTABLISHED", "ESTABLISHED"],
      [0, 1, 1, 5, "ESTABLISHED", "ESTABLISHED"],
      [1, 1, 6, 0, "ESTABLISHED", "ESTABLISHED"],
    ],
  );
});

Deno.test("FlowTable numbers a flow that is not followed, and no more", () => {
  const table = new FlowTable({
    follows: ({ client }) => client.port === 2001,
  });
  const events = [2000, 2001, 2000, 2001].flatMap((clientPort) =>
    framesOf("> S 0 0", { clientPort }).map((frame) =>
      table.add(decodeFrame(frame))
    )
  );
  assertEquals(events.map((event) => event?.flow.number), [
    undefined,
    1,
    undefined,
    1,
  ]);
  assertEquals([table.size, table.flows.length], [2, 1]);
  assertEquals(table.find(0), undefined);
  assertEquals(table.release(0), []);
});

Deno.test("FlowTable passes over packets without a segment", () => {
  const table = new FlowTable();
  for (const { frame } of OTHER_SAMPLES) {
    assertEquals(table.add(decodeFrame(frame)), undefined);
  }
  assertEquals(table.flows.length, 0);
});

Deno.test("FlowTable times the handshake and the conversation", () => {
  const { table } = run(`> S 0 0 +0
    < SA 0 1 +7
    > A 1 1 +3
    > A 1 1 "x" +90`);
  const [flow] = table.flows;
  assertEquals(flow.handshake, {
    syns: 1,
    waitedNanos: 0,
    serverNanos: 7_000_000,
    clientNanos: 3_000_000,
  });
  assertEquals(flow.duration, 100_000_000);
  assertEquals([flow.firstFrame, flow.lastFrame], [1, 4]);
});

Deno.test("FlowTable measures the round trip from the SYN that was answered, and how long that took", () => {
  const { table } = run(`> S 0 0 +0
    > S 0 0 +1000
    < SA 0 1 +7
    > A 1 1 +3`);
  assertEquals(table.flows[0].handshake, {
    syns: 2,
    waitedNanos: 1_000_000_000,
    serverNanos: 7_000_000,
    clientNanos: 3_000_000,
  });
});

Deno.test("FlowTable scales windows only if both ends have offered it", () => {
  const windows = (client: string, server: string) =>
    run(`> S 0 0 w100 ${client}
      < SA 0 1 w100 ${server}
      > A 1 1 w100
      < A 1 1 w100`).events.map(({ window }) => window);
  assertEquals(windows(" s7", " s2"), [100, 100, 12800, 400]);
  assertEquals(windows(" s7", ""), [100, 100, 100, 100]);
  assertEquals(windows("", " s2"), [100, 100, 100, 100]);
  assertEquals(windows(" s0", " s2"), [100, 100, 100, 400]);
  assertEquals(windows(" s15", " s2"), [100, 100, 100 << 14, 400]);
});

Deno.test("FlowTable does not know the scale of a conversation that was open before", () => {
  const { events, table } = run(`> A 1 1 w100
    < A 1 1 w100`);
  assertEquals(events.map(({ window }) => window), [100, 100]);
  const [flow] = table.flows;
  assertEquals(flow.sides.map(({ windowShift }) => windowShift), [
    undefined,
    undefined,
  ]);
  assertEquals(flow.handshake, undefined);
});

Deno.test("FlowTable does not know the scale where the capture cut the offer", () => {
  const [syn, ...rest] = framesOf(`> S 0 0 s7
    < SA 0 1 s2
    > A 1 1 w100`);
  for (const length of [40, 44, 45, 46, 47]) {
    const bytes = syn.bytes.subarray(0, length);
    const { table } = play([{ ...syn, bytes }, ...rest]);
    assertEquals(table.flows[0].sides[0].windowShift, undefined, `${length}`);
  }
  const { table } = play([syn, ...rest]);
  assertEquals(table.flows[0].sides[0].windowShift, 7);
});

Deno.test("FlowTable reads the largest segment that each SYN allows", () => {
  const { table } = run(`> S 0 0 s1
    < SA 0 1`);
  const [client, server] = table.flows[0].sides;
  assertEquals(client.maximumSegmentSize, 1460);
  assertEquals(server.maximumSegmentSize, undefined);
});

Deno.test("FlowTable tells the client by the SYN, whatever the ports", () => {
  const { table } = run("> S 0 0", { clientPort: 80, serverPort: 60000 });
  const [{ client, clientKnownBy }] = table.flows;
  assertEquals([client.port, clientKnownBy], [80, "syn"]);
});

Deno.test("FlowTable tells the client by a SYN+ACK, by ports, or by order", () => {
  const told = (script: string, clientPort: number, serverPort: number) => {
    const { table } = run(script, { clientPort, serverPort });
    const [{ client, clientKnownBy }] = table.flows;
    return [client.port, clientKnownBy];
  };
  assertEquals(told("< SA 0 1", 80, 60000), [80, "syn-ack"]);
  assertEquals(told("< A 1 1", 60000, 443), [60000, "port"]);
  assertEquals(told("> A 1 1", 60000, 8443), [60000, "port"]);
  assertEquals(told("> A 1 1", 443, 60000), [60000, "port"]);
  assertEquals(told("< A 1 1", 8080, 8081), [8081, "first-sender"]);
});

Deno.test("FlowTable counts what each end sent", () => {
  const { table } = run(`${OPEN}
    > PA 1 1 "hello"
    > PA 1 1 "hello" +300
    < PA 1 6 "hi"`);
  const [client, server] = table.flows[0].sides;
  assertEquals([client.segments, client.bytes, client.streamBytes], [4, 10, 5]);
  assertEquals([server.segments, server.bytes, server.streamBytes], [2, 2, 2]);
});

Deno.test("FlowTable names the frames of any bytes", () => {
  const { table } = run(`${OPEN}
    > PA 1 1 "abc"
    > PA 7 1 "ghi"
    > PA 4 1 "def"
    < A 1 10
    < PA 1 10 "xyz"`);
  const [flow] = table.flows;
  assertEquals(flow.framesOf(0, 0, 9), [4, 5, 6]);
  assertEquals(flow.framesOf(0, 2, 3), [4]);
  assertEquals(flow.framesOf(0, 3, 6), [6]);
  assertEquals(flow.framesOf(0, 6, 7), [5]);
  assertEquals(flow.framesOf(0, 9, 20), []);
  assertEquals(flow.framesOf(0, 3, 3), []);
  assertEquals(flow.framesOf(1, 0, 3), [8]);
});

Deno.test("FlowTable names the frames of the latest part of a long stream", () => {
  const lines = Array.from({ length: 5000 }, (_, at) => `> PA ${1 + at} 1 "x"`);
  const [flow] = run(`${OPEN}\n${lines.join("\n")}`).table.flows;
  assertEquals(flow.framesOf(0, 4990, 5000), [
    ...Array.from({ length: 10 }, (_, at) => 4994 + at),
  ]);
  assertEquals(flow.framesOf(0, 3999, 4001), [4003, 4004]);
  assertEquals(flow.framesOf(0, 0, 10), []);
});

Deno.test("FlowTable begins a new conversation where a port is used again", () => {
  const first = framesOf(OPEN);
  const second = framesOf(
    `${OPEN}
    > PA 1 1 "again"`,
    { clientBase: 77_000, firstFrame: 4, seconds: 1_700_000_100 },
  );
  const played = play([...first, ...second]);
  assertEquals(played.table.flows.length, 2);
  assertEquals(kindsOf(played.events)[3], "port-reuse");
  assertEquals(played.events[3].findings[0], {
    kind: "port-reuse",
    previous: 0,
  });
  assertEquals(played.events[3].sequence, 0);
  assertEquals(streamsOf(played), ["again", ""]);
});

Deno.test("FlowTable takes a SYN that is sent again for the same conversation", () => {
  const { table, events } = run(`> S 0 0
    > S 0 0 +1000
    < SA 0 1`);
  assertEquals(table.flows.length, 1);
  assertEquals(kindsOf(events), ["", "retransmission", ""]);
});

Deno.test("FlowTable takes the number that a server chose last", () => {
  const played = play([
    ...framesOf(`> S 0 0
      < SA 0 1`),
    ...framesOf(
      `< SA 0 1
      > A 1 1
      < PA 1 1 "hi"`,
      { serverBase: 777_000, firstFrame: 3 },
    ),
  ]);
  assertEquals(played.table.flows.length, 1);
  assertEquals(played.events.at(-1)?.sequence, 1);
  assertEquals(streamsOf(played), ["", "hi"]);
});

Deno.test("FlowTable finds a half-open connection", () => {
  const old = framesOf(OPEN);
  const reboot = framesOf(
    `> S 0 0
    < A 500 600
    > R 600 0`,
    { clientBase: 50_000, firstFrame: 4 },
  );
  const { events, table } = play([...old, ...reboot]);
  assertEquals(table.flows.length, 2);
  assertEquals(events[4].findings.at(-1)?.kind, "half-open");
  assertEquals(table.flows[1].close.reset?.direction, 0);
});

Deno.test("FlowTable finds data behind the end", () => {
  const { events } = run(`${OPEN}
    > FA 1 1 "bye"
    > PA 5 1 "late"`);
  assertEquals(lastFinding(events, "data-after-fin"), {
    kind: "data-after-fin",
    length: 4,
  });
  assertEquals(written(events.at(-1)?.data ?? []), []);
});

Deno.test("FlowTable says when a direction has come to its end", () => {
  const { events } = run(`${OPEN}
    > FA 6 1
    > PA 1 1 "hello"
    < FA 1 7
    > A 7 2`);
  assertEquals(events.map(({ ended }) => ended), [
    [],
    [],
    [],
    [],
    [0],
    [1],
    [],
  ]);
});

Deno.test("FlowTable keeps conversations between other addresses and ports apart", () => {
  const frames = [1, 2, 3, 4, 5].flatMap((port) =>
    framesOf(
      `${OPEN}
      > PA 1 1 "${port}"`,
      { clientPort: 40000 + port, clientBase: port },
    )
  );
  const order = frames.toSorted((a, b) => a.number - b.number);
  const { table, events } = play(order);
  assertEquals(table.flows.length, 5);
  assertEquals(
    events.slice(-5).map(({ flow, data }) => [
      flow.client.port,
      ...written(data),
    ]),
    [1, 2, 3, 4, 5].map((port) => [40000 + port, `0@0:${port}`]),
  );
});

Deno.test("FlowTable follows a conversation through both byte layouts of one address", () => {
  const [syn] = framesOf(OPEN);
  const table = new FlowTable();
  assert(table.add(decodeFrame(syn)));
  const tagged = frameOf(ethernet(syn.bytes, "0800", "8100 0005"));
  assert(table.add(decodeFrame(tagged)));
  assertEquals(table.flows.length, 1);
});

Deno.test("FlowTable follows numbers past 2^32", () => {
  for (const clientBase of [0xffff_fff0, 0xffff_ffff, 0x7fff_fff8]) {
    const played = run(
      `${OPEN}
      > PA 1 1 "0123456789"
      < A 1 11
      > PA 21 1 "uvwxyz"
      > PA 11 1 "abcdefghij" +30
      > FA 27 1
      < FA 1 28
      > A 28 2`,
      { clientBase, serverBase: 0xffff_ffff },
    );
    assertEquals(played.events.map(({ sequence }) => sequence), [
      0,
      0,
      1,
      1,
      1,
      21,
      11,
      27,
      1,
      28,
    ]);
    assertEquals(streamsOf(played)[0], "0123456789abcdefghijuvwxyz");
    assertEquals(
      kindsOf(played.events).join(","),
      ",,,,,lost-segment,retransmission,,,",
    );
    assertEquals(played.table.flows[0].close.kind, "three-way");
  }
});
