import { assertEquals } from "@std/assert";
import {
  addSequence,
  isBefore,
  sequenceDifference,
} from "../../src/stream/mod.ts";

Deno.test("sequenceDifference() goes the short way around", () => {
  const top = 0xffff_ffff;
  for (
    const [a, b, difference] of [
      [0, 0, 0],
      [1, 0, 1],
      [0, top, 1],
      [top, 0, -1],
      [5, top - 4, 10],
      [0x7fff_ffff, 0, 0x7fff_ffff],
      [0x8000_0001, 0, -0x7fff_ffff],
    ]
  ) assertEquals(sequenceDifference(a, b), difference);
});

Deno.test("isBefore() is the other way around for the other order", () => {
  const numbers = [0, 1, 2, 0x7fff_fffe, 0x8000_0000, 0xffff_fffe, 0xffff_ffff];
  for (const a of numbers) {
    for (const step of [1, 2, 1000, 0x7fff_ffff]) {
      const b = addSequence(a, step);
      assertEquals([isBefore(a, b), isBefore(b, a)], [true, false]);
    }
    assertEquals(isBefore(a, a), false);
  }
});

Deno.test("addSequence() stays within 32 bits in both directions", () => {
  assertEquals(addSequence(0xffff_ffff, 2), 1);
  assertEquals(addSequence(1, -2), 0xffff_ffff);
});
