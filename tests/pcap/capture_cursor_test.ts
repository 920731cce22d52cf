import { assertEquals } from "@std/assert";
import { CaptureCursor } from "../../src/pcap/mod.ts";
import { Blocks, counting, pcapFile } from "./files.ts";

Deno.test("CaptureCursor reads from one buffer that is filled again and again", () => {
  const lengths = Array.from({ length: 200 }, (_, index) => index * 7 % 900);
  const blocks = new Blocks().section().interface();
  for (const length of lengths) blocks.packet(1n, counting(length, length));
  const file = blocks.finish();
  for (const size of [13, 500, 4096]) {
    const buffer = new Uint8Array(size);
    const cursor = new CaptureCursor();
    const seen: number[] = [];
    for (let at = 0; at < file.length; at += size) {
      const chunk = file.subarray(at, at + size);
      buffer.set(chunk);
      cursor.push(buffer.subarray(0, chunk.length));
      while (cursor.next()) {
        const { start, capturedLength } = cursor.record;
        assertEquals(
          cursor.bytes.subarray(start, start + capturedLength),
          counting(capturedLength, capturedLength),
        );
        seen.push(capturedLength);
      }
      buffer.fill(0xee);
    }
    cursor.end();
    assertEquals(seen, lengths, `chunks of ${size} bytes`);
    assertEquals(cursor.number, lengths.length);
    assertEquals(cursor.truncated, false);
    assertEquals(cursor.offset, file.length);
  }
});

Deno.test("CaptureCursor names the format once it is known", () => {
  const cursor = new CaptureCursor();
  assertEquals(cursor.format, undefined);
  cursor.push(pcapFile());
  assertEquals(cursor.next(), false);
  assertEquals(cursor.format, "pcap");
  assertEquals(cursor.secrets, []);
  assertEquals(cursor.dropped, 0);
});

Deno.test("CaptureCursor says where it is in the file", () => {
  const cursor = new CaptureCursor();
  const file = pcapFile({
    packets: [{ bytes: counting(4) }, { bytes: counting(5) }],
  });
  cursor.push(file.subarray(0, 50));
  cursor.next();
  assertEquals(cursor.offset, 44);
  cursor.push(file.subarray(50));
  cursor.next();
  assertEquals(cursor.offset, file.length);
});
