import type { Direction } from "../stream/mod.ts";
import type { Content } from "./content.ts";
import type { Side } from "./step.ts";
import { sideOf } from "./words.ts";

/** The longest time in which neither side said anything, and who broke the silence. */
export interface Pause {
  /** Length in seconds. */
  readonly seconds: number;
  /** Who spoke again. */
  readonly endedBy: Side;
}

/** Measures a conversation: round trips of its handshake, first answer, longest pause. */
export class Pace {
  #roundTrips = 0;
  #lastHandshake: Direction | undefined;
  #handshakeStart: number | undefined;
  #handshakeEnd: number | undefined;
  #clientData: number | undefined;
  #firstAnswer: number | undefined;
  #longest: Pause | undefined;
  #last: number | undefined;
  #pendingHandshake = false;
  #dataBegan = false;
  #flights = 0;

  /** Round trips that the handshake above TCP took. */
  get roundTrips(): number {
    return this.#roundTrips;
  }

  /** Flights of the handshake up to here: runs of messages of one side. */
  get flights(): number {
    return this.#flights;
  }

  /** Seconds that the handshake above TCP took, from its first message to its last. */
  get handshakeSeconds(): number | undefined {
    return this.#handshakeStart === undefined ||
        this.#handshakeEnd === undefined
      ? undefined
      : this.#handshakeEnd - this.#handshakeStart;
  }

  /** Seconds from the client's first bytes to the server's first bytes. */
  get firstAnswerSeconds(): number | undefined {
    return this.#clientData === undefined || this.#firstAnswer === undefined
      ? undefined
      : this.#firstAnswer - this.#clientData;
  }

  /** The longest silence. */
  get longestPause(): Pause | undefined {
    return this.#longest;
  }

  /** Takes what a segment contained, before the segment itself. */
  content(content: Content): void {
    if (content.stage === "data") this.#dataBegan = true;
    if (content.stage !== "handshake") return;
    const { direction } = content;
    const last = this.#lastHandshake;
    this.#lastHandshake = direction;
    if (last !== direction) this.#flights++;
    // One that comes later, a renegotiation, is not what the data waited for.
    if (this.#dataBegan) return;
    if (last === 0 && direction === 1) this.#roundTrips++;
    this.#pendingHandshake = true;
  }

  /**
   * Takes the next segment.
   *
   * @param direction Who sent it.
   * @param row Bytes that it carried; whether it breaks a silence; seconds since the conversation began.
   */
  row(
    direction: Direction,
    row: { length: number; speaks: boolean; time: number },
  ): void {
    const { length, speaks, time } = row;
    if (speaks) this.#breakSilence(direction, time);
    if (this.#pendingHandshake) {
      this.#handshakeStart ??= time;
      this.#handshakeEnd = time;
      this.#pendingHandshake = false;
    }
    if (length === 0) return;
    if (direction === 0) this.#clientData ??= time;
    else if (this.#clientData !== undefined) this.#firstAnswer ??= time;
  }

  #breakSilence(direction: Direction, time: number): void {
    const seconds = this.#last === undefined ? 0 : time - this.#last;
    if (seconds > (this.#longest?.seconds ?? 0)) {
      this.#longest = { seconds, endedBy: sideOf(direction) };
    }
    this.#last = time;
  }
}
