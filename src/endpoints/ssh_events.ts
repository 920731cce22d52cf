import type { OfConnection } from "./events.ts";

/** What an SSH handshake settled. */
export interface SshNegotiated {
  /** What the peer says of its software. */
  readonly software: string;
  /** Key exchange by its registered name. */
  readonly kex: string;
  /** Algorithm that the host signs with. */
  readonly hostKey: string;
  /** Cipher from client to server. */
  readonly cipher: string;
  /** MAC of that direction; not given where the cipher has it in it. */
  readonly mac?: string;
}

/** Algorithms are agreed on and keys are made; at the server, before any login. */
export interface SshHandshakeReport {
  /** The key exchange is over. */
  readonly kind: "ssh-handshake";
  /** What it settled. */
  readonly negotiated: SshNegotiated;
}

/** A client compared the server's host key with the one that it knows. */
export interface HostKeyReport {
  /** It is not a changed one. */
  readonly kind: "host-key";
  /** Its fingerprint, as `ssh-keygen -l` prints it. */
  readonly fingerprint: string;
  /** The file that remembers it from now on; not given where it was known. */
  readonly remembered?: string;
}

/** Somebody tried to log in. */
export interface LoginReport {
  /** It was an attempt to log in. */
  readonly kind: "login";
  /** Name of the user. */
  readonly user: string;
  /** Way of it: `password` or `publickey`. */
  readonly method: string;
  /** Whether it worked. */
  readonly accepted: boolean;
  /** Fingerprint of the key, where there was one. */
  readonly fingerprint?: string;
}

/** A client that is logged in asked for something. */
export interface SessionReport {
  /** It is about what a session is used for. */
  readonly kind: "session";
  /** What for: `shell`, `exec`, or what was refused. */
  readonly request: string;
  /** The command, or where to. */
  readonly detail?: string;
  /** Whether it has a terminal. */
  readonly terminal?: boolean;
  /** Whether it was granted. */
  readonly granted: boolean;
}

/** Something that an SSH end tells of. */
export type SshReport =
  | SshHandshakeReport
  | HostKeyReport
  | LoginReport
  | SessionReport;

/** Something that an SSH end tells of, and on which connection. */
export type SshEvent = SshReport & OfConnection;

/** How the program at the other end of a session ended. */
export interface SshExit {
  /** Its exit status. */
  readonly status?: number;
  /** The signal that ended it. */
  readonly signal?: string;
}
