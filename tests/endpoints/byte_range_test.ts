import { assertEquals } from "@std/assert";
import { readRange } from "../../src/endpoints/byte_range.ts";

Deno.test("readRange() reads one range, and cuts it at the end of the file", () => {
  for (
    const [header, start, length] of [
      ["bytes=0-", 0, 10],
      ["bytes=0-0", 0, 1],
      ["bytes=9-9", 9, 1],
      ["bytes=3-99", 3, 7],
      ["bytes=3-99999999999999999999999", 3, 7],
      ["bytes=-1", 9, 1],
      ["bytes=-10", 0, 10],
      ["bytes=-99", 0, 10],
      ["Bytes= 2-3 ", 2, 2],
    ] as const
  ) assertEquals(readRange(header, 10), { start, length }, header);
});

Deno.test("readRange() tells of a range that lies beyond the end", () => {
  for (
    const header of ["bytes=10-", "bytes=10-20", "bytes=99999-", "bytes=-0"]
  ) {
    assertEquals(readRange(header, 10), "beyond", header);
  }
  assertEquals(readRange("bytes=0-", 0), "beyond");
});

Deno.test("readRange() leaves aside what is no single range of bytes", () => {
  for (
    const header of [
      "",
      "bytes",
      "bytes=",
      "bytes=-",
      "bytes=5-4",
      "bytes=a-b",
      "bytes=1-2,4-5",
      "bytes=0x1-2",
      "bytes=1.5-2",
      "bytes=+1-2",
      "lines=1-2",
    ]
  ) assertEquals(readRange(header, 10), undefined, header);
  assertEquals(readRange("bytes=-5", 0), undefined);
});
