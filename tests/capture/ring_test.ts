import { assertEquals } from "@std/assert";
import { encodeRingRequest, PacketRing } from "../../src/capture/ring.ts";

const BLOCK_BYTES = 4096;
const BLOCKS = 3;
const FIRST_PACKET = 48;
const LINK_OFFSET = 82;
const NETWORK_OFFSET = 96;

interface Packet {
  readonly bytes: Uint8Array;
  readonly originalLength?: number;
  readonly vlan?: { tag: number; type?: number };
  readonly cooked?: { protocol: number; index: number; type: number };
}

/** Plays the kernel: fills a block and hands it over. */
function fill(memory: ArrayBuffer, block: number, packets: readonly Packet[]) {
  const view = new DataView(memory, block * BLOCK_BYTES, BLOCK_BYTES);
  let at = FIRST_PACKET;
  packets.forEach((packet, index) => {
    const link = packet.cooked ? NETWORK_OFFSET : LINK_OFFSET;
    const size = (link + packet.bytes.length + 15) & ~15;
    view.setUint32(at, index + 1 < packets.length ? size : 0, true);
    view.setUint32(at + 4, 1_700_000_000 + index, true);
    view.setUint32(at + 8, 999_999_999, true);
    view.setUint32(at + 12, packet.bytes.length, true);
    view.setUint32(at + 16, packet.originalLength ?? packet.bytes.length, true);
    view.setUint16(at + 24, link, true);
    if (packet.vlan) {
      const { tag, type } = packet.vlan;
      view.setUint32(at + 20, type === undefined ? 0x11 : 0x51, true);
      view.setUint32(at + 32, tag, true);
      view.setUint16(at + 36, type ?? 0, true);
    }
    if (packet.cooked) {
      view.setUint16(at + 50, packet.cooked.protocol);
      view.setInt32(at + 52, packet.cooked.index, true);
      view.setUint16(at + 56, 772, true);
      view.setUint8(at + 58, packet.cooked.type);
      view.setUint8(at + 59, 6);
      new Uint8Array(memory, block * BLOCK_BYTES + at + 60, 8)
        .set([1, 2, 3, 4, 5, 6, 7, 8]);
    }
    new Uint8Array(memory, block * BLOCK_BYTES + at + link)
      .set(packet.bytes);
    at += size;
  });
  view.setUint32(12, packets.length, true);
  view.setUint32(16, FIRST_PACKET, true);
  view.setUint32(8, 1, true);
}

function ringOf(cooked = false): { memory: ArrayBuffer; ring: PacketRing } {
  const memory = new ArrayBuffer(BLOCK_BYTES * BLOCKS);
  const geometry = { blockBytes: BLOCK_BYTES, blocks: BLOCKS };
  return { memory, ring: new PacketRing(memory, geometry, { cooked }) };
}

function frame(length: number, first = 0): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => first + index & 255);
}

Deno.test("PacketRing takes nothing until the kernel hands over a block", () => {
  const { memory, ring } = ringOf();
  assertEquals(ring.take(), undefined);
  assertEquals(ring.pending, false);
  new DataView(memory).setUint32(12, 3, true);
  assertEquals(ring.take(), undefined);
  assertEquals(ring.pending, true);
});

Deno.test("PacketRing reads every packet of a block, with time and lengths", () => {
  const { memory, ring } = ringOf();
  fill(memory, 0, [
    { bytes: frame(60) },
    { bytes: frame(77, 9), originalLength: 9000 },
    { bytes: frame(14) },
  ]);
  const packets = ring.take();
  assertEquals(packets?.map(({ bytes }) => bytes), [
    frame(60),
    frame(77, 9),
    frame(14),
  ]);
  assertEquals(packets?.map(({ seconds }) => seconds - 1_700_000_000), [
    0,
    1,
    2,
  ]);
  assertEquals(packets?.[0].nanoseconds, 999_999_999);
  assertEquals(packets?.map(({ originalLength }) => originalLength), [
    60,
    9000,
    14,
  ]);
});

Deno.test("PacketRing goes round: each block is given back with its counts cleared", () => {
  const { memory, ring } = ringOf();
  for (let turn = 0; turn < 2 * BLOCKS + 1; turn++) {
    const block = turn % BLOCKS;
    fill(memory, block, [{ bytes: frame(20, turn) }]);
    assertEquals(ring.take()?.[0].bytes, frame(20, turn));
    assertEquals(ring.pending, true);
    ring.release();
    const words = new Uint32Array(memory, block * BLOCK_BYTES, 4);
    assertEquals([words[2], words[3]], [0, 0]);
    assertEquals(ring.pending, false);
    assertEquals(ring.take(), undefined);
  }
});

Deno.test("PacketRing reads a block that was handed over empty", () => {
  const { memory, ring } = ringOf();
  fill(memory, 0, []);
  assertEquals(ring.take(), []);
});

Deno.test("PacketRing puts a VLAN tag back behind the addresses", () => {
  const { memory, ring } = ringOf();
  fill(memory, 0, [
    { bytes: frame(60), vlan: { tag: 0x2007 } },
    { bytes: frame(60), vlan: { tag: 0x0123, type: 0x88a8 } },
  ]);
  const [plain, provider] = ring.take() ?? [];
  assertEquals(
    plain.bytes,
    new Uint8Array([
      ...frame(12),
      ...[0x81, 0x00, 0x20, 0x07],
      ...frame(60).subarray(12),
    ]),
  );
  assertEquals(plain.originalLength, 64);
  assertEquals([...provider.bytes.subarray(12, 16)], [0x88, 0xa8, 0x01, 0x23]);
});

Deno.test("PacketRing puts a Linux cooked header before packets that have no link header", () => {
  const { memory, ring } = ringOf(true);
  const cooked = { protocol: 0x86dd, index: 0x0102, type: 4 };
  fill(memory, 0, [{ bytes: frame(40), cooked }, { bytes: frame(41), cooked }]);
  const packets = ring.take() ?? [];
  assertEquals(
    packets[0].bytes,
    new Uint8Array([
      ...[0x86, 0xdd, 0, 0, 0, 0, 1, 2, 3, 4, 4, 6],
      ...[1, 2, 3, 4, 5, 6, 0, 0],
      ...frame(40),
    ]),
  );
  assertEquals(packets[0].originalLength, 60);
  assertEquals(packets[1].bytes.subarray(20), frame(41));
});

Deno.test("PacketRing leaves empty views, not dangling ones, when its memory is taken away", () => {
  const { memory, ring } = ringOf();
  fill(memory, 0, [{ bytes: frame(60) }]);
  const [packet] = ring.take() ?? [];
  memory.transfer();
  assertEquals(packet.bytes.length, 0);
  ring.release();
});

Deno.test("encodeRingRequest() asks for as many frames as the blocks hold", () => {
  const [blockBytes, blocks, frameBytes, frames] = encodeRingRequest({
    blockBytes: 0x10_0000,
    blocks: 32,
  });
  assertEquals([blockBytes, blocks], [0x10_0000, 32]);
  assertEquals(frames, blocks * Math.floor(blockBytes / frameBytes));
});
