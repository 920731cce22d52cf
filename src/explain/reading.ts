import type { Field } from "../bytes/mod.ts";
import { printable } from "../bytes/mod.ts";
import type { Direction } from "../stream/mod.ts";
import type { Say } from "./catalogue.ts";
import type { Content, ContentOptions, Protocol } from "./content.ts";
import { NO_BYTES } from "./step.ts";
import type { Range, StreamLog } from "./stream_log.ts";
import type { MessageWords } from "./tls.ts";

/** Bytes of plain data that a row shows. */
const PREVIEW_BYTES = 96;

/** Reads a conversation as one protocol. */
export interface Reading {
  /** That protocol, and the one that it carries. */
  readonly protocols: readonly Protocol[];
  /** Takes the next bytes of one direction. */
  push(direction: Direction, bytes: Uint8Array): Content[];
  /** Says that the next bytes of one direction are missing. */
  gap(direction: Direction, length: number): Content[];
  /** Says that one direction has ended. */
  end(direction: Direction): Content[];
}

/** What a reading is made with. */
export interface ReadingBasis extends ContentOptions {
  /** Where the bytes came from. */
  log: StreamLog;
}

/** A decoder of a protocol, whose events become contents. */
export interface EventDecoder<E> {
  /** Takes the next bytes of one direction. */
  push(direction: Direction, bytes: Uint8Array): readonly E[];
  /** Says that the next bytes of one direction are missing. */
  gap(direction: Direction, length: number): readonly E[];
  /** Says that one direction has ended. */
  end(direction: Direction): readonly E[];
}

/** Reads a protocol by its decoder, event by event. */
export class EventReading<E> implements Reading {
  readonly protocols: readonly Protocol[];
  readonly #decoder: EventDecoder<E>;
  readonly #tell: (event: E) => Content | undefined;

  /**
   * Begins before the first byte.
   *
   * @param protocol The protocol.
   * @param decoder Decodes it.
   * @param tell Makes the content of an event; nothing for one that tells nothing.
   */
  constructor(
    protocol: Protocol,
    decoder: EventDecoder<E>,
    tell: (event: E) => Content | undefined,
  ) {
    this.protocols = [protocol];
    this.#decoder = decoder;
    this.#tell = tell;
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

  #read(events: readonly E[]): Content[] {
    return events.map(this.#tell).filter((content) => content !== undefined);
  }
}

/** What the events of all protocols have. */
interface ProtocolEvent extends Range {
  readonly kind: string;
  fields(): readonly Field[];
}

/**
 * Makes the content of an event of a protocol whose events tile their bytes.
 *
 * @param protocol The protocol.
 * @param event The event.
 * @param words What is said of it.
 * @param log Where its bytes came from.
 */
export function contentOf(
  protocol: "http" | "ssh",
  event: ProtocolEvent,
  words: MessageWords,
  log: StreamLog,
): Content {
  const bytes = log.takeBytes(event);
  return {
    kind: event.kind === "gap" || event.kind === "error"
      ? event.kind
      : "message",
    protocol,
    direction: event.direction,
    stage: "data",
    evidence: "observed",
    encrypted: false,
    frames: log.framesOf(event),
    words,
    fields: () => event.fields(),
    bytes: () => bytes,
    carriers: NO_BYTES.carriers,
  };
}

/** Shows the first of some bytes as text. */
export function preview(bytes: Uint8Array, say: Say): string {
  return bytes.length === 0
    ? ""
    : say("data.text", { text: printable(bytes, PREVIEW_BYTES) });
}
