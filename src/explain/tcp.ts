import type { Packet } from "../packet/mod.ts";
import { TcpFlag } from "../packet/mod.ts";
import type { Direction, Finding, SegmentEvent } from "../stream/mod.ts";
import type { Key, Say } from "./catalogue.ts";
import type { EndStates, SegmentFacts } from "./step.ts";
import { milliseconds, sideOf } from "./words.ts";

const FLAG_NAMES = Object.entries(TcpFlag);
/** The order in which flags are read aloud. */
const SPOKEN = ["SYN", "FIN", "RST", "PSH", "URG", "ECE", "CWR", "AE", "ACK"];

/** What a segment is called, and what is said of it. */
export interface SegmentWords {
  /** Flags, as they are read aloud: `SYN, ACK`. */
  title: string;
  /** Numbers: `seq=0 ack=1 win=65483 len=0`. */
  detail: string;
  /** One sentence; empty where it would only repeat an earlier one. */
  text: string;
}

/** Names the flags that are set, `ACK` last. */
export function flagNames(flags: number): string[] {
  const set = new Set(
    FLAG_NAMES.filter(([, bit]) => flags & bit).map(([name]) => name),
  );
  return SPOKEN.filter((name) => set.has(name));
}

/**
 * Gathers the numbers of a segment.
 *
 * @param event The segment in its conversation.
 * @param states What it moves the ends to.
 */
export function segmentFacts(
  event: SegmentEvent,
  states: EndStates | undefined,
): SegmentFacts {
  return {
    flags: flagNames(event.flags),
    sequence: event.sequence,
    acknowledgment: event.flags & TcpFlag.ACK
      ? event.acknowledgment
      : undefined,
    window: event.window,
    length: event.length,
    states,
  };
}

/** Tells which segments of one conversation move an end to another state. */
export class StateWatch {
  /** Whether what an end has sent shows its state. */
  readonly #known: [boolean, boolean] = [false, false];
  readonly #over: boolean;
  #last: EndStates = {};

  /** @param over Whether both ends were closed before: what comes late moves none. */
  constructor(over = false) {
    this.#over = over;
  }

  /**
   * Takes the next segment.
   *
   * The state of an end that was sent a SYN or a FIN is known once it answers:
   * nobody may listen there, or the two FINs may cross on the way.
   *
   * @param event The segment; each one once, in order.
   * @returns The states of both ends, where one has changed.
   */
  take({ direction, flags, states }: SegmentEvent): EndStates | undefined {
    if (this.#over) return undefined;
    const peer = 1 - direction as Direction;
    const { client, server } = this.#last;
    this.#known[direction] = true;
    if (
      flags & TcpFlag.FIN && states[peer] === "CLOSE-WAIT" &&
      [client, server][peer] !== "CLOSE-WAIT"
    ) this.#known[peer] = false;
    if (flags & TcpFlag.RST) this.#known[peer] = true;
    this.#last = {
      client: this.#known[0] ? states[0] : undefined,
      server: this.#known[1] ? states[1] : undefined,
    };
    return this.#last.client === client && this.#last.server === server
      ? undefined
      : this.#last;
  }
}

/**
 * Says what the segments of one conversation do.
 *
 * It follows the opening and the close, because the same flags mean different
 * things there: an ACK may complete the handshake, or confirm a FIN.
 */
export class SegmentNarrator {
  readonly #say: Say;
  readonly #over: boolean;
  /** The number that each side's FIN took. */
  readonly #finAt: [number | undefined, number | undefined] = [
    undefined,
    undefined,
  ];
  readonly #finAcked: [boolean, boolean] = [false, false];
  readonly #routineSaid = new Set<string>();
  #opening: "start" | "syn" | "syn-ack" | "done" = "start";
  #simultaneous = false;
  /** The window that each side offered last. */
  readonly #windows: [number | undefined, number | undefined] = [
    undefined,
    undefined,
  ];

  /**
   * @param say Sentences of a language.
   * @param over Whether all was said before, opening and close included.
   */
  constructor(say: Say, over = false) {
    this.#say = say;
    this.#over = over;
    if (over) this.#opening = "done";
  }

  /** Whether the SYN was answered, and the ACK that completes the opening is to come. */
  get awaitsAck(): boolean {
    return this.#opening === "syn-ack";
  }

  /** Whether both sides asked to open it before they had heard of each other. */
  get simultaneous(): boolean {
    return this.#simultaneous;
  }

  /** Whether a side has begun to close. */
  get closing(): boolean {
    return this.#finAt[0] !== undefined || this.#finAt[1] !== undefined;
  }

  /**
   * Says what a segment does.
   *
   * @param event The segment in its conversation; each one once, in order.
   * @param packet The packet that carried it.
   */
  narrate(event: SegmentEvent, packet: Packet): SegmentWords {
    const said = this.#sentence(event, packet);
    this.#windows[event.direction] = event.window;
    return {
      title: titleOf(event),
      detail: detailOf(event),
      text: this.#join([said, ...this.#marks(event, packet)]),
    };
  }

  /**
   * Says what is remarkable about a segment.
   *
   * @param finding What was found.
   * @param event The segment, after it was narrated.
   */
  finding(finding: Finding, event: SegmentEvent): string {
    const values: Record<string, string | number> = {};
    for (const [name, value] of Object.entries(finding)) {
      if (value !== undefined) {
        values[name] = name === "delay"
          ? milliseconds(Number(value) / 1e9)
          : value;
      }
    }
    return this.#say(this.#findingKey(finding, event), values);
  }

  #findingKey({ kind }: Finding, { direction, flags }: SegmentEvent): Key {
    if (kind === "keep-alive" && this.#windows[1 - direction] === 0) {
      return "finding.keep-alive.closed";
    }
    return kind === "retransmission" && this.#simultaneous &&
        flags & TcpFlag.SYN && flags & TcpFlag.ACK
      ? "finding.retransmission.syn"
      : `finding.${kind}`;
  }

  /** Says what else a segment has: urgent data, or less than it had on the wire. */
  #marks(event: SegmentEvent, packet: Packet): string[] {
    const { tcp } = packet;
    if (!tcp) return [];
    const marks: string[] = [];
    if (tcp.flags & TcpFlag.URG) {
      const last = event.sequence + tcp.urgentPointer - 1;
      marks.push(this.#say("tcp.urgent", { last }));
    }
    const kept = tcp.payload.length;
    if (kept < tcp.payloadLength) {
      const key = `cut ${event.direction}`;
      marks.push(this.#once(key, "tcp.cut", { kept, all: tcp.payloadLength }));
    }
    return marks;
  }

  #sentence(event: SegmentEvent, packet: Packet): string {
    const { flags, direction } = event;
    if (flags & TcpFlag.RST) return this.#reset(event);
    if (flags & TcpFlag.SYN) return this.#open(event, packet);
    const before = this.#opening;
    this.#opening = "done";
    if (this.#over) return "";
    const confirmsFin = this.#confirmFin(event);
    if (flags & TcpFlag.FIN && this.#finAt[direction] === undefined) {
      return this.#fin(event, confirmsFin);
    }
    if (confirmsFin) {
      return this.#say(
        this.#finAcked[0] && this.#finAcked[1] ? "tcp.lastAck" : "tcp.finAcked",
      );
    }
    if (event.length > 0) {
      return this.#once(`data ${direction}`, "tcp.data", {
        from: this.#say(`side.${sideOf(direction)}`),
        first: event.sequence,
        last: event.sequence + event.length - 1,
      });
    }
    if (before === "syn-ack" && direction === 0) {
      return this.#say("tcp.openAck", { ack: event.acknowledgment });
    }
    return event.findings.length > 0
      ? ""
      : this.#once(`ack ${direction}`, "tcp.ack", {
        ack: event.acknowledgment,
      });
  }

  #open(event: SegmentEvent, packet: Packet): string {
    const isn = packet.tcp?.sequence ?? 0;
    if (event.flags & TcpFlag.ACK) {
      this.#opening = "syn-ack";
      const ack = event.acknowledgment;
      return this.#join([
        this.#say("tcp.synAck", { isn, ack }),
        this.#terms(event),
      ]);
    }
    if (this.#opening === "syn" && event.direction === 1) {
      this.#simultaneous = true;
      return this.#join([
        this.#say("tcp.synSimultaneous", { isn }),
        this.#terms(event),
      ]);
    }
    // That it is the same again is a finding.
    if (this.#opening === "syn") return "";
    this.#opening = "syn";
    return this.#join([
      this.#say("tcp.syn", { isn }),
      this.#terms(event),
      this.#fastOpen(event),
    ]);
  }

  /** Says what the options of a SYN settle for the whole conversation. */
  #terms({ options }: SegmentEvent): string {
    const terms: string[] = [];
    for (const option of options) {
      if (option.type === "maximum-segment-size") {
        terms.push(this.#say("tcp.terms.size", { bytes: option.bytes }));
      } else if (option.type === "window-scale") {
        terms.push(this.#say("tcp.terms.scale", { times: 2 ** option.shift }));
      } else if (option.type === "sack-permitted") {
        terms.push(this.#say("tcp.terms.sack"));
      } else if (option.type === "timestamps") {
        terms.push(this.#say("tcp.terms.timestamps"));
      }
    }
    if (terms.length === 0) return "";
    return this.#say("tcp.terms", {
      terms: terms.join(this.#say("list.comma")),
    });
  }

  /** Says what a SYN has of TCP Fast Open. */
  #fastOpen({ options, length }: SegmentEvent): string {
    if (length > 0) return this.#say("tcp.fastOpen", { length });
    const asks = options.some((option) =>
      option.type === "fast-open" && option.cookie.length === 0
    );
    return asks ? this.#say("tcp.fastOpen.ask") : "";
  }

  #reset(event: SegmentEvent): string {
    const refused = this.#opening === "syn" && event.direction === 1;
    this.#opening = "done";
    return refused
      ? this.#say("tcp.rstRefused", { port: event.flow.server.port })
      : this.#say("tcp.rst");
  }

  #fin(event: SegmentEvent, confirmsFin: boolean): string {
    const { direction } = event;
    const peer = 1 - direction as Direction;
    this.#finAt[direction] = (event.sequence + event.length) >>> 0;
    if (this.#finAt[peer] !== undefined) {
      if (confirmsFin) return this.#say("tcp.finMerged");
      if (!this.#finAcked[peer]) return this.#say("tcp.finSimultaneous");
    }
    const from = this.#say(`side.${sideOf(direction)}`);
    return this.#say(event.length > 0 ? "tcp.finWithData" : "tcp.fin", {
      from,
    });
  }

  /** Notes whether a segment is the first to confirm the peer's FIN. */
  #confirmFin(event: SegmentEvent): boolean {
    const peer = 1 - event.direction as Direction;
    const at = this.#finAt[peer];
    if (
      at === undefined || this.#finAcked[peer] || !(event.flags & TcpFlag.ACK)
    ) return false;
    if (((event.acknowledgment - at) | 0) <= 0) return false;
    this.#finAcked[peer] = true;
    return true;
  }

  #join(sentences: readonly string[]): string {
    return sentences.filter((sentence) => sentence !== "")
      .join(this.#say("sentence.space"));
  }

  #once(
    name: string,
    key: Key,
    values: Record<string, string | number>,
  ): string {
    if (this.#routineSaid.has(name)) return "";
    this.#routineSaid.add(name);
    return this.#say(key, values);
  }
}

function titleOf(event: SegmentEvent): string {
  return flagNames(event.flags).join(", ") || "—";
}

function detailOf(event: SegmentEvent): string {
  const parts = [`seq=${event.sequence}`];
  if (event.flags & TcpFlag.ACK) parts.push(`ack=${event.acknowledgment}`);
  if (event.flags & TcpFlag.SYN) parts.push(`win=${event.window}`);
  parts.push(`len=${event.length}`);
  return parts.join(" ");
}
