/** A range of sequence numbers that arrived out of order. */
export interface SackBlock {
  /** First sequence number of the range. */
  readonly start: number;
  /** Sequence number behind its last. */
  readonly end: number;
}

/** What all options have. */
interface OptionBase {
  /** Number in the IANA registry. */
  readonly kind: number;
  /** Length in bytes with kind and length bytes; 1 for the two that have none. */
  readonly length: number;
}

/**
 * One option of a TCP header.
 *
 * @see {@link https://www.iana.org/assignments/tcp-parameters/tcp-parameters.xhtml#tcp-parameters-1}
 */
export type TcpOption =
  & OptionBase
  & (
    | { readonly type: "end" | "no-operation" | "sack-permitted" }
    | { readonly type: "maximum-segment-size"; readonly bytes: number }
    | { readonly type: "window-scale"; readonly shift: number }
    | { readonly type: "sack"; readonly blocks: readonly SackBlock[] }
    | {
      readonly type: "timestamps";
      readonly value: number;
      readonly echo: number;
    }
    | { readonly type: "user-timeout"; readonly seconds: number }
    | { readonly type: "multipath"; readonly subtype: number }
    | { readonly type: "fast-open"; readonly cookie: Uint8Array }
    /** Registered or not, but not decoded further. */
    | { readonly type: "other"; readonly data: Uint8Array }
    /** Its length is impossible; it takes the rest of the options. */
    | { readonly type: "malformed"; readonly data: Uint8Array }
  );
