/**
 * State of one end, by the names of the specification.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc9293#section-3.3.2 | RFC 9293, section 3.3.2}
 */
export type TcpState =
  | "CLOSED"
  | "LISTEN"
  | "SYN-SENT"
  | "SYN-RECEIVED"
  | "ESTABLISHED"
  | "FIN-WAIT-1"
  | "FIN-WAIT-2"
  | "CLOSE-WAIT"
  | "CLOSING"
  | "LAST-ACK"
  | "TIME-WAIT";
