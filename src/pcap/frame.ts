/** One packet of a capture, as it was on its link. */
export interface Frame {
  /** Number in the capture; the first is 1. */
  readonly number: number;
  /** When it was captured: whole seconds since 1970-01-01 UTC. */
  readonly seconds: number;
  /** The rest of that time, in nanoseconds: 0 to 999,999,999. */
  readonly nanoseconds: number;
  /** What its first byte belongs to; a number of the LINKTYPE_ registry. */
  readonly linkType: number;
  /** The bytes that were captured: a view of what the reader was given. */
  readonly bytes: Uint8Array;
  /** Length that it had on the link, in bytes; more than `bytes` where the capture cut it. */
  readonly originalLength: number;
}
