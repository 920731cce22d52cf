import { Failure, type FailureKind } from "../failure.ts";
import {
  type Address,
  bareHost,
  formatAddress,
  isLoopback,
} from "./address.ts";
import { type Cause, detailOf, GivenUp } from "./cause.ts";
import type { Mishap, Protocol } from "./events.ts";

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
  /** Modes that hints name; those of the transport if not given. */
  readonly modes?: { readonly server: string; readonly plainClient: string };
}

/** One sentence's end and one hint. */
interface Words {
  readonly state: string;
  readonly hint: string;
}

const KINDS: Readonly<Record<Cause, FailureKind>> = {
  "refused": "refused",
  "name-not-found": "name-not-found",
  "unreachable": "unavailable",
  "timed-out": "timed-out",
  "handshake-silent": "timed-out",
  "handshake-closed": "closed-early",
  "not-tls": "tls-failed",
  "violation": "tls-failed",
  "no-common-version": "tls-no-common-version",
  "no-common-suite": "tls-no-common-version",
  "no-common-alpn": "tls-failed",
  "untrusted": "tls-untrusted",
  "ca-as-leaf": "tls-untrusted",
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
  "silent": "timed-out",
  "idle": "timed-out",
  "reset": "closed-early",
  "no-close-notify": "closed-early",
  "unsent": "closed-early",
  "stopped": "closed-early",
  "provoked": "closed-early",
  "other": "closed-early",
};

const INSECURE = "--insecure goes on without knowing who answers.";

/**
 * Puts a client's failure into one sentence and one hint.
 *
 * @param mishap What went wrong, and when.
 * @param attempt What the client was about.
 */
export function failureOf(mishap: Mishap, attempt: Attempt): Failure {
  const { cause, error } = mishap;
  if (error instanceof Failure) return error;
  const { state, hint } = wordsOf(mishap, attempt);
  const place = formatAddress(attempt.target);
  const action = isDistrust(cause)
    ? `trust ${place}`
    : cause === "login-refused"
    ? `log in to ${place}`
    : mishap.stage === "connect"
    ? `connect to ${place}`
    : mishap.stage === "handshake"
    ? `complete the ${attempt.protocol.toUpperCase()} handshake with ${place}`
    : `go on with ${place}`;
  const kind = cause === "violation" && attempt.protocol === "ssh"
    ? "ssh-failed"
    : KINDS[cause];
  return new Failure(kind, `Cannot ${action}: ${state}.`, {
    hint,
    cause: error,
  });
}

function isDistrust(cause: Cause): boolean {
  return [
    "untrusted",
    "ca-as-leaf",
    "wrong-name",
    "expired",
    "not-yet-valid",
    "host-key-changed",
  ].includes(cause);
}

function wordsOf(mishap: Mishap, attempt: Attempt): Words {
  const { target, protocol, timeoutSeconds = 10, idleSeconds = 60 } = attempt;
  const {
    server = `${protocol}-server`,
    plainClient = "tcp-client",
  } = attempt.modes ?? {};
  const detail = detailOf(mishap.error);
  const name = protocol.toUpperCase();
  switch (mishap.cause) {
    case "refused":
      return {
        state: "nothing listens there",
        hint: isLoopback(target.host)
          ? `Start a server in another terminal: wirelab ${server} ${target.port}`
          : "Check the host and the port, and that the server runs.",
      };
    case "name-not-found":
      return {
        state: `the name ${target.host} has no address`,
        hint: "Check the spelling, or give an address: --host 127.0.0.1",
      };
    case "unreachable":
      return {
        state: "there is no way to that address from here",
        hint: "Check the address, and that this machine is on that network.",
      };
    case "timed-out":
      return {
        state: `no answer within ${timeoutSeconds} s`,
        hint: "Check the host and the port; --timeout S waits longer.",
      };
    case "handshake-silent":
      return {
        state: `no answer within ${timeoutSeconds} s`,
        hint:
          `If it is no ${name} server: wirelab ${plainClient} ${target.port}; ` +
          "if it is a slow one, --timeout S waits longer.",
      };
    case "handshake-closed":
      return {
        state: "it closed the connection",
        hint: `The server's own log says why; it may be no ${name} server.`,
      };
    case "not-tls":
      return {
        state: "what it sent is not TLS",
        hint: `For a server without TLS: wirelab ${plainClient} ${target.port}`,
      };
    case "violation":
      return {
        state: `it broke the protocol (${detail})`,
        hint: "A capture shows where: wirelab capture, then wirelab explain.",
      };
    case "no-common-version":
      return {
        state: "it takes no TLS version that this client offers",
        hint: "Leave out --tls to offer TLS 1.2 and 1.3, or turn one of them " +
          "on at the server.",
      };
    case "no-common-suite":
      return {
        state: "it takes no cipher suite or group that this client offers",
        hint:
          "Turn on a suite with ECDHE and AES-GCM or ChaCha20-Poly1305 at " +
          "the server.",
      };
    case "no-common-alpn":
      return {
        state: "it takes no application protocol that this client offers",
        hint: "Offer one that it knows, for example --alpn h2, or --alpn none.",
      };
    case "certificate-refused":
      return {
        state: `it refused the certificate of this client (${detail})`,
        hint: "Give one that an authority signed which the server knows.",
      };
    case "certificate-wanted":
      return {
        state: "it wants a certificate of this client, which has none",
        hint: "Give one that its authority signed: --cert FILE --key FILE",
      };
    case "no-certificate":
      return {
        state: "it showed no certificate",
        hint: "Give the client one: --cert FILE --key FILE",
      };
    case "alert":
      return {
        state: `it answered with an alert (${detail})`,
        hint: "The server's own log says why.",
      };
    case "not-ssh":
      return {
        state: "what it sent is not SSH",
        hint:
          `SSH is usually on port 22; for plain TCP: wirelab ${plainClient} ${target.port}`,
      };
    case "no-common-algorithm":
      return {
        state: `both share no algorithm (${detail})`,
        hint: "Turn on a current one at the server, for example " +
          "curve25519-sha256 with aes128-gcm@openssh.com.",
      };
    case "host-key-changed":
      return {
        state: `its host key has changed: ${detail}`,
        hint: "Somebody may be in between. If its owner says that the key " +
          "was replaced, remove that line and connect again.",
      };
    case "login-refused":
      return {
        state: detail,
        hint: "Check user and password: wirelab ssh-client USER@HOST; a key " +
          "goes by --identity FILE.",
      };
    case "no-session":
      return {
        state: `it gives no session (${detail})`,
        hint: "The server's own log says why.",
      };
    case "silent":
    case "idle":
      return {
        state: `nothing came for ${idleSeconds} s`,
        hint: "--idle-timeout S waits longer, --idle-timeout 0 for ever.",
      };
    case "reset":
      return {
        state: "it reset the connection",
        hint: "The server's own log says why; what came before was printed.",
      };
    case "no-close-notify":
      return {
        state: "it closed without close_notify, so the answer may be cut short",
        hint: "Compare what was printed with the length that the answer names.",
      };
    case "unsent":
      return {
        state: "it closed before it had taken everything",
        hint: "What it answered was printed; the rest was not sent.",
      };
    case "stopped":
      return { state: "it was stopped", hint: "Run the same command again." };
    case "provoked":
      return {
        state: "that was asked for",
        hint: "Leave out --fault for a server that works.",
      };
    case "other":
      return {
        state: detail,
        hint: "A capture may show more: wirelab capture",
      };
    default:
      return distrustWords(mishap.cause, mishap.error, attempt);
  }
}

function distrustWords(
  cause: Cause,
  error: unknown,
  attempt: Attempt,
): Words {
  const { serverName = attempt.target.host } = attempt;
  switch (cause) {
    case "ca-as-leaf":
      return {
        state:
          "its certificate is that of an authority (CA:TRUE), not of a server",
        hint: "Make it again with openssl req -x509 … -addext " +
          `basicConstraints=critical,CA:FALSE, or let wirelab make one. ${INSECURE}`,
      };
    case "wrong-name": {
      const names = namesOf(error);
      const [first] = names;
      return {
        state: `its certificate is not for ${serverName}` +
          (first ? `, but for ${names.slice(0, 4).join(", ")}` : ""),
        hint: first
          ? `Ask for a name that it holds: --server-name ${first}`
          : `Make one with subjectAltName=DNS:${serverName}. ${INSECURE}`,
      };
    }
    case "expired":
      return {
        state: `its certificate ended on ${dateOf(error, "validTo", "after")}`,
        hint: `Make a new one at the server. ${INSECURE}`,
      };
    case "not-yet-valid":
      return {
        state: `its certificate does not hold before ${
          dateOf(error, "validFrom", "before")
        }`,
        hint: `Check the clock of both machines. ${INSECURE}`,
      };
    default:
      return {
        state: "no authority that is known here signed its certificate",
        hint: `Name the authority's certificate: --ca FILE. ${INSECURE}`,
      };
  }
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
function dateOf(
  error: unknown,
  side: "validFrom" | "validTo",
  word: "before" | "after",
): string {
  const millis = error instanceof GivenUp
    ? error.certificate?.[side]
    : Number(new RegExp(`${word} (\\d+)`).exec(detailOf(error))?.[1]) * 1000;
  return millis ? new Date(millis).toISOString().slice(0, 10) : "another day";
}
