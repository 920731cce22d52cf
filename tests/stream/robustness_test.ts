import { assert, assertEquals } from "@std/assert";
import { decodeFrame } from "../../src/packet/mod.ts";
import { FlowTable } from "../../src/stream/mod.ts";
import { Random } from "../packet/random.ts";
import { framesOf, OPEN } from "./script.ts";

const SEED = 5961;
const CONVERSATION = `${OPEN}
  > PA 1 1 "request"
  < A 1 8
  < PA 1 8 *100
  < PA 101 8 *100
  > A 8 201
  > PA 8 201 "another"
  < PA 201 15 *50
  > FA 15 251
  < FA 251 16
  > A 16 252`;

Deno.test("FlowTable accounts for every byte that it hands out, however damaged the packets", () => {
  const random = new Random(SEED);
  const frames = framesOf(CONVERSATION);
  let events = 0;
  for (let round = 0; round < 1500; round++) {
    const table = new FlowTable();
    const next = new Map<string, number>();
    for (const frame of frames) {
      const packet = decodeFrame(
        random.below(3) === 0
          ? { ...frame, bytes: random.damaged(frame.bytes) }
          : frame,
      );
      const event = table.add(packet);
      if (!event) continue;
      events++;
      for (const { direction, offset, length } of event.data) {
        const stream = `${event.flow.number} ${direction}`;
        assertEquals(offset, next.get(stream) ?? 0, `round ${round}`);
        assert(length > 0);
        next.set(stream, offset + length);
      }
    }
    for (const { flow, data } of table.end()) {
      for (const { direction, offset, length } of data) {
        const stream = `${flow.number} ${direction}`;
        assertEquals(offset, next.get(stream) ?? 0, `round ${round}`);
        next.set(stream, offset + length);
      }
    }
    for (const flow of table.flows) {
      for (const direction of [0, 1] as const) {
        const told = next.get(`${flow.number} ${direction}`) ?? 0;
        assertEquals(flow.sides[direction].streamBytes, told);
      }
    }
  }
  assert(events > 5_000, `${events} events`);
});

Deno.test("FlowTable takes segments in any order, without any of them, or twice", () => {
  const random = new Random(SEED);
  const frames = framesOf(CONVERSATION);
  for (let round = 0; round < 1000; round++) {
    const table = new FlowTable();
    const shuffled = frames.flatMap((frame) =>
      [[], [frame], [frame], [frame, frame]][random.below(4)]
    );
    for (let swaps = random.below(6); swaps > 0 && shuffled[1]; swaps--) {
      const a = random.below(shuffled.length);
      const b = random.below(shuffled.length);
      [shuffled[a], shuffled[b]] = [shuffled[b], shuffled[a]];
    }
    for (const frame of shuffled) assert(table.add(decodeFrame(frame)));
    for (const { data } of table.end()) assert(data.length > 0);
    for (const { close, sides } of table.flows) {
      assert(close.kind);
      assert(sides[0].streamBytes <= 1000 && sides[1].streamBytes <= 1000);
    }
  }
});
