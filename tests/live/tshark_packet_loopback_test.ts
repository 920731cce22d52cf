import { assert, assertEquals } from "@std/assert";
import { decodeFrame } from "../../src/packet/mod.ts";
import { CaptureReader } from "../../src/pcap/mod.ts";
import { FlowTable } from "../../src/stream/mod.ts";
import { EchoServer, liveTest } from "./capture_support.ts";
import {
  compareSegments,
  missing,
  report,
  withCapture,
} from "./tshark_packets.ts";

const obstacles = [
  Deno.uid() === 0 ? undefined : "it needs root",
  missing("tcpdump", "tshark"),
];

/** Lets tcpdump record a conversation on a port, from before it begins until it is closed. */
async function record(
  port: number,
  args: readonly string[],
  talk: () => Promise<void>,
): Promise<Uint8Array> {
  const child = new Deno.Command("tcpdump", {
    args: ["-U", "-w", "-", ...args, "tcp", "port", String(port)],
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const said = child.stderr.pipeThrough(new TextDecoderStream()).getReader();
  for (let text = ""; !text.includes("listening on");) {
    const { value, done } = await said.read();
    if (done) throw new Error(`tcpdump ended: ${text}`);
    text += value;
  }
  await talk();
  const reader = new CaptureReader();
  const table = new FlowTable();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for await (const chunk of child.stdout) {
    chunks.push(chunk);
    reader.push(chunk);
    for (let frame = reader.next(); frame; frame = reader.next()) {
      table.add(decodeFrame(frame));
    }
    if (table.flows[0]?.close.complete) stop(child);
  }
  await child.status;
  await said.cancel();
  return await new Blob(chunks).bytes();
}

function stop(child: Deno.ChildProcess): void {
  try {
    child.kill("SIGINT");
  } catch {
    // It has ended already.
  }
}

for (
  const [name, linkType, ...args] of [
    ["lo", 1, "-i", "lo"],
    ["any, in cooked packets", 276, "-i", "any"],
    [
      "any, in cooked packets of the first kind",
      113,
      "-i",
      "any",
      "-y",
      "LINUX_SLL",
    ],
    [
      "lo, cut to 60 bytes a packet, in microseconds",
      1,
      "-i",
      "lo",
      "-s",
      "60",
      "--time-stamp-precision=micro",
    ],
    ["lo, in nanoseconds", 1, "-i", "lo", "--time-stamp-precision=nano"],
  ] as const
) {
  liveTest(
    `FlowTable says of a conversation on ${name} what tshark says`,
    obstacles,
    async () => {
      using server = new EchoServer();
      const message = new TextEncoder().encode("hello, server");
      const file = await record(
        server.port,
        args,
        () => server.talk(message),
      );
      const reader = new CaptureReader();
      reader.push(file);
      reader.end();
      for (let frame = reader.next(); frame; frame = reader.next()) {
        assertEquals(frame.linkType, linkType);
        assert(decodeFrame(frame).tcp);
      }
      const comparison = await withCapture(file, compareSegments);
      report(name, comparison);
      assert(comparison.segments >= 8);
      assertEquals(comparison.disagreements, []);
    },
  );
}
