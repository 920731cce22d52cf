/**
 * Values that one part of a program yields to another, in order.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { Queue } from "./queue.ts";
 *
 * const queue = new Queue<number>();
 * queue.push(1);
 * queue.push(2);
 * queue.close();
 * assertEquals(await Array.fromAsync(queue), [1, 2]);
 * ```
 */
export class Queue<T> implements AsyncIterable<T> {
  #values: T[] = [];
  #closed = false;
  #changed = Promise.withResolvers<void>();

  /** Adds a value at the end. */
  push(value: T): void {
    this.#values.push(value);
    this.#changed.resolve();
  }

  /** Says that no value will follow. */
  close(): void {
    this.#closed = true;
    this.#changed.resolve();
  }

  /** Takes the values as they come, until the queue is closed. */
  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, void> {
    for (;;) {
      const values = this.#values;
      this.#values = [];
      yield* values;
      if (this.#values.length > 0) continue;
      if (this.#closed) return;
      this.#changed = Promise.withResolvers();
      await this.#changed.promise;
    }
  }
}
