import { assert, assertEquals, assertThrows } from "@std/assert";
import { DecodeError, fromHex, tilingFault } from "../../src/bytes/mod.ts";
import { headerBlockFields, HpackDecoder } from "../../src/http/hpack.ts";

/** Blocks that one decoder gets in order, and the fields that come out. */
interface Vector {
  readonly name: string;
  readonly tableBytes?: number;
  readonly blocks: readonly (readonly [hex: string, fields: string[]])[];
}

const REQUESTS = [
  [":method: GET", ":scheme: http", ":path: /", ":authority: www.example.com"],
  [
    ":method: GET",
    ":scheme: http",
    ":path: /",
    ":authority: www.example.com",
    "cache-control: no-cache",
  ],
  [
    ":method: GET",
    ":scheme: https",
    ":path: /index.html",
    ":authority: www.example.com",
    "custom-key: custom-value",
  ],
];

const RESPONSES = [
  [
    ":status: 302",
    "cache-control: private",
    "date: Mon, 21 Oct 2013 20:13:21 GMT",
    "location: https://www.example.com",
  ],
  [
    ":status: 307",
    "cache-control: private",
    "date: Mon, 21 Oct 2013 20:13:21 GMT",
    "location: https://www.example.com",
  ],
  [
    ":status: 200",
    "cache-control: private",
    "date: Mon, 21 Oct 2013 20:13:22 GMT",
    "location: https://www.example.com",
    "content-encoding: gzip",
    "set-cookie: foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1",
  ],
];

/** RFC 7541 appendix C. */
const VECTORS: readonly Vector[] = [
  {
    name: "C.2.1: literal with indexing",
    blocks: [[
      "400a 6375 7374 6f6d 2d6b 6579 0d63 7573 746f 6d2d 6865 6164 6572",
      ["custom-key: custom-header"],
    ]],
  },
  {
    name: "C.2.2: literal without indexing",
    blocks: [["040c 2f73 616d 706c 652f 7061 7468", [":path: /sample/path"]]],
  },
  {
    name: "C.2.3: literal never indexed",
    blocks: [[
      "1008 7061 7373 776f 7264 0673 6563 7265 74",
      ["password: secret"],
    ]],
  },
  { name: "C.2.4: indexed", blocks: [["82", [":method: GET"]]] },
  {
    name: "C.3: requests without Huffman coding",
    blocks: [
      ["8286 8441 0f77 7777 2e65 7861 6d70 6c65 2e63 6f6d", REQUESTS[0]],
      ["8286 84be 5808 6e6f 2d63 6163 6865", REQUESTS[1]],
      [
        "8287 85bf 400a 6375 7374 6f6d 2d6b 6579 0c63 7573 746f 6d2d 7661 6c75 65",
        REQUESTS[2],
      ],
    ],
  },
  {
    name: "C.4: requests with Huffman coding",
    blocks: [
      ["8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff", REQUESTS[0]],
      ["8286 84be 5886 a8eb 1064 9cbf", REQUESTS[1]],
      [
        "8287 85bf 4088 25a8 49e9 5ba9 7d7f 8925 a849 e95b b8e8 b4bf",
        REQUESTS[2],
      ],
    ],
  },
  {
    name: "C.5: responses without Huffman coding, in a table of 256 bytes",
    tableBytes: 256,
    blocks: [
      [
        "4803 3330 3258 0770 7269 7661 7465 611d 4d6f 6e2c 2032 3120 4f63 7420 " +
        "3230 3133 2032 303a 3133 3a32 3120 474d 546e 1768 7474 7073 3a2f 2f77 " +
        "7777 2e65 7861 6d70 6c65 2e63 6f6d",
        RESPONSES[0],
      ],
      ["4803 3330 37c1 c0bf", RESPONSES[1]],
      [
        "88c1 611d 4d6f 6e2c 2032 3120 4f63 7420 3230 3133 2032 303a 3133 3a32 " +
        "3220 474d 54c0 5a04 677a 6970 7738 666f 6f3d 4153 444a 4b48 514b 425a " +
        "584f 5157 454f 5049 5541 5851 5745 4f49 553b 206d 6178 2d61 6765 3d33 " +
        "3630 303b 2076 6572 7369 6f6e 3d31",
        RESPONSES[2],
      ],
    ],
  },
  {
    name: "C.6: responses with Huffman coding, in a table of 256 bytes",
    tableBytes: 256,
    blocks: [
      [
        "4882 6402 5885 aec3 771a 4b61 96d0 7abe 9410 54d4 44a8 2005 9504 0b81 " +
        "66e0 82a6 2d1b ff6e 919d 29ad 1718 63c7 8f0b 97c8 e9ae 82ae 43d3",
        RESPONSES[0],
      ],
      ["4883 640e ffc1 c0bf", RESPONSES[1]],
      [
        "88c1 6196 d07a be94 1054 d444 a820 0595 040b 8166 e084 a62d 1bff c05a " +
        "839b d9ab 77ad 94e7 821d d7f2 e6c7 b335 dfdf cd5b 3960 d5af 2708 7f36 " +
        "72c1 ab27 0fb5 291f 9587 3160 65c0 03ed 4ee5 b106 3d50 07",
        RESPONSES[2],
      ],
    ],
  },
];

/** A block that sets the table's size: 5-bit prefix 001. */
function sizeUpdate(tableBytes: number): Uint8Array {
  const rest = tableBytes - 31;
  return tableBytes < 31
    ? new Uint8Array([0x20 | tableBytes])
    : rest < 128
    ? new Uint8Array([0x3f, rest])
    : new Uint8Array([0x3f, 0x80 | rest & 0x7f, rest >> 7]);
}

for (const { name, tableBytes, blocks } of VECTORS) {
  Deno.test(`HpackDecoder decodes RFC 7541 ${name}`, () => {
    const decoder = new HpackDecoder();
    if (tableBytes) decoder.decode(sizeUpdate(tableBytes));
    for (const [hex, expected] of blocks) {
      const block = fromHex(hex);
      const fields = decoder.decode(block);
      assertEquals(
        fields.map(({ name, value }) => `${name}: ${value}`),
        expected,
      );
      const tree = headerBlockFields(block, fields, 9);
      assertEquals(tilingFault(tree, 9, block.length), undefined);
      assertEquals(tree.map(({ text }) => text), expected);
    }
  });
}

Deno.test("HpackDecoder tells how each field was written", () => {
  const fields = new HpackDecoder().decode(
    fromHex("82 41 01 61 04 01 62 10 01 63 01 64"),
  );
  assertEquals(fields, [
    { name: ":method", value: "GET", form: "indexed", index: 2, lost: false },
    {
      name: ":authority",
      value: "a",
      form: "literal with indexing",
      index: 1,
      lost: false,
    },
    {
      name: ":path",
      value: "b",
      form: "literal without indexing",
      index: 4,
      lost: false,
    },
    {
      name: "c",
      value: "d",
      form: "literal never indexed",
      index: 0,
      lost: false,
    },
  ]);
});

Deno.test("HpackDecoder evicts the oldest entries", () => {
  const decoder = new HpackDecoder();
  // 33 + 1 + 1 bytes an entry: 70 bytes hold two of them.
  decoder.decode(sizeUpdate(70));
  decoder.decode(fromHex("4001 6101 31 4001 6201 32 4001 6301 33"));
  const [newest, older] = decoder.decode(fromHex("be bf"));
  assertEquals([newest.name, older.name], ["c", "b"]);
  assertThrows(() => decoder.decode(fromHex("c0")), DecodeError, "no entry 64");
});

Deno.test("HpackDecoder empties the table for an entry that is larger", () => {
  const decoder = new HpackDecoder();
  decoder.decode(sizeUpdate(40));
  decoder.decode(fromHex("4001 6101 31"));
  decoder.decode(fromHex("4001 6109 313233343536373839"));
  assertThrows(() => decoder.decode(fromHex("be")), DecodeError, "no entry 62");
});

Deno.test("HpackDecoder takes no larger table than the peer allows", () => {
  const decoder = new HpackDecoder();
  assertThrows(() => decoder.decode(sizeUpdate(8192)), DecodeError, "allowed");
  decoder.allow(8192);
  assertEquals(decoder.decode(sizeUpdate(8192)), []);
});

Deno.test("HpackDecoder keeps no table of many megabytes, whoever allows it", () => {
  const decoder = new HpackDecoder();
  decoder.allow(2 ** 32 - 1);
  const error = assertThrows(
    () => decoder.decode(fromHex("3f e1 ff ff 0f")),
    DecodeError,
  );
  assertEquals(error.outcome, "unsupported");
});

Deno.test("HpackDecoder stops at a list that grows out of all proportion", () => {
  const decoder = new HpackDecoder({ maxListBytes: 10_000 });
  const bomb = new Uint8Array(5_003).fill(0xbe);
  bomb.set([0x40, 0x01, 0x61, 0x01, 0x62]);
  const error = assertThrows(() => decoder.decode(bomb), DecodeError, "longer");
  assertEquals(error.outcome, "unsupported");
});

for (
  const [what, hex] of [
    ["an index of 0", "80"],
    ["an index beyond the tables", "be"],
    ["an integer that does not end", "ff ff ff ff ff ff ff"],
    ["an integer that is cut off", "ff"],
    ["a string that is longer than the block", "40 05 61"],
    ["a size update after a field", "82 20"],
    ["a Huffman string with wrong padding", "00 81 00 00"],
  ]
) {
  Deno.test(`HpackDecoder rejects ${what}`, () => {
    assertThrows(() => new HpackDecoder().decode(fromHex(hex)), DecodeError);
  });
}

Deno.test("HpackDecoder rejects every block that is cut inside a field", () => {
  const block = fromHex("4008 6375 7374 6f6d 2d6b 0163");
  for (let length = 1; length < block.length; length++) {
    assertThrows(
      () => new HpackDecoder().decode(block.subarray(0, length)),
      DecodeError,
    );
  }
});

Deno.test("HpackDecoder goes on after lost blocks: new entries count from the newest", () => {
  const decoder = new HpackDecoder();
  decoder.decode(fromHex("4001 6101 31"));
  decoder.forget();
  const [lost] = decoder.decode(fromHex("be"));
  assertEquals([lost.name, lost.lost], ["", true]);
  decoder.decode(fromHex("4001 6201 32"));
  const [known, unknown] = decoder.decode(fromHex("be bf"));
  assertEquals([known.name, known.value], ["b", "2"]);
  assert(unknown.lost);
});
