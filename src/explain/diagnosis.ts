import type { TlsFacts } from "../tls/mod.ts";
import type { Say } from "./catalogue.ts";
import type { Verdict } from "./verdict.ts";

/** Why a conversation went wrong, as far as its packets tell. */
export const DIAGNOSES = [
  "expired",
  "wrong-host",
  "self-signed",
  "untrusted",
  "certificate-refused",
  "client-certificate-wanted",
  "client-certificate-refused",
  "no-common-version",
  "no-common-suite",
  "no-common-alpn",
  "stall",
  "not-tls",
  "reset",
  "no-close-notify",
  "slow",
] as const;

/** Why a conversation went wrong, as far as its packets tell. */
export type DiagnosisKind = typeof DIAGNOSES[number];

/** Why a conversation went wrong, and the values that say so. */
export interface Diagnosis {
  /** Why. */
  readonly kind: DiagnosisKind;
  /** Values for the sentences on it. */
  readonly values: Readonly<Record<string, string | number>>;
}

/** What the verdict says of an alert that ended a connection. */
export type TlsFailureVerdict = NonNullable<
  NonNullable<Verdict["tls"]>["failure"]
>;

/** Silence of a server that counts as slow, in seconds. */
const SLOW_SECONDS = 1;

/** Alerts that say one thing only, whoever sends them. */
const PLAIN_ALERTS: Readonly<Record<string, DiagnosisKind>> = {
  protocol_version: "no-common-version",
  handshake_failure: "no-common-suite",
  insufficient_security: "no-common-suite",
  no_application_protocol: "no-common-alpn",
  certificate_required: "client-certificate-wanted",
};

/** Alerts by which a peer refuses a certificate. */
const REFUSALS: readonly string[] = [
  "bad_certificate",
  "unsupported_certificate",
  "certificate_revoked",
  "certificate_expired",
  "certificate_unknown",
  "unknown_ca",
  "access_denied",
];

/**
 * Finds out why a conversation went wrong.
 *
 * @param verdict What it came to.
 * @param facts What TLS showed, where it was spoken.
 * @param answeredWithoutTls Whether TLS was answered by something else.
 * @returns `undefined` where nothing did, or its packets do not tell.
 */
export function diagnose(
  verdict: Omit<Verdict, "diagnosis">,
  facts: TlsFacts | undefined,
  answeredWithoutTls: boolean,
): Diagnosis | undefined {
  const { tls, close, closedBy, bytes, longestPause } = verdict;
  if (answeredWithoutTls) return { kind: "not-tls", values: {} };
  if (tls?.failure?.during === "handshake") {
    return refusalOf(tls.failure, facts);
  }
  // Later an alert says nothing of what both sides take; the other side may
  // send one because this one left without a word.
  if (tls?.failure && endedByAlert(tls.failure, closedBy)) return undefined;
  if (tls && bytes.server === 0 && closedBy === "client") {
    const millis = Math.round((longestPause?.seconds ?? 0) * 1000);
    return { kind: "stall", values: { ms: millis } };
  }
  if (wasReset(close)) {
    return { kind: "reset", values: {} };
  }
  if (!tls?.finished || closedBy === undefined) return undefined;
  // Browsers leave without a word; it is an answer that may be cut short.
  if (
    tls.decryption === "open" && closedBy === "server" &&
    !tls.closeNotify.includes("server")
  ) {
    return { kind: "no-close-notify", values: {} };
  }
  return longestPause?.endedBy === "server" &&
      longestPause.seconds >= SLOW_SECONDS
    ? {
      kind: "slow",
      values: { ms: Math.round(longestPause.seconds * 1000) },
    }
    : undefined;
}

/**
 * Says why a conversation went wrong, in a sentence.
 *
 * @param diagnosis What was found out.
 * @param say Sentences of a language.
 */
export function explainDiagnosis(diagnosis: Diagnosis, say: Say): string {
  return say(`why.${diagnosis.kind}`, diagnosis.values);
}

/** Whether an alert was the reason to close, not the answer to it. */
export function endedByAlert(
  { during, from }: TlsFailureVerdict,
  closedBy: Verdict["closedBy"],
): boolean {
  return during !== "data" || closedBy === undefined || from === closedBy;
}

/** Whether it was broken off while neither side had ended it. */
function wasReset(close: Verdict["close"]): boolean {
  if (close.kind === "relayed") return close.reset !== undefined;
  return close.kind === "reset" && !close.fins[0] && !close.fins[1];
}

function refusalOf(
  failure: TlsFailureVerdict,
  facts: TlsFacts | undefined,
): Diagnosis | undefined {
  const { alert, from } = failure;
  const plain = PLAIN_ALERTS[alert];
  if (plain) return { kind: plain, values: {} };
  if (!REFUSALS.includes(alert)) return undefined;
  if (from === "server") {
    return { kind: "client-certificate-refused", values: { alert } };
  }
  const certificate = facts?.serverCertificate;
  const other: Diagnosis = { kind: "certificate-refused", values: { alert } };
  if (!certificate) return other;
  const issuer = certificate.issuer.text;
  if (alert === "certificate_expired") {
    const until = new Date(certificate.notAfterSeconds * 1000).toISOString()
      .slice(0, 10);
    return { kind: "expired", values: { until } };
  }
  if (alert === "unknown_ca") {
    return certificate.subject.text === issuer
      ? { kind: "self-signed", values: {} }
      : { kind: "untrusted", values: { issuer } };
  }
  const names = facts.serverCertificateNames;
  const name = facts.serverName;
  return name !== undefined && !names.some((pattern) => holds(pattern, name))
    ? { kind: "wrong-host", values: { name, names: names.join(", ") } }
    : other;
}

/** Whether a name in a certificate, which may begin with `*.`, is that of a host. */
function holds(pattern: string, host: string): boolean {
  const [name, other] = [pattern.toLowerCase(), host.toLowerCase()];
  return name.startsWith("*.")
    ? other.replace(/^[^.]+/, "*") === name
    : other === name;
}
