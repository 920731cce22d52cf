import type { Bilingual, Language } from "../failure.ts";

/** Why a connection could not be made or did not end as it should. */
export type Cause =
  // Making a connection
  | "refused"
  | "name-not-found"
  | "unreachable"
  | "timed-out"
  // A handshake that came to nothing
  | "handshake-silent"
  | "handshake-closed"
  | "not-tls"
  | "echoed"
  | "violation"
  | "no-common-version"
  | "no-common-suite"
  | "no-common-alpn"
  | "untrusted"
  | "ca-as-leaf"
  | "wrong-purpose"
  | "wrong-name"
  | "expired"
  | "not-yet-valid"
  | "certificate-refused"
  | "certificate-wanted"
  | "no-certificate"
  | "alert"
  // A handshake or a login over SSH that came to nothing
  | "not-ssh"
  | "no-common-algorithm"
  | "host-key-changed"
  | "login-refused"
  | "no-session"
  // What a web server cannot answer
  | "speaks-tls"
  | "not-http"
  // A conversation that was cut short
  | "silent"
  | "idle"
  | "reset"
  | "no-close-notify"
  | "unsent"
  | "stopped"
  | "provoked"
  | "other";

/** Facts of a certificate that a peer sent. */
export interface PeerCertificate {
  /** Distinguished name of its owner. */
  readonly subject: string;
  /** Distinguished name of the authority that signed it. */
  readonly issuer: string;
  /** Names and addresses that it holds for. */
  readonly names: readonly string[];
  /** When it starts to hold, in milliseconds since 1970. */
  readonly validFrom: number;
  /** When it ends, in milliseconds since 1970. */
  readonly validTo: number;
}

/** Options of a {@linkcode GivenUp}. */
export interface GivenUpOptions extends ErrorOptions {
  /** The certificate that was not trusted. */
  certificate?: PeerCertificate;
  /** What else is known, in a few words. */
  detail?: string | Bilingual;
}

/** Thrown where an endpoint itself gives a connection up. */
export class GivenUp extends Error {
  /** Name of the class. */
  override readonly name = "GivenUp";
  /** Why it was given up. */
  readonly why: Cause;
  /** The certificate that was not trusted. */
  readonly certificate: PeerCertificate | undefined;
  /** What else is known, in a few words. */
  readonly detail: string | Bilingual | undefined;

  /**
   * Makes the error.
   *
   * @param why Why it was given up.
   * @param options What is known beside that.
   */
  constructor(why: Cause, options: GivenUpOptions = {}) {
    super(`Cannot go on with the connection: ${why}`, options);
    this.why = why;
    this.certificate = options.certificate;
    this.detail = options.detail;
  }
}

/** Error codes and names of Deno, of `node:tls`, and of the system below both. */
const NAMES: Readonly<Record<string, Cause>> = {
  ConnectionRefused: "refused",
  ECONNREFUSED: "refused",
  ENOTFOUND: "name-not-found",
  EAI_AGAIN: "name-not-found",
  URIError: "name-not-found",
  EHOSTUNREACH: "unreachable",
  ENETUNREACH: "unreachable",
  EADDRNOTAVAIL: "unreachable",
  NetworkUnreachable: "unreachable",
  ETIMEDOUT: "timed-out",
  TimedOut: "timed-out",
  TimeoutError: "timed-out",
  AbortError: "stopped",
  ConnectionReset: "reset",
  ConnectionAborted: "reset",
  BrokenPipe: "reset",
  ECONNRESET: "reset",
  EPIPE: "reset",
  ERR_TLS_CERT_ALTNAME_INVALID: "wrong-name",
  UNABLE_TO_GET_ISSUER_CERT: "untrusted",
  CERT_HAS_EXPIRED: "expired",
  CERT_NOT_YET_VALID: "not-yet-valid",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "untrusted",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "untrusted",
  SELF_SIGNED_CERT_IN_CHAIN: "untrusted",
  DEPTH_ZERO_SELF_SIGNED_CERT: "untrusted",
};

/** Sentences of Deno and of rustls, for what has no code of its own. */
const SENTENCES: readonly (readonly [RegExp, Cause])[] = [
  [/failed to lookup address|no such host|invalid host/i, "name-not-found"],
  [/without sending TLS close_notify/, "no-close-notify"],
  [/unexpected end of file|before secure TLS connection/, "handshake-closed"],
  [/certificate not valid for name|NotValidForName/, "wrong-name"],
  [/certificate expired|: Expired/, "expired"],
  [/certificate not valid yet|NotValidYet/, "not-yet-valid"],
  [/CaUsedAsEndEntity/, "ca-as-leaf"],
  [/InvalidPurpose|not allow extended key usage/, "wrong-purpose"],
  [/invalid peer certificate/, "untrusted"],
  [/received fatal alert: ProtocolVersion/, "no-common-version"],
  [
    /received fatal alert: (HandshakeFailure|InsufficientSecurity)/,
    "no-common-suite",
  ],
  [/received fatal alert: NoApplicationProtocol/, "no-common-alpn"],
  [/peer doesn't support any known protocol/, "no-common-alpn"],
  [/received fatal alert: CertificateRequired/, "certificate-wanted"],
  [
    /received fatal alert: (\w*Certificate\w*|UnknownCA|AccessDenied)/,
    "certificate-refused",
  ],
  [/received fatal alert/, "alert"],
  // A client of TLS 1.1 or older sends no signature algorithms.
  [
    /incompatible: (Tls1|ServerDoesNotSupport|ServerTlsVersion|SupportedVersions|SignatureAlgorithmsExtension)/,
    "no-common-version",
  ],
  [/peer is incompatible/, "no-common-suite"],
  [/received corrupt message/, "not-tls"],
  [/got ClientHello when expecting/, "echoed"],
  [/misbehaved|received unexpected|cannot decrypt|BadMac/i, "violation"],
];

/**
 * Finds out why a connection failed from what was thrown.
 *
 * @param error What was thrown by Deno, by `node:tls`, or by an endpoint.
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { causeOf } from "./cause.ts";
 *
 * assertEquals(causeOf(new Deno.errors.ConnectionRefused()), "refused");
 * assertEquals(
 *   causeOf(new Error("received fatal alert: UnknownCA")),
 *   "certificate-refused",
 * );
 * ```
 */
export function causeOf(error: unknown): Cause {
  if (error instanceof GivenUp) return error.why;
  if (!(error instanceof Error)) return "other";
  const code = "code" in error && typeof error.code === "string"
    ? error.code
    : "";
  for (const [pattern, cause] of SENTENCES) {
    if (pattern.test(error.message)) return cause;
  }
  return causeOfName(code) ?? causeOfName(error.name) ?? "other";
}

/** Finds out why from an error's code or name, for example `ECONNRESET`. */
export function causeOfName(name: string): Cause | undefined {
  return Object.hasOwn(NAMES, name) ? NAMES[name] : undefined;
}

/** What the system said about a failure, in its words, on one line. */
export function detailOf(error: unknown, language: Language = "en"): string {
  if (error instanceof GivenUp) {
    const { detail = error.why } = error;
    return typeof detail === "string" ? detail : detail[language];
  }
  const text = error instanceof Error ? error.message : String(error);
  // rustls appends the address of its manual to this one sentence.
  return text.replace(/: https:\/\/docs\.rs\S*$/, "").replaceAll(/\s+/g, " ");
}
