import type { Direction } from "../bytes/mod.ts";
import { TcpFlag } from "../packet/segment.ts";
import type { Finding } from "./findings.ts";
import type { Carrier } from "./delivery_log.ts";
import type { SentRest } from "./flow_archive.ts";
import { addSequence, isBefore, sequenceDifference } from "./sequence.ts";

/** Duplicate ACKs that make a sender repeat a segment at once; two, as one may not have been captured. */
const DUPLICATES_FOR_FAST_RETRANSMISSION = 2;
/** A repetition this soon after duplicate ACKs is their consequence. */
const FAST_RETRANSMISSION_NANOS = 20_000_000;
/** A segment this soon after its successor was overtaken, not repeated; counts where no handshake told the round trip. */
const OVERTAKEN_NANOS = 3_000_000;

/** Flags of segments that are never probes, window updates or duplicates. */
const SPECIAL = TcpFlag.SYN | TcpFlag.FIN | TcpFlag.RST;

/** What a segment asks of the peer, if it only asks. */
type Probe = "keep-alive" | "zero-window-probe" | undefined;

/** A segment as the analysis sees it: numbers as they were sent. */
export interface ObservedSegment {
  readonly direction: Direction;
  readonly frame: number;
  /** When it was captured, in nanoseconds since the conversation began. */
  readonly nanos: number;
  readonly flags: number;
  readonly sequence: number;
  readonly acknowledgment: number;
  /** Bytes of data. */
  readonly length: number;
  /** Window as it was sent. */
  readonly window: number;
  /** Window in bytes; `undefined` where the scale is not known. */
  readonly scaledWindow: number | undefined;
  /** The frame that carried the same sequence number first, where it was captured. */
  readonly original: () => Carrier | undefined;
}

/** What has been seen of one end. */
class Observed implements SentRest {
  /** Behind the highest sequence number that it has sent. */
  next: number | undefined;
  nextNanos = 0;
  /** Behind the last byte that was captured without a hole before it. */
  reach: number | undefined;
  /** Whether bytes behind all that were captured have been acknowledged, since its own ACKs last moved on. */
  outrun = false;
  acknowledgment: number | undefined;
  acknowledgmentNanos = 0;
  window = -1;
  scaledWindow: number | undefined;
  duplicates = 0;
  lastOriginalAck = 0;
  /** What the last segment asked, if it was a probe. */
  probe: Probe;
  lastFrame = 0;

  /** Takes up what is left of it. */
  resume(rest: SentRest): void {
    this.next = this.reach = rest.next;
    this.nextNanos = rest.nextNanos;
    this.acknowledgment = rest.acknowledgment;
    this.window = rest.window;
    this.duplicates = rest.duplicates;
    this.lastOriginalAck = rest.lastOriginalAck;
  }
}

/**
 * Judges each segment by those before it, by the rules of Wireshark's
 * analysis of TCP.
 *
 * @see {@link https://www.wireshark.org/docs/wsug_html_chunked/ChAdvTCPAnalysis.html}
 */
export class SequenceAnalysis {
  readonly #ends: readonly [Observed, Observed] = [
    new Observed(),
    new Observed(),
  ];
  #synNanos: number | undefined;
  #roundTripNanos: number | undefined;

  /** @param rests What is left of both ends, where the conversation was let go before. */
  constructor(rests?: readonly [SentRest, SentRest]) {
    rests?.forEach((rest, end) => this.#ends[end].resume(rest));
  }

  /** What an end has sent, as far as late segments are judged by it. */
  restOf(end: Direction): SentRest {
    return this.#ends[end];
  }

  /**
   * Takes the next segment.
   *
   * @param bases First sequence numbers, the client's at 0, from which relative ones count.
   * @returns What is remarkable about it.
   */
  add(segment: ObservedSegment, bases: readonly [number, number]): Finding[] {
    const own = this.#ends[segment.direction];
    const peer = this.#ends[1 - segment.direction];
    const findings: Finding[] = [];
    this.#timeHandshake(segment);
    const probe = judgeForm(segment, own, peer, findings, bases);
    if (acknowledged(segment) !== own.acknowledgment) {
      own.lastOriginalAck = segment.frame;
      own.duplicates = 0;
      own.outrun = false;
    }
    judgeAcknowledgment(segment, peer, findings, bases);
    if (probe !== "keep-alive") {
      this.#judgeRepetition(segment, own, peer, findings, bases);
    }
    remember(segment, own, probe);
    return findings;
  }

  /** Measures from the last SYN to the first segment that is not part of the opening. */
  #timeHandshake({ flags, nanos }: ObservedSegment): void {
    const opening = flags & (TcpFlag.SYN | TcpFlag.ACK);
    if (opening === TcpFlag.SYN) this.#synNanos = nanos;
    if (opening === TcpFlag.ACK && this.#synNanos !== undefined) {
      this.#roundTripNanos ??= nanos - this.#synNanos;
    }
  }

  /** Tells why a segment does not go beyond what was sent before. */
  #judgeRepetition(
    segment: ObservedSegment,
    own: Observed,
    peer: Observed,
    findings: Finding[],
    bases: readonly [number, number],
  ): void {
    const { sequence, length, flags, nanos } = segment;
    if (length === 0 && (flags & (TcpFlag.SYN | TcpFlag.FIN)) === 0) return;
    if (own.next === undefined) return;
    const end = addSequence(sequence, length);
    const { acknowledgment } = peer;
    if (
      length > 0 && acknowledgment !== undefined &&
      !isBefore(acknowledgment, end)
    ) {
      findings.push({
        kind: "spurious-retransmission",
        ...originOf(segment, own),
        acknowledged: relative(acknowledgment, bases[segment.direction]),
      });
      return;
    }
    // One byte before the end may have been a probe that nobody took in.
    const afterProbe = length > 1 && addSequence(own.next, -1) === sequence;
    if (afterProbe || !isBefore(sequence, own.next)) return;
    if (isAskedFor(segment, peer)) {
      findings.push({
        kind: "fast-retransmission",
        ...originOf(segment, own),
        duplicateAcks: peer.duplicates,
      });
      return;
    }
    const delay = nanos - own.nextNanos;
    const limit = this.#roundTripNanos || OVERTAKEN_NANOS;
    if (delay < limit && own.next !== endOf(segment)) {
      const expected = relative(own.next, bases[segment.direction]);
      findings.push({ kind: "out-of-order", expected, delay });
      return;
    }
    findings.push({ kind: "retransmission", ...originOf(segment, own) });
  }
}

/** Judges what a segment is by its form: a probe, an answer to one, a repeated or changed ACK. */
function judgeForm(
  segment: ObservedSegment,
  own: Observed,
  peer: Observed,
  findings: Finding[],
  bases: readonly [number, number],
): Probe {
  const { sequence, length, window, flags } = segment;
  if (length === 1 && sequence === own.next && peer.window === 0) {
    findings.push({ kind: "zero-window-probe" });
    return "zero-window-probe";
  }
  const ordinary = (flags & SPECIAL) === 0;
  if (window === 0 && ordinary) findings.push({ kind: "zero-window" });
  if (
    own.next !== undefined && isBefore(own.next, sequence) &&
    (flags & TcpFlag.RST) === 0
  ) {
    findings.push({
      kind: "lost-segment",
      expected: relative(own.next, bases[segment.direction]),
      missing: sequenceDifference(sequence, own.next),
    });
  }
  if (!ordinary || own.next === undefined) return undefined;
  if (length <= 1 && sequence === addSequence(own.next, -1)) {
    findings.push({ kind: "keep-alive" });
    return "keep-alive";
  }
  if (length > 0) {
    judgeWindowFull(segment, peer, findings);
  } else if (
    sequence === own.next && acknowledged(segment) === own.acknowledgment
  ) {
    judgeRepeatedAck(segment, own, peer, findings);
  }
  return undefined;
}

function judgeWindowFull(
  { sequence, length }: ObservedSegment,
  peer: Observed,
  findings: Finding[],
): void {
  const window = peer.scaledWindow;
  if (window === undefined || peer.acknowledgment === undefined) return;
  const edge = addSequence(peer.acknowledgment, window);
  if (addSequence(sequence, length) === edge) {
    findings.push({ kind: "window-full", window });
  }
}

/** Judges a segment without data that repeats the last acknowledgment. */
function judgeRepeatedAck(
  segment: ObservedSegment,
  own: Observed,
  peer: Observed,
  findings: Finding[],
): void {
  const { window } = segment;
  if (window !== own.window) {
    if (window === 0) return;
    findings.push({
      kind: "window-update",
      previous: own.scaledWindow ?? own.window,
      window: segment.scaledWindow ?? window,
    });
  } else if (window === 0) {
    if (peer.probe !== "zero-window-probe") return;
    findings.push({ kind: "zero-window-probe-ack", probe: peer.lastFrame });
  } else if (peer.probe === "keep-alive") {
    findings.push({ kind: "keep-alive-ack", probe: peer.lastFrame });
  } else {
    const count = ++own.duplicates;
    const original = own.lastOriginalAck;
    findings.push({ kind: "duplicate-ack", count, original });
  }
}

/** Judges whether a segment acknowledges what was not captured. */
function judgeAcknowledgment(
  segment: ObservedSegment,
  peer: Observed,
  findings: Finding[],
  bases: readonly [number, number],
): void {
  const acknowledgment = acknowledged(segment);
  if (acknowledgment === undefined || peer.reach === undefined) return;
  if (!isBefore(peer.reach, acknowledgment)) return;
  if (peer.reach === peer.next) {
    // Where no hole was seen, once is enough until the peer's own ACKs move on.
    const isKnown = peer.outrun || peer.duplicates > 0;
    peer.outrun = true;
    peer.duplicates = 0;
    if (isKnown) return;
  }
  findings.push({
    kind: "ack-lost-segment",
    expected: relative(peer.reach, bases[1 - segment.direction]),
    missing: sequenceDifference(acknowledgment, peer.reach),
  });
  peer.reach = peer.next;
}

/** Whether duplicate ACKs have just asked for this segment, or may have, unseen. */
function isAskedFor(segment: ObservedSegment, peer: Observed): boolean {
  const { sequence, nanos } = segment;
  const enough = peer.duplicates >= DUPLICATES_FOR_FAST_RETRANSMISSION ||
    peer.outrun;
  if (!enough) return false;
  if (nanos - peer.acknowledgmentNanos >= FAST_RETRANSMISSION_NANOS) {
    return false;
  }
  return peer.acknowledgment === sequence;
}

function originOf(
  { original, nanos }: ObservedSegment,
  own: Observed,
): { original: number | undefined; delay: number } {
  const carrier = original();
  return {
    original: carrier?.frame,
    delay: nanos - (carrier?.nanos ?? own.nextNanos),
  };
}

/** Takes a segment into what has been seen of its sender. */
function remember(segment: ObservedSegment, own: Observed, probe: Probe): void {
  const { sequence } = segment;
  const next = endOf(segment);
  // A probe into a closed window may be thrown away: it does not count.
  if (probe !== "zero-window-probe") {
    if (own.next === undefined || isBefore(own.next, next)) {
      own.next = next;
      own.nextNanos = segment.nanos;
    }
    if (own.reach === undefined || own.reach === sequence) own.reach = own.next;
  }
  own.window = segment.window;
  own.scaledWindow = segment.scaledWindow;
  own.acknowledgment = acknowledged(segment);
  own.acknowledgmentNanos = segment.nanos;
  own.probe = probe;
  own.lastFrame = segment.frame;
}

/** The sequence number behind a segment: SYN and FIN take one each. */
function endOf({ sequence, length, flags }: ObservedSegment): number {
  const counted = flags & (TcpFlag.SYN | TcpFlag.FIN) ? length + 1 : length;
  return addSequence(sequence, counted);
}

function acknowledged(segment: ObservedSegment): number | undefined {
  return segment.flags & TcpFlag.ACK ? segment.acknowledgment : undefined;
}

function relative(sequence: number, base: number): number {
  return addSequence(sequence, -base);
}
