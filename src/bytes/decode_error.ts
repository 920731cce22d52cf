/** What kind of end a decoder came to. */
export type DecodeOutcome =
  /** The capture holds fewer bytes than the wire did. */
  | "truncated"
  /** The bytes break the protocol's grammar. */
  | "malformed"
  /** Legal, but nothing here decodes it. */
  | "unsupported"
  /** The grammar holds, but the peer broke the protocol's rules. */
  | "misbehaved"
  /** The secrets that would open it are not at hand. */
  | "key-missing";

/** Where in which message a decoder stopped, and for want of what. */
export interface DecodeErrorOptions extends ErrorOptions {
  /** Kind of failure; `"malformed"` if not given. */
  outcome?: DecodeOutcome;
  /** Protocol whose grammar was being read, for example `"tls"`. */
  protocol: string;
  /** Field that was being read, in the specification's name. */
  field: string;
  /** Offset of that field in the buffer, in bytes. */
  offset: number;
  /** Bytes that the field needs. */
  needed?: number;
  /** Bytes that were left. */
  available?: number;
}

/**
 * Thrown by decoders when bytes do not hold what their protocol says.
 *
 * It is a `RangeError`, because nearly always a length reaches past its bounds.
 */
export class DecodeError extends RangeError {
  /** Name of the class. */
  override readonly name = "DecodeError";
  /** Kind of failure. */
  readonly outcome: DecodeOutcome;
  /** Protocol whose grammar was being read. */
  readonly protocol: string;
  /** Field that was being read. */
  readonly field: string;
  /** Offset of that field in the buffer, in bytes. */
  readonly offset: number;
  /** Bytes that the field needs; 0 where length is not the matter. */
  readonly needed: number;
  /** Bytes that were left. */
  readonly available: number;

  /**
   * Tells what could not be decoded.
   *
   * @param message One sentence, in the form "Cannot decode …: …".
   * @param options Where it happened, and for want of what.
   */
  constructor(message: string, options: DecodeErrorOptions) {
    super(message, options);
    this.outcome = options.outcome ?? "malformed";
    this.protocol = options.protocol;
    this.field = options.field;
    this.offset = options.offset;
    this.needed = options.needed ?? 0;
    this.available = options.available ?? 0;
  }
}
