import type {
  Cause,
  ClosedEvent,
  DataEvent,
  FailedEvent,
  HostKeyReport,
  ListeningEvent,
  LoginReport,
  PeerClosedEvent,
  Protocol,
  SessionReport,
  SshExit,
  StoppingEvent,
  SummaryEvent,
} from "../endpoints/mod.ts";
import type { Bilingual } from "../failure.ts";
import type { Language } from "./terminal.ts";
import { EN } from "./event_text_en.ts";
import { ZH } from "./event_text_zh.ts";

/** Bytes that a sum counts: those on the wire, encrypted, or those of a session. */
export type Counted = "wire" | "session";

/** What an endpoint's log says of its events, in one language. */
export interface EventText {
  /** A server takes connections. */
  listening(event: ListeningEvent, place: string): string;
  /** A server took a connection. */
  accepted: string;
  /** A client made a connection; `local` is its own address. */
  connected(local: string): string;
  /** The handshake settled these. */
  handshake(facts: string): string;
  /** The peer showed this certificate. */
  certificate(subject: string, issuer: string, until: string): string;
  /** No application protocol was agreed on. */
  noAlpn: string;
  /** Bytes came. */
  received(event: DataEvent, size: string): string;
  /** Bytes went. */
  sent(event: DataEvent, size: string): string;
  /** Stands between these and the bytes themselves. */
  colon: string;
  /** The answer to a request did not go out as a whole. */
  brokenOff: string;
  /** Where a browser finds the page. */
  openPage(url: string): string;
  /** The peer ended its direction. */
  peerClosed(protocol: Protocol, event: PeerClosedEvent): string;
  /** This end ended its direction. */
  halfClosed(protocol: Protocol): string;
  /** A connection is over. */
  closed(event: ClosedEvent, received: string, sent: string): string;
  /** A connection failed. */
  failed(event: FailedEvent, why: string): string;
  /** The system refused a connection. */
  notAccepted(detail: string): string;
  /** A server takes no more connections. */
  stopping(event: StoppingEvent): string;
  /** All is over. */
  summary(event: SummaryEvent, received: string, sent: string): string;
  /** Which bytes a sum counts; it follows one. */
  counted: Readonly<Record<Counted, string>>;
  /** An SSH handshake settled these. */
  sshHandshake(facts: string): string;
  /** The peer of an SSH connection is this software. */
  software(name: string): string;
  /** The host key is a known one, or the first one. */
  hostKey(report: HostKeyReport): string;
  /** Somebody logged in, or was refused; `user` can be shown as it is. */
  login(report: LoginReport, user: string): string;
  /** A session is used for something; `detail` can be shown as it is. */
  session(report: SessionReport, detail: string): string;
  /** The program at the other end ended; it follows a sentence. */
  exit(exit: SshExit): string;
  /** A host key was made. */
  hostKeyMade(path: string): string;
  /** The fingerprint of the server's own host key. */
  hostKeyShown(fingerprint: string): string;
  /** A password was made. */
  passwordMade(password: string): string;
  /** Asks for a password. */
  passwordOf(user: string, host: string): string;
  /** Asks for what unlocks a key. */
  passphraseOf(path: string): string;
  /** The command that logs in. */
  howToLogIn(command: string): string;
  /** Why a connection failed. */
  causes: Readonly<Record<Cause, string>>;
  /** Other machines can reach a server. */
  exposed(place: string): string;
  /** How many of a client's connections failed; it follows a sentence. */
  failedOf(failed: number, connections: number): string;
  /** A certificate was not to be trusted, and the client went on. */
  insecure(why: string): string;
  /** `--insecure` was given, and the certificate is in order. */
  insecureNotNeeded: string;
  /** What came over TCP was a TLS alert; `call` is what speaks to such a server. */
  alertOnly(call: string): string;
  /** A key log is written. */
  keyLog(path: string): string;
  /** `SSLKEYLOGFILE` is set, and this way to TLS does not heed it. */
  keyLogNotWritten: string;
  /** Certificates were made. */
  certificatesMade(directory: string): string;
  /** The certificate is one of the current folder, which clients elsewhere have to name. */
  certificatesHere(directory: string): string;
}

/** The log's words. */
export const EVENT_TEXTS: Bilingual<EventText> = { en: EN, zh: ZH };

/** The log's words in a language. */
export function eventText(language: Language): EventText {
  return EVENT_TEXTS[language];
}
