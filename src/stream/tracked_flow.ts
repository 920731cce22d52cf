import type { Direction } from "../bytes/mod.ts";
import type { Packet } from "../packet/packet.ts";
import { type Endpoint, type Segment, TcpFlag } from "../packet/segment.ts";
import type { Close } from "./close.ts";
import { CloseTracker } from "./close_tracker.ts";
import { ConnectionState } from "./connection_state.ts";
import type { Finding } from "./findings.ts";
import type { Chunk, Flow, HandshakeTiming, SegmentEvent } from "./flow.ts";
import type { Carrier } from "./delivery_log.ts";
import type { FlowRest, SideRest } from "./flow_archive.ts";
import type { ClientKnownBy, FlowEnds } from "./flow_index.ts";
import { addSequence } from "./sequence.ts";
import { SequenceAnalysis } from "./sequence_analysis.ts";
import type { SharedMemory, StreamAssembler } from "./stream_assembler.ts";
import { TrackedSide } from "./tracked_side.ts";

const NONE: readonly Direction[] = [];

/** What the index knows of a segment. */
export interface SegmentPlace {
  /** Who sent it. */
  readonly direction: Direction;
  /** First sequence number of the client, and of the server. */
  readonly bases: readonly [number, number];
}

/** What a flow begins with. */
export interface TrackedFlowOptions {
  /** Number of the conversation that the same endpoints had before. */
  previous: number | undefined;
  /** What all conversations share. */
  shared: SharedMemory;
  /** What is left of it, where it was let go before, and the first sequence numbers of its ends. */
  rest?: FlowRest & { readonly bases: readonly [number, number] };
}

/** A conversation that takes its segments one by one. */
export class TrackedFlow implements Flow {
  readonly number: number;
  readonly client: Endpoint;
  readonly server: Endpoint;
  readonly clientKnownBy: ClientKnownBy;
  readonly clientSide: 0 | 1;
  readonly sides: readonly [TrackedSide, TrackedSide];
  readonly firstFrame: number;
  readonly seconds: number;
  readonly nanoseconds: number;
  lastFrame: number;
  duration = 0;
  handshake: HandshakeTiming | undefined;
  readonly resumed: boolean;
  readonly isSelf: boolean;
  readonly #previous: number | undefined;
  readonly #state = new ConnectionState();
  readonly #analysis: SequenceAnalysis;
  readonly #closing = new CloseTracker();
  #halfOpen = false;
  #syns = 0;
  #synNanos: number | undefined;
  #synAckNanos: number | undefined;

  /**
   * @param number Number in the capture.
   * @param ends Its ends.
   * @param first Its first packet.
   * @param options What it begins with.
   */
  constructor(
    number: number,
    ends: FlowEnds,
    first: Packet,
    options: TrackedFlowOptions,
  ) {
    this.number = number;
    this.client = ends.client;
    this.server = ends.server;
    this.clientKnownBy = ends.clientKnownBy;
    this.clientSide = ends.clientSide;
    this.isSelf = ends.client.port === ends.server.port &&
      ends.client.address === ends.server.address;
    const { frame } = first;
    const { rest } = options;
    this.firstFrame = rest?.firstFrame ?? frame.number;
    this.lastFrame = frame.number;
    const { seconds, nanoseconds } = rest ?? frame;
    this.seconds = seconds;
    this.nanoseconds = nanoseconds;
    this.#previous = options.previous;
    this.resumed = rest !== undefined;
    this.#analysis = new SequenceAnalysis(rest?.sides);
    this.sides = [
      new TrackedSide(0, this.#state, options.shared),
      new TrackedSide(1, this.#state, options.shared),
    ];
    if (!rest) return;
    this.#state.resume();
    for (const end of [0, 1] as const) {
      const first = addSequence(rest.bases[end], 1);
      this.sides[end].resume(rest.sides[end], first);
    }
  }

  get close(): Close {
    return this.#closing.close;
  }

  get over(): boolean {
    return this.resumed || this.#closing.over;
  }

  /** What is left of it when it is let go. */
  get rest(): FlowRest {
    const { firstFrame, seconds, nanoseconds, duration } = this;
    const sides = [this.#restOf(0), this.#restOf(1)] as const;
    return { firstFrame, seconds, nanoseconds, duration, sides };
  }

  framesOf(direction: Direction, start: number, end: number): number[] {
    return this.sides[direction].assembler.framesOf(start, end);
  }

  /** Hands out what still waits. */
  flush(): Chunk[] {
    return [
      ...this.sides[0].assembler.flush(),
      ...this.sides[1].assembler.flush(),
    ];
  }

  /**
   * Takes the next segment.
   *
   * @param packet Packet that carries it.
   * @param tcp The segment.
   * @param place What the index knows of it.
   */
  add(packet: Packet, tcp: Segment, place: SegmentPlace): SegmentEvent {
    const { frame } = packet;
    const { direction, bases } = place;
    const own = this.sides[direction];
    const peer = this.isSelf ? own : this.sides[1 - direction];
    const nanos = (frame.seconds - this.seconds) * 1e9 +
      (frame.nanoseconds - this.nanoseconds);
    const carrier = { frame: frame.number, nanos };
    this.duration = nanos;
    this.lastFrame = frame.number;
    own.segments++;
    own.bytes += tcp.payloadLength;
    if (tcp.flags & TcpFlag.SYN) own.readSyn(tcp, peer);

    own.assembler.begin(addSequence(bases[direction], 1));
    if (tcp.flags & TcpFlag.ACK) {
      peer.assembler.begin(addSequence(bases[1 - direction], 1));
    }
    const findings = this.#judge(tcp, place, carrier);
    const before = own.assembler.next;
    const acknowledgesFin = acknowledgesEnd(tcp, peer.assembler);
    const data = this.#assemble(tcp, own, peer, carrier, findings);
    const newBytes = own.assembler.next - before;
    const { flags } = tcp;
    this.#timeHandshake(direction, flags, carrier);
    this.#state.add({ direction, flags, acknowledgesFin });
    this.#closing.add({
      direction,
      frame: frame.number,
      flags,
      acknowledgesFin,
      newBytes,
    });
    return {
      flow: this,
      direction,
      frame: frame.number,
      seconds: frame.seconds,
      nanoseconds: frame.nanoseconds,
      flags,
      sequence: addSequence(tcp.sequence, -bases[direction]),
      acknowledgment: flags & TcpFlag.ACK
        ? addSequence(tcp.acknowledgment, -bases[1 - direction])
        : 0,
      window: own.scaledWindow(tcp) ?? tcp.window,
      length: tcp.payloadLength,
      options: tcp.options,
      findings,
      data,
      ended: this.#newlyEnded(),
      states: this.#state.states,
    };
  }

  #restOf(end: Direction): SideRest {
    const sent = this.#analysis.restOf(end);
    const { streamBytes, windowShift } = this.sides[end];
    return {
      next: sent.next,
      nextNanos: sent.nextNanos,
      acknowledgment: sent.acknowledgment,
      window: sent.window,
      duplicates: sent.duplicates,
      lastOriginalAck: sent.lastOriginalAck,
      streamBytes,
      windowShift,
    };
  }

  #judge(tcp: Segment, place: SegmentPlace, carrier: Carrier): Finding[] {
    // The rules compare what two ends know of each other.
    if (this.isSelf) return [];
    const { direction, bases } = place;
    const own = this.sides[direction];
    const findings = this.#analysis.add({
      ...carrier,
      direction,
      flags: tcp.flags,
      sequence: tcp.sequence,
      acknowledgment: tcp.acknowledgment,
      length: tcp.payloadLength,
      window: tcp.window,
      scaledWindow: own.scaledWindow(tcp),
      original: () => own.carrierOf(tcp),
    }, bases);
    if (this.#previous !== undefined && carrier.frame === this.firstFrame) {
      findings.unshift({ kind: "port-reuse", previous: this.#previous });
    }
    if (this.#isHalfOpen(tcp, place)) {
      this.#halfOpen = true;
      const acknowledgment = addSequence(tcp.acknowledgment, -bases[0]);
      findings.push({ kind: "half-open", acknowledgment });
    }
    return findings;
  }

  /** Whether a server answers the SYN by an ACK for something else: it still holds an older connection. */
  #isHalfOpen(tcp: Segment, { direction, bases }: SegmentPlace): boolean {
    const [client, server] = this.sides;
    return !this.#halfOpen && direction === 1 &&
      client.syn !== undefined && server.syn === undefined &&
      (tcp.flags & (TcpFlag.ACK | TcpFlag.SYN | TcpFlag.RST)) === TcpFlag.ACK &&
      addSequence(bases[0], 1) !== tcp.acknowledgment;
  }

  #assemble(
    tcp: Segment,
    own: TrackedSide,
    peer: TrackedSide,
    carrier: Carrier,
    findings: Finding[],
  ): Chunk[] {
    const { flags, payloadLength: length } = tcp;
    if (flags & TcpFlag.RST) return [];
    const { assembler } = own;
    const released = acknowledge(tcp, peer.assembler);
    const isSyn = (flags & TcpFlag.SYN) !== 0;
    const first = isSyn ? addSequence(tcp.sequence, 1) : tcp.sequence;
    const offset = assembler.offsetOf(first);
    if (isSyn) own.syn ??= carrier;
    let chunks = released;
    if (length > 0) {
      const behind = offset + length - (assembler.end ?? Infinity);
      if (behind > 0) {
        const late = Math.min(behind, length);
        findings.push({ kind: "data-after-fin", length: late });
      }
      const own = assembler.add(offset, tcp.payload, length, carrier);
      chunks = released.length === 0 ? own : [...released, ...own];
      const { difference } = assembler;
      // The byte of a keep-alive probe means nothing.
      const probe = findings.some(({ kind }) => kind === "keep-alive");
      if (difference && !probe) {
        findings.push({ kind: "overlap-differs", ...difference });
      }
    }
    if (flags & TcpFlag.FIN) {
      own.fin ??= carrier;
      assembler.finish(offset + length);
    }
    return chunks;
  }

  #timeHandshake(direction: Direction, flags: number, carrier: Carrier): void {
    if (this.handshake || flags & TcpFlag.RST) return;
    const isSyn = (flags & TcpFlag.SYN) !== 0;
    const isAck = (flags & TcpFlag.ACK) !== 0;
    if (direction === 0 && isSyn && !isAck) {
      this.#synNanos = carrier.nanos;
      this.#syns++;
    }
    if (direction === 1 && isSyn && isAck) this.#synAckNanos = carrier.nanos;
    if (direction === 1 || isSyn || !isAck) return;
    if (this.#synNanos === undefined || this.#synAckNanos === undefined) return;
    this.handshake = {
      syns: this.#syns,
      waitedNanos: this.#synNanos - (this.sides[0].syn?.nanos ?? 0),
      serverNanos: this.#synAckNanos - this.#synNanos,
      clientNanos: carrier.nanos - this.#synAckNanos,
    };
  }

  /** Directions whose stream has come to its end since the last call. */
  #newlyEnded(): readonly Direction[] {
    const [client, server] = this.sides;
    const clientEnded = client.endedNow();
    const serverEnded = server.endedNow();
    if (clientEnded) return serverEnded ? [0, 1] : [0];
    return serverEnded ? [1] : NONE;
  }
}

/** Tells the stream of the peer what was acknowledged of it. */
function acknowledge(tcp: Segment, peer: StreamAssembler): Chunk[] {
  if ((tcp.flags & TcpFlag.ACK) === 0) return [];
  const offset = peer.offsetOf(tcp.acknowledgment);
  return peer.acknowledge(Math.min(offset, peer.end ?? Infinity));
}

/** Whether a segment acknowledges the FIN at the end of the peer's stream. */
function acknowledgesEnd(tcp: Segment, peer: StreamAssembler): boolean {
  return (tcp.flags & TcpFlag.ACK) !== 0 && peer.end !== undefined &&
    peer.offsetOf(tcp.acknowledgment) > peer.end;
}
