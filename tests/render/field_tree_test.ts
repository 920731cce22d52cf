import { assert, assertEquals } from "@std/assert";
import { type Field, fromHex } from "../../src/bytes/mod.ts";
import { FieldNotes } from "../../src/explain/fields/mod.ts";
import {
  fieldTreeHead,
  type FieldTreeOptions,
  renderFieldTree,
} from "../../src/render/field_tree.ts";
import { paint } from "../../src/render/paint.ts";
import { widthOf } from "../../src/render/width.ts";

function draw(
  protocol: string,
  fields: readonly Field[],
  bytes: Uint8Array,
  more: Partial<FieldTreeOptions> = {},
): string[] {
  return renderFieldTree(fields, {
    protocol,
    notes: new FieldNotes("en"),
    bytes,
    columns: 78,
    paint: paint(false),
    hue: (text) => text,
    plain: (text) => text,
    cut: "…",
    ...more,
  });
}

function leaf(
  name: string,
  offset: number,
  length: number,
  more: Partial<Field> = {},
): Field {
  return { name, offset, length, value: null, ...more };
}

function group(name: string, fields: readonly Field[]): Field {
  const length = fields.reduce((sum, field) => sum + field.length, 0);
  return { name, offset: fields[0].offset, length, value: null, fields };
}

Deno.test("renderFieldTree() draws place, bytes, name, value and sentence", () => {
  const fields = [
    leaf("msg_type", 0, 1, { value: 2, text: "server_hello" }),
    leaf("length", 1, 3, { value: 118 }),
  ];
  assertEquals(draw("tls", fields, fromHex("02 000076")), [
    "    0     1  02                 msg_type  2 server_hello",
    "                                ServerHello: what the server chose of it.",
    "                                RFC 8446 §4.1.3",
    "    1     3  00 00 76           length  118",
    "                                Bytes of the message's body: it may be spread",
    "                                over records. RFC 8446 §4",
  ]);
});

Deno.test("renderFieldTree() puts a short sentence beside the value", () => {
  const fields = [leaf("CRLF", 0, 2, { value: "\r\n" })];
  assertEquals(draw("http", fields, fromHex("0d0a")), [
    '    0     2  0d 0a              CRLF  "\\r\\n"  Ends the line. RFC 9112 §2.2',
  ]);
});

Deno.test("renderFieldTree() goes on with the bytes beside the sentence, and tells where it cuts", () => {
  const bytes = Uint8Array.from({ length: 40 }, (_, index) => index);
  const lines = draw("tls", [leaf("encrypted_record", 0, 40)], bytes);
  assertEquals(lines, [
    "    0    40  00 01 02 03 04 05  encrypted_record",
    "             06 07 08 09 0a 0b  The content, encrypted: without the keys it",
    "             0c 0d 0e 0f 10 11… looks like noise. RFC 8446 §5.2",
  ]);
});

Deno.test("renderFieldTree() shows values of up to 32 bytes whole", () => {
  const bytes = Uint8Array.from({ length: 32 }, (_, index) => index);
  const lines = draw("ssh", [leaf("cookie", 0, 32)], bytes);
  assertEquals(lines.at(-1), "             1e 1f");
});

Deno.test("renderFieldTree() shows no bytes where they were not kept", () => {
  const lines = draw("ssh", [leaf("mac", 4, 16)], new Uint8Array());
  assertEquals(lines[0], "    4    16                     mac");
});

Deno.test("renderFieldTree() indents what a length announces, and tells a sentence once", () => {
  const suites = [0x1301, 0x1302].map((value, index) =>
    leaf("cipher_suite", 2 + 2 * index, 2, { value, text: `S${index}` })
  );
  const list = group("cipher_suites", [
    leaf("cipher_suites_length", 0, 2, { value: 4 }),
    ...suites,
  ]);
  const lines = draw("tls", [list], fromHex("0004 1301 1302"), {
    groups: [{ ...list, name: "server_hello" }],
  });
  assertEquals(lines, [
    "    0     2  00 04              cipher_suites_length  4",
    "                                How many bytes of this list or value follow,",
    "                                so that it can be told from the next.",
    "                                RFC 8446 §3.4",
    "    2     2  13 01               cipher_suite  0x1301 S0",
    "                                 The one that the server chose: cipher and",
    "                                 hash of this session. RFC 8446 §4.1.3",
    "    4     2  13 02               cipher_suite  0x1302 S1",
  ]);
});

Deno.test("renderFieldTree() draws tag and length of DER in one row, with its content beside", () => {
  const serial = group("serialNumber", [
    leaf("tag", 2, 1, { value: 2, text: "INTEGER" }),
    leaf("length", 3, 1, { value: 1 }),
    leaf("serialNumber", 4, 1),
  ]);
  const body = group("tbsCertificate", [
    leaf("tag", 0, 1, { value: 48, text: "SEQUENCE" }),
    leaf("length", 1, 1, { value: 3 }),
    serial,
  ]);
  const lines = draw("tls", [body], fromHex("3003 020105"));
  assertEquals(
    lines.filter((line) => line.trim().match(/^\d/)),
    [
      "    0     2  30 03              tbsCertificate  tag 48 SEQUENCE, length 3",
      "    2     2  02 01               serialNumber  tag 2 INTEGER, length 1",
      "    4     1  05                  serialNumber",
    ],
  );
});

Deno.test("renderFieldTree() draws each flag that is set in its place, and names the rest", () => {
  const flags = leaf("data_offset_flags", 12, 2, {
    value: 0x5012,
    bits: [
      { name: "data_offset", mask: 0xf000, value: 5 },
      { name: "reserved", mask: 0x0e00, value: 0 },
      { name: "ACK", mask: 0x0010, value: 1 },
      { name: "PSH", mask: 0x0008, value: 0 },
      { name: "SYN", mask: 0x0002, value: 1 },
    ],
  });
  const bytes = new Uint8Array(14);
  bytes.set([0x50, 0x12], 12);
  const lines = draw("tcp", [group("tcp", [flags])], bytes);
  assertEquals(
    lines.filter((line) => line.trim().match(/^\d/)),
    [
      "   12     2                     tcp",
      "   12     2  50 12               data_offset_flags",
      "   12     2  0101.... ........    data_offset  5",
      "   12     2  ........ ...1....    ACK  1",
      "   12     2  ........ ......1.    SYN  1",
      "   12     2                       reserved, PSH  0",
    ],
  );
});

Deno.test("renderFieldTree() wraps a long value, and cuts one that is too long", () => {
  const value = "word ".repeat(200);
  const lines = draw(
    "http",
    [leaf("field-value", 0, 1000, { value })],
    new Uint8Array(1000),
  );
  assert(lines.every((line) => widthOf(line) <= 78));
  assertEquals(lines.filter((line) => line.includes("word")).length, 8);
  assert(lines[8].endsWith("…"), lines[8]);
});

Deno.test("renderFieldTree() lets nothing from a peer act on the terminal", () => {
  const fields = [
    leaf("field-value", 0, 9, { value: "\x1b[31mred\r\n" }),
    leaf("K_S", 9, 9, { text: "\x1b[31mred\u202e" }),
  ];
  const text = draw("http", fields, new Uint8Array(18)).join("");
  assert(!/[\p{Cc}\p{Cf}]/u.test(text), text);
});

Deno.test("renderFieldTree() keeps the name of a section on one line, in Chinese as well", () => {
  for (let columns = 60; columns < 100; columns++) {
    const lines = draw(
      "tcp",
      [group("tcp", [leaf("window", 0, 2)])],
      fromHex("ffff"),
      {
        columns,
        notes: new FieldNotes("zh"),
      },
    );
    assert(
      lines.some((line) => line.includes("RFC 9293 §3.8.6")),
      `${columns}`,
    );
    assert(lines.every((line) => widthOf(line) <= columns), `${columns}`);
  }
});

Deno.test("fieldTreeHead() heads the columns", () => {
  assertEquals(
    fieldTreeHead({
      offset: "at",
      length: "len",
      bytes: "bytes",
      title: "packet, 74 bytes",
    }),
    "   at   len  bytes              packet, 74 bytes",
  );
});
