import { assertEquals } from "@std/assert";
import { ByteQueue } from "../../src/bytes/mod.ts";

Deno.test("ByteQueue views a chunk where nothing waits", () => {
  const queue = new ByteQueue();
  const chunk = new Uint8Array([1, 2, 3]);
  queue.push(chunk);
  assertEquals(queue.bytes.buffer, chunk.buffer);
  assertEquals(queue.length, 3);
});

Deno.test("ByteQueue puts what is left together with the next chunk", () => {
  const queue = new ByteQueue();
  queue.push(new Uint8Array([1, 2, 3]));
  queue.take(2);
  queue.push(new Uint8Array([4]));
  queue.push(new Uint8Array([5, 6]));
  assertEquals(queue.bytes, new Uint8Array([3, 4, 5, 6]));
  assertEquals(queue.offset, 2);
});

Deno.test("ByteQueue never overwrites bytes that were given out", () => {
  const queue = new ByteQueue();
  queue.push(new Uint8Array([1]));
  queue.push(new Uint8Array([2]));
  const taken = queue.take(2);
  queue.push(new Uint8Array([3]));
  queue.push(new Uint8Array([4]));
  assertEquals(taken, new Uint8Array([1, 2]));
});

Deno.test("ByteQueue never writes to a chunk that was pushed", () => {
  const queue = new ByteQueue();
  const whole = new Uint8Array([1, 2, 3, 4]);
  queue.push(whole.subarray(0, 2));
  queue.push(new Uint8Array([9]));
  assertEquals(whole, new Uint8Array([1, 2, 3, 4]));
  assertEquals(queue.bytes, new Uint8Array([1, 2, 9]));
});

Deno.test("ByteQueue takes no more than waits", () => {
  const queue = new ByteQueue();
  queue.push(new Uint8Array([1]));
  assertEquals(queue.take(5), new Uint8Array([1]));
  assertEquals(queue.offset, 1);
});

Deno.test("ByteQueue counts bytes that never came", () => {
  const queue = new ByteQueue();
  queue.skip(7);
  queue.push(new Uint8Array([1]));
  assertEquals(queue.offset, 7);
});

Deno.test("ByteQueue copies a byte only a few times when bytes come one by one", () => {
  const queue = new ByteQueue();
  const one = new Uint8Array(1);
  const buffers = new Set<ArrayBufferLike>();
  for (let i = 0; i < 200_000; i++) {
    queue.push(one);
    buffers.add(queue.bytes.buffer);
  }
  assertEquals(queue.length, 200_000);
  // All bytes are copied once into each buffer, and each is twice the last.
  assertEquals(buffers.size < 20, true, `${buffers.size} buffers`);
});
