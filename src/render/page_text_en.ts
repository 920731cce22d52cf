import type { PageText } from "./page_text.ts";

/** What the pages of the web server say, in English. */
export const EN: PageText = {
  running: "The server runs.",
  greeting: (secure) =>
    secure
      ? "You asked over HTTPS, and wirelab https-server answered."
      : "You asked over HTTP, and wirelab http-server answered.",
  connection: "This connection",
  httpLayer: "the request and this page",
  tlsLayer: (secure) =>
    secure
      ? "encrypts them, and proves who answers"
      : "whoever is in between can read and change everything",
  tcpLayer: "carries the bytes, in order and complete",
  noTls: "no TLS",
  colon: ": ",
  time: "server's time",
  protocol: "protocol",
  client: "client (you)",
  server: "server",
  tls: "TLS",
  encrypted: (secure, version) =>
    secure
      ? `yes, encrypted${version ? ` by ${version}` : ""}`
      : "no, in the clear",
  cipherSuite: "cipher suite",
  group: "key exchange",
  alpn: "ALPN",
  noAlpn: "none agreed on",
  count: "connection",
  counted: (connection, request) =>
    `number ${connection} of this server; request ${request} on it`,
  certificate: "The server's certificate",
  subject: "issued to",
  issuer: "signed by",
  names: "holds for",
  until: "valid until",
  key: "key",
  origin: {
    "local": "signed by a certificate authority that wirelab made here",
    "self-signed": "self-signed: owner and signer are the same",
    "other": "signed by the authority named here",
  },
  whyWarned: "Why the browser warns",
  warning: {
    "local":
      "A browser trusts a certificate only if an authority on its own list vouches for it. This one was signed by an authority that wirelab made on this machine. Until that authority is on the list, the browser cannot tell this server from an impostor, and says so.",
    "self-signed":
      "A browser trusts a certificate only if an authority on its own list vouches for it. A self-signed certificate vouches for itself: it proves that the server holds the key, but not whose key it is. Anyone could have made it, so the browser warns.",
    "other":
      "A browser trusts a certificate only if an authority on its own list vouches for it. If it warned you, the authority named above is not on that list, or the address in the address bar is not one that the certificate holds for.",
  },
  stillEncrypted:
    "The warning is about who answers, not about encryption: this connection is encrypted either way. Once you trust the certificate, it also proves that this is your server.",
  howToTrust: "How to make it trusted",
  trust: {
    "local":
      "prints the commands that put wirelab's authority on this machine's list; with --install it runs them. Then open this page at https://localhost again, in a browser started anew.",
    "self-signed":
      "belongs to wirelab's own authority: start the server without --cert, and it shows a certificate which that authority signed. Then this puts the authority on this machine's list.",
    "other":
      "does that for wirelab's own authority. For this certificate, its authority has to go on the list; the browser's settings have a page for it.",
  },
  untrust: "takes it off again.",
  next: "See it happen",
  demo: "shows every packet of such a visit, explained.",
  exchange: "asks for this page and shows how long each phase took.",
  otherLanguage: "中文",
  errors: {
    403: "Not allowed",
    404: "There is nothing here",
    405: "This server only shows; it takes GET and HEAD",
    500: "The server could not read this",
  },
  askedFor: (method, target) => `asked for: ${method} ${target}`,
  folder: (path) => `Folder ${path}`,
  up: "one folder up",
  emptyFolder: "This folder is empty.",
};
