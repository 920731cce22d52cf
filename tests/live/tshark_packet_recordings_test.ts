import { assert, assertEquals } from "@std/assert";
import { CaptureCursor } from "../../src/pcap/mod.ts";
import { FlowSummaryTable } from "../../src/stream/mod.ts";
import { liveTest } from "./capture_support.ts";
import {
  compareSegments,
  missing,
  output,
  recordings,
  report,
  withCapture,
} from "./tshark_packets.ts";

liveTest(
  "FlowTable says of every recorded segment what tshark says",
  [missing("tshark")],
  async () => {
    const comparison = await withCapture(recordings(), compareSegments);
    report("all recordings", comparison);
    assert(comparison.segments > 1000);
    assertEquals(comparison.disagreements, []);
  },
);

liveTest(
  "FlowSummaryTable counts in every recording what tshark counts",
  [missing("tshark")],
  async () => {
    const file = recordings();
    const cursor = new CaptureCursor();
    const table = new FlowSummaryTable();
    cursor.push(file);
    while (cursor.next()) table.add(cursor.bytes, cursor.record);
    const ours = [...table.rows()].map(({ number, sides, duration }) => [
      number,
      ...sides.flatMap(({ packets, bytes, payloadBytes }) => [
        packets,
        bytes,
        payloadBytes,
      ]),
      duration,
    ]);
    const theirs = await withCapture(file, tsharkCounts);
    assertEquals(ours, theirs);
  },
);

/** Frames, bytes and payload of each conversation, client first, and its duration. */
async function tsharkCounts(path: string): Promise<number[][]> {
  const text = await output(
    "tshark",
    ...["-r", path, "-Y", "tcp.stream", "-T", "fields"],
    ...["tcp.stream", "tcp.srcport", "frame.len", "tcp.len", "frame.time_epoch"]
      .flatMap((field) => ["-e", field]),
  );
  const rows: number[][] = [];
  const clients: string[] = [];
  const starts: bigint[] = [];
  for (const line of text.trim().split("\n")) {
    const [stream, port, bytes, payload, time] = line.split("\t");
    const number = Number(stream);
    const nanos = BigInt(time.replace(".", ""));
    clients[number] ??= port;
    starts[number] ??= nanos;
    const row = rows[number] ??= [number, 0, 0, 0, 0, 0, 0, 0];
    const at = port === clients[number] ? 1 : 4;
    row[at]++;
    row[at + 1] += Number(bytes);
    row[at + 2] += Number(payload);
    row[7] = Number(nanos - starts[number]);
  }
  return rows;
}
