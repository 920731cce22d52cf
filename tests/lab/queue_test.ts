import { assertEquals } from "@std/assert";
import { Queue } from "../../src/lab/queue.ts";

Deno.test("Queue yields what was pushed before and after it is read, in order", async () => {
  const queue = new Queue<number>();
  queue.push(1);
  const read = Array.fromAsync(queue);
  queue.push(2);
  await Promise.resolve();
  for (let value = 3; value < 100; value++) {
    queue.push(value);
    if (value % 7 === 0) {
      await new Promise((resolve) => queueMicrotask(() => resolve(0)));
    }
  }
  queue.close();
  assertEquals(await read, Array.from({ length: 99 }, (_, index) => index + 1));
});

Deno.test("Queue ends at once when it is closed empty", async () => {
  const queue = new Queue<number>();
  const read = Array.fromAsync(queue);
  queue.close();
  assertEquals(await read, []);
});

Deno.test("Queue still yields what was pushed before it was closed", async () => {
  const queue = new Queue<number>();
  const values = queue[Symbol.asyncIterator]();
  const first = values.next();
  queue.push(1);
  queue.push(2);
  queue.close();
  assertEquals(await first, { done: false, value: 1 });
  assertEquals(await values.next(), { done: false, value: 2 });
  assertEquals(await values.next(), { done: true, value: undefined });
});
