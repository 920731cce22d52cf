import { assertEquals } from "@std/assert";
import {
  ByteQueue,
  DecodeError,
  type EventSink,
  type ProblemEvent,
  StreamEmitter,
} from "../../src/bytes/mod.ts";

const REPORT = {
  code: "bad-line",
  outcome: "malformed",
  field: "line",
  problem: "it has no end",
} as const;

function open(bytes: readonly number[]): {
  emitter: StreamEmitter<never, "bad-line">;
  events: () => ProblemEvent<"bad-line">[];
} {
  const sink: EventSink<ProblemEvent<"bad-line">> = { events: [] };
  const queue = new ByteQueue();
  queue.push(Uint8Array.from(bytes));
  const emitter = new StreamEmitter<never, "bad-line">("TEST", 1, queue, sink);
  return { emitter, events: () => sink.events };
}

Deno.test("StreamEmitter.reject() takes the bytes that it speaks of", () => {
  const { emitter, events } = open([1, 2, 3]);
  emitter.reject(2, REPORT);
  const [{ start, end, direction, bytes, error, fields }] = events();
  assertEquals({ start, end, direction }, { start: 0, end: 2, direction: 1 });
  assertEquals(bytes, Uint8Array.of(1, 2));
  assertEquals(emitter.queue.length, 1);
  assertEquals(error.message, "Cannot decode TEST line: it has no end");
  assertEquals(fields(), [
    { name: "undecoded", offset: 0, length: 2, value: Uint8Array.of(1, 2) },
  ]);
});

Deno.test("StreamEmitter.rejectTaken() accounts for bytes that were taken before", () => {
  const { emitter, events } = open([1, 2, 3]);
  emitter.queue.take(3);
  emitter.rejectTaken(1, REPORT);
  const [{ start, end, fields }] = events();
  assertEquals({ start, end }, { start: 1, end: 3 });
  assertEquals(fields(), [
    { name: "undecoded", offset: 0, length: 2, value: null },
  ]);
});

Deno.test("StreamEmitter.report() and reportError() take no bytes", () => {
  const { emitter, events } = open([1, 2, 3]);
  const bytes = emitter.queue.take(2);
  emitter.report(REPORT, bytes);
  const error = new DecodeError("Cannot decode TEST line", {
    protocol: "test",
    outcome: "malformed",
    field: "line",
    offset: 0,
    needed: 1,
    available: 0,
  });
  emitter.reportError("bad-line", error, bytes);
  for (const event of events()) {
    assertEquals([event.start, event.end], [2, 2]);
    assertEquals(event.bytes, bytes);
    assertEquals(event.fields(), []);
  }
  assertEquals(
    events().map(({ error }) => error.message),
    ["Cannot accept TEST line: it has no end", "Cannot decode TEST line"],
  );
});
