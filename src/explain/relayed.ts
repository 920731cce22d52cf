import type { Endpoint } from "../packet/mod.ts";
import type { Direction } from "../stream/mod.ts";
import type { Say } from "./catalogue.ts";
import { type ContentOptions, contentStep, type Protocol } from "./content.ts";
import { ContentDecoder } from "./content_decoder.ts";
import { Pace } from "./pace.ts";
import { later, phaseOf } from "./phase.ts";
import { NO_BYTES, type Phase, type Step } from "./step.ts";
import type { MessageWords } from "./tls.ts";
import { type Verdict, verdictOf } from "./verdict.ts";
import { peerOf, sideOf } from "./words.ts";

/** What a relay between two ends saw. */
export interface Relayed {
  /** Who sent it. */
  readonly direction: Direction;
  /** Seconds since the relay connected the two ends. */
  readonly seconds: number;
  /** Bytes that went by, the end of one direction, or its breaking off. */
  readonly event: { readonly kind: "data"; readonly bytes: Uint8Array } | {
    readonly kind: "end" | "reset";
  };
}

/**
 * Explains a conversation of which a relay saw the bytes, but no segments.
 *
 * Its rows say that segments were not observed: nothing is drawn that was not
 * seen.
 */
export class RelayedConversation {
  /** There is only one. */
  readonly number = 0;
  readonly #say: Say;
  readonly #content: ContentDecoder;
  readonly #client: Endpoint;
  readonly #server: Endpoint;
  readonly #pace = new Pace();
  readonly #bytes: [number, number] = [0, 0];
  #phase: Phase = "open";
  #first: Direction | undefined;
  #reset: Direction | undefined;
  #seconds = 0;
  #chunks = 0;

  /**
   * Begins a conversation that nothing has been seen of.
   *
   * @param client The end that connected to the relay.
   * @param server The end that the relay connected to.
   * @param options How it is explained.
   */
  constructor(
    client: Endpoint,
    server: Endpoint,
    options: ContentOptions,
  ) {
    this.#say = options.say;
    this.#client = client;
    this.#server = server;
    this.#content = new ContentDecoder(options);
  }

  /** Says that the relay connected both ends. */
  opened(): Step[] {
    return [
      this.#row(0, {
        title: this.#say("relayed.open.title"),
        detail: this.#say("relayed.detail"),
        text: this.#say("tcp.relayed.open"),
      }),
    ];
  }

  /** Explains what the relay saw next. */
  relayed(relayed: Relayed): Step[] {
    const { direction, event } = relayed;
    this.#seconds = relayed.seconds;
    if (event.kind !== "data") return this.#ended(direction, event.kind);
    const { bytes } = event;
    this.#chunks++;
    this.#bytes[direction] += bytes.length;
    const contents = this.#content.push(direction, bytes, []);
    for (const content of contents) this.#pace.content(content);
    this.#pace.row(direction, {
      length: bytes.length,
      speaks: true,
      time: relayed.seconds,
    });
    const { protocol } = this.#content;
    const phase = contents.length > 0
      ? phaseOf(contents[0], protocol)
      : protocol === "tls"
      ? "tls"
      : "data";
    this.#phase = later(this.#phase, phase);
    const row = this.#row(direction, {
      title: this.#say("relayed.data.title"),
      detail: `len=${bytes.length} ${this.#say("relayed.detail")}`,
      text: "",
    });
    const steps = [row];
    for (const content of contents) {
      this.#phase = later(this.#phase, phaseOf(content, protocol));
      steps.push(contentStep(content, this.#base(content.direction)));
    }
    return steps;
  }

  /** Whether one side has reset it; that both have ended is not told apart. */
  get over(): boolean {
    return this.#reset !== undefined;
  }

  /** A relay tells it in one piece. */
  readonly resumed = false;

  /** Protocols that it speaks, the outer one first. */
  get protocols(): readonly Protocol[] {
    return this.#content.protocols;
  }

  /** Judges the conversation as far as it has been seen. */
  verdict(): Verdict {
    return verdictOf({
      client: this.#client,
      server: this.#server,
      opening: "relayed",
      openingSeconds: undefined,
      close: { kind: "relayed", first: this.#first, reset: this.#reset },
      bytes: { client: this.#bytes[0], server: this.#bytes[1] },
      seconds: this.#seconds,
      content: this.#content,
      pace: this.#pace,
      segments: this.#chunks,
      findings: 0,
    });
  }

  #ended(direction: Direction, kind: "end" | "reset"): Step[] {
    this.#first ??= direction;
    if (kind === "reset") this.#reset ??= direction;
    const contents = [
      ...kind === "end" ? this.#content.lastWords(direction) : [],
      ...this.#content.end(direction),
    ];
    this.#phase = "close";
    const row = this.#row(direction, {
      title: this.#say(`relayed.${kind}.title`),
      detail: this.#say("relayed.detail"),
      text: this.#say(`tcp.relayed.${kind}`),
    });
    return [
      ...contents.map((content) =>
        contentStep(content, this.#base(content.direction))
      ),
      row,
    ];
  }

  #row(direction: Direction, words: MessageWords): Step {
    return {
      ...this.#base(direction),
      kind: "segment",
      protocol: "tcp",
      evidence: "relayed",
      encrypted: false,
      frames: [],
      ...words,
      ...NO_BYTES,
    };
  }

  #base(direction: Direction): Pick<Step, "phase" | "time" | "from" | "to"> {
    return {
      phase: this.#phase,
      time: this.#seconds,
      from: sideOf(direction),
      to: peerOf(direction),
    };
  }
}
