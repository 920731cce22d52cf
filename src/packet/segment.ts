import type { TcpOption } from "./tcp_options.ts";

/** One end of a conversation. */
export interface Endpoint {
  /** IP address as text. */
  readonly address: string;
  /** TCP port. */
  readonly port: number;
}

/**
 * A TCP segment as it was sent, numbers not yet made relative.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc9293#section-3.1 | RFC 9293, section 3.1}
 */
export interface Segment {
  /** Who sent it. */
  readonly source: Endpoint;
  /** Who should receive it. */
  readonly destination: Endpoint;
  /** Sequence number of the first byte of data, or of the SYN. */
  readonly sequence: number;
  /** The next sequence number that the sender expects; meaningful with the ACK flag. */
  readonly acknowledgment: number;
  /** Bits of {@linkcode TcpFlag}. */
  readonly flags: number;
  /** Window as it was sent, without scaling. */
  readonly window: number;
  /** Checksum as it was sent. */
  readonly checksum: number;
  /** Offset behind the urgent data; meaningful with the URG flag. */
  readonly urgentPointer: number;
  /** Length of the header with its options, in bytes. */
  readonly headerLength: number;
  /** Options in the order of the wire, padding included. */
  readonly options: readonly TcpOption[];
  /** The data that was captured: a view. */
  readonly payload: Uint8Array;
  /** Length of the data that was sent, from the IP header; more than `payload` holds where the capture cut it. */
  readonly payloadLength: number;
}

/**
 * Flags of a segment, as bits of the 12 that follow the data offset.
 *
 * @see {@link https://www.iana.org/assignments/tcp-parameters/tcp-parameters.xhtml#tcp-header-flags}
 */
export const TcpFlag = {
  /** No more data from the sender. */
  FIN: 0x001,
  /** Synchronise sequence numbers. */
  SYN: 0x002,
  /** Reset the connection. */
  RST: 0x004,
  /** Push the data to the application. */
  PSH: 0x008,
  /** The acknowledgment field is meaningful. */
  ACK: 0x010,
  /** The urgent pointer is meaningful. */
  URG: 0x020,
  /** Explicit congestion notification, echo. */
  ECE: 0x040,
  /** Congestion window reduced. */
  CWR: 0x080,
  /** Accurate ECN; once the nonce sum (NS). */
  AE: 0x100,
} as const;
