import type { Direction } from "../bytes/mod.ts";
import { TcpFlag } from "../packet/segment.ts";
import type { TcpState } from "./tcp_state.ts";

/** What decides how a segment moves the states of both ends. */
export interface StateSegment {
  /** Who sent it. */
  readonly direction: Direction;
  /** Bits of `TcpFlag`. */
  readonly flags: number;
  /** Whether it acknowledges the receiver's FIN. */
  readonly acknowledgesFin: boolean;
}

/**
 * Follows both ends of a conversation through the states of TCP.
 *
 * A capture shows segments, not ends: each state is the one that its end
 * enters when it has sent, or received, the segments that were seen.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc9293#section-3.3.2 | RFC 9293, section 3.3.2}
 */
export class ConnectionState {
  readonly #states: [TcpState, TcpState] = ["CLOSED", "LISTEN"];
  /** Ends that were open and are closed for good: what they send now are echoes. */
  readonly #over: [boolean, boolean] = [false, false];

  /** Takes up a conversation whose ends were both closed. */
  resume(): void {
    this.#states[0] = this.#states[1] = "CLOSED";
    this.#over[0] = this.#over[1] = true;
  }

  /** State of the client and of the server. */
  get states(): readonly [TcpState, TcpState] {
    return [this.#states[0], this.#states[1]];
  }

  /** State of one end. */
  of(direction: Direction): TcpState {
    return this.#states[direction];
  }

  /** Takes the next segment. */
  add({ direction, flags, acknowledgesFin }: StateSegment): void {
    const peer = direction === 0 ? 1 : 0;
    if (flags & TcpFlag.RST) {
      this.#states[0] = this.#states[1] = "CLOSED";
      this.#over[0] = this.#over[1] = true;
    } else if (flags & TcpFlag.SYN) {
      this.#open(direction, peer, (flags & TcpFlag.ACK) !== 0);
    } else {
      this.#transfer(direction, peer);
      if (acknowledgesFin) this.#confirm(peer);
      if (flags & TcpFlag.FIN) this.#close(direction, peer);
    }
  }

  #open(own: Direction, peer: Direction, accepts: boolean): void {
    if (this.#isOpen(own) || this.#isOpen(peer)) return;
    if (accepts) {
      this.#states[own] = "SYN-RECEIVED";
      this.#states[peer] = "ESTABLISHED";
    } else {
      this.#states[own] = this.#states[own] === "SYN-RECEIVED"
        ? "SYN-RECEIVED"
        : "SYN-SENT";
      this.#states[peer] = "SYN-RECEIVED";
    }
  }

  /** Any segment of another kind shows that its sender, and so the receiver, has finished the opening. */
  #transfer(own: Direction, peer: Direction): void {
    if (!this.#isOpen(own)) this.#states[own] = "ESTABLISHED";
    if (!this.#isOpen(peer)) this.#states[peer] = "ESTABLISHED";
  }

  /** The FIN of `end` was acknowledged. */
  #confirm(end: Direction): void {
    switch (this.#states[end]) {
      case "FIN-WAIT-1":
        this.#states[end] = "FIN-WAIT-2";
        break;
      case "CLOSING":
        this.#states[end] = "TIME-WAIT";
        break;
      case "LAST-ACK":
        this.#states[end] = "CLOSED";
        this.#over[end] = true;
        break;
    }
  }

  #close(own: Direction, peer: Direction): void {
    switch (this.#states[own]) {
      case "ESTABLISHED":
      case "SYN-RECEIVED":
        this.#states[own] = "FIN-WAIT-1";
        if (this.#states[peer] === "ESTABLISHED") {
          this.#states[peer] = "CLOSE-WAIT";
        }
        break;
      case "CLOSE-WAIT":
        if (this.#states[peer] === "FIN-WAIT-2") {
          this.#states[own] = "LAST-ACK";
          this.#states[peer] = "TIME-WAIT";
        } else {
          // It has not seen the peer's FIN: the two crossed on the way.
          this.#states[own] = "CLOSING";
          this.#states[peer] = "CLOSING";
        }
        break;
    }
  }

  /** Whether an end is behind the opening. */
  #isOpen(end: Direction): boolean {
    if (this.#over[end]) return true;
    switch (this.#states[end]) {
      case "CLOSED":
      case "LISTEN":
      case "SYN-SENT":
      case "SYN-RECEIVED":
        return false;
      default:
        return true;
    }
  }
}
