import {
  type Bilingual,
  Failure,
  type FailureKind,
  inEvery,
} from "../failure.ts";
import type { Cause } from "./cause.ts";
import { EN } from "./failure_text_en.ts";
import { ZH } from "./failure_text_zh.ts";

/** What is known of a client's failure. */
export interface Facts {
  /** Host that it connected to. */
  readonly host: string;
  /** Port that it connected to. */
  readonly port: number;
  /** Whether that is this machine. */
  readonly isLoopback: boolean;
  /** The transport by its usual name, for example TLS. */
  readonly protocol: string;
  /** Name that the certificate had to hold. */
  readonly serverName: string;
  /** Names that it does hold, as far as they are known. */
  readonly names: readonly string[];
  /** The day that decides over it, where that is known. */
  readonly day: string | undefined;
  /** What the other end, or the system, says. */
  readonly detail: string;
  /** How long connecting and the handshake could take, in seconds. */
  readonly timeoutSeconds: number;
  /** How long the peer could be silent, in seconds. */
  readonly idleSeconds: number;
  /** An application protocol that it did not offer; none where it offered the usual ones. */
  readonly otherAlpn: string | undefined;
  /** Whether its user chooses what it offers. */
  readonly choosesAlpn: boolean;
  /** Folder that held no authority, though it was named. */
  readonly emptyFolder: string | undefined;
  /** Mode that serves such a client. */
  readonly server: string;
  /** Mode of a client that speaks no TLS. */
  readonly plainClient: string;
  /** Mode of a client that an echo server without TLS answers well. */
  readonly echoClient: string;
  /** Whether its user can give it a certificate to show. */
  readonly takesCertificate: boolean;
}

/** The end of a sentence, without a full stop, and a hint. */
export interface Words {
  readonly state: string;
  readonly hint: string;
}

/** What is said of failures of endpoints, in one language. */
export interface FailureText {
  /** Joins an action and a state to a sentence. */
  sentence(action: string, state: string): string;
  /** What could not be done with a server. */
  readonly actions: {
    connect(place: string): string;
    handshake(protocol: string, place: string): string;
    goOn(place: string): string;
    trust(place: string): string;
    logIn(place: string): string;
  };
  /** Why it could not. */
  readonly causes: Readonly<Record<Cause, (facts: Facts) => Words>>;
  /** A host shows another key than the one that a line of a file remembers. */
  hostKeyChanged(
    shown: string,
    known: { fingerprint: string; path: string; line: number },
  ): string;
  /** Nobody can be logged in with what there is. */
  nothingToLogInWith(user: string, ways: readonly string[]): string;
  /** Somebody was refused. */
  refusedUser(user: string, ways: readonly string[]): string;
  /** The server went away after a way to log in. */
  closedAfter(way: string): string;

  /** A server could not listen at a place. */
  listen(place: string): string;
  /** Why it could not. */
  readonly listening: {
    inUse(other: number, command: string): Words;
    readonly lowPort: Words;
    readonly noSuchAddress: Words;
    readonly noSuchName: Words;
  };
  /** A certificate and its key could not be used. */
  readonly useCertificate: string;
  /** The system's reason, and what to give instead. */
  badCertificate(detail: string): Words;
  /** A folder could not be served. */
  serve(path: string): string;
  /** Why it could not. */
  readonly serving: {
    readonly noFolder: Words;
    readonly missing: Words;
    unreadable(path: string): Words;
  };
}

/** What is said of failures of endpoints. */
export const TEXTS: Bilingual<FailureText> = { en: EN, zh: ZH };

/**
 * Makes a failure of an action and a state, in every language.
 *
 * @param kind What went wrong.
 * @param action What could not be done.
 * @param words Why, and what to do about it.
 * @param cause The error behind it.
 */
export function failureTo(
  kind: FailureKind,
  action: (text: FailureText) => string,
  words: (text: FailureText) => Words,
  cause?: unknown,
): Failure {
  const accounts = inEvery(TEXTS, (text) => {
    const { state, hint } = words(text);
    return { message: text.sentence(action(text), state), hint };
  });
  return new Failure(kind, accounts, { cause });
}
