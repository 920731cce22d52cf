import type { Direction } from "../bytes/mod.ts";
import { CONTENT_TYPE, VERSION } from "./constants.ts";
import { blockBytes, macBytes, recordLayout } from "./record_cipher.ts";
import type { Inference } from "./events.ts";
import type { Session } from "./session.ts";

/** Lengths between which a NewSessionTicket of TLS 1.3 is likely to be, in bytes. */
const TICKET_LENGTHS = { least: 57, most: 400 };

/** Tickets that a server is likely to send. */
const TICKETS = 2;

/**
 * Guesses from order and length what the records hold that stay closed.
 *
 * Nothing that it says was observed; it says what a person who knows the
 * protocol would expect.
 */
export class Guesser {
  /** TLS 1.3: whether the client's second flight is through. */
  #handshakeOver = false;
  /** TLS 1.3: whether the client has begun its second flight. */
  #clientAnswered = false;
  /** TLS 1.3: records of the server since the handshake. */
  #serverRecords = 0;
  /** Up to TLS 1.2: whether each side has sent its Finished. */
  readonly #finished = [false, false];

  /** Forgets what was seen, because a handshake begins. */
  reset(): void {
    this.#handshakeOver = false;
    this.#clientAnswered = false;
    this.#serverRecords = 0;
    this.#finished.fill(false);
  }

  /** Notes that a Finished could be read. */
  finish(direction: Direction): void {
    this.#finished[direction] = true;
    if (direction === 0) this.#handshakeOver = true;
  }

  /**
   * Guesses what a record holds.
   *
   * @param type Outer content type.
   * @param length Length of the fragment in bytes.
   * @param early Whether the client may be sending early data.
   */
  guess(
    direction: Direction,
    type: number,
    length: number,
    session: Session,
    early: boolean,
  ): Inference | undefined {
    if (session.version === undefined) {
      return early && direction === 0
        ? inference("early_data", ["order"])
        : undefined;
    }
    return session.version === VERSION.tls13
      ? this.#tls13(direction, length, session, early)
      : this.#tls12(direction, type, length, session);
  }

  #tls13(
    direction: Direction,
    length: number,
    session: Session,
    early: boolean,
  ): Inference | undefined {
    const { suite } = session;
    const overhead = 1 + (suite?.tagBytes || 16);
    const content = length - overhead;
    // A server that sends after the client's second flight has had all of it.
    if (direction === 1 && this.#clientAnswered) this.#handshakeOver = true;
    if (!this.#handshakeOver) {
      if (direction === 1) {
        return inference("server_handshake", ["order"]);
      }
      if (early && !this.#clientAnswered && content !== finishedBytes(suite)) {
        return inference("early_data", ["order"], content);
      }
      this.#clientAnswered = true;
      if (content !== finishedBytes(suite)) {
        return inference("client_handshake", ["order"]);
      }
      this.#handshakeOver = true;
      return inference("client_finished", ["order", "length"], content);
    }
    if (content === 2) return inference("close_notify", ["length"], 2);
    const likelyTicket = direction === 1 && this.#serverRecords < TICKETS &&
      content >= TICKET_LENGTHS.least && content <= TICKET_LENGTHS.most;
    if (direction === 1) this.#serverRecords++;
    return likelyTicket
      ? inference("new_session_ticket", ["order", "length"], content)
      : inference("application_data", ["order"], content);
  }

  #tls12(
    direction: Direction,
    type: number,
    length: number,
    session: Session,
  ): Inference | undefined {
    const content = contentLength(length, session);
    switch (type) {
      case CONTENT_TYPE.handshake: {
        const first = !this.#finished[direction];
        this.#finished[direction] = true;
        if (first) return inference("finished", ["outer_type", "order"]);
        return inference(
          direction === 0 ? "client_handshake" : "server_handshake",
          ["outer_type"],
        );
      }
      case CONTENT_TYPE.alert:
        return this.#finished[direction]
          ? inference("close_notify", ["outer_type", "order"], 2)
          : inference("alert", ["outer_type"], 2);
      case CONTENT_TYPE.applicationData:
        return inference("application_data", ["outer_type"], content);
      default:
        return undefined;
    }
  }
}

/** Length of a Finished message of TLS 1.3 with its header. */
function finishedBytes(suite: Session["suite"]): number {
  return 4 + (suite?.hash === "sha384" ? 48 : 32);
}

/** Length of the content up to TLS 1.2, where ciphers without padding tell it. */
function contentLength(length: number, session: Session): number | undefined {
  const { suite, version } = session;
  if (!suite || version === undefined || suite.cipher === "other") {
    return undefined;
  }
  if (blockBytes(suite) > 0) return undefined;
  const layout = recordLayout(version, suite, false);
  const mac = suite.tagBytes > 0 ? 0 : macBytes(suite.mac);
  return length - layout.prefixBytes - layout.suffixBytes - mac;
}

function inference(
  content: Inference["content"],
  basis: Inference["basis"],
  contentLength?: number,
): Inference {
  return { content, basis, contentLength };
}
