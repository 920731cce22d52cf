import type { Direction } from "../bytes/mod.ts";
import { TcpFlag } from "../packet/segment.ts";
import type { Close, CloseKind, Fin, Reset } from "./close.ts";

/** What decides how a conversation is closed. */
export interface CloseSegment {
  /** Who sent it. */
  readonly direction: Direction;
  /** Number of its frame. */
  readonly frame: number;
  /** Bits of `TcpFlag`. */
  readonly flags: number;
  /** Whether it acknowledges the receiver's FIN. */
  readonly acknowledgesFin: boolean;
  /** Bytes of data that were not sent before. */
  readonly newBytes: number;
}

/** Collects what shows how a conversation was closed. */
export class CloseTracker {
  readonly #fins: [Fin | undefined, Fin | undefined] = [undefined, undefined];
  #first: Direction | undefined;
  #bytesAfterFirstFin = 0;
  #reset: Reset | undefined;
  #opening: "none" | "syn" | "opening" | "open" = "none";

  /** The verdict up to here. */
  get close(): Close {
    return {
      kind: this.#kind(),
      first: this.#first ?? this.#reset?.direction,
      fins: [this.#fins[0], this.#fins[1]],
      bytesAfterFirstFin: this.#bytesAfterFirstFin,
      complete: this.#fins.every((fin) => fin?.acknowledgedBy !== undefined),
      reset: this.#reset,
    };
  }

  /** Whether both FINs were acknowledged, or RST has come. */
  get over(): boolean {
    const [client, server] = this.#fins;
    return this.#reset !== undefined ||
      (client?.acknowledgedBy !== undefined &&
        server?.acknowledgedBy !== undefined);
  }

  /** Takes the next segment. */
  add(segment: CloseSegment): void {
    const { direction, frame, flags } = segment;
    if (flags & TcpFlag.RST) {
      this.#reset ??= { direction, frame, after: this.#stage() };
      return;
    }
    this.#open(flags);
    const peer = direction === 0 ? 1 : 0;
    const peerFin = this.#fins[peer];
    if (segment.acknowledgesFin && peerFin?.acknowledgedBy === undefined) {
      this.#fins[peer] = peerFin && { ...peerFin, acknowledgedBy: frame };
    }
    if (this.#first !== undefined && this.#first !== direction) {
      this.#bytesAfterFirstFin += segment.newBytes;
    }
    if (flags & TcpFlag.FIN && !this.#fins[direction]) {
      this.#fins[direction] = { frame, acknowledgedBy: undefined };
      this.#first ??= direction;
    }
  }

  #open(flags: number): void {
    if (flags & TcpFlag.SYN) {
      if (this.#opening === "open") return;
      const answers = (flags & TcpFlag.ACK) !== 0;
      if (answers) this.#opening = "opening";
      else if (this.#opening === "none") this.#opening = "syn";
    } else {
      this.#opening = "open";
    }
  }

  #stage(): Reset["after"] {
    const fins = this.#fins.filter((fin) => fin !== undefined).length;
    if (fins > 0) return fins === 2 ? "both-fins" : "fin";
    if (this.#opening === "syn" || this.#opening === "opening") {
      return this.#opening;
    }
    return "data";
  }

  #kind(): CloseKind {
    const reset = this.#reset;
    const both = this.#fins[0] && this.#fins[1];
    if (reset && reset.after !== "both-fins") {
      return reset.after === "syn" && reset.direction === 1
        ? "refused"
        : "reset";
    }
    if (both) return this.#farewell();
    return this.#first === undefined ? "open" : "half-closed";
  }

  /** Tells the ways apart in which both ends can have sent FIN. */
  #farewell(): CloseKind {
    const first = this.#first ?? 0;
    const acknowledgedBy = this.#fins[first]?.acknowledgedBy;
    const answer = this.#fins[1 - first]?.frame ?? 0;
    if (acknowledgedBy === answer) return "three-way";
    return acknowledgedBy !== undefined && acknowledgedBy < answer
      ? "four-way"
      : "simultaneous";
  }
}
