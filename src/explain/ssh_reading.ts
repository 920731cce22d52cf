import {
  type Negotiation,
  SshConversation,
  type SshEvent,
} from "../ssh/mod.ts";
import type { Content } from "./content.ts";
import { contentOf, EventReading, type ReadingBasis } from "./reading.ts";
import { narrateSsh } from "./ssh.ts";

/** Reads SSH, as far as it is in clear. */
export class SshReading extends EventReading<SshEvent> {
  readonly #decoder: SshConversation;

  /**
   * Begins before the first byte.
   *
   * @param basis What it is made with.
   */
  constructor(basis: ReadingBasis) {
    const decoder = new SshConversation();
    super("ssh", decoder, (event) => sshContent(event, basis));
    this.#decoder = decoder;
  }

  /** What both sides agreed on. */
  get negotiation(): Negotiation | undefined {
    return this.#decoder.negotiation;
  }
}

function sshContent(event: SshEvent, { say, log }: ReadingBasis): Content {
  const hidden = event.kind.startsWith("encrypted");
  return {
    ...contentOf("ssh", event, narrateSsh(event, say), log),
    stage: hidden ? "data" : "handshake",
    evidence: hidden ? "inferred" : "observed",
    encrypted: hidden,
  };
}
