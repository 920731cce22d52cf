import {
  type Negotiation,
  SshConversation,
  type SshEvent,
} from "../ssh/mod.ts";
import type { Direction } from "../stream/mod.ts";
import type { Content, Protocol } from "./content.ts";
import { contentOf, type Reading, type ReadingBasis } from "./reading.ts";
import { narrateSsh } from "./ssh.ts";

/** Reads SSH, as far as it is in clear. */
export class SshReading implements Reading {
  readonly protocols: readonly Protocol[] = ["ssh"];
  readonly #basis: ReadingBasis;
  readonly #decoder = new SshConversation();

  /**
   * Begins before the first byte.
   *
   * @param basis What it is made with.
   */
  constructor(basis: ReadingBasis) {
    this.#basis = basis;
  }

  /** What both sides agreed on. */
  get negotiation(): Negotiation | undefined {
    return this.#decoder.negotiation;
  }

  push(direction: Direction, bytes: Uint8Array): Content[] {
    return this.#read(this.#decoder.push(direction, bytes));
  }

  gap(direction: Direction, length: number): Content[] {
    return this.#read(this.#decoder.gap(direction, length));
  }

  end(direction: Direction): Content[] {
    return this.#read(this.#decoder.end(direction));
  }

  #read(events: readonly SshEvent[]): Content[] {
    const { say, log } = this.#basis;
    return events.map((event) => {
      const hidden = event.kind.startsWith("encrypted");
      return {
        ...contentOf("ssh", event, narrateSsh(event, say), log),
        stage: hidden ? "data" : "handshake",
        evidence: hidden ? "inferred" : "observed",
        encrypted: hidden,
      };
    });
  }
}
