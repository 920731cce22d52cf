import type { Packet } from "../packet/mod.ts";
import { TcpFlag } from "../packet/mod.ts";
import type {
  Chunk,
  Direction,
  FindingKind,
  Flow,
  SegmentEvent,
} from "../stream/mod.ts";
import { fragmentOf } from "./carriers.ts";
import type { Say } from "./catalogue.ts";
import {
  type Content,
  type ContentOptions,
  contentStep,
  type Protocol,
} from "./content.ts";
import { ContentDecoder } from "./content_decoder.ts";
import { Pace } from "./pace.ts";
import { later, phaseOf } from "./phase.ts";
import { NO_BYTES, type Phase, type Step } from "./step.ts";
import { segmentFacts, SegmentNarrator, StateWatch } from "./tcp.ts";
import { openingOf, type Verdict, verdictOf } from "./verdict.ts";
import { peerOf, sideOf } from "./words.ts";

/** Findings on segments that carry a byte for no other reason than to be answered. */
const PROBES: ReadonlySet<FindingKind> = new Set([
  "keep-alive",
  "zero-window-probe",
]);

/**
 * Explains one TCP conversation, segment by segment, as they come.
 *
 * Each segment yields its own step, then one for every message that it
 * completed, then its findings.
 */
export class Conversation {
  /** The flow that is explained. */
  readonly flow: Flow;
  readonly #say: Say;
  readonly #narrator: SegmentNarrator;
  readonly #states: StateWatch;
  readonly #content: ContentDecoder;
  readonly #pace = new Pace();
  readonly #ended: [boolean, boolean] = [false, false];
  #phase: Phase = "open";
  #findings = 0;
  #segments = 0;
  /** Time of the segment before. */
  #time = 0;

  /**
   * Begins a conversation that nothing has been seen of.
   *
   * @param flow The flow; its segments follow in order.
   * @param options How it is explained.
   */
  constructor(flow: Flow, options: ContentOptions) {
    this.flow = flow;
    this.#say = options.say;
    this.#narrator = new SegmentNarrator(options.say, flow.resumed);
    this.#states = new StateWatch(flow.resumed);
    if (flow.resumed) this.#phase = "close";
    this.#content = new ContentDecoder(options);
  }

  /** Number of the flow in the capture. */
  get number(): number {
    return this.flow.number;
  }

  /**
   * Explains the next segment.
   *
   * @param event The segment in its flow.
   * @param packet The packet that carried it.
   */
  segment(event: SegmentEvent, packet: Packet): Step[] {
    const time = this.#timeOf(event);
    this.#segments++;
    this.#findings += event.findings.length;
    const { awaitsAck } = this.#narrator;
    const words = this.#narrator.narrate(event, packet);
    const opening = this.#phase === "open" && isOpening(event, awaitsAck);
    const contents = event.data.flatMap((chunk) => this.#chunk(chunk));
    if (event.flags & (TcpFlag.FIN | TcpFlag.RST)) {
      contents.push(...this.#content.decide());
    }
    for (const ended of event.ended) {
      contents.push(...this.#content.lastWords(ended), ...this.#end(ended));
    }
    const { direction, length } = event;
    this.#pace.row(direction, { length, speaks: speaks(event), time });
    const isLate = ({ waited, frames }: Content) =>
      waited === true && frames.length > 0 && !frames.includes(event.frame);
    // What came earlier and could not be told then comes before the segment.
    const steps = contents.filter(isLate).map((content) =>
      this.#step(content, this.#time)
    );
    const own = contents.filter((content) => !isLate(content));
    if (!opening) {
      this.#phase = later(this.#phase, this.#phaseAfter(event, own));
    }
    const base = this.#base(event.direction, time);
    steps.push({
      ...base,
      kind: "segment",
      protocol: "tcp",
      evidence: "observed",
      encrypted: false,
      frames: [event.frame],
      ...words,
      segment: segmentFacts(event, this.#states.take(event)),
      flight: own.some((content) => content.stage === "handshake")
        ? this.#pace.flights
        : undefined,
      fields: () => packet.datagram?.fields ?? packet.fields ?? [],
      bytes: () => packet.datagram?.bytes ?? packet.frame.bytes,
      carriers: () => fragmentOf(packet),
    });
    for (const content of own) steps.push(this.#step(content, time));
    for (const finding of event.findings) {
      steps.push({
        ...base,
        kind: "finding",
        protocol: "tcp",
        evidence: "observed",
        encrypted: false,
        frames: [event.frame],
        title: this.#say(`finding.${finding.kind}.title`),
        detail: "",
        text: this.#narrator.finding(finding, event),
        ...NO_BYTES,
      });
    }
    this.#time = time;
    return steps;
  }

  /**
   * Explains what was still waiting when the capture ended.
   *
   * @param data Bytes and gaps that no segment has handed out yet.
   */
  end(data: readonly Chunk[]): Step[] {
    const time = this.flow.duration / 1e9;
    const contents = data.flatMap((chunk) => this.#chunk(chunk));
    for (const direction of [0, 1] as const) {
      contents.push(...this.#end(direction));
    }
    return contents.map((content) =>
      contentStep(content, this.#base(content.direction, time))
    );
  }

  /** Whether both sides have closed it, or one has reset it. */
  get over(): boolean {
    return this.flow.over;
  }

  /** Whether it was told to its end before, and let go: it knows only what came late. */
  get resumed(): boolean {
    return this.flow.resumed;
  }

  /** Protocols that it speaks, the outer one first. */
  get protocols(): readonly Protocol[] {
    return this.#content.protocols;
  }

  /** Judges the conversation as far as it has been seen. */
  verdict(): Verdict {
    const { flow } = this;
    const { handshake } = flow;
    return verdictOf({
      client: flow.client,
      server: flow.server,
      opening: this.#narrator.simultaneous ? "simultaneous" : openingOf(flow),
      openingSeconds: handshake &&
        (handshake.waitedNanos + handshake.serverNanos +
            handshake.clientNanos) / 1e9,
      repeatedSyns: handshake && handshake.syns > 1
        ? handshake.syns
        : undefined,
      close: flow.close,
      bytes: {
        client: flow.sides[0].streamBytes,
        server: flow.sides[1].streamBytes,
      },
      seconds: flow.duration / 1e9,
      content: this.#content,
      pace: this.#pace,
      segments: this.#segments,
      findings: this.#findings,
    });
  }

  #step(content: Content, time: number): Step {
    this.#phase = later(this.#phase, phaseOf(content, this.#content.protocol));
    return contentStep(content, this.#base(content.direction, time));
  }

  /** Ends a direction, once: what its decoder still held comes out. */
  #end(direction: Direction): Content[] {
    if (this.#ended[direction]) return [];
    this.#ended[direction] = true;
    return this.#content.end(direction);
  }

  #chunk(chunk: Chunk): Content[] {
    const { direction, offset, length } = chunk;
    const contents = chunk.bytes
      ? this.#content.push(
        direction,
        chunk.bytes,
        this.flow.framesOf(direction, offset, offset + length),
      )
      : this.#content.gap(direction, length);
    for (const content of contents) this.#pace.content(content);
    return contents;
  }

  #base(
    direction: Direction,
    time: number,
  ): Pick<Step, "phase" | "time" | "from" | "to"> {
    return {
      phase: this.#phase,
      time,
      from: sideOf(direction),
      to: peerOf(direction),
    };
  }

  #timeOf(event: SegmentEvent): number {
    return event.seconds - this.flow.seconds +
      (event.nanoseconds - this.flow.nanoseconds) / 1e9;
  }

  #phaseAfter(event: SegmentEvent, contents: readonly Content[]): Phase {
    if (this.#narrator.closing || event.flags & TcpFlag.RST) return "close";
    if (contents.length > 0) {
      return phaseOf(contents[0], this.#content.protocol);
    }
    if (this.#phase !== "open") return this.#phase;
    const waiting = this.#content.protocol ?? "data";
    return waiting === "tls" || waiting === "ssh" ? waiting : "data";
  }
}

/**
 * Whether a segment breaks a silence. An ACK alone does not: the kernel sends
 * it, however long the program takes. It does where it opens a closed window.
 */
function speaks({ flags, length, findings }: SegmentEvent): boolean {
  if (flags & (TcpFlag.SYN | TcpFlag.FIN | TcpFlag.RST)) return true;
  return findings.some((finding) =>
    finding.kind === "window-update" && finding.previous === 0
  ) || (length > 0 && !findings.some(({ kind }) => PROBES.has(kind)));
}

/** Whether a segment belongs to the three-way handshake: SYN, SYN+ACK, and the ACK that completes it. */
function isOpening(event: SegmentEvent, awaitsAck: boolean): boolean {
  if (event.flags & TcpFlag.SYN) return true;
  const bare = event.length === 0 &&
    !(event.flags & (TcpFlag.FIN | TcpFlag.RST));
  if (!bare || event.direction === 1) return false;
  // Data may have come with the SYN, so that its number is above 1.
  return awaitsAck || event.sequence === 1 && event.acknowledgment === 1 &&
      event.flow.sides[0].streamBytes === 0 &&
      event.flow.sides[1].streamBytes === 0;
}
