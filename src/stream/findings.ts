/**
 * What is remarkable about one segment, with the numbers that show it.
 *
 * Sequence numbers are relative, as in the event that carries the finding;
 * frames are numbers in the capture; times are in nanoseconds. The kinds mean
 * what the same names mean in Wireshark's analysis of TCP.
 */
export type Finding =
  /** Data that was sent before, sent again. `original` is the frame that carried it, where it was captured. */
  | {
    readonly kind: "retransmission";
    readonly original: number | undefined;
    readonly delay: number;
  }
  /** Sent again at once, because duplicate ACKs asked for it. */
  | {
    readonly kind: "fast-retransmission";
    readonly original: number | undefined;
    readonly delay: number;
    readonly duplicateAcks: number;
  }
  /** Sent again although it was acknowledged before. */
  | {
    readonly kind: "spurious-retransmission";
    readonly original: number | undefined;
    readonly delay: number;
    readonly acknowledged: number;
  }
  /** It comes behind a segment that it precedes, too early to have been sent again. */
  | {
    readonly kind: "out-of-order";
    readonly expected: number;
    readonly delay: number;
  }
  /** The same acknowledgment again: the `count`-th repetition of the one in `original`. */
  | {
    readonly kind: "duplicate-ack";
    readonly count: number;
    readonly original: number;
  }
  /** A segment that only asks whether the peer is there. */
  | { readonly kind: "keep-alive" }
  /** The answer to that. `probe` is the frame that asked. */
  | { readonly kind: "keep-alive-ack"; readonly probe: number }
  /** The sender has no room for more data. */
  | { readonly kind: "zero-window" }
  /** One byte, sent into a closed window to learn whether it is still closed. */
  | { readonly kind: "zero-window-probe" }
  /** The answer: still closed. `probe` is the frame that asked. */
  | { readonly kind: "zero-window-probe-ack"; readonly probe: number }
  /** The data reaches the edge of the window that the peer had offered. */
  | { readonly kind: "window-full"; readonly window: number }
  /** Only the window changed. */
  | {
    readonly kind: "window-update";
    readonly previous: number;
    readonly window: number;
  }
  /** Bytes before this segment were not captured (up to now). */
  | {
    readonly kind: "lost-segment";
    readonly expected: number;
    readonly missing: number;
  }
  /** It acknowledges bytes that were not captured. */
  | {
    readonly kind: "ack-lost-segment";
    readonly expected: number;
    readonly missing: number;
  }
  /** The same two endpoints had a conversation before: flow number `previous`. */
  | { readonly kind: "port-reuse"; readonly previous: number }
  /** A SYN met a peer that still holds an older connection, which answers with its old numbers. */
  | { readonly kind: "half-open"; readonly acknowledgment: number }
  /** Data came twice and the copies differ: the first differing byte is at stream offset `offset`. */
  | {
    readonly kind: "overlap-differs";
    readonly offset: number;
    readonly length: number;
  }
  /** Data behind the end that the sender's FIN had announced. */
  | { readonly kind: "data-after-fin"; readonly length: number };

/** Name of a kind of finding. */
export type FindingKind = Finding["kind"];
