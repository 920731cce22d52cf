import { isGrease } from "./constants.ts";

/** What the registered protocol identifiers of ALPN stand for. RFC 7301 section 6. */
export const ALPN_PROTOCOLS: Readonly<Record<string, string>> = {
  "http/0.9": "HTTP/0.9",
  "http/1.0": "HTTP/1.0",
  "http/1.1": "HTTP/1.1",
  "spdy/1": "SPDY/1",
  "spdy/2": "SPDY/2",
  "spdy/3": "SPDY/3",
  "stun.turn": "TURN",
  "stun.nat-discovery": "NAT discovery using STUN",
  "h2": "HTTP/2 over TLS",
  "h2c": "HTTP/2 over TCP",
  "webrtc": "WebRTC media and data",
  "c-webrtc": "Confidential WebRTC media and data",
  "ftp": "FTP",
  "imap": "IMAP",
  "pop3": "POP3",
  "managesieve": "ManageSieve",
  "coap": "CoAP over TLS",
  "co": "CoAP over DTLS",
  "xmpp-client": "XMPP client to server",
  "xmpp-server": "XMPP server to server",
  "acme-tls/1": "ACME challenge over TLS",
  "mqtt": "MQTT",
  "dot": "DNS over TLS",
  "ntske/1": "Network Time Security key establishment",
  "sunrpc": "SunRPC",
  "h3": "HTTP/3",
  "smb": "SMB2",
  "irc": "IRC",
  "nntp": "NNTP reading",
  "nnsp": "NNTP transit",
  "doq": "DNS over QUIC",
  "sip/2": "SIP",
  "tds/8.0": "TDS/8.0",
  "dicom": "DICOM",
  "postgresql": "PostgreSQL",
  "radius/1.0": "RADIUS/1.0",
  "radius/1.1": "RADIUS/1.1",
};

/**
 * Names the protocol behind an ALPN identifier.
 *
 * @param identifier Identifier, one character a byte.
 * @returns Its registered name, `GREASE`, or `undefined`.
 * @see {@link https://www.rfc-editor.org/rfc/rfc8701#section-2 RFC 8701 section 2} for the GREASE identifiers
 */
export function alpnName(identifier: string): string | undefined {
  if (Object.hasOwn(ALPN_PROTOCOLS, identifier)) {
    return ALPN_PROTOCOLS[identifier];
  }
  return identifier.length === 2 &&
      isGrease(identifier.charCodeAt(0) << 8 | identifier.charCodeAt(1))
    ? "GREASE"
    : undefined;
}
