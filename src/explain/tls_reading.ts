import type { Direction } from "../stream/mod.ts";
import { TlsConversation, type TlsEvent, type TlsFacts } from "../tls/mod.ts";
import type { Content, Protocol } from "./content.ts";
import { ContentDecoder } from "./content_decoder.ts";
import type { HttpVerdict } from "./http_tally.ts";
import { stageOf } from "./phase.ts";
import type { Reading, ReadingBasis } from "./reading.ts";
import { narrateTls } from "./tls.ts";
import { NO_BYTES } from "./step.ts";
import { TlsProgress } from "./tls_progress.ts";
import { sideOf } from "./words.ts";

/** Reads TLS, and what it carries as far as it can be opened. */
export class TlsReading implements Reading {
  readonly #basis: ReadingBasis;
  readonly #decoder: TlsConversation;
  readonly #inner: ContentDecoder;
  /** How far it has come, and what ended it. */
  readonly progress = new TlsProgress();
  readonly #decrypted: [number, number] = [0, 0];
  readonly #probableCloseNotify: Direction[] = [];
  /** The last record of each direction, where it stays closed and is as long as an alert. */
  readonly #perhapsAlert: [Content | undefined, Content | undefined] = [
    undefined,
    undefined,
  ];
  readonly #saidData: [boolean, boolean] = [false, false];
  #answeredWithoutTls = false;

  /**
   * Begins before the first byte.
   *
   * @param basis What it is made with.
   */
  constructor(basis: ReadingBasis) {
    const { say, keyLog, onPlain, record } = basis;
    this.#basis = basis;
    this.#decoder = new TlsConversation({ keyLog });
    this.#inner = new ContentDecoder({ say, onPlain, record });
  }

  get protocols(): readonly Protocol[] {
    return ["tls", ...this.#inner.protocols];
  }

  /** What TLS has shown so far. */
  get facts(): TlsFacts {
    return this.#decoder.facts;
  }

  /** Whether the server's first bytes are no record of TLS. */
  get answeredWithoutTls(): boolean {
    return this.#answeredWithoutTls;
  }

  /** Who probably sent close_notify, by the length of the last record, which stays encrypted. */
  get probableCloseNotify(): readonly Direction[] {
    return this.#probableCloseNotify;
  }

  /** What was asked and answered over HTTP inside. */
  get http(): HttpVerdict | undefined {
    return this.#inner.http;
  }

  /** Bytes of each direction that were opened. */
  get decrypted(): readonly [number, number] {
    return this.#decrypted;
  }

  push(direction: Direction, bytes: Uint8Array): Content[] {
    return this.#read(this.#decoder.push(direction, bytes));
  }

  gap(direction: Direction, length: number): Content[] {
    return this.#read(this.#decoder.gap(direction, length));
  }

  end(direction: Direction): Content[] {
    return [
      ...this.#read(this.#decoder.end(direction)),
      ...this.#inner.end(direction).map(inTls),
    ];
  }

  /** Tells what it carries and could not be told yet: a side ends, or breaks off. */
  decide(): Content[] {
    return this.#inner.decide().map(inTls);
  }

  /** Says what the last record of a direction probably was, now that FIN follows it. */
  lastWords(direction: Direction): Content[] {
    const last = this.#perhapsAlert[direction];
    if (!last) return [];
    this.#perhapsAlert[direction] = undefined;
    const { say } = this.#basis;
    const side = say(`side.${sideOf(direction)}`);
    // Without data before it, it may as well be the alert that refuses.
    const isNotify = this.#saidData[direction];
    if (isNotify) this.#probableCloseNotify.push(direction);
    return [{
      ...last,
      stage: "end",
      words: {
        title: isNotify ? "Alert close_notify" : "Alert",
        detail: "",
        text: say(isNotify ? "tls.last.close_notify" : "tls.last.alert", {
          side,
        }),
      },
      ...NO_BYTES,
    }];
  }

  #read(events: readonly TlsEvent[]): Content[] {
    return events.flatMap((event) => {
      const stage = stageOf(event, this.#decoder.facts, this.progress);
      this.progress.add(event, this.#decoder.facts);
      const content = this.#content(event, stage);
      this.#follow(event, content);
      const before = event.kind === "alert" ? this.decide() : [];
      return [...before, content, ...this.#carried(event, stage)];
    });
  }

  /** Notes what the last record of a direction may have been. */
  #follow(event: TlsEvent, content: Content): void {
    const { direction } = event;
    const guess = event.kind === "encrypted"
      ? event.inferred?.content
      : event.kind;
    this.#saidData[direction] ||= guess === "application_data";
    this.#perhapsAlert[direction] = guess === "close_notify"
      ? content
      : undefined;
  }

  #content(event: TlsEvent, stage: Content["stage"]): Content {
    const { facts } = this.#decoder;
    const isLost = event.kind === "error" && event.missing > 0;
    if (event.kind === "error" && !isLost && event.direction === 1) {
      this.#answeredWithoutTls ||= event.start === 0;
    }
    return {
      kind: isLost ? "gap" : event.kind === "error" ? "error" : "message",
      protocol: "tls",
      direction: event.direction,
      stage,
      evidence: event.kind === "encrypted" ? "inferred" : "observed",
      encrypted: event.protected,
      frames: this.#basis.log.framesOf(event),
      words: narrateTls(event, facts, this.#basis.say),
      fields: () => event.fields(),
      bytes: () => event.bytes,
      carriers: this.#basis.log.takeRecords(event),
    };
  }

  /** What the application said in an event that was opened. */
  #carried(event: TlsEvent, stage: Content["stage"]): Content[] {
    const { direction } = event;
    if (event.kind !== "application_data") return [];
    this.#decrypted[direction] += event.length;
    const frames = this.#basis.log.framesOf(event);
    return this.#inner.push(direction, event.plaintext, frames)
      .map((content) => ({ ...inTls(content), stage }));
  }
}

/** What TLS carried was encrypted on the wire. */
function inTls(content: Content): Content {
  return { ...content, encrypted: true };
}
