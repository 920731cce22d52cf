import { assert, assertEquals } from "@std/assert";
import { decodeFrame, TcpFlag } from "../../src/packet/mod.ts";
import type { Frame } from "../../src/pcap/mod.ts";
import { FlowSummaryTable, FlowTable } from "../../src/stream/mod.ts";
import {
  ethernet,
  frameOf,
  ipv4,
  ipv6,
  OTHER_SAMPLES,
  SAMPLES,
  tcp,
} from "../packet/frames.ts";
import { Random } from "../packet/random.ts";
import { framesOf, OPEN } from "./script.ts";

function summarise(frames: readonly Frame[]): FlowSummaryTable {
  const table = new FlowSummaryTable();
  for (const frame of frames) {
    table.add(frame.bytes, {
      start: 0,
      capturedLength: frame.bytes.length,
      originalLength: frame.originalLength,
      linkType: frame.linkType,
      seconds: frame.seconds,
      nanoseconds: frame.nanoseconds,
    });
  }
  return table;
}

Deno.test("FlowSummaryTable counts packets and bytes each way", () => {
  const table = summarise(framesOf(`${OPEN}
    > PA 1 1 "hello"
    < PA 1 6 *100 cut
    < FA 101 6 +1000`));
  const [row] = table.rows();
  assertEquals(row.sides, [
    {
      packets: 3,
      bytes: 125,
      payloadBytes: 5,
      flags: TcpFlag.SYN | TcpFlag.ACK | TcpFlag.PSH,
    },
    {
      packets: 3,
      bytes: 220,
      payloadBytes: 100,
      flags: TcpFlag.SYN | TcpFlag.ACK | TcpFlag.PSH | TcpFlag.FIN,
    },
  ]);
  assertEquals(row.duration, 1_004_000_000);
  assertEquals([row.client.port, row.server.port], [50000, 8080]);
});

Deno.test("FlowSummaryTable counts time from the first frame of the capture", () => {
  const udp = OTHER_SAMPLES.find(({ name }) => name === "udp")!.frame;
  const early = { ...udp, seconds: 1_699_999_990, nanoseconds: 500_000_000 };
  const [row] = summarise([early, ...framesOf(OPEN)]).rows();
  assertEquals(row.start, 9_500_000_000);
  assertEquals(row.duration, 2_000_000);
});

Deno.test("FlowSummaryTable counts every frame, also those without TCP", () => {
  const table = summarise(SAMPLES.map(({ frame }) => frame));
  assertEquals(table.frames, SAMPLES.length);
});

Deno.test("FlowSummaryTable puts the client first, whoever sends first", () => {
  const [row] = summarise(framesOf('< A 1 1\n > A 1 1 "x"')).rows();
  assertEquals([row.client.port, row.clientKnownBy], [50000, "port"]);
  assertEquals(row.sides.map(({ payloadBytes }) => payloadBytes), [1, 0]);
});

Deno.test("FlowSummaryTable counts a fragmented segment where it is complete", () => {
  const segment = tcp({ payload: new Uint8Array(100) });
  const frames = [
    ethernet(ipv4(segment.subarray(0, 64), { fragmentation: 0x2000 })),
    ethernet(ipv4(segment.subarray(64), { fragmentation: 8 })),
  ].map((bytes) => frameOf(bytes));
  const [row] = summarise(frames).rows();
  const [client] = row.sides;
  assertEquals([client.packets, client.payloadBytes], [1, 100]);
  assertEquals(client.bytes, frames[1].bytes.length);
});

Deno.test("FlowSummaryTable tells 20,000 conversations apart", () => {
  const frames: Frame[] = [];
  for (let flow = 0; flow < 20_000; flow++) {
    const source = (0x0a00_0000 + flow % 500).toString(16).padStart(8, "0");
    const segment = tcp({
      source: 40_000 + Math.floor(flow / 500),
      flags: TcpFlag.SYN,
      sequence: flow,
    });
    frames.push(frameOf(
      flow % 2 === 0
        ? ethernet(ipv4(segment, { source }))
        : ethernet(ipv6(tcp({ source: flow, flags: TcpFlag.SYN })), "86dd"),
    ));
  }
  const table = summarise([...frames, ...frames]);
  assertEquals(table.size, 20_000);
  for (const { sides } of table.rows()) {
    assertEquals(sides.map(({ packets }) => packets), [2, 0]);
  }
  assertEquals(table.row(2).client, { address: "10.0.0.2", port: 40_000 });
  assertEquals(table.row(19_999).client, { address: "fd77::1", port: 19_999 });
});

Deno.test("FlowSummaryTable numbers conversations as FlowTable does", () => {
  const random = new Random(43);
  const frames: Frame[] = [];
  for (let index = 0; index < 4000; index++) {
    const flags = [TcpFlag.SYN, TcpFlag.SYN | TcpFlag.ACK, TcpFlag.ACK];
    const segment = tcp({
      source: 1 + random.below(4),
      destination: 1 + random.below(4),
      sequence: random.below(3),
      acknowledgment: random.below(3),
      flags: flags[random.below(3)],
    });
    const [source, destination] = [random.below(2), random.below(2)]
      .map((last) => `0a00000${last}`);
    const bytes = ethernet(ipv4(segment, { source, destination }));
    frames.push(frameOf(bytes, { number: index + 1 }));
  }
  const summary = summarise(frames);
  const table = new FlowTable();
  for (const frame of frames) table.add(decodeFrame(frame));
  assert(table.flows.length > 100);
  assertEquals(summary.size, table.flows.length);
  for (const flow of table.flows) {
    const row = summary.row(flow.number);
    assertEquals(row.client, flow.client);
    assertEquals(row.server, flow.server);
    assertEquals(row.clientKnownBy, flow.clientKnownBy);
    assertEquals(
      row.sides.map(({ packets }) => packets),
      flow.sides.map(({ segments }) => segments),
    );
  }
});
