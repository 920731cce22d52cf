/**
 * Recorded conversations, for tests that may read no file.
 *
 * `samples.json` is made from the captures of `tests/data` by
 * `deno test -A tests/live/tls_samples_test.ts -- --update`.
 *
 * @module
 */
import { KeyLog } from "../../src/tls/mod.ts";
import type { Part } from "../event_tiling.ts";
import samples from "./samples.json" with { type: "json" };

/** A recorded conversation. */
export interface Recorded {
  /** Name of the capture, and which of its conversations it is. */
  readonly name: string;
  /** The secrets of its sessions, in the format of a key log. */
  readonly keys: string;
  readonly parts: readonly Part[];
}

/** What `samples.json` holds of a capture. */
export interface StoredSample {
  readonly name: string;
  readonly keys: string;
  /** Steps of each conversation: who sent, and what in base64. */
  readonly conversations: readonly (readonly (readonly [number, string])[])[];
}

/** All recorded conversations that have any bytes. */
export const RECORDED: readonly Recorded[] = samples.flatMap(readStored);

function readStored(sample: {
  name: string;
  keys: string;
  conversations: (number | string)[][][];
}): Recorded[] {
  return sample.conversations
    .map((steps, index) => ({
      name: `${sample.name} ${index}`,
      keys: sample.keys,
      parts: steps.map(([direction, base64]) => ({
        direction: direction === 0 ? 0 as const : 1 as const,
        bytes: bytesOf(String(base64)),
      })),
    }))
    .filter(({ parts }) => parts.length > 0);
}

/** The conversations of one capture. */
export function recorded(name: string): Recorded[] {
  return RECORDED.filter((item) => item.name.startsWith(`${name} `));
}

/** A key log of the secrets of a recording. */
export function keyLogOf({ keys }: { keys: string }): KeyLog {
  const log = new KeyLog();
  log.add(keys);
  return log;
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
