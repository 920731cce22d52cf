import type { Direction } from "../bytes/mod.ts";
import { HandshakeAssembler } from "./assembler.ts";
import {
  alertEvent,
  applicationDataEvent,
  brokenMessageEvent,
  changeCipherSpecEvent,
  damagedEvent,
  encryptedEvent,
  handshakeEvent,
  heartbeatEvent,
  lostEvent,
  ssl2HelloEvent,
  tooLongEvent,
  unknownRecordEvent,
  wrongLengthEvent,
} from "./build_events.ts";
import { CONTENT_TYPE } from "./constants.ts";
import type { TlsDecoder, TlsEvent, TlsFacts } from "./events.ts";
import { HandshakeState } from "./handshake_state.ts";
import type { KeyLog } from "./key_log.ts";
import { type Framed, type FramedRecord, RecordFramer } from "./records.ts";
import type { Epoch } from "./session.ts";
import { WireRecord } from "./wire_record.ts";

/** Closed records longer than this are passed over where there is no key log. */
const KEPT_CLOSED_BYTES = 512;

/** How a {@linkcode TlsConversation} decodes. */
export interface TlsConversationOptions {
  /** Secrets of sessions; it may grow while the conversation is read. Without it, protected records stay closed. */
  keyLog?: KeyLog;
}

/** One direction of a conversation. */
interface Side {
  readonly framer: RecordFramer;
  readonly assembler: HandshakeAssembler;
}

/**
 * Decodes a TLS conversation, from SSL 3.0 to TLS 1.3.
 *
 * It takes the bytes of both directions as they came, in any pieces, and tells
 * every message. With a key log it opens what is encrypted; a record that does
 * not open with the secret at hand stays closed and says why.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { TlsConversation } from "./conversation.ts";
 *
 * const conversation = new TlsConversation();
 * const [event] = conversation.push(1, Uint8Array.of(0x15, 3, 3, 0, 2, 2, 40));
 * assertEquals(event.kind === "alert" && event.description, 40);
 * assertEquals(conversation.facts.alerts.length, 1);
 * ```
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc8446 RFC 8446}
 * @see {@link https://www.rfc-editor.org/rfc/rfc5246 RFC 5246}
 */
export class TlsConversation implements TlsDecoder {
  readonly #state: HandshakeState;
  readonly #sides: readonly [Side, Side];

  /**
   * Begins a conversation of which nothing has been seen.
   *
   * @param options Where secrets come from.
   */
  constructor(options: TlsConversationOptions = {}) {
    const { keyLog } = options;
    this.#state = new HandshakeState(keyLog);
    this.#sides = [newSide(0, keyLog), newSide(1, keyLog)];
  }

  get facts(): TlsFacts {
    return this.#state.facts;
  }

  push(direction: Direction, bytes: Uint8Array): TlsEvent[] {
    return this.#tell(direction, this.#sides[direction].framer.push(bytes));
  }

  gap(direction: Direction, length: number): TlsEvent[] {
    this.#state.doubt();
    return this.#tell(direction, this.#sides[direction].framer.gap(length));
  }

  end(direction: Direction): TlsEvent[] {
    const events = this.#tell(direction, this.#sides[direction].framer.end());
    this.#abandon(direction, "the stream ends inside it", "truncated", events);
    return events.sort((a, b) => a.start - b.start);
  }

  #tell(direction: Direction, items: readonly Framed[]): TlsEvent[] {
    const events: TlsEvent[] = [];
    for (const item of items) {
      if (item.kind === "record") this.#record(direction, item, events);
      else if (item.kind === "lost") {
        this.#lose(direction, item.end - item.start, events);
        events.push(lostEvent(direction, item));
      } else {
        const event = ssl2HelloEvent(direction, item);
        events.push(event);
        if (event.kind === "handshake") {
          this.#state.follow(direction, event.message, event.bytes);
        }
      }
    }
    return events;
  }

  #lose(direction: Direction, length: number, events: TlsEvent[]): void {
    this.#abandon(direction, "bytes of it are missing", "truncated", events);
    // Bytes that are no record may stand where records were.
    this.#state.doubt();
    this.#state.reads[direction].lose(length);
  }

  #record(
    direction: Direction,
    framed: FramedRecord,
    events: TlsEvent[],
  ): void {
    const { pending } = this.#sides[direction].assembler;
    if (framed.missing > 0) {
      this.#abandon(direction, "bytes of it are missing", "truncated", events);
      events.push(damagedEvent(direction, framed));
      this.#state.reads[direction].skip();
    } else if (this.#state.isProtected(direction, framed, pending)) {
      this.#open(direction, framed, events);
    } else {
      const content = framed.fragment ?? new Uint8Array(0);
      const record = new WireRecord(framed);
      this.#content(direction, framed.type, content, record, "clear", events);
    }
  }

  #open(
    direction: Direction,
    framed: FramedRecord,
    events: TlsEvent[],
  ): void {
    const reads = this.#state.reads[direction];
    const { layout } = reads.session;
    const early = reads.epoch === "early";
    const result = reads.open(framed);
    this.#state.facts.countRecord(result.opened !== undefined);
    const { opened } = result;
    const record = new WireRecord(framed, { layout, opened });
    if (opened) {
      const content = opened.plaintext.subarray(0, opened.contentLength);
      this.#content(
        direction,
        opened.type,
        content,
        record,
        result.epoch,
        events,
      );
      return;
    }
    this.#abandon(
      direction,
      "the record after it is closed",
      "truncated",
      events,
    );
    const inferred = this.#state.guesser.guess(
      direction,
      framed.type,
      framed.length,
      this.#state.session,
      early,
    );
    this.#state.facts.addInference(direction, inferred);
    const { reason, error } = result;
    events.push(
      encryptedEvent(direction, record, framed, layout, {
        reason,
        error,
        inferred,
      }),
    );
  }

  /** Tells the content of a record, in the clear or opened. */
  #content(
    direction: Direction,
    type: number,
    content: Uint8Array,
    record: WireRecord,
    epoch: Epoch,
    events: TlsEvent[],
  ): void {
    if (type === CONTENT_TYPE.handshake && content.length > 0) {
      this.#handshake(direction, content, record, events);
      return;
    }
    this.#abandon(
      direction,
      "another kind of record comes inside it",
      "misbehaved",
      events,
    );
    switch (type) {
      case CONTENT_TYPE.changeCipherSpec:
        if (content.length !== 1) break;
        events.push(this.#changeCipherSpec(direction, record, content));
        return;
      case CONTENT_TYPE.alert: {
        if (content.length !== 2) break;
        const event = alertEvent(direction, record, content);
        this.#state.facts.addAlert(event);
        events.push(event);
        return;
      }
      case CONTENT_TYPE.applicationData: {
        const early = epoch === "early";
        events.push(applicationDataEvent(direction, record, content, early));
        return;
      }
      case CONTENT_TYPE.heartbeat:
        if (content.length < 3) break;
        events.push(heartbeatEvent(direction, record, content));
        return;
      case CONTENT_TYPE.handshake:
        break;
      default:
        events.push(unknownRecordEvent(direction, record, content, type));
        return;
    }
    events.push(wrongLengthEvent(direction, record, content, type));
  }

  #changeCipherSpec(
    direction: Direction,
    record: WireRecord,
    content: Uint8Array,
  ): TlsEvent {
    const compatibility = !this.#state.changeCipherSpec(direction);
    return changeCipherSpecEvent(direction, record, content, compatibility);
  }

  #handshake(
    direction: Direction,
    content: Uint8Array,
    record: WireRecord,
    events: TlsEvent[],
  ): void {
    const { assembler } = this.#sides[direction];
    for (const assembled of assembler.push(content, record)) {
      if (!assembled.whole) {
        events.push(tooLongEvent(direction, assembled));
        continue;
      }
      const event = handshakeEvent(assembled, this.#state.context(direction));
      events.push(event);
      if (event.kind === "handshake") {
        this.#state.follow(direction, event.message, event.bytes);
      }
    }
  }

  /** Gives up a message that has begun, and tells what there is of it. */
  #abandon(
    direction: Direction,
    problem: string,
    outcome: "truncated" | "misbehaved",
    events: TlsEvent[],
  ): void {
    const broken = this.#sides[direction].assembler.abandon();
    if (!broken) return;
    events.push(brokenMessageEvent(direction, broken, problem, outcome));
  }
}

function newSide(direction: Direction, keyLog: KeyLog | undefined): Side {
  const framer = new RecordFramer({
    ssl2: direction === 0,
    skips: (type, length) =>
      keyLog === undefined && length > KEPT_CLOSED_BYTES &&
      type === CONTENT_TYPE.applicationData,
  });
  return { framer, assembler: new HandshakeAssembler() };
}
