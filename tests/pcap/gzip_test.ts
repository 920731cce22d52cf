import { assertEquals } from "@std/assert";
import { isGzip } from "../../src/pcap/mod.ts";
import { pcapFile, readAll } from "./files.ts";

Deno.test("isGzip() tells a compressed capture, which DecompressionStream opens", async () => {
  const file = pcapFile({ packets: [{ bytes: new Uint8Array(60) }] });
  const compressed = await new Response(
    new Blob([file]).stream().pipeThrough(new CompressionStream("gzip")),
  ).bytes();
  assertEquals(isGzip(compressed), true);
  assertEquals(isGzip(file), false);
  assertEquals(isGzip(compressed.subarray(0, 1)), false);
  const opened = await new Response(
    new Blob([compressed]).stream().pipeThrough(
      new DecompressionStream("gzip"),
    ),
  ).bytes();
  assertEquals(readAll(opened).frames.length, 1);
});
