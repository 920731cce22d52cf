import type { Address } from "./address.ts";
import type { Cause, PeerCertificate } from "./cause.ts";
import type { SshEvent, SshExit } from "./ssh_events.ts";

/** What a TLS handshake settled, as far as this end can know it. */
export interface Negotiated {
  /** Version in the specification's words, for example `TLS 1.3`. */
  readonly version?: string;
  /** Cipher suite by its registered name. */
  readonly cipherSuite?: string;
  /** Group of the key exchange by its registered name. */
  readonly group?: string;
  /** Application protocol; `null` where none was agreed on. */
  readonly alpn: string | null;
  /** The peer's certificate, where it can be seen. */
  readonly certificate?: PeerCertificate;
  /** Why the peer's certificate is not to be trusted, where that was overridden. */
  readonly distrust?: Cause;
}

/** How many bytes went each way. */
export interface Traffic {
  /** Bytes that came from the peer. */
  readonly received: number;
  /** Bytes that went to the peer. */
  readonly sent: number;
  /** How long it took, in seconds. */
  readonly seconds: number;
}

/** What every event of one connection carries. */
export interface OfConnection {
  /** Number of the connection, from 1 on, in the order of their start. */
  readonly connection: number;
  /** The other end. */
  readonly peer: Address;
}

/** What connections speak. */
export type Protocol = "tcp" | "tls" | "ssh";

/** A server takes connections. */
export interface ListeningEvent {
  /** It listens. */
  readonly kind: "listening";
  /** Where. */
  readonly address: Address;
  /** Transport of its connections. */
  readonly protocol: Protocol;
  /** How many connections it serves at a time. */
  readonly concurrency: Concurrency;
}

/** A connection stands: a server accepted it, or a client opened it. */
export interface OpenEvent extends OfConnection {
  /** Which end this is: the server, or the client. */
  readonly kind: "accepted" | "connected";
  /** This end. */
  readonly local: Address;
}

/** The TLS handshake is over. */
export interface HandshakeEvent extends OfConnection {
  /** The handshake is over. */
  readonly kind: "handshake";
  /** What it settled. */
  readonly negotiated: Negotiated;
}

/**
 * Bytes came or went.
 *
 * A fast transfer is told in sums: the sizes of all events of one kind add up
 * to all bytes of that direction, but not every chunk has an event of its own.
 */
export interface DataEvent extends OfConnection {
  /** Which way they went. */
  readonly kind: "received" | "sent";
  /** Bytes of all chunks together. */
  readonly bytes: number;
  /** Chunks that this event tells of. */
  readonly chunks: number;
  /** The first bytes of a single chunk, a copy; nothing where there are several. */
  readonly preview: Uint8Array;
}

/** A request over HTTP was answered, or was broken off. */
export interface RequestEvent extends OfConnection {
  /** A request is over. */
  readonly kind: "request";
  /** Its method, for example `GET`. */
  readonly method: string;
  /** Path and query, as they came. */
  readonly target: string;
  /** Version of the protocol that it came in. */
  readonly version: HttpVersion;
  /** Status of the answer. */
  readonly status: number;
  /** Length of the answer's content in bytes, where it is known beforehand. */
  readonly bytes: number | undefined;
  /** From the request's head to the answer's last byte, in seconds. */
  readonly seconds: number;
  /** Whether the answer went out as a whole. */
  readonly complete: boolean;
  /** Why it could not be answered as asked, in the system's words; the client is not told. */
  readonly detail?: string;
}

/** Versions of HTTP that are told apart. */
export type HttpVersion = "HTTP/1.0" | "HTTP/1.1" | "HTTP/2";

/** The peer said that it sends nothing more. */
export interface PeerClosedEvent extends OfConnection {
  /** The peer has ended its direction. */
  readonly kind: "peer-closed";
  /** Where it may have done so without close_notify, and this end cannot know. */
  readonly closeNotify?: "not-observed";
}

/** This end said that it sends nothing more. */
export interface HalfClosedEvent extends OfConnection {
  /** This end has ended its direction. */
  readonly kind: "half-closed";
}

/** A connection is over, as it should be. */
export interface ClosedEvent extends OfConnection, Traffic {
  /** It is over. */
  readonly kind: "closed";
  /** How the program at the other end ended, over SSH. */
  readonly exit?: SshExit;
}

/** A connection is over, as it should not be. */
export interface FailedEvent extends OfConnection, Traffic {
  /** It failed. */
  readonly kind: "failed";
  /** How far it had come. */
  readonly stage: "connect" | "handshake" | "exchange";
  /** Why. */
  readonly cause: Cause;
  /** What the system said, in its words. */
  readonly detail: string;
}

/** Why a conversation failed. */
export interface Mishap {
  /** How far it had come. */
  readonly stage: FailedEvent["stage"];
  /** Why. */
  readonly cause: Cause;
  /** What was thrown. */
  readonly error: unknown;
}

/** A server could not take a connection, and goes on. */
export interface NotAcceptedEvent {
  /** It was not accepted. */
  readonly kind: "not-accepted";
  /** What the system said, in its words. */
  readonly detail: string;
}

/** A server takes no more connections and waits for those that are open. */
export interface StoppingEvent {
  /** It is stopping. */
  readonly kind: "stopping";
  /** Connections that are open. */
  readonly open: number;
  /** How long they have, in seconds. */
  readonly graceSeconds: number;
}

/** All is over. */
export interface SummaryEvent extends Traffic {
  /** It is over. */
  readonly kind: "summary";
  /** Connections that stood. */
  readonly connections: number;
  /** Those that failed, or never stood. */
  readonly failed: number;
}

/** Something that an endpoint tells of while it runs. */
export type EndpointEvent =
  | ListeningEvent
  | OpenEvent
  | HandshakeEvent
  | SshEvent
  | DataEvent
  | RequestEvent
  | PeerClosedEvent
  | HalfClosedEvent
  | ClosedEvent
  | FailedEvent
  | NotAcceptedEvent
  | StoppingEvent
  | SummaryEvent;

/** Hears of events, in order; it must not throw. */
export type OnEvent = (event: EndpointEvent) => void;

/**
 * How many connections run at a time: `"sync"` is one from start to end and
 * then the next, as a blocking program does; `"async"` is all at once.
 */
export type Concurrency = "sync" | "async";
