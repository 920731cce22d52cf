import { assertEquals } from "@std/assert";
import { TickClock } from "../../src/pcap/tick_clock.ts";
import { Random } from "../packet/random.ts";

function read(clock: TickClock, ticks: bigint): [number, number] {
  clock.set(Number(ticks >> 32n), Number(ticks & 0xffff_ffffn));
  return [clock.seconds, clock.nanoseconds];
}

Deno.test("TickClock is exact for every resolution", () => {
  const random = new Random(9);
  for (let exponent = 0; exponent <= 40; exponent++) {
    for (const binary of [false, true]) {
      const clock = new TickClock(exponent | (binary ? 0x80 : 0), 0n);
      const perSecond = (binary ? 2n : 10n) ** BigInt(exponent);
      for (let round = 0; round < 200; round++) {
        const seconds = BigInt(random.below(0xffff_ffff));
        const rest = BigInt(random.below(0xffff_ffff)) * perSecond >> 32n;
        const edge = [0n, perSecond - 1n, rest][round % 3];
        const ticks = seconds * perSecond + edge;
        if (ticks >> 64n) continue;
        assertEquals(
          read(clock, ticks),
          [Number(seconds), Number(edge * 1_000_000_000n / perSecond)],
          `${ticks} ticks of ${binary ? 2 : 10}^-${exponent}`,
        );
      }
    }
  }
});

Deno.test("TickClock adds the offset of the interface", () => {
  assertEquals(read(new TickClock(6, 100n), 2_000_001n), [102, 1000]);
  assertEquals(read(new TickClock(9, -1n), 2_000_000_001n), [1, 1]);
});

Deno.test("TickClock takes the largest ticks at the coarsest and finest resolution", () => {
  const ticks = 0xffff_ffff_ffff_ffffn;
  for (const resolution of [0, 1, 0x80, 0x7f, 0xff]) {
    const [seconds, nanoseconds] = read(new TickClock(resolution, 0n), ticks);
    assertEquals(Number.isFinite(seconds), true);
    assertEquals(nanoseconds >= 0 && nanoseconds < 1e9, true);
  }
});
