import type { Direction } from "../stream/mod.ts";
import {
  type AlertEvent,
  CLOSE_NOTIFY,
  type EncryptedReason,
  type Resumption,
  type TlsEvent,
  type TlsFacts,
  VERSION,
} from "../tls/mod.ts";

/** What was under way when a fatal alert ended it. */
export type FailureTime = "handshake" | "renegotiation" | "data";

/** The fatal alert that ended a conversation. */
export interface TlsFailure {
  /** The alert. */
  readonly alert: AlertEvent;
  /** What was under way. */
  readonly during: FailureTime;
}

/**
 * Follows a TLS conversation from handshake to data, event by event.
 *
 * A side is through with a handshake when it has checked the other's Finished.
 * Whoever sends the last Finished is; the other one shows it by going on.
 */
export class TlsProgress {
  #begun = 0;
  #completed = 0;
  #finished: [boolean, boolean] = [false, false];
  #through: [boolean, boolean] = [false, false];
  #failure: TlsFailure | undefined;
  #closedBecause: EncryptedReason | undefined;
  #closedBehindHandshake = false;
  #first: { readonly resumption: Resumption | undefined } | undefined;

  /** Whether both sides have sent Finished. */
  get isOver(): boolean {
    return this.#finished[0] && this.#finished[1];
  }

  /** Whether the server has sent Finished, and the client has not. */
  get awaitsClient(): boolean {
    return this.#finished[1] && !this.#finished[0];
  }

  /** Handshakes behind the first that both sides finished. */
  get renegotiations(): number {
    return Math.max(0, this.#completed - 1);
  }

  /**
   * How the first handshake took up an earlier session: a renegotiation takes
   * up the one that it is in.
   *
   * @param facts What the conversation has shown.
   */
  resumptionOf(facts: TlsFacts): Resumption | undefined {
    return this.#first ? this.#first.resumption : facts.resumption;
  }

  /** The fatal alert that ended it, where one did. */
  get failure(): TlsFailure | undefined {
    return this.#failure;
  }

  /** Why the first record that stayed closed did. */
  get closedBecause(): EncryptedReason | undefined {
    return this.#closedBecause;
  }

  /** Whether all that stayed closed is early data. */
  get onlyEarlyDataClosed(): boolean {
    return this.#closedBecause !== undefined && !this.#closedBehindHandshake;
  }

  /**
   * Takes the next event.
   *
   * @param event The event.
   * @param facts What the conversation has shown up to it.
   */
  add(event: TlsEvent, facts: TlsFacts): void {
    switch (event.kind) {
      case "handshake":
        return this.#handshake(event.direction, event.message.kind, facts);
      case "application_data":
        if (!event.early && this.#finished[event.direction]) {
          this.#through[event.direction] = true;
        }
        return;
      case "encrypted":
        this.#closedBecause ??= event.reason;
        this.#closedBehindHandshake ||=
          event.inferred?.content !== "early_data";
        if (event.inferred?.content === "finished") {
          this.#finish(event.direction, facts);
        }
        return;
      case "alert":
        if (event.level === 2 && event.description !== CLOSE_NOTIFY) {
          this.#failure ??= { alert: event, during: this.#now(event) };
        }
    }
  }

  #handshake(direction: Direction, kind: string, facts: TlsFacts): void {
    if (kind === "client_hello" && (this.isOver || this.#begun === 0)) {
      this.#begun++;
      this.#finished = [false, false];
      this.#through = [false, false];
    } else if (kind === "finished") this.#finish(direction, facts);
    else if (this.isOver && facts.version?.code === VERSION.tls13) {
      this.#through[direction] = true;
    }
  }

  #finish(direction: Direction, { resumption }: TlsFacts): void {
    if (this.#finished[direction]) return;
    this.#finished[direction] = true;
    if (!this.isOver) return;
    this.#through[direction] = true;
    this.#completed++;
    this.#first ??= { resumption };
  }

  #now({ direction }: AlertEvent): FailureTime {
    if (this.#through[direction]) return "data";
    return this.#begun > 1 ? "renegotiation" : "handshake";
  }
}
