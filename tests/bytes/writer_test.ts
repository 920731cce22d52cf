import { assertEquals } from "@std/assert";
import { ByteReader, ByteWriter, toHex } from "../../src/bytes/mod.ts";

Deno.test("ByteWriter writes numbers in network order", () => {
  const writer = new ByteWriter();
  writer.u8(1);
  writer.u16(0x0203);
  writer.u32(0x04050607);
  writer.u64(0x08090a0b0c0d0e0fn);
  assertEquals(toHex(writer.finish()), "0102030405060708090a0b0c0d0e0f");
});

Deno.test("ByteWriter writes little-endian numbers where it is asked to", () => {
  const writer = new ByteWriter({ littleEndian: true });
  writer.u16(0x0201);
  writer.u32(0x06050403);
  writer.u64(0x0e0d0c0b0a090807n);
  assertEquals(toHex(writer.finish()), "0102030405060708090a0b0c0d0e");
});

Deno.test("ByteWriter writes what ByteReader reads", () => {
  const writer = new ByteWriter();
  writer.u8(0xff);
  writer.u16(0xffff);
  writer.u32(0xffff_ffff);
  writer.u64(0xffff_ffff_ffff_ffffn);
  const reader = new ByteReader(writer.finish(), "test");
  assertEquals(reader.u8("a"), 0xff);
  assertEquals(reader.u16("b"), 0xffff);
  assertEquals(reader.u32("c"), 0xffff_ffff);
  assertEquals(reader.u64("d"), 0xffff_ffff_ffff_ffffn);
  reader.end();
});

Deno.test("ByteWriter grows past its first buffer and loses no byte", () => {
  const writer = new ByteWriter();
  const expected: number[] = [];
  for (let i = 0; i < 1000; i++) {
    writer.u8(i & 0xff);
    expected.push(i & 0xff);
  }
  const large = new Uint8Array(5000).fill(7);
  writer.bytes(large);
  assertEquals(writer.length, 6000);
  assertEquals(writer.finish(), new Uint8Array([...expected, ...large]));
});

Deno.test("ByteWriter copies the bytes it is given", () => {
  const writer = new ByteWriter();
  const source = new Uint8Array([1, 2]);
  writer.bytes(source);
  source[0] = 9;
  assertEquals(writer.finish(), new Uint8Array([1, 2]));
});

Deno.test("ByteWriter.align() writes zeros up to the boundary, none where it stands on it", () => {
  for (let length = 0; length <= 8; length++) {
    const writer = new ByteWriter();
    writer.bytes(new Uint8Array(length).fill(0xff));
    writer.align(4);
    const padded = Math.ceil(length / 4) * 4;
    assertEquals(writer.length, padded);
    assertEquals(
      [...writer.finish().subarray(length)],
      Array(padded - length).fill(0),
    );
  }
});
