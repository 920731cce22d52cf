import type { Field } from "../bytes/mod.ts";
import { printable } from "../bytes/mod.ts";
import { HttpConversation, type HttpEvent, sniffHttp } from "../http/mod.ts";
import {
  type Negotiation,
  sniffSsh,
  SshConversation,
  type SshEvent,
} from "../ssh/mod.ts";
import {
  type KeyLog,
  sniffTls,
  TlsConversation,
  type TlsEvent,
  type TlsFacts,
} from "../tls/mod.ts";
import type { Direction } from "../stream/mod.ts";
import { recordsOf } from "./carriers.ts";
import type { Say } from "./catalogue.ts";
import { narrateFraming, narrateHttp } from "./http.ts";
import { stageOf } from "./phase.ts";
import { Provenance } from "./provenance.ts";
import { RecentBytes } from "./recent_bytes.ts";
import { narrateSsh } from "./ssh.ts";
import {
  type Carrier,
  type Evidence,
  NO_BYTES,
  type Side,
  type Step,
} from "./step.ts";
import { type MessageWords, narrateTls } from "./tls.ts";
import { sideOf } from "./words.ts";

/** Bytes of each direction after which a stream that nothing recognises counts as plain data. */
const SNIFF_LIMIT = 512;
/** Bytes of plain data that a row shows. */
const PREVIEW_BYTES = 96;

/** Names the frames that carried a range of a direction's bytes. */
export type FramesOf = (start: number, end: number) => readonly number[];

/** Something that was found in the bytes of a conversation. */
export interface Content {
  /** A message, bytes that are missing, or bytes that could not be decoded. */
  readonly kind: "message" | "gap" | "error";
  /** Protocol that it belongs to. */
  readonly protocol: Exclude<Step["protocol"], "tcp">;
  /** Who sent it. */
  readonly direction: Direction;
  /** Part of the conversation: a handshake, data, or the announcement of the end. */
  readonly stage: "handshake" | "data" | "end";
  /** How well it is known. */
  readonly evidence: Evidence;
  /** Whether it was encrypted on the wire. */
  readonly encrypted: boolean;
  /** Frames that carried it. */
  readonly frames: readonly number[];
  /** What is said of it. */
  readonly words: MessageWords;
  /** Every byte of it as a tree of fields. */
  fields(): readonly Field[];
  /** The bytes that `fields` tile, where they were kept. */
  bytes(): Uint8Array;
  /** What carried it, where its own bytes are not all. */
  carriers(): readonly Carrier[];
}

/** A protocol above TCP; `data` is whatever nothing recognises. */
export type Protocol = "tls" | "http" | "ssh" | "data";

/** What a stream of bytes turned out to be. */
type Decoder =
  | {
    readonly protocol: "tls";
    readonly decoder: TlsConversation;
    readonly inner: ContentDecoder;
  }
  | { readonly protocol: "http"; readonly decoder: HttpConversation }
  | { readonly protocol: "ssh"; readonly decoder: SshConversation }
  | { readonly protocol: "data" };

/** How a {@linkcode ContentDecoder} works. */
export interface ContentOptions {
  /** Sentences of a language. */
  say: Say;
  /** Secrets that open encrypted records. */
  keyLog?: KeyLog;
  /** Whether bytes and fields of all layers are kept for each step; not by default. */
  record?: boolean;
  /** Hears the bytes of the application, decrypted where TLS carried them. */
  onPlain?: (side: Side, bytes: Uint8Array) => void;
}

/**
 * Finds out what protocol a conversation speaks, and decodes it.
 *
 * The first bytes of both directions decide, never the port. What TLS turns
 * out to carry is decoded the same way.
 */
export class ContentDecoder {
  readonly #options: ContentOptions;
  readonly #provenance = [new Provenance(), new Provenance()] as const;
  readonly #decrypted: [number, number] = [0, 0];
  readonly #probableCloseNotify: Direction[] = [];
  /** What the events to come are made of, where they are recorded. */
  readonly #recent: readonly [RecentBytes, RecentBytes] | undefined;
  #decoder: Decoder | undefined;
  #negotiation: Negotiation | undefined;
  #waiting: { direction: Direction; bytes: Uint8Array }[] = [];

  /**
   * Begins with nothing recognised.
   *
   * @param options How it works.
   */
  constructor(options: ContentOptions) {
    this.#options = options;
    if (options.record) this.#recent = [new RecentBytes(), new RecentBytes()];
  }

  /** Protocol that was recognised; `undefined` until the first bytes decide. */
  get protocol(): Protocol | undefined {
    return this.#decoder?.protocol;
  }

  /** That protocol, and the one that it carries. */
  get protocols(): readonly Protocol[] {
    const decoder = this.#decoder;
    if (!decoder) return [];
    return decoder.protocol === "tls"
      ? ["tls", ...decoder.inner.protocols]
      : [decoder.protocol];
  }

  /** What TLS has shown so far, where the conversation speaks it. */
  get tls(): TlsFacts | undefined {
    return this.#decoder?.protocol === "tls"
      ? this.#decoder.decoder.facts
      : undefined;
  }

  /** What SSH has agreed on, where the conversation speaks it. */
  get ssh(): Negotiation | undefined {
    return this.#negotiation;
  }

  /** Who probably sent close_notify, by the length of a record that stays encrypted. */
  get probableCloseNotify(): readonly Direction[] {
    return this.#probableCloseNotify;
  }

  /** Bytes of each direction that TLS carried and that were opened. */
  get decrypted(): readonly [number, number] {
    return this.#decrypted;
  }

  /**
   * Takes the next bytes of one direction.
   *
   * @param direction Who sent them.
   * @param bytes Bytes that follow what was pushed before.
   * @param frames Frames that carried them.
   */
  push(
    direction: Direction,
    bytes: Uint8Array,
    frames: readonly number[],
  ): Content[] {
    this.#provenance[direction].add(bytes.length, frames);
    this.#recent?.[direction].add(bytes);
    if (this.#decoder) return this.#decode(direction, bytes);
    this.#waiting.push({ direction, bytes });
    return this.#recognise(false);
  }

  /** Says that the next bytes of one direction are missing from the capture. */
  gap(direction: Direction, length: number): Content[] {
    const before = this.#recognise(true);
    this.#provenance[direction].add(length, []);
    this.#recent?.[direction].skip(length);
    const decoder = this.#decoder ?? { protocol: "data" };
    this.#decoder = decoder;
    if (decoder.protocol === "data") {
      return [...before, this.#gapContent(direction, length)];
    }
    if (decoder.protocol === "tls") {
      return [
        ...before,
        ...this.#tls(decoder, decoder.decoder.gap(direction, length)),
      ];
    }
    if (decoder.protocol === "http") {
      return [...before, ...this.#http(decoder.decoder.gap(direction, length))];
    }
    return [...before, ...this.#ssh(decoder.decoder.gap(direction, length))];
  }

  /** Says that one direction has ended. */
  end(direction: Direction): Content[] {
    const before = this.#recognise(true);
    const decoder = this.#decoder;
    if (!decoder || decoder.protocol === "data") return before;
    if (decoder.protocol === "tls") {
      return [
        ...before,
        ...this.#tls(decoder, decoder.decoder.end(direction)),
        ...decoder.inner.end(direction),
      ];
    }
    if (decoder.protocol === "http") {
      return [...before, ...this.#http(decoder.decoder.end(direction))];
    }
    return [...before, ...this.#ssh(decoder.decoder.end(direction))];
  }

  /** Decides by the first bytes of both directions, once they are enough or must be. */
  #recognise(mustDecide: boolean): Content[] {
    if (this.#decoder || this.#waiting.length === 0) return [];
    const client = this.#first(0);
    const server = this.#first(1);
    const enough = mustDecide || client.length + server.length > SNIFF_LIMIT;
    const answers = {
      tls: sniffTls(client, server),
      ssh: sniffSsh(client, server),
      http: sniffHttp(client, server),
    };
    const { say, keyLog, onPlain, record } = this.#options;
    if (answers.tls) {
      this.#decoder = {
        protocol: "tls",
        decoder: new TlsConversation({ keyLog }),
        inner: new ContentDecoder({ say, onPlain, record }),
      };
    } else if (answers.ssh) {
      this.#decoder = { protocol: "ssh", decoder: new SshConversation() };
    } else if (answers.http) {
      this.#decoder = { protocol: "http", decoder: new HttpConversation() };
    } else if (
      enough || Object.values(answers).every((answer) => answer === false)
    ) {
      this.#decoder = { protocol: "data" };
    } else return [];
    const waiting = this.#waiting;
    this.#waiting = [];
    return waiting.flatMap(({ direction, bytes }) =>
      this.#decode(direction, bytes)
    );
  }

  #first(direction: Direction): Uint8Array {
    const parts = this.#waiting.filter((part) => part.direction === direction)
      .map((part) => part.bytes);
    if (parts.length === 1) return parts[0];
    const whole = new Uint8Array(
      parts.reduce((sum, part) => sum + part.length, 0),
    );
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  #decode(direction: Direction, bytes: Uint8Array): Content[] {
    const decoder = this.#decoder;
    if (decoder?.protocol !== "tls") {
      this.#options.onPlain?.(sideOf(direction), bytes);
    }
    if (!decoder || decoder.protocol === "data") {
      return [this.#plainContent(direction, bytes)];
    }
    if (decoder.protocol === "tls") {
      return this.#tls(decoder, decoder.decoder.push(direction, bytes));
    }
    if (decoder.protocol === "http") {
      return this.#http(decoder.decoder.push(direction, bytes));
    }
    return this.#ssh(decoder.decoder.push(direction, bytes));
  }

  #tls(
    decoder: Extract<Decoder, { protocol: "tls" }>,
    events: readonly TlsEvent[],
  ): Content[] {
    const contents: Content[] = [];
    for (const event of events) {
      const frames = this.#provenance[event.direction].framesOf(
        event.start,
        event.end,
      );
      contents.push({
        kind: event.kind !== "error"
          ? "message"
          : event.missing > 0
          ? "gap"
          : "error",
        protocol: "tls",
        direction: event.direction,
        stage: stageOf(event, decoder.decoder.facts),
        evidence: event.kind === "encrypted" ? "inferred" : "observed",
        encrypted: event.protected,
        frames,
        words: narrateTls(event, decoder.decoder.facts, this.#options.say),
        fields: () => event.fields(),
        bytes: () => event.bytes,
        carriers: this.#carriers(event),
      });
      if (
        event.kind === "encrypted" && event.inferred?.content === "close_notify"
      ) {
        this.#probableCloseNotify.push(event.direction);
      }
      if (event.kind === "application_data") {
        this.#decrypted[event.direction] += event.length;
        for (
          const content of decoder.inner.push(
            event.direction,
            event.plaintext,
            frames,
          )
        ) {
          contents.push({ ...content, encrypted: true });
        }
      }
    }
    return contents;
  }

  #http(events: readonly HttpEvent[]): Content[] {
    return events.flatMap((event) => {
      const { say, record } = this.#options;
      const words = narrateHttp(event, say) ??
        (record ? narrateFraming(event, say) : undefined);
      if (!words) return [];
      if (event.kind === "body" || event.kind === "tunnel") {
        words.text = this.#preview(event.bytes);
      }
      return [this.#message("http", event, words)];
    });
  }

  #ssh(events: readonly SshEvent[]): Content[] {
    for (const event of events) {
      if (event.kind === "negotiated") this.#negotiation = event.negotiation;
    }
    return events.map((event) => ({
      ...this.#message("ssh", event, narrateSsh(event, this.#options.say)),
      stage: event.kind.startsWith("encrypted") ? "data" : "handshake",
      evidence: event.kind.startsWith("encrypted") ? "inferred" : "observed",
      encrypted: event.kind.startsWith("encrypted"),
    }));
  }

  #message(
    protocol: "http" | "ssh",
    event: {
      kind: string;
      direction: Direction;
      start: number;
      end: number;
      fields(): readonly Field[];
    },
    words: MessageWords,
  ): Content {
    const bytes = this.#bytesOf(event);
    return {
      kind: event.kind === "gap" || event.kind === "error"
        ? event.kind
        : "message",
      protocol,
      direction: event.direction,
      stage: "data",
      evidence: "observed",
      encrypted: false,
      frames: this.#provenance[event.direction].framesOf(
        event.start,
        event.end,
      ),
      words,
      fields: () => event.fields(),
      bytes: () => bytes,
      carriers: NO_BYTES.carriers,
    };
  }

  /** The bytes of an event, which are then let go of: events tile their direction. */
  #bytesOf(
    { direction, start, end }: {
      direction: Direction;
      start: number;
      end: number;
    },
  ): Uint8Array {
    const recent = this.#recent?.[direction];
    if (!recent) return NO_BYTES.bytes();
    const bytes = recent.range(start, end);
    recent.forget(end);
    return bytes;
  }

  /** The records of an event; bytes that no later event needs are let go of. */
  #carriers(event: TlsEvent): () => readonly Carrier[] {
    const recent = this.#recent?.[event.direction];
    if (!recent) return NO_BYTES.carriers;
    const records = recordsOf(event, recent);
    recent.forget(event.end);
    return () => records;
  }

  #plainContent(direction: Direction, bytes: Uint8Array): Content {
    const provenance = this.#provenance[direction];
    this.#recent?.[direction].forget(provenance.length);
    return {
      kind: "message",
      protocol: "data",
      direction,
      stage: "data",
      evidence: "observed",
      encrypted: false,
      frames: provenance.framesOf(
        provenance.length - bytes.length,
        provenance.length,
      ),
      words: {
        title: this.#options.say("data.title"),
        detail: `len=${bytes.length}`,
        text: this.#preview(bytes),
      },
      fields:
        () => [{ name: "data", offset: 0, length: bytes.length, value: bytes }],
      bytes: () => bytes,
      carriers: NO_BYTES.carriers,
    };
  }

  #gapContent(direction: Direction, length: number): Content {
    return {
      kind: "gap",
      protocol: "data",
      direction,
      stage: "data",
      evidence: "observed",
      encrypted: false,
      frames: [],
      words: {
        title: this.#options.say("data.title"),
        detail: "",
        text: this.#options.say("gap", { length }),
      },
      ...NO_BYTES,
    };
  }

  #preview(bytes: Uint8Array): string {
    return bytes.length === 0 ? "" : this.#options.say("data.text", {
      text: printable(bytes, PREVIEW_BYTES),
    });
  }
}

/**
 * Makes the step that shows a content.
 *
 * @param content What was found.
 * @param base When it was, and who sent it.
 */
export function contentStep(
  content: Content,
  base: Pick<Step, "phase" | "time" | "from" | "to">,
): Step {
  return {
    ...base,
    kind: content.kind,
    protocol: content.protocol,
    evidence: content.evidence,
    encrypted: content.encrypted,
    frames: content.frames,
    ...content.words,
    fields: content.fields,
    bytes: content.bytes,
    carriers: content.carriers,
  };
}
