import {
  type Negotiation,
  SshConversation,
  type SshEvent,
} from "../ssh/mod.ts";
import type { Content } from "./content.ts";
import { contentOf, EventReading, type ReadingBasis } from "./reading.ts";
import { SshNarrator } from "./ssh.ts";
import type { StreamLog } from "./stream_log.ts";
import type { MessageWords } from "./tls.ts";

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
    const opening = new Opening();
    const narrator = new SshNarrator(basis.say);
    super("ssh", decoder, (event) => {
      opening.add(event);
      const stage = isHidden(event) && opening.isOver ? "data" : "handshake";
      return sshContent(event, stage, narrator.narrate(event), basis.log);
    });
    this.#decoder = decoder;
  }

  /** What both sides agreed on. */
  get negotiation(): Negotiation | undefined {
    return this.#decoder.negotiation;
  }
}

/** Follows the key exchange up to its end: the NEWKEYS of both sides. */
class Opening {
  readonly #newKeys: [boolean, boolean] = [false, false];

  /** Whether both sides encrypt. */
  get isOver(): boolean {
    return this.#newKeys[0] && this.#newKeys[1];
  }

  /** Takes the next event. */
  add(event: SshEvent): void {
    // Where the capture lacks NEWKEYS, what is encrypted shows it.
    this.#newKeys[event.direction] ||= isHidden(event) ||
      event.kind === "packet" && event.message.name === "SSH_MSG_NEWKEYS";
  }
}

function isHidden({ kind }: SshEvent): boolean {
  return kind === "encrypted-packet" || kind === "encrypted-run";
}

function sshContent(
  event: SshEvent,
  stage: Content["stage"],
  words: MessageWords,
  log: StreamLog,
): Content {
  const hidden = isHidden(event);
  return {
    ...contentOf("ssh", event, words, log),
    stage,
    evidence: hidden ? "inferred" : "observed",
    encrypted: hidden,
  };
}
