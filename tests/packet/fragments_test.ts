import { assert, assertEquals } from "@std/assert";
import { tilingFault } from "../../src/bytes/mod.ts";
import { LinkType, type Packet, PacketDecoder } from "../../src/packet/mod.ts";
import type { Frame } from "../../src/pcap/mod.ts";
import { frameOf, ipv4, ipv6, tcp } from "./frames.ts";
import { Random } from "./random.ts";

const payload = Uint8Array.from({ length: 100 }, (_, index) => index);
const segment = tcp({ payload });

/** A part of the segment as an IPv4 packet. */
function part(start: number, end: number, identification = 7): Uint8Array {
  const more = end < segment.length ? 0x2000 : 0;
  return ipv4(segment.subarray(start, end), {
    identification,
    fragmentation: more | start / 8,
  });
}

function decodeAll(packets: readonly Uint8Array[], record = false): Packet[] {
  const decoder = new PacketDecoder();
  return packets.map((bytes, index) =>
    decoder.decode(
      frameOf(bytes, { linkType: LinkType.RAW, number: index + 1 }),
      { record },
    )
  );
}

Deno.test("PacketDecoder puts an IPv4 datagram together", () => {
  const packets = decodeAll([part(0, 48), part(48, 96), part(96, 120)], true);
  assertEquals(packets.map(({ tcp }) => tcp !== undefined), [
    false,
    false,
    true,
  ]);
  const [, , last] = packets;
  assertEquals(last.tcp?.payload, payload);
  assertEquals(last.tcp?.payloadLength, 100);
  assertEquals(last.datagram?.frames, [1, 2, 3]);
  assert(last.datagram?.fields);
  assertEquals(tilingFault(last.datagram.fields, 0, 120), undefined);
  assertEquals(tilingFault(last.fields ?? [], 0, 44), undefined);
});

Deno.test("PacketDecoder takes fragments in any order, and repeated ones", () => {
  const parts = [part(0, 48), part(48, 96), part(96, 120)];
  for (const order of [[2, 1, 0], [1, 2, 0], [0, 0, 2, 2, 1]]) {
    const packets = decodeAll(order.map((index) => parts[index]));
    assertEquals(packets.at(-1)?.tcp?.payload, payload, `${order}`);
    assertEquals(packets.slice(0, -1).some(({ tcp }) => tcp), false);
  }
});

Deno.test("PacketDecoder keeps the first copy of bytes that overlap", () => {
  const forged = part(48, 96).map((byte, at) => at < 20 ? byte : 0xee);
  const packets = decodeAll([part(0, 96), forged, part(96, 120)]);
  assertEquals(packets.at(-1)?.tcp?.payload, payload);
});

Deno.test("PacketDecoder tells datagrams apart by their identification", () => {
  const packets = decodeAll([part(0, 48, 1), part(48, 120, 2)]);
  assertEquals(packets.some(({ tcp }) => tcp), false);
});

Deno.test("PacketDecoder puts an IPv6 datagram together", () => {
  const first = ipv6(segment.subarray(0, 64), {
    nextHeader: 44,
    extensions: "0600 0001 0000002a",
  });
  const last = ipv6(segment.subarray(64), {
    nextHeader: 44,
    extensions: "0600 0040 0000002a",
  });
  const packets = decodeAll([last, first]);
  assertEquals(packets[1].tcp?.payload, payload);
});

Deno.test("PacketDecoder does not join a fragment that the capture cut", () => {
  const decoder = new PacketDecoder();
  const frames: Frame[] = [part(0, 48), part(48, 120)].map((bytes, index) =>
    frameOf(bytes, { linkType: LinkType.RAW, number: index + 1 })
  );
  const cut = { ...frames[1], bytes: frames[1].bytes.subarray(0, 60) };
  decoder.decode(frames[0]);
  assertEquals(decoder.decode(cut).tcp, undefined);
  assertEquals(decoder.decode(frames[1]).tcp?.payload, payload);
});

Deno.test("PacketDecoder says why a datagram that it joined is no segment", () => {
  const [, last] = decodeAll([
    ipv4(new Uint8Array(16), { protocol: 17, fragmentation: 0x2000 }),
    ipv4(new Uint8Array(16), { protocol: 17, fragmentation: 0x0002 }),
  ]);
  assertEquals(last.unsupported?.name, "UDP");
  assertEquals(last.datagram?.bytes.length, 32);
});

Deno.test("PacketDecoder forgets the oldest of too many unfinished datagrams", () => {
  const decoder = new PacketDecoder();
  const decode = (bytes: Uint8Array) =>
    decoder.decode(frameOf(bytes, { linkType: LinkType.RAW }));
  for (let identification = 0; identification < 300; identification++) {
    decode(part(0, 48, identification));
  }
  assertEquals(decode(part(48, 120, 0)).tcp, undefined);
  assertEquals(decode(part(48, 120, 299)).tcp?.payload, payload);
});

Deno.test("PacketDecoder takes random fragments", () => {
  const random = new Random(791);
  const decoder = new PacketDecoder();
  let whole = 0;
  for (let round = 0; round < 5000; round++) {
    const bytes = ipv4(new Uint8Array(random.below(64)), {
      identification: random.below(3),
      fragmentation: random.below(2) << 13 | random.below(16),
    });
    const packet = decoder.decode(frameOf(bytes, { linkType: LinkType.RAW }));
    if (packet.datagram) whole++;
  }
  assert(whole > 10, `${whole} datagrams`);
});
