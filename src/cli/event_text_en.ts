import type { EventText } from "./event_text.ts";

/** What an endpoint's log says, in English. */
export const EN: EventText = {
  listening: ({ protocol, concurrency }, place) =>
    `listening on ${place}, ${protocol.toUpperCase()}, ${
      concurrency === "sync" ? "sync: one by one" : "async: all at once"
    }; Ctrl-C ends`,
  accepted: "accepted",
  connected: (local) => `connected, from ${local}`,
  handshake: (facts) => `TLS handshake done: ${facts}`,
  certificate: (subject, issuer, until) =>
    `certificate of ${subject}, signed by ${issuer}, until ${until}`,
  noAlpn: "no ALPN",
  received: ({ chunks }, size) => `received ${size}${pieces(chunks)}`,
  sent: ({ chunks }, size) => `sent ${size}${pieces(chunks)}`,
  colon: ": ",
  brokenOff: "broken off",
  openPage: (url) => `open ${url} in a browser`,
  peerClosed: (protocol, { closeNotify }) =>
    closeNotify === "not-observed"
      ? "the peer sends no more (FIN; not observed: close_notify, which node:tls does not tell in TLS 1.3)"
      : `the peer sends no more (${END[protocol]})`,
  halfClosed: (protocol) => `sent all (${END[protocol]})`,
  closed: ({ seconds }, received, sent) =>
    `closed: ${received} received, ${sent} sent, ${seconds.toFixed(3)} s`,
  failed: ({ stage }, why) =>
    stage === "handshake" ? `handshake failed: ${why}` : `failed: ${why}`,
  notAccepted: (detail) => `could not accept a connection: ${detail}`,
  stopping: ({ open, graceSeconds }) =>
    open === 0
      ? "stopping"
      : `stopping: ${
        connections(open)
      } may end within ${graceSeconds} s; the same again ends at once`,
  summary: (event, received, sent) =>
    `${connections(event.connections)}, ${event.failed} failed, ` +
    `${received} received, ${sent} sent, ${event.seconds.toFixed(3)} s`,
  counted: {
    wire: " (bytes on the wire, encrypted)",
    session: " (bytes of the session)",
  },
  sshHandshake: (facts) => `SSH key exchange done: ${facts}`,
  software: (name) => `the peer is ${name}`,
  hostKey: ({ fingerprint, remembered }) =>
    remembered === undefined
      ? `host key ${fingerprint}, the one that is known`
      : `host key ${fingerprint}, seen for the first time and trusted; from now on any other is refused (${remembered})`,
  login: ({ method, accepted, fingerprint }, user) => {
    const key = fingerprint === undefined ? "" : ` ${fingerprint}`;
    return accepted
      ? `${user} is logged in, by ${METHODS[method] ?? method}${key}`
      : `${user} is refused, by ${METHODS[method] ?? method}${key}`;
  },
  session: ({ request, terminal, granted }, detail) => {
    const what = `${request}${detail === "" ? "" : ` ${detail}`}`;
    if (!granted) return `refused, for this server has none: ${what}`;
    return `session: ${what}${terminal ? ", with a terminal" : ""}`;
  },
  exit: ({ status, signal }) =>
    signal === undefined ? `; exit status ${status}` : `; ended by ${signal}`,
  hostKeyMade: (path) => `made a host key in ${path}`,
  hostKeyShown: (fingerprint) => `host key ${fingerprint} (ED25519)`,
  passwordMade: (password) =>
    `password ${password} (made for this run; --password-file FILE sets your own)`,
  passwordOf: (user, host) => `password of ${user} at ${host}: `,
  passphraseOf: (path) => `passphrase of ${path}: `,
  howToLogIn: (command) => `log in: ${command}`,
  causes: {
    "refused": "nothing listens there",
    "name-not-found": "the name has no address",
    "unreachable": "there is no way to that address",
    "timed-out": "no answer in time",
    "handshake-silent": "the peer did not answer in time",
    "handshake-closed": "the peer closed the connection",
    "not-tls": "what the peer sent is not TLS",
    "echoed": "the peer sent the ClientHello back",
    "violation": "the peer broke the protocol",
    "no-common-version": "no TLS version that both take",
    "no-common-suite": "no cipher suite or group that both take",
    "no-common-alpn": "no application protocol that both take",
    "untrusted": "no known authority signed the certificate",
    "ca-as-leaf": "the certificate is that of an authority (CA:TRUE)",
    "wrong-purpose": "the certificate is for another use (extendedKeyUsage)",
    "wrong-name": "the certificate is for another name",
    "expired": "the certificate has expired",
    "not-yet-valid": "the certificate is not valid yet",
    "certificate-refused": "the peer refused the certificate",
    "certificate-wanted": "the peer wants a certificate",
    "no-certificate": "the client showed no certificate",
    "alert": "the peer sent an alert",
    "not-ssh": "what the peer sent is not SSH",
    "no-common-algorithm": "no algorithm that both take",
    "host-key-changed": "the host key is another one than before",
    "login-refused": "nobody logged in",
    "no-session": "the server gives no session",
    "speaks-tls":
      "the peer speaks TLS, and this server does not; wirelab https-server does: https://localhost:8444/",
    "not-http": "what the peer sent is no valid HTTP request",
    "silent": "the peer said nothing; given up",
    "idle": "nothing came or went for too long; given up",
    "reset": "the peer reset the connection",
    "no-close-notify": "the peer closed without close_notify",
    "unsent": "the peer closed before it had taken everything",
    "stopped": "ended, as wirelab stops",
    "provoked": "on purpose, as --fault asks",
    "other": "the system reports an error",
  },
  exposed: (place) =>
    `warning: other machines can reach ${place}; leave --host out to serve this machine alone`,
  failedOf: (failed, connections) =>
    ` ${failed} of ${connections} connections failed.`,
  insecure: (why) =>
    `warning: ${why}; --insecure goes on, but anyone in between can read and change everything`,
  insecureNotNeeded:
    "warning: --insecure accepts any certificate; this one is in order, leave it out",
  alertOnly: (call) =>
    `note: what came is a TLS alert; this speaks to a TLS server: ${call}`,
  keyLog: (path) =>
    `warning: ${path} gets the secrets of these sessions; who has it can read them`,
  keyLogNotWritten:
    "warning: SSLKEYLOGFILE is not heeded: the TLS that these options need logs no secrets",
  certificatesMade: (directory) =>
    `made a certificate authority and a certificate for localhost in ${directory}`,
  certificatesHere: (directory) =>
    `certificate from ./certs; a client elsewhere needs --certs ${directory}`,
};

const END = {
  tcp: "FIN",
  tls: "close_notify, FIN",
  ssh: "CHANNEL_EOF",
} as const;

const METHODS: Readonly<Record<string, string>> = {
  password: "password",
  publickey: "key",
};

function pieces(count: number): string {
  return count === 1 ? "" : ` in ${count} pieces`;
}

function connections(count: number): string {
  return count === 1 ? "1 connection" : `${count} connections`;
}
