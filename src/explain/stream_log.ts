import type { Direction } from "../stream/mod.ts";
import type { TlsEvent } from "../tls/mod.ts";
import { recordsOf } from "./carriers.ts";
import { Provenance } from "./provenance.ts";
import { HeldBytes } from "./held_bytes.ts";
import { type Carrier, NO_BYTES } from "./step.ts";

/** A range of one direction's bytes. */
export interface Range {
  /** Whose bytes. */
  readonly direction: Direction;
  /** Offset of the first byte in the direction's stream. */
  readonly start: number;
  /** Offset behind the last byte. */
  readonly end: number;
}

/** Remembers where the bytes of a conversation came from and, where they are recorded, what they were. */
export class StreamLog {
  readonly #provenance = [new Provenance(), new Provenance()] as const;
  readonly #held: readonly [HeldBytes, HeldBytes] | undefined;

  /**
   * Begins with no bytes.
   *
   * @param record Whether the bytes themselves are remembered.
   */
  constructor(record: boolean) {
    if (record) this.#held = [new HeldBytes(), new HeldBytes()];
  }

  /** Notes the next bytes of a direction. */
  add(
    direction: Direction,
    bytes: Uint8Array,
    frames: readonly number[],
  ): void {
    this.#provenance[direction].add(bytes.length, frames);
    this.#held?.[direction].add(bytes);
  }

  /** Notes that the next bytes of a direction are missing. */
  skip(direction: Direction, length: number): void {
    this.#provenance[direction].add(length, []);
    this.#held?.[direction].skip(length);
  }

  /** Bytes of a direction up to now, missing ones included. */
  length(direction: Direction): number {
    return this.#provenance[direction].length;
  }

  /** Names the frames that carried a range. */
  framesOf({ direction, start, end }: Range): readonly number[] {
    return this.#provenance[direction].framesOf(start, end);
  }

  /** The bytes of a range, which are then let go of; none where they are not recorded. */
  takeBytes({ direction, start, end }: Range): Uint8Array {
    const held = this.#held?.[direction];
    if (!held) return NO_BYTES.bytes();
    const bytes = held.range(start, end);
    held.forget(end);
    return bytes;
  }

  /** The records of an event; bytes that no later event needs are let go of. */
  takeRecords(event: TlsEvent): () => readonly Carrier[] {
    const held = this.#held?.[event.direction];
    if (!held) return NO_BYTES.carriers;
    const records = recordsOf(event, held);
    held.forget(event.end);
    return () => records;
  }
}
