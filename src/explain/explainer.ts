import {
  type Packet,
  PacketDecoder,
  type UnsupportedProtocol,
} from "../packet/mod.ts";
import { CaptureReader, type Frame } from "../pcap/mod.ts";
import { type Chunk, type Flow, FlowTable } from "../stream/mod.ts";
import { KeyLog } from "../tls/mod.ts";
import type { ContentOptions, Protocol } from "./content.ts";
import { Conversation } from "./conversation.ts";
import type { Step } from "./step.ts";
import type { Verdict } from "./verdict.ts";

/** How a capture is explained. */
export interface ExplainerOptions extends ContentOptions {
  /** Chooses the flows to explain; all by default. */
  chooses?: (flow: Flow) => boolean;
}

/** A conversation as those see it that show it. */
export interface Explainable {
  /** Number of its flow in the capture. */
  readonly number: number;
  /** Whether both sides have closed it, or one has reset it. */
  readonly over: boolean;
  /** Protocols that it speaks, the outer one first. */
  readonly protocols: readonly Protocol[];
  /** Judges it as far as it has been seen. */
  verdict(): Verdict;
}

/** Steps of one conversation that a frame, or the end of the capture, yielded. */
export interface Explained {
  /** The conversation. */
  readonly conversation: Explainable;
  /** Its next steps. */
  readonly steps: readonly Step[];
}

/** Explains a capture, from its bytes to steps, as they come. */
export class Explainer {
  readonly #options: ExplainerOptions;
  readonly #packets = new PacketDecoder();
  readonly #flows = new FlowTable();
  readonly #keyLog: KeyLog;
  readonly #conversations = new Map<Flow, Conversation>();
  #reader: CaptureReader | undefined;
  #secrets = 0;
  #frames = 0;
  #cutFrames = 0;
  #unknownLink: UnsupportedProtocol | undefined;

  /**
   * Begins a capture.
   *
   * @param options How it is explained.
   */
  constructor(options: ExplainerOptions) {
    this.#options = options;
    this.#keyLog = options.keyLog ?? new KeyLog();
  }

  /** Frames read so far. */
  get frames(): number {
    return this.#frames;
  }

  /** Frames that the capture cut off before a whole TCP header. */
  get cutFrames(): number {
    return this.#cutFrames;
  }

  /** The first link type that was met and is not decoded. */
  get unknownLink(): UnsupportedProtocol | undefined {
    return this.#unknownLink;
  }

  /** Flows of the capture, in the order of their first frame. */
  get flows(): readonly Flow[] {
    return this.#flows.flows;
  }

  /**
   * Takes the next bytes of a capture file.
   *
   * @param chunk Bytes that follow what was pushed before, cut at any place.
   * @throws {DecodeError} If they are no capture, or break its format.
   */
  *push(chunk: Uint8Array): Generator<Explained> {
    this.#reader ??= new CaptureReader();
    this.#reader.push(chunk);
    yield* this.#drain(this.#reader);
  }

  /**
   * Ends the capture: what still waited is explained.
   *
   * @throws {DecodeError} If the bytes of the file were no capture.
   */
  *end(): Generator<Explained> {
    if (this.#reader) {
      this.#reader.end();
      yield* this.#drain(this.#reader);
    }
    const waiting = new Map<Flow, readonly Chunk[]>();
    for (const { flow, data } of this.#flows.end()) waiting.set(flow, data);
    for (const [flow, conversation] of this.#conversations) {
      const steps = conversation.end(waiting.get(flow) ?? []);
      if (steps.length > 0) yield { conversation, steps };
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
    if (!packet.tcp) this.#noteMissing(packet);
    const event = this.#flows.add(packet);
    if (!event || this.#options.chooses?.(event.flow) === false) return;
    const conversation = this.#conversationOf(event.flow);
    return { conversation, steps: conversation.segment(event, packet) };
  }

  *#drain(reader: CaptureReader): Generator<Explained> {
    for (
      let frame = reader.next();
      frame !== undefined;
      frame = reader.next()
    ) {
      this.#takeSecrets(reader);
      const explained = this.frame(frame);
      if (explained) yield explained;
    }
    this.#takeSecrets(reader);
  }

  #noteMissing({ cut, error, unsupported }: Packet): void {
    if (cut && error) this.#cutFrames++;
    if (unsupported?.registry === "link type") {
      this.#unknownLink ??= unsupported;
    }
  }

  #takeSecrets({ secrets }: CaptureReader): void {
    for (; this.#secrets < secrets.length; this.#secrets++) {
      this.#keyLog.add(secrets[this.#secrets]);
    }
  }

  #conversationOf(flow: Flow): Conversation {
    let conversation = this.#conversations.get(flow);
    if (!conversation) {
      conversation = new Conversation(flow, {
        ...this.#options,
        keyLog: this.#keyLog,
      });
      this.#conversations.set(flow, conversation);
    }
    return conversation;
  }
}
