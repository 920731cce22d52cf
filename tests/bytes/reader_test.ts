import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  ByteReader,
  DecodeError,
  leavesOf,
  tilingFault,
} from "../../src/bytes/mod.ts";

function bytes(...values: number[]): Uint8Array {
  return new Uint8Array(values);
}

Deno.test("ByteReader reads numbers of every width in network order", () => {
  const data = Uint8Array.from({ length: 18 }, (_, index) => 0xf0 + index);
  const reader = new ByteReader(data, "test");
  assertEquals(reader.u8("a"), 0xf0);
  assertEquals(reader.u16("b"), 0xf1f2);
  assertEquals(reader.u24("c"), 0xf3f4f5);
  assertEquals(reader.u32("d"), 0xf6f7f8f9);
  assertEquals(reader.u64("e"), 0xfafbfcfdfeff0001n);
  assert(reader.done);
});

Deno.test("ByteReader reads a view into a larger buffer at its own offset", () => {
  const reader = new ByteReader(bytes(9, 9, 1, 2, 3).subarray(2), "test");
  assertEquals(reader.u16("a"), 0x0102);
  assertEquals(reader.offset, 2);
});

Deno.test("ByteReader keeps to the bounds it is given", () => {
  const data = bytes(0, 1, 2, 3, 4);
  const reader = new ByteReader(data, "test", { offset: 1, length: 2 });
  assertEquals(reader.remaining, 2);
  assertEquals(reader.peek(1), 2);
  assertEquals(reader.peek(2), undefined);
  assertThrows(() => reader.take("a", 3), DecodeError);
  assertEquals(reader.rest("a"), bytes(1, 2));
});

Deno.test("ByteReader refuses bounds that reach past the bytes", () => {
  const data = bytes(1, 2, 3);
  for (
    const bounds of [
      { offset: 4 },
      { offset: -1 },
      { length: 4 },
      { length: -1 },
      { offset: 2, length: 2 },
    ]
  ) {
    assertThrows(() => new ByteReader(data, "test", bounds), DecodeError);
  }
});

Deno.test("ByteReader names protocol, field, offset and what was missing", () => {
  const reader = new ByteReader(bytes(1, 2, 3), "tls");
  reader.u16("version");
  const error = assertThrows(
    () => reader.u32("random"),
    DecodeError,
    "Cannot decode tls random: it needs 4 bytes, 1 are left",
  );
  assertEquals(
    [error.protocol, error.field, error.offset, error.needed, error.available],
    ["tls", "random", 2, 4, 1],
  );
  assertEquals(error.outcome, "malformed");
  assert(error instanceof RangeError);
});

Deno.test("ByteReader stays where it was when a read fails", () => {
  const reader = new ByteReader(bytes(7, 8), "test");
  assertThrows(() => reader.u32("a"), DecodeError);
  assertEquals(reader.u16("b"), 0x0708);
});

Deno.test("ByteReader refuses a negative length", () => {
  const reader = new ByteReader(bytes(7, 8), "test");
  reader.u8("a");
  assertThrows(() => reader.take("b", -1), DecodeError);
  assertEquals(reader.offset, 1);
});

Deno.test("ByteReader.take() returns a view, not a copy", () => {
  const data = bytes(1, 2, 3);
  const taken = new ByteReader(data, "test").take("a", 2);
  data[0] = 9;
  assertEquals(taken, bytes(9, 2));
});

Deno.test("ByteReader.text() gives one character a byte", () => {
  const reader = new ByteReader(bytes(0x68, 0xe9, 0xff), "test");
  const text = reader.text("a");
  assertEquals(text.length, 3);
  assertEquals(text.slice(0, 2), "hé");
});

Deno.test("ByteReader.vector() gives a reader that cannot see past its content", () => {
  for (const prefixBytes of [1, 2, 3, 4] as const) {
    const prefix = [0, 0, 0, 2].slice(4 - prefixBytes);
    const reader = new ByteReader(bytes(...prefix, 5, 6, 7), "test");
    const content = reader.vector(prefixBytes, "list");
    assertEquals(content.remaining, 2);
    assertThrows(() => content.u24("too_much"), DecodeError);
    assertEquals(content.rest("items"), bytes(5, 6));
    assertEquals(reader.u8("after"), 7);
  }
});

Deno.test("ByteReader.vector() rejects a length that reaches past its bounds, whatever it declares", () => {
  const reader = new ByteReader(bytes(0xff, 0xff, 0xff, 0xff, 1), "test");
  const error = assertThrows(() => reader.vector(4, "list"), DecodeError);
  assertEquals([error.needed, error.available], [0xffff_ffff, 1]);
});

Deno.test("ByteReader.end() rejects bytes that are left", () => {
  const reader = new ByteReader(bytes(1, 2), "test");
  reader.u8("a");
  assertThrows(
    () => reader.end("message"),
    DecodeError,
    "Cannot decode test message: 1 bytes are left after its end",
  );
  reader.u8("b");
  reader.end();
});

Deno.test("ByteReader records nothing unless it is asked to", () => {
  const reader = new ByteReader(bytes(1, 2), "test");
  reader.group("pair", () => reader.u8("a"));
  reader.annotate({ text: "one" });
  assertEquals(reader.fields, undefined);
});

Deno.test("ByteReader records fields that tile what it read", () => {
  const data = bytes(1, 0, 3, 0xaa, 0xbb, 0xcc, 5, 6, 7, 8);
  const reader = new ByteReader(data, "test", { record: true });
  reader.u8("type");
  reader.annotate({ text: "hello", bits: [] });
  const content = reader.vector(2, "body");
  content.group("pair", () => {
    content.u8("left");
    content.u8("right");
  });
  content.rest("tail");
  reader.sub("sub", 2).u16("number");
  reader.text("word", 2);
  reader.end();

  const fields = reader.fields ?? [];
  assertEquals(tilingFault(fields, 0, data.length), undefined);
  assertEquals(
    [...leavesOf(fields)].map((field) => [
      field.name,
      field.offset,
      field.length,
    ]),
    [
      ["type", 0, 1],
      ["body_length", 1, 2],
      ["left", 3, 1],
      ["right", 4, 1],
      ["tail", 5, 1],
      ["number", 6, 2],
      ["word", 8, 2],
    ],
  );
  assertEquals(fields[0].text, "hello");
  assertEquals(fields.map((field) => field.name), [
    "type",
    "body",
    "sub",
    "word",
  ]);
});

Deno.test("ByteReader keeps the fields that were read before an error", () => {
  const reader = new ByteReader(bytes(1, 2, 3), "test", { record: true });
  assertThrows(() => {
    const content = reader.vector(1, "body");
    content.u8("first");
    content.u8("second");
  }, DecodeError);
  assertEquals(
    [...leavesOf(reader.fields ?? [])].map((field) => field.name),
    ["body_length", "first"],
  );
});

Deno.test("ByteReader cut at every length reads it all or throws DecodeError", () => {
  const data = bytes(3, 3, 2, 0xca, 0xfe, 0, 0, 1, 9);
  function decode(cut: Uint8Array): void {
    const reader = new ByteReader(cut, "test");
    reader.u16("version");
    reader.vector(1, "session").rest("id");
    reader.vector(3, "body").u8("byte");
    reader.end();
  }
  decode(data);
  for (let length = 0; length < data.length; length++) {
    assertThrows(() => decode(data.subarray(0, length)), DecodeError);
  }
});
