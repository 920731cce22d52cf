/**
 * Prints one row a conversation of a capture: the summary alone, as a program.
 *
 *     deno run --allow-read tests/bench/summary_rows.ts FILE
 *
 * @module
 */
import { CaptureCursor } from "../../src/pcap/mod.ts";
import { type FlowSummary, FlowSummaryTable } from "../../src/stream/mod.ts";

const CHUNK_BYTES = 0x4_0000;

function line({ client, server, sides, start, duration }: FlowSummary): string {
  const counts = sides.map(({ packets, bytes }) => `${packets} ${bytes}`);
  return [
    `${client.address}:${client.port}`,
    `${server.address}:${server.port}`,
    ...counts,
    start / 1e9,
    duration / 1e9,
  ].join(" ");
}

const cursor = new CaptureCursor();
const table = new FlowSummaryTable();
using file = Deno.openSync(Deno.args[0]);
const buffer = new Uint8Array(CHUNK_BYTES);
for (
  let length = file.readSync(buffer);
  length !== null;
  length = file.readSync(buffer)
) {
  cursor.push(buffer.subarray(0, length));
  while (cursor.next()) table.add(cursor.bytes, cursor.record);
}
cursor.end();
const text = Array.from(table.rows(), line).join("\n");
const rows = new TextEncoder().encode(`${text}\n`);
let written = 0;
while (written < rows.length) {
  written += Deno.stdout.writeSync(rows.subarray(written));
}
