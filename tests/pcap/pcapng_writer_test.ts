import { assertEquals } from "@std/assert";
import { PcapngWriter } from "../../src/pcap/mod.ts";
import { counting, readAll } from "./files.ts";

function joined(blocks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(blocks.flatMap((block) => [...block]));
}

Deno.test("PcapngWriter writes what CaptureReader reads", () => {
  const writer = new PcapngWriter();
  const packets = Array.from({ length: 9 }, (_, index) => ({
    seconds: 1_700_000_000 + index,
    nanoseconds: 999_999_999 - index,
    bytes: counting(index),
    originalLength: index * 2,
    interfaceNumber: index % 2,
  }));
  const file = joined([
    writer.header({ hardware: "x86_64", os: "Linux", application: "wirelab" }),
    writer.interface({ name: "lo", linkType: 1 }),
    writer.interface({ name: "any", linkType: 276, snapLength: 96 }),
    ...packets.map((packet) => writer.packet(packet)),
  ]);
  assertEquals(
    readAll(file).frames,
    packets.map(({ interfaceNumber, ...packet }, index) => ({
      ...packet,
      number: index + 1,
      linkType: interfaceNumber === 0 ? 1 : 276,
    })),
  );
});

Deno.test("PcapngWriter pads every block and repeats its length", () => {
  const writer = new PcapngWriter();
  const blocks = [
    writer.header(),
    writer.interface(),
    writer.secrets("abcde"),
    writer.statistics({ seconds: 1, nanoseconds: 1 }),
    ...[0, 1, 2, 3, 4].map((length) =>
      writer.packet({
        seconds: 1,
        nanoseconds: 0,
        bytes: counting(length),
        comment: "x".repeat(length),
      })
    ),
  ];
  for (const block of blocks) {
    const view = new DataView(block.buffer, block.byteOffset);
    assertEquals(block.length % 4, 0);
    assertEquals(view.getUint32(4, true), block.length);
    assertEquals(view.getUint32(block.length - 4, true), block.length);
  }
});

Deno.test("PcapngWriter cuts a text that no option can hold", () => {
  const writer = new PcapngWriter();
  const block = writer.header({ application: "x".repeat(70_000) });
  assertEquals(readAll(block).reader.format, "pcapng");
  assertEquals(block.length, 28 + 4 + 65_536 + 4);
});
