import { assert, assertEquals } from "@std/assert";
import { fromHex, tilingFault } from "../../src/bytes/mod.ts";
import {
  decodeFrame,
  LinkType,
  type Segment,
  TCP_OPTION_NAMES,
} from "../../src/packet/mod.ts";
import { frameOf, ipv4, tcp } from "./frames.ts";
import { Random } from "./random.ts";

function segmentWith(options: string): Segment {
  const bytes = ipv4(tcp({ options }));
  const frame = frameOf(bytes, { linkType: LinkType.RAW });
  const { tcp: segment, fields } = decodeFrame(frame, { record: true });
  assertEquals(tilingFault(fields ?? [], 0, bytes.length), undefined);
  assert(segment);
  return segment;
}

Deno.test("decodeTcpOptions() reads what a SYN offers", () => {
  const { options } = segmentWith(
    "020405b4 0402 080a 11223344 55667788 01 030307",
  );
  assertEquals(options, [
    { type: "maximum-segment-size", kind: 2, length: 4, bytes: 1460 },
    { type: "sack-permitted", kind: 4, length: 2 },
    {
      type: "timestamps",
      kind: 8,
      length: 10,
      value: 0x11223344,
      echo: 0x55667788,
    },
    { type: "no-operation", kind: 1, length: 1 },
    { type: "window-scale", kind: 3, length: 3, shift: 7 },
  ]);
});

Deno.test("decodeTcpOptions() reads the blocks of SACK", () => {
  const { options } = segmentWith(
    "0101 0512 00000064 000000c8 fffffff0 00000010",
  );
  assertEquals(options.at(-1), {
    type: "sack",
    kind: 5,
    length: 18,
    blocks: [{ start: 100, end: 200 }, { start: 0xffff_fff0, end: 16 }],
  });
});

Deno.test("decodeTcpOptions() reads the rarer options", () => {
  const types = (options: string) =>
    segmentWith(options).options.map((option) => {
      const { kind: _, length: __, ...rest } = option;
      return rest;
    });
  assertEquals(types("1c04 8005"), [{ type: "user-timeout", seconds: 300 }]);
  assertEquals(types("1d08 0102 aabbccdd"), [
    { type: "authentication", keyId: 1, nextKeyId: 2 },
  ]);
  assertEquals(types("1e04 2005"), [{ type: "multipath", subtype: 2 }]);
  assertEquals(types("2206 01020304 0101")[0], {
    type: "fast-open",
    cookie: fromHex("01020304"),
  });
  assertEquals(types("fd04 0ed0"), [
    { type: "experiment", identifier: 0x0ed0 },
  ]);
  assertEquals(types("1312 00000000000000000000000000000000 0101")[0], {
    type: "other",
    data: new Uint8Array(16),
  });
});

Deno.test("decodeTcpOptions() keeps an option that no registry names", () => {
  const { options } = segmentWith("c804 abcd");
  assertEquals(options, [
    { type: "other", kind: 200, length: 4, data: fromHex("abcd") },
  ]);
});

Deno.test("decodeTcpOptions() keeps a known option of the wrong length as it is", () => {
  const { options } = segmentWith("0206 05b40000 0101");
  assertEquals(options[0].type, "other");
  assertEquals(options.length, 3);
});

for (const length of ["00", "01"]) {
  Deno.test(`decodeTcpOptions() ends at an option of length ${Number(length)}`, () => {
    const { options } = segmentWith(`01 05${length} 0a 01010101`);
    assertEquals(options.map(({ type }) => type), [
      "no-operation",
      "malformed",
    ]);
  });
}

Deno.test("decodeTcpOptions() ends at an option that is longer than the header", () => {
  const { options } = segmentWith("0101 080a");
  assertEquals(options.at(-1), {
    type: "malformed",
    kind: 8,
    length: 2,
    data: fromHex("080a"),
  });
});

Deno.test("decodeTcpOptions() takes what follows the end of the options as padding", () => {
  const { options } = segmentWith("01 00 0804");
  assertEquals(options.map(({ type }) => type), ["no-operation", "end"]);
});

Deno.test("decodeTcpOptions() accounts for every byte of random options", () => {
  const random = new Random(793);
  for (let round = 0; round < 2000; round++) {
    const bytes = new Uint8Array(4 * (1 + random.below(10)));
    for (let at = 0; at < bytes.length; at++) {
      const kinds = [0, 1, 2, 3, 4, 5, 8, 10, random.below(256)];
      bytes[at] = kinds[random.below(kinds.length)];
    }
    const options = Array.from(
      bytes,
      (byte) => byte.toString(16).padStart(2, "0"),
    );
    const segment = segmentWith(options.join(""));
    const ended = segment.options.some(({ type }) => type === "end");
    const total = segment.options.reduce((sum, { length }) => sum + length, 0);
    assert(ended ? total <= bytes.length : total === bytes.length);
  }
});

Deno.test("TCP_OPTION_NAMES names all kinds that IANA has assigned", () => {
  const assigned = [
    ...Array.from({ length: 25 }, (_, kind) => kind),
    ...[26, 27, 28, 29, 30, 34, 69, 172, 174, 253, 254],
  ];
  assertEquals(Object.keys(TCP_OPTION_NAMES).map(Number), assigned);
});
