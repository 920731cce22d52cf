import type { Direction } from "../bytes/mod.ts";

/**
 * How a conversation was closed.
 *
 * - `four-way`: FIN, ACK, FIN, ACK.
 * - `three-way`: the second FIN came on the segment that acknowledges the first one.
 * - `simultaneous`: each end sent its FIN before it had seen the other's.
 * - `half-closed`: one end has sent FIN, the other has not (yet).
 * - `reset`: one end sent RST.
 * - `refused`: RST answered the SYN.
 * - `open`: the capture ends first.
 */
export type CloseKind =
  | "four-way"
  | "three-way"
  | "simultaneous"
  | "half-closed"
  | "reset"
  | "refused"
  | "open";

/** The verdict on the close of a conversation, with its evidence. */
export interface Close {
  /** How it was closed. */
  readonly kind: CloseKind;
  /** Who sent the first FIN, or, where there is none, the RST; `undefined` while it is open. */
  readonly first: Direction | undefined;
  /** Each end's FIN, the client's at 0: its frame and the frame that acknowledged it. */
  readonly fins: readonly [Fin | undefined, Fin | undefined];
  /** Bytes that the other end still sent after the first FIN: more than 0 makes it a half-close. */
  readonly bytesAfterFirstFin: number;
  /** Whether both ends have sent FIN and had it acknowledged. */
  readonly complete: boolean;
  /** The first RST. */
  readonly reset: Reset | undefined;
}

/** One end's FIN. */
export interface Fin {
  /** Frame that carried it. */
  readonly frame: number;
  /** Frame that acknowledged it, where one was captured. */
  readonly acknowledgedBy: number | undefined;
}

/** A reset. */
export interface Reset {
  /** Who sent it. */
  readonly direction: Direction;
  /** Frame that carried it. */
  readonly frame: number;
  /**
   * What it came after: a SYN that was not answered, an opening that was not
   * completed, an open connection, the FIN of one end, or those of both.
   */
  readonly after: "syn" | "opening" | "data" | "fin" | "both-fins";
}
