import { assert, assertEquals, assertThrows } from "@std/assert";
import { DecodeError } from "../../src/bytes/mod.ts";
import {
  BlockType,
  CaptureReader,
  PcapMagic,
  PcapngWriter,
  SecretsType,
} from "../../src/pcap/mod.ts";
import { Random } from "../packet/random.ts";
import { Blocks, counting, pcapFile, readAll } from "./files.ts";

const SEED = 8949;
const packets = [
  { seconds: 1_700_000_000, fraction: 999_999, bytes: counting(60) },
  { seconds: 1_700_000_001, fraction: 0, bytes: counting(0) },
  {
    seconds: 0xffff_ffff,
    fraction: 1,
    bytes: counting(1500),
    originalLength: 9000,
  },
];

for (const littleEndian of [true, false]) {
  const order = littleEndian ? "little" : "big";
  for (
    const [unit, magic, nanos] of [
      ["microseconds", PcapMagic.MICROSECONDS, 1000],
      ["nanoseconds", PcapMagic.NANOSECONDS, 1],
      ["modified", PcapMagic.MODIFIED, 1000],
    ] as const
  ) {
    Deno.test(`CaptureReader reads pcap, ${order}-endian, ${unit}`, () => {
      const file = pcapFile({ littleEndian, magic, packets, linkType: 113 });
      const { frames, reader } = readAll(file);
      assertEquals(reader.format, "pcap");
      assertEquals(reader.truncated, false);
      assertEquals(
        frames,
        packets.map(({ seconds, fraction, bytes, originalLength }, index) => ({
          number: index + 1,
          seconds,
          nanoseconds: fraction * nanos,
          linkType: 113,
          bytes,
          originalLength: originalLength ?? bytes.length,
        })),
      );
    });
  }

  Deno.test(`CaptureReader reads pcapng, ${order}-endian, with all kinds of packets`, () => {
    const file = new Blocks({ littleEndian }).section()
      .interface({ linkType: 1, snapLength: 40 })
      .interface({ linkType: 101, resolution: 9 })
      .packet(1_700_000_000_000_001n, counting(61))
      .packet(1_700_000_000_000_000_001n, counting(20), 1)
      .block(BlockType.SIMPLE_PACKET, (writer) => {
        writer.u32(1000);
        writer.bytes(counting(40));
      })
      .block(BlockType.PACKET, (writer) => {
        writer.u16(1);
        writer.u16(0);
        writer.u32(0);
        writer.u32(5);
        writer.u32(3);
        writer.u32(70);
        writer.bytes(counting(3));
      })
      .finish();
    const { frames, reader } = readAll(file);
    assertEquals(reader.format, "pcapng");
    assertEquals(
      frames.map(({ bytes, ...frame }) => ({ ...frame, length: bytes.length })),
      [
        {
          number: 1,
          seconds: 1_700_000_000,
          nanoseconds: 1000,
          linkType: 1,
          originalLength: 61,
          length: 61,
        },
        {
          number: 2,
          seconds: 1_700_000_000,
          nanoseconds: 1,
          linkType: 101,
          originalLength: 20,
          length: 20,
        },
        {
          number: 3,
          seconds: 0,
          nanoseconds: 0,
          linkType: 1,
          originalLength: 1000,
          length: 40,
        },
        {
          number: 4,
          seconds: 0,
          nanoseconds: 5,
          linkType: 101,
          originalLength: 70,
          length: 3,
        },
      ],
    );
  });
}

Deno.test("CaptureReader reads sections of both byte orders in one file", () => {
  const file = new Uint8Array([
    ...new Blocks({ littleEndian: true }).section().interface()
      .packet(1n, counting(5)).finish(),
    ...new Blocks({ littleEndian: false }).section()
      .interface({ linkType: 113 }).packet(2n, counting(7)).finish(),
  ]);
  assertEquals(
    readAll(file).frames.map(({ number, linkType, nanoseconds }) => [
      number,
      linkType,
      nanoseconds,
    ]),
    [[1, 1, 1000], [2, 113, 2000]],
  );
});

Deno.test("CaptureReader forgets the interfaces of the section before", () => {
  const file = new Uint8Array([
    ...new Blocks().section().interface().finish(),
    ...new Blocks().section().packet(1n, counting(5)).finish(),
  ]);
  const error = assertThrows(() => readAll(file), DecodeError);
  assertEquals(error.field, "interface_id");
});

Deno.test("CaptureReader passes over blocks that it does not know", () => {
  const file = new Blocks().section().interface()
    .block(BlockType.NAME_RESOLUTION, (writer) => writer.bytes(counting(33)))
    .packet(1n, counting(5))
    .block(0x0bad, (writer) => writer.bytes(counting(200_000)))
    .block(0x4000_0bad, () => {})
    .packet(2n, counting(6))
    .finish();
  for (const chunkBytes of [1, 1000, file.length]) {
    const { frames } = readAll(file, chunkBytes);
    assertEquals(frames.map(({ bytes }) => bytes), [counting(5), counting(6)]);
  }
});

Deno.test("CaptureReader gives the key logs that a capture carries", () => {
  const writer = new PcapngWriter();
  const blocks = [
    writer.header(),
    writer.secrets("CLIENT_RANDOM 00 11\n"),
    writer.secrets("0011 SHARED_SECRET 22\n", SecretsType.SSH_KEY_LOG),
    writer.interface(),
    writer.packet({ seconds: 1, nanoseconds: 0, bytes: counting(4) }),
    writer.secrets("CLIENT_RANDOM 22 33\n"),
  ];
  const reader = new CaptureReader();
  for (const block of blocks) reader.push(block);
  assertEquals(reader.next()?.number, 1);
  assertEquals(reader.secrets, ["CLIENT_RANDOM 00 11\n"]);
  assertEquals(reader.next(), undefined);
  assertEquals(reader.secrets.length, 2);
});

Deno.test("CaptureReader counts the packets that the capturing program lost", () => {
  const writer = new PcapngWriter();
  const reader = new CaptureReader();
  for (const dropped of [3, 4]) {
    for (
      const block of [
        writer.header(),
        writer.interface(),
        writer.statistics({ seconds: 1, nanoseconds: 0, dropped: 1 }),
        writer.statistics({ seconds: 2, nanoseconds: 0, received: 9, dropped }),
      ]
    ) reader.push(block);
  }
  reader.end();
  assertEquals(reader.next(), undefined);
  assertEquals(reader.dropped, 7);
});

Deno.test("CaptureReader reads the same from chunks of any size", () => {
  const random = new Random(SEED);
  const big = Array.from({ length: 50 }, (_, index) => ({
    bytes: counting(random.below(3000), index),
  }));
  const blocks = new Blocks().section().interface();
  for (const { bytes } of big) blocks.packet(7n, bytes);
  for (const file of [pcapFile({ packets: big }), blocks.finish()]) {
    const whole = readAll(file).frames;
    assertEquals(
      whole.map(({ bytes }) => bytes),
      big.map(({ bytes }) => bytes),
    );
    for (const chunkBytes of [1, 2, 3, 15, 16, 17, 1000, 1024, 70_000]) {
      assertEquals(readAll(file, chunkBytes).frames, whole, `${chunkBytes}`);
    }
  }
});

Deno.test("CaptureReader takes several chunks before a frame is asked for", () => {
  const file = pcapFile({ packets });
  const reader = new CaptureReader();
  for (let at = 0; at < file.length; at += 10) {
    reader.push(file.subarray(at, at + 10));
  }
  assertEquals(reader.next()?.bytes, packets[0].bytes);
  assertEquals(reader.next()?.bytes, packets[1].bytes);
  assertEquals(reader.next()?.bytes, packets[2].bytes);
  assertEquals(reader.next(), undefined);
});

Deno.test("CaptureReader keeps frames that straddled two chunks", () => {
  const file = pcapFile({
    packets: [1, 2, 3, 4].map((first) => ({
      bytes: counting(100, first),
    })),
  });
  const { frames } = readAll(file, 61);
  assertEquals(
    frames.map(({ bytes }) => bytes),
    [1, 2, 3, 4].map((first) => counting(100, first)),
  );
});

Deno.test("CaptureReader ends cleanly wherever a file is cut, and tells", () => {
  const files = [
    pcapFile({ packets }),
    new Blocks().section().interface().packet(1n, counting(9))
      .block(0x0bad, (writer) => writer.bytes(counting(20)))
      .packet(2n, counting(9)).finish(),
  ];
  for (const file of files) {
    const whole = readAll(file).frames;
    const ends = new Set<number>();
    for (let length = 4; length < file.length; length++) {
      const { frames, reader } = readAll(file.subarray(0, length));
      assertEquals(frames, whole.slice(0, frames.length));
      if (!reader.truncated) ends.add(length);
    }
    assertEquals(ends.size, file === files[0] ? 3 : 4);
  }
});

Deno.test("CaptureReader reads on when more of a growing file comes", () => {
  const file = pcapFile({ packets });
  const reader = new CaptureReader();
  reader.push(file.subarray(0, 30));
  assertEquals(reader.next(), undefined);
  assertEquals(reader.truncated, false);
  reader.push(file.subarray(30, 110));
  assertEquals(reader.next()?.number, 1);
  assertEquals(reader.next(), undefined);
  reader.push(file.subarray(110));
  assertEquals(reader.next()?.number, 2);
  assertEquals(reader.next()?.number, 3);
  assertEquals(reader.next(), undefined);
});

function damageOf(file: Uint8Array): unknown[] {
  const { outcome, field, offset, message } = assertThrows(
    () => readAll(file),
    DecodeError,
  );
  assert(/^Cannot read \w+.*: /.test(message), message);
  return [outcome, field, offset];
}

Deno.test("CaptureReader refuses what is no capture, and says what it is", () => {
  assertEquals(damageOf(new Uint8Array(0)), ["truncated", "magic_number", 0]);
  assertEquals(damageOf(counting(3)), ["truncated", "magic_number", 0]);
  assertEquals(damageOf(counting(100)), ["unsupported", "magic_number", 0]);
  const gzip = new Uint8Array([0x1f, 0x8b, 8, 0, 0]);
  const error = assertThrows(() => readAll(gzip), DecodeError, "gzip");
  assertEquals(error.outcome, "unsupported");
});

Deno.test("CaptureReader tells where a file is damaged", () => {
  const pcap = pcapFile({ packets });
  new DataView(pcap.buffer).setUint32(24 + 76 + 8, 0xffff_ffff, true);
  assertEquals(damageOf(pcap), ["malformed", "captured_length", 24 + 76 + 8]);

  const damaged = (at: number, value: number): Uint8Array => {
    const file = new Blocks().section().interface().packet(1n, counting(9))
      .finish();
    new DataView(file.buffer).setUint32(at, value, true);
    return file;
  };
  const section = 28;
  const packet = section + 24;
  assertEquals(damageOf(damaged(8, 0x1111_1111)), [
    "malformed",
    "byte_order_magic",
    8,
  ]);
  assertEquals(damageOf(damaged(section + 4, 8)), [
    "malformed",
    "block_total_length",
    section + 4,
  ]);
  assertEquals(damageOf(damaged(packet + 4, 0x7fff_fff0)), [
    "malformed",
    "block_total_length",
    packet + 4,
  ]);
  assertEquals(damageOf(damaged(section + 20, 20)), [
    "malformed",
    "block_total_length",
    section + 20,
  ]);
  assertEquals(damageOf(damaged(packet + 8, 1)), [
    "malformed",
    "interface_id",
    packet + 8,
  ]);
  assertEquals(damageOf(damaged(packet + 20, 13)), [
    "malformed",
    "captured_packet_length",
    packet + 20,
  ]);
});

Deno.test("CaptureReader keeps to its error once a file is damaged", () => {
  const reader = new CaptureReader();
  reader.push(counting(100));
  const first = assertThrows(() => reader.next(), DecodeError);
  reader.push(pcapFile());
  assertEquals(assertThrows(() => reader.next(), DecodeError), first);
});

Deno.test("CaptureReader survives damaged files, in bounded time and memory", () => {
  const random = new Random(SEED);
  const writer = new PcapngWriter();
  const pcapng = new Uint8Array([
    ...writer.header({ application: "wirelab", os: "Linux" }),
    ...writer.interface({ name: "lo", filter: "tcp" }),
    ...writer.secrets("CLIENT_RANDOM 00 11\n"),
    ...writer.packet({ seconds: 1, nanoseconds: 2, bytes: counting(33) }),
    ...writer.packet({ seconds: 1, nanoseconds: 2, bytes: counting(60) }),
    ...writer.statistics({ seconds: 3, nanoseconds: 4, dropped: 1 }),
  ]);
  let read = 0;
  for (const file of [pcapFile({ packets }), pcapng]) {
    for (let round = 0; round < 4000; round++) {
      try {
        read += readAll(random.damaged(file), 1 + random.below(200)).frames
          .length;
      } catch (error) {
        assert(error instanceof DecodeError, String(error));
      }
    }
  }
  assert(read > 4000, `${read} frames`);
});
