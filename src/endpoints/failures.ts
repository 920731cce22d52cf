import {
  Failure,
  type FailureKind,
  inEvery,
  type Language,
} from "../failure.ts";
import {
  type Address,
  bareHost,
  formatAddress,
  isLoopback,
} from "./address.ts";
import { type Cause, detailOf, GivenUp } from "./cause.ts";
import type { Mishap, Protocol } from "./events.ts";
import { type Facts, type FailureText, TEXTS } from "./failure_text.ts";

/** What a client was about when it failed. */
export interface Attempt {
  /** Where it connected to. */
  readonly target: Address;
  /** Transport that it wanted. */
  readonly protocol: Protocol;
  /** Name that the certificate had to hold. */
  readonly serverName?: string;
  /** How long connecting and the handshake could take, in seconds. */
  readonly timeoutSeconds?: number;
  /** How long the peer could be silent, in seconds. */
  readonly idleSeconds?: number;
  /** Application protocols that it offered, where its user chooses them. */
  readonly alpn?: readonly string[];
  /** Folder that it was to find wirelab's authority in, and did not. */
  readonly emptyFolder?: string;
  /** Modes that hints name; those of the transport if not given. */
  readonly modes?: {
    readonly server: string;
    readonly plainClient: string;
    readonly echoClient?: string;
  };
  /** Whether its user can give it a certificate to show; not if not given. */
  readonly takesCertificate?: boolean;
}

const KINDS: Readonly<Record<Cause, FailureKind>> = {
  "refused": "refused",
  "name-not-found": "name-not-found",
  "unreachable": "unavailable",
  "timed-out": "timed-out",
  "handshake-silent": "timed-out",
  "handshake-closed": "closed-early",
  "not-tls": "tls-failed",
  "echoed": "tls-failed",
  "violation": "tls-failed",
  "no-common-version": "tls-no-common-version",
  "no-common-suite": "tls-no-common-version",
  "no-common-alpn": "tls-failed",
  "untrusted": "tls-untrusted",
  "ca-as-leaf": "tls-untrusted",
  "wrong-purpose": "tls-untrusted",
  "wrong-name": "tls-wrong-name",
  "expired": "tls-expired",
  "not-yet-valid": "tls-expired",
  "certificate-refused": "tls-failed",
  "certificate-wanted": "tls-failed",
  "no-certificate": "tls-failed",
  "alert": "tls-failed",
  "not-ssh": "ssh-failed",
  "no-common-algorithm": "ssh-failed",
  "host-key-changed": "host-key-changed",
  "login-refused": "login-refused",
  "no-session": "ssh-failed",
  "speaks-tls": "tls-failed",
  "not-http": "closed-early",
  "silent": "timed-out",
  "idle": "timed-out",
  "reset": "closed-early",
  "no-close-notify": "closed-early",
  "unsent": "closed-early",
  "stopped": "closed-early",
  "provoked": "closed-early",
  "other": "closed-early",
};

/** Application protocols that a server of the web takes, as ALPN names them. */
const WEB_PROTOCOLS = ["h2", "http/1.1"] as const;

/**
 * Puts a client's failure into one sentence and one hint.
 *
 * @param mishap What went wrong, and when.
 * @param attempt What the client was about.
 */
export function failureOf(mishap: Mishap, attempt: Attempt): Failure {
  const { cause, error } = mishap;
  if (error instanceof Failure) return error;
  const kind = cause === "violation" && attempt.protocol === "ssh"
    ? "ssh-failed"
    : KINDS[cause];
  const accounts = inEvery(TEXTS, (text, language) => {
    const { state, hint } = text.causes[cause](
      factsOf(mishap, attempt, language),
    );
    const action = actionOf(mishap, attempt, text);
    return { message: text.sentence(action, state), hint };
  });
  return new Failure(kind, accounts, { cause: error });
}

function actionOf(
  { cause, stage }: Mishap,
  { target, protocol }: Attempt,
  { actions }: FailureText,
): string {
  const place = formatAddress(target);
  if (isDistrust(cause)) return actions.trust(place);
  if (cause === "login-refused") return actions.logIn(place);
  if (stage === "connect") return actions.connect(place);
  if (stage === "handshake") {
    return actions.handshake(protocol.toUpperCase(), place);
  }
  return actions.goOn(place);
}

function isDistrust(cause: Cause): boolean {
  return [
    "untrusted",
    "ca-as-leaf",
    "wrong-purpose",
    "wrong-name",
    "expired",
    "not-yet-valid",
    "host-key-changed",
  ].includes(cause);
}

function factsOf(
  { cause, error }: Mishap,
  attempt: Attempt,
  language: Language,
): Facts {
  const { target, protocol, timeoutSeconds = 10, idleSeconds = 60 } = attempt;
  return {
    host: target.host,
    port: target.port,
    isLoopback: isLoopback(target.host),
    protocol: protocol.toUpperCase(),
    serverName: attempt.serverName ?? target.host,
    names: namesOf(error),
    day: cause === "not-yet-valid"
      ? dayOf(error, "validFrom", "before")
      : dayOf(error, "validTo", "after"),
    detail: detailOf(error, language),
    timeoutSeconds,
    idleSeconds,
    otherAlpn: WEB_PROTOCOLS.find((name) => !attempt.alpn?.includes(name)),
    choosesAlpn: attempt.alpn !== undefined,
    emptyFolder: attempt.emptyFolder,
    server: attempt.modes?.server ?? `${protocol}-server`,
    plainClient: attempt.modes?.plainClient ?? "tcp-client",
    echoClient: attempt.modes?.echoClient ?? "tcp-client",
    takesCertificate: attempt.takesCertificate ?? false,
  };
}

/** Names that the certificate does hold, as far as the error tells. */
function namesOf(error: unknown): readonly string[] {
  if (error instanceof GivenUp) return error.certificate?.names ?? [];
  return [...detailOf(error).matchAll(/(?:DnsName|IpAddress)\("?([^")]+)"?\)/g)]
    .map(([, name]) => canonical(name));
}

/** Writes an IPv6 address in its usual form. */
function canonical(name: string): string {
  return name.includes(":") && URL.canParse(`http://[${name}]`)
    ? bareHost(new URL(`http://[${name}]`).hostname)
    : name;
}

/** The day that a certificate's time starts or ends, as far as the error tells. */
function dayOf(
  error: unknown,
  side: "validFrom" | "validTo",
  word: "before" | "after",
): string | undefined {
  const millis = error instanceof GivenUp
    ? error.certificate?.[side]
    : Number(new RegExp(`${word} (\\d+)`).exec(detailOf(error))?.[1]) * 1000;
  return millis ? new Date(millis).toISOString().slice(0, 10) : undefined;
}
