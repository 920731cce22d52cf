import { assert, assertEquals } from "@std/assert";
import { PacketBatch } from "../../src/pcap/packet_batch.ts";
import { PcapngWriter } from "../../src/pcap/pcapng_writer.ts";

function packet(length: number, seconds: number, nanoseconds: number) {
  const bytes = Uint8Array.from({ length }, (_, index) => index + 1 & 255);
  return { seconds, nanoseconds, bytes, originalLength: length + 7 };
}

function joined(blocks: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(blocks.flatMap((block) => [...block]));
}

Deno.test("PacketBatch writes the blocks that PcapngWriter writes one by one", () => {
  const packets = [
    packet(0, 0, 0),
    packet(1, 1, 999_999_999),
    packet(2, 0xffff, 1),
    packet(3, 0x1_0000, 2),
    packet(4, 1_795_307_099, 892_822_220),
    packet(65_549, 0xffff_ffff, 999_999_999),
  ];
  const batch = new PacketBatch();
  const writer = new PcapngWriter();
  const expected = joined(packets.map((packet) => writer.packet(packet)));
  assertEquals(batch.encode(packets), expected);
  assertEquals(
    batch.encode(packets.slice(0, 2)),
    joined(
      packets.slice(0, 2).map((packet) => writer.packet(packet)),
    ),
  );
});

Deno.test("PacketBatch writes times exactly, at any second", () => {
  const batch = new PacketBatch();
  const writer = new PcapngWriter();
  for (let power = 0; power < 32; power++) {
    for (const step of [-1, 0, 1]) {
      const seconds = Math.max(0, 2 ** power + step);
      const one = packet(5, seconds, 4_294_967 * power);
      assertEquals(batch.encode([one]), writer.packet(one));
    }
  }
});

Deno.test("PacketBatch pads with zeros where a longer packet was before", () => {
  const batch = new PacketBatch();
  batch.encode([{ ...packet(64, 1, 1), bytes: new Uint8Array(64).fill(0xff) }]);
  const bytes = batch.encode([packet(1, 1, 1)]);
  assertEquals([...bytes.subarray(28, 32)], [1, 0, 0, 0]);
});

Deno.test("PacketBatch grows with what it is given", () => {
  const batch = new PacketBatch();
  const packets = Array.from({ length: 80 }, () => packet(65_000, 1, 1));
  const bytes = batch.encode(packets);
  assertEquals(bytes.length, 80 * (32 + 65_000));
  assert(batch.encode([]).length === 0);
});
