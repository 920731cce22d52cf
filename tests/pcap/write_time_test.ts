import { assertEquals } from "@std/assert";
import { writeTime } from "../../src/pcap/write_time.ts";

Deno.test("writeTime() is exact to the nanosecond, up to the last second of 32 bits", () => {
  const view = new DataView(new ArrayBuffer(8));
  for (const seconds of [0, 1, 65_535, 65_536, 1_700_000_000, 0xffff_ffff]) {
    for (const nanoseconds of [0, 1, 999_999_999]) {
      writeTime(view, 0, seconds, nanoseconds);
      const upper = BigInt(view.getUint32(0, true));
      const lower = BigInt(view.getUint32(4, true));
      assertEquals(
        upper << 32n | lower,
        BigInt(seconds) * 1_000_000_000n + BigInt(nanoseconds),
      );
    }
  }
});
