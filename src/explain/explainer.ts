import {
  type Packet,
  PacketDecoder,
  type UnsupportedProtocol,
} from "../packet/mod.ts";
import { CaptureReader, type Frame } from "../pcap/mod.ts";
import {
  type Chunk,
  type Flow,
  FlowTable,
  type SegmentEvent,
} from "../stream/mod.ts";
import { KeyLog } from "../tls/mod.ts";
import type { ContentOptions, Protocol } from "./content.ts";
import { Conversation } from "./conversation.ts";
import type { Step } from "./step.ts";
import type { Verdict } from "./verdict.ts";

/** Conversations that are kept in full behind their end, by default. */
const ENDED_FLOWS = 1024;

/** How a capture is explained. */
export interface ExplainerOptions extends ContentOptions {
  /**
   * Chooses the flows to explain, by their ends and numbers; all by default.
   * The others are only counted.
   */
  chooses?: (flow: Flow) => boolean;
  /** Says which flows are followed even so, and never let go; none by default. */
  keeps?: (flow: Flow) => boolean;
  /** Flows that are over and still kept in full, for what comes late; 1,024 by default. */
  endedFlows?: number;
}

/** A conversation as those see it that show it. */
export interface Explainable {
  /** Number of its flow in the capture. */
  readonly number: number;
  /** Whether both sides have closed it, or one has reset it. */
  readonly over: boolean;
  /** Whether it was told to its end before, and let go: it knows only what came late. */
  readonly resumed: boolean;
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
  /** Whether it is let go: what comes later, if anything, is told by another object of the same number. */
  readonly final?: boolean;
}

/** Explains a capture, from its bytes to steps, as they come. */
export class Explainer {
  readonly #options: ExplainerOptions;
  readonly #packets = new PacketDecoder();
  readonly #flows: FlowTable;
  readonly #keyLog: KeyLog;
  /** By number, as long as they are not let go. */
  readonly #conversations = new Map<number, Conversation>();
  /** Flows that are over, the one that was heard of least lately first. */
  readonly #ended = new Map<number, Flow>();
  readonly #endedLimit: number;
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
    this.#endedLimit = options.endedFlows ?? ENDED_FLOWS;
    const { chooses, keeps } = options;
    this.#flows = new FlowTable({
      follows: (flow) => !chooses || chooses(flow) || keeps?.(flow) === true,
    });
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

  /** Flows that are explained or kept, in the order of their first frame, without those that were let go. */
  get flows(): readonly Flow[] {
    return this.#flows.flows;
  }

  /** Flows of the capture up to now, those that were let go included. */
  get flowCount(): number {
    return this.#flows.size;
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
    const waiting = new Map<number, readonly Chunk[]>();
    for (const { flow, data } of this.#flows.end()) {
      waiting.set(flow.number, data);
    }
    for (const [number, conversation] of this.#conversations) {
      const steps = conversation.end(waiting.get(number) ?? []);
      if (steps.length > 0) yield { conversation, steps };
    }
  }

  /**
   * Takes the next frame, where it does not come from a file.
   *
   * @param frame The frame; its bytes may be kept.
   * @returns Steps of its conversation, where that is explained; and what is let go of.
   */
  frame(frame: Frame): Explained[] {
    this.#frames++;
    const packet = this.#packets.decode(frame, {
      record: this.#options.record,
    });
    if (!packet.tcp) this.#noteMissing(packet);
    const event = this.#flows.add(packet);
    if (!event) return [];
    const { flow } = event;
    const explained: Explained[] = [];
    if (this.#options.chooses?.(flow) !== false) {
      const conversation = this.#conversationOf(flow);
      const steps = conversation.segment(event, packet);
      explained.push({ conversation, steps });
    }
    if (flow.over) this.#noteEnd(flow);
    const previous = supersededBy(event);
    if (previous !== undefined) this.#noteEnd(this.#flows.find(previous));
    if (this.#ended.size > this.#endedLimit) explained.push(...this.#release());
    return explained;
  }

  #noteEnd(flow: Flow | undefined): void {
    if (!flow) return;
    this.#ended.delete(flow.number);
    this.#ended.set(flow.number, flow);
  }

  /** Lets go of flows that are over, once they are too many. */
  *#release(): Generator<Explained> {
    for (const [number, flow] of this.#ended) {
      if (this.#ended.size <= this.#endedLimit) return;
      this.#ended.delete(number);
      if (this.#options.keeps?.(flow)) continue;
      const data = this.#flows.release(number);
      const conversation = this.#conversations.get(number);
      this.#conversations.delete(number);
      if (!conversation) continue;
      yield { conversation, steps: conversation.end(data), final: true };
    }
  }

  *#drain(reader: CaptureReader): Generator<Explained> {
    for (
      let frame = reader.next();
      frame !== undefined;
      frame = reader.next()
    ) {
      this.#takeSecrets(reader);
      yield* this.frame(frame);
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
    let conversation = this.#conversations.get(flow.number);
    if (!conversation) {
      conversation = new Conversation(flow, {
        ...this.#options,
        keyLog: this.#keyLog,
      });
      this.#conversations.set(flow.number, conversation);
    }
    return conversation;
  }
}

/** The flow that no segment can belong to any more: a new one has its endpoints. */
function supersededBy({ findings }: SegmentEvent): number | undefined {
  return findings.find((finding) => finding.kind === "port-reuse")?.previous;
}
