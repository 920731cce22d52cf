/**
 * What the events of every protocol have to hold: those of one direction tile
 * its byte stream, and the fields of each tile the event.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import { type Field, tilingFault } from "../src/bytes/mod.ts";

/** What an event of any protocol has. */
export interface StreamEvent {
  readonly kind: string;
  readonly direction: 0 | 1;
  readonly start: number;
  readonly end: number;
  fields(): readonly Field[];
}

/** A conversation of any protocol. */
export interface Conversation<E extends StreamEvent> {
  push(direction: 0 | 1, bytes: Uint8Array): E[];
  gap(direction: 0 | 1, length: number): E[];
  end(direction: 0 | 1): E[];
}

/** The next bytes of a direction, or how many are missing. */
export interface Part {
  readonly direction: 0 | 1;
  readonly bytes?: Uint8Array;
  readonly missing?: number;
}

/** Feeds a conversation, checks that its events tile the streams, and gives them. */
export function converse<E extends StreamEvent>(
  conversation: Conversation<E>,
  parts: Iterable<Part>,
): E[] {
  const events: E[] = [];
  const told: [number, number] = [0, 0];
  const given: [number, number] = [0, 0];
  const take = (more: E[]): void => {
    for (const event of more) {
      const { direction, start, end, kind } = event;
      assertEquals(start, told[direction], `${kind} does not follow`);
      assert(end >= start, `${kind} ends before it starts`);
      const fault = tilingFault(event.fields(), 0, end - start);
      assert(fault === undefined, `${kind} at ${start}: ${fault}`);
      told[direction] = end;
      events.push(event);
    }
  };
  for (const { direction, bytes, missing } of parts) {
    given[direction] += bytes?.length ?? missing ?? 0;
    take(
      bytes
        ? conversation.push(direction, bytes)
        : conversation.gap(direction, missing ?? 0),
    );
  }
  take(conversation.end(0));
  take(conversation.end(1));
  assertEquals(told, given, "not every byte is accounted for");
  return events;
}

/** Puts the parts of each direction into pieces of a size, the order kept. */
export function* inPieces(
  parts: Iterable<Part>,
  size: number,
): Generator<Part> {
  for (const part of parts) {
    const { direction, bytes } = part;
    if (!bytes) {
      yield part;
      continue;
    }
    for (let at = 0; at < bytes.length; at += size) {
      yield { direction, bytes: bytes.subarray(at, at + size) };
    }
  }
}

/** Every way to cut a recording short: after each byte of it. */
export function* truncations(parts: readonly Part[]): Generator<Part[]> {
  for (const [index, part] of parts.entries()) {
    const { direction, bytes } = part;
    for (let length = 0; bytes && length < bytes.length; length++) {
      yield [
        ...parts.slice(0, index),
        { direction, bytes: bytes.subarray(0, length) },
      ];
    }
  }
}

/**
 * Random changes of a recording: bytes changed, removed, doubled, lost.
 *
 * @param seed The same seed gives the same changes.
 */
export function* mutations(
  parts: readonly Part[],
  count: number,
  seed: number,
): Generator<Part[]> {
  const random = generator(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  for (let round = 0; round < count; round++) {
    yield parts.flatMap((part) => {
      const { direction, bytes } = part;
      if (!bytes || below(3) > 0) return [part];
      const at = below(bytes.length);
      switch (below(5)) {
        case 0: {
          const changed = bytes.slice();
          for (let n = below(4); n >= 0; n--) {
            changed[below(changed.length)] = below(256);
          }
          return [{ direction, bytes: changed }];
        }
        case 1:
          return [{ direction, bytes: bytes.subarray(at) }];
        case 2:
          return [part, part];
        case 3:
          return [
            { direction, bytes: bytes.subarray(0, at) },
            { direction, missing: 1 + below(bytes.length) },
            { direction, bytes: bytes.subarray(at) },
          ];
        default:
          return [{ direction, missing: bytes.length }];
      }
    });
  }
}

/** Random numbers from 0 to 1 that a seed decides (xorshift). */
function generator(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
