import { PacketDecoder } from "../packet/mod.ts";
import { CaptureReader, type Frame } from "../pcap/mod.ts";
import { type Flow, FlowTable } from "../stream/mod.ts";
import { KeyLog } from "../tls/mod.ts";
import type { Say } from "./catalogue.ts";
import { Conversation } from "./conversation.ts";
import type { Step } from "./step.ts";

/** How a capture is explained. */
export interface ExplainerOptions {
  /** Sentences of a language. */
  say: Say;
  /** Secrets that open encrypted records; those that the capture holds are added. */
  keyLog?: KeyLog;
  /** Chooses the flows to explain; all by default. */
  chooses?: (flow: Flow) => boolean;
  /** Whether the fields of packet headers are kept for each step. */
  record?: boolean;
}

/** Steps of one conversation that a frame, or the end of the capture, yielded. */
export interface Explained {
  /** The conversation. */
  readonly conversation: Conversation;
  /** Its next steps. */
  readonly steps: readonly Step[];
}

/** Explains a capture, from its bytes to steps, as they come. */
export class Explainer {
  readonly #options: ExplainerOptions;
  readonly #reader = new CaptureReader();
  readonly #packets = new PacketDecoder();
  readonly #flows = new FlowTable();
  readonly #keyLog: KeyLog;
  readonly #conversations = new Map<Flow, Conversation>();
  #secrets = 0;
  #frames = 0;

  /** @param options How it is explained. */
  constructor(options: ExplainerOptions) {
    this.#options = options;
    this.#keyLog = options.keyLog ?? new KeyLog();
  }

  /** Frames read so far. */
  get frames(): number {
    return this.#frames;
  }

  /** Flows of the capture, in the order of their first frame. */
  get flows(): readonly Flow[] {
    return this.#flows.flows;
  }

  /** The conversations that are explained, in the order of their first frame. */
  get conversations(): Iterable<Conversation> {
    return this.#conversations.values();
  }

  /**
   * Takes the next bytes of a capture file.
   *
   * @param chunk Bytes that follow what was pushed before, cut at any place.
   * @throws {DecodeError} If they are no capture, or break its format.
   */
  *push(chunk: Uint8Array): Generator<Explained> {
    this.#reader.push(chunk);
    yield* this.#drain();
  }

  /** Ends the capture: what still waited is explained. */
  *end(): Generator<Explained> {
    this.#reader.end();
    yield* this.#drain();
    for (const remainder of this.#flows.end()) {
      const conversation = this.#conversations.get(remainder.flow);
      if (conversation) {
        yield { conversation, steps: conversation.remainder(remainder) };
      }
    }
  }

  /**
   * Takes the next frame, where it does not come from a file.
   *
   * @param frame The frame; its bytes may be kept.
   * @returns `undefined` where it belongs to no conversation that is explained.
   */
  frame(frame: Frame): Explained | undefined {
    this.#frames++;
    const packet = this.#packets.decode(frame, {
      record: this.#options.record,
    });
    const event = this.#flows.add(packet);
    if (!event || this.#options.chooses?.(event.flow) === false) return;
    const conversation = this.#conversationOf(event.flow);
    return { conversation, steps: conversation.segment(event, packet) };
  }

  *#drain(): Generator<Explained> {
    for (
      let frame = this.#reader.next();
      frame !== undefined;
      frame = this.#reader.next()
    ) {
      this.#takeSecrets();
      const explained = this.frame(frame);
      if (explained) yield explained;
    }
    this.#takeSecrets();
  }

  #takeSecrets(): void {
    const { secrets } = this.#reader;
    for (; this.#secrets < secrets.length; this.#secrets++) {
      this.#keyLog.add(secrets[this.#secrets]);
    }
  }

  #conversationOf(flow: Flow): Conversation {
    let conversation = this.#conversations.get(flow);
    if (!conversation) {
      conversation = new Conversation(flow, {
        say: this.#options.say,
        keyLog: this.#keyLog,
      });
      this.#conversations.set(flow, conversation);
    }
    return conversation;
  }
}
