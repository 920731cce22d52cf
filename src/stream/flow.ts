import type { Direction } from "../bytes/mod.ts";
import type { TcpOption } from "../packet/tcp_options.ts";
import type { Close } from "./close.ts";
import type { Finding } from "./findings.ts";
import type { FlowEnds } from "./flow_index.ts";
import type { TcpState } from "./tcp_state.ts";

/** Newly available bytes of one direction, or bytes that the capture does not hold. */
export type Chunk = DataChunk | GapChunk;

/** Bytes in order. */
export interface DataChunk {
  /** Whose stream they belong to. */
  readonly direction: Direction;
  /** Where they start in the direction's stream of bytes; the first byte is 0. */
  readonly offset: number;
  /** Length in bytes. */
  readonly length: number;
  /** The bytes: a view where they came in order, a copy where they had to wait. */
  readonly bytes: Uint8Array;
}

/** Bytes that are missing; the stream goes on behind them. */
export interface GapChunk {
  /** Whose stream they are missing from. */
  readonly direction: Direction;
  /** Where the first missing byte belongs in the direction's stream of bytes. */
  readonly offset: number;
  /** Missing bytes. */
  readonly length: number;
  /** Tells a gap from data. */
  readonly bytes: undefined;
}

/** One segment in the light of its flow. */
export interface SegmentEvent {
  /** Conversation that it belongs to. */
  readonly flow: Flow;
  /** Who sent it. */
  readonly direction: Direction;
  /** Number of its frame in the capture. */
  readonly frame: number;
  /** When it was captured: whole seconds since 1970-01-01 UTC. */
  readonly seconds: number;
  /** The rest of that time in nanoseconds. */
  readonly nanoseconds: number;
  /** Bits of TcpFlag. */
  readonly flags: number;
  /** Sequence number relative to the sender's first, modulo 2^32. */
  readonly sequence: number;
  /** Acknowledgment number relative to the peer's first sequence number; 0 without the ACK flag. */
  readonly acknowledgment: number;
  /** Window in bytes, scaled where the scale is known. */
  readonly window: number;
  /** Bytes of data that it carried on the wire. */
  readonly length: number;
  /** Options in the order of the wire. */
  readonly options: readonly TcpOption[];
  /** What is remarkable about it. */
  readonly findings: readonly Finding[];
  /**
   * What it made available, in order. First of the other direction, where it
   * acknowledges bytes that the capture does not hold: a gap, and what had
   * waited behind it. Then of its own: its bytes, and those that had waited
   * for them.
   */
  readonly data: readonly Chunk[];
  /** Directions of which all bytes up to the FIN have been handed out with this segment. */
  readonly ended: readonly Direction[];
  /** State of the client and of the server after this segment. */
  readonly states: readonly [TcpState, TcpState];
}

/** One TCP conversation. */
export interface Flow extends FlowEnds {
  /** Number in the capture; the first is 0, as `tcp.stream` in Wireshark. */
  readonly number: number;
  /** What is known of each end: the client's at 0, the server's at 1. */
  readonly sides: readonly [FlowSide, FlowSide];
  /** Number of the first frame. */
  readonly firstFrame: number;
  /** Number of the last frame up to now. */
  readonly lastFrame: number;
  /** When it began: whole seconds since 1970-01-01 UTC. */
  readonly seconds: number;
  /** The rest of that time in nanoseconds. */
  readonly nanoseconds: number;
  /** Time from the first frame to the last one, in nanoseconds. */
  readonly duration: number;
  /** From SYN to the ACK that completes the handshake, in nanoseconds, where it was captured. */
  readonly handshake: HandshakeTiming | undefined;
  /** Whether both ends are the same socket, which has connected to itself. */
  readonly isSelf: boolean;
  /** How it was closed, as far as the capture shows. */
  readonly close: Close;
  /** Whether both ends have closed it, or one has reset it: what still comes is late. */
  readonly over: boolean;
  /** Whether it was let go when it was over, and late segments have taken it up again: only they are counted. */
  readonly resumed: boolean;
  /**
   * Names the frames that carried a range of one direction's bytes.
   *
   * @param direction Whose bytes.
   * @param start Offset of the first byte in the stream.
   * @param end Offset behind the last one.
   * @returns Frame numbers, ascending; empty for bytes that were not captured or are long past.
   */
  framesOf(direction: Direction, start: number, end: number): number[];
}

/** When the three segments of the handshake passed the point of capture. */
export interface HandshakeTiming {
  /** How often the client sent its SYN. */
  readonly syns: number;
  /** From the first SYN to the one that was answered, in nanoseconds; 0 where it was sent once. */
  readonly waitedNanos: number;
  /** From SYN to SYN+ACK, in nanoseconds: the way to the server and back. */
  readonly serverNanos: number;
  /** From SYN+ACK to ACK, in nanoseconds: the way to the client and back. */
  readonly clientNanos: number;
}

/** What one end of a flow did. */
export interface FlowSide {
  /** Segments that it sent. */
  readonly segments: number;
  /** Bytes of data that it sent, repetitions included. */
  readonly bytes: number;
  /** Bytes of its stream that have been handed on, gaps included. */
  readonly streamBytes: number;
  /** Bytes of its stream that the capture does not hold. */
  readonly missingBytes: number;
  /** Largest segment that it accepts, where its SYN told. */
  readonly maximumSegmentSize: number | undefined;
  /** Shift of its windows: 0 where not both ends offered one, `undefined` where the handshake was not captured. */
  readonly windowShift: number | undefined;
  /** State as RFC 9293 names it. */
  readonly state: TcpState;
}
