import { assert, assertEquals } from "@std/assert";
import { decodeFrame, SegmentHeader } from "../../src/packet/mod.ts";
import type { Frame } from "../../src/pcap/mod.ts";
import { cut, joined, SAMPLES, SEGMENT_SAMPLES } from "./frames.ts";
import { Random } from "./random.ts";

const SEED = 7323;

/** Reads a frame that stands somewhere in a larger buffer. */
function read(header: SegmentHeader, frame: Frame): string {
  const before = new Uint8Array(5).fill(0x45);
  const buffer = joined(before, frame.bytes, before);
  return header.read(
    buffer,
    before.length,
    frame.bytes.length,
    frame.originalLength,
    frame.linkType,
  );
}

/** Whether both speeds say the same of a frame. */
function agrees(header: SegmentHeader, frame: Frame, name: string): void {
  const { tcp, ip } = decodeFrame(frame);
  const reading = read(header, frame);
  assertEquals(reading === "segment", tcp !== undefined, name);
  assertEquals(reading === "fragment", ip?.fragment !== undefined, name);
  if (!tcp) return;
  assertEquals(
    [
      header.version,
      header.sourcePort,
      header.destinationPort,
      header.sequence,
      header.acknowledgment,
      header.flags,
      header.window,
      header.payloadLength,
    ],
    [
      ip?.version,
      tcp.source.port,
      tcp.destination.port,
      tcp.sequence,
      tcp.acknowledgment,
      tcp.flags,
      tcp.window,
      tcp.payloadLength,
    ],
    name,
  );
}

Deno.test("SegmentHeader reads every sample with a segment", () => {
  const header = new SegmentHeader();
  for (const { name, frame } of SEGMENT_SAMPLES) {
    assertEquals(read(header, frame), "segment", name);
  }
});

Deno.test("SegmentHeader agrees with decodeFrame() on all samples, whole and cut", () => {
  const header = new SegmentHeader();
  for (const { name, frame } of SAMPLES) {
    for (let length = 0; length <= frame.bytes.length; length++) {
      agrees(header, cut(frame, length), `${name} cut to ${length}`);
      agrees(
        header,
        { ...cut(frame, length), originalLength: length },
        `${name} of ${length}`,
      );
    }
  }
});

Deno.test("SegmentHeader agrees with decodeFrame() on damaged frames", () => {
  const header = new SegmentHeader();
  const random = new Random(SEED);
  let segments = 0;
  for (const { name, frame } of SAMPLES) {
    for (let round = 0; round < 500; round++) {
      const bytes = random.damaged(frame.bytes);
      agrees(header, { ...frame, bytes }, `${name}, round ${round}`);
      if (read(header, { ...frame, bytes }) === "segment") segments++;
    }
  }
  assert(segments > 5000, `only ${segments} segments`);
});
