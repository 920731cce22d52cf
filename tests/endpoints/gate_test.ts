import { assertEquals } from "@std/assert";
import { Gate } from "../../src/endpoints/gate.ts";

/** Tasks that end when they are told to, and the order of what happened. */
function tasks() {
  const log: string[] = [];
  const ends: (() => void)[] = [];
  const start = async (name: string) => {
    log.push(`${name} starts`);
    const { promise, resolve } = Promise.withResolvers<void>();
    ends.push(resolve);
    await promise;
    log.push(`${name} ends`);
  };
  return { log, ends, start };
}

Deno.test("Gate with a limit of one runs tasks one after another", async () => {
  const gate = new Gate(1);
  const { log, ends, start } = tasks();
  async function runAll() {
    for (const name of ["a", "b"]) {
      await gate.ready();
      gate.run(() => start(name));
    }
    await gate.idle();
  }
  const all = runAll();
  await gate.ready().then(() => {});
  for (const end of [0, 1]) {
    while (ends.length <= end) await Promise.resolve();
    ends[end]();
  }
  await all;
  assertEquals(log, ["a starts", "a ends", "b starts", "b ends"]);
});

Deno.test("Gate runs as many tasks at a time as its limit", async () => {
  const gate = new Gate(2);
  const { ends, start } = tasks();
  gate.run(() => start("a"));
  gate.run(() => start("b"));
  let third = false;
  const ready = gate.ready().then(() => {
    third = true;
  });
  await Promise.resolve();
  assertEquals([gate.open, third], [2, false]);
  ends[1]();
  await ready;
  assertEquals([gate.open, third], [1, true]);
  ends[0]();
  await gate.idle();
  assertEquals(gate.open, 0);
});

Deno.test("Gate is idle at once where nothing runs", async () => {
  await new Gate(1).idle();
});
