import { escapeControls } from "../../bytes/mod.ts";
import type { Say } from "../catalogue.ts";
import type { TlsVerdict, Verdict } from "../verdict.ts";
import { milliseconds } from "../words.ts";
import type { VerdictLine } from "./line.ts";

/** Names of a certificate that are written out. */
const NAMES_SHOWN = 8;

/** Says what the TLS handshake came to, in a sentence. */
export function tlsEnd({ tls, handshakeSeconds }: Verdict, say: Say): string {
  if (tls?.failure?.during === "handshake") return say("end.tls.failed");
  if (!tls?.version || handshakeSeconds === undefined) {
    return say("end.tls.unfinished");
  }
  return say("end.tls", {
    version: tls.version,
    ms: milliseconds(handshakeSeconds),
    trips: tls.roundTrips,
  });
}

/** Says what TLS came to: what ended it, what was agreed, the certificate, the keys. */
export function tlsLines(tls: TlsVerdict, say: Say): VerdictLine[] {
  const lines: VerdictLine[] = [];
  if (tls.failure) {
    lines.push({
      label: say("verdict.tls"),
      text: failureText(tls.failure, say),
      tone: "bad",
    });
  }
  if (tls.version) {
    lines.push({
      label: say("verdict.tls"),
      text: agreedParts(tls, say).join(" · "),
      tone: tls.failure ? "neutral" : "good",
    });
  }
  if (tls.certificateNames.length > 0) {
    const text = namesText(tls.certificateNames, say);
    lines.push({ label: say("verdict.certificate"), text, tone: "neutral" });
  }
  if (tls.decryption !== "none-needed") {
    lines.push({
      label: say("verdict.keys"),
      text: keysText(tls, say),
      tone: tls.decryption === "open" ? "good" : "warning",
    });
  }
  return lines;
}

function agreedParts(tls: TlsVerdict, say: Say): string[] {
  const parts = [tls.version, tls.cipherSuite].filter((part) =>
    part !== undefined
  );
  if (tls.group) parts.push(say("verdict.tls.group", { group: tls.group }));
  parts.push(alpnText(tls, say));
  if (tls.resumed) parts.push(say("verdict.tls.resumed"));
  if (tls.preSharedKey) parts.push(say("verdict.tls.psk"));
  if (tls.earlyData === "accepted" || tls.earlyData === "rejected") {
    parts.push(say(`verdict.tls.early.${tls.earlyData}`));
  }
  if (tls.renegotiations > 0) {
    parts.push(say("verdict.tls.renegotiated", { n: tls.renegotiations }));
  }
  return parts;
}

function alpnText({ alpn }: TlsVerdict, say: Say): string {
  if (alpn) return say("verdict.tls.alpn", { alpn: escapeControls(alpn) });
  return say(
    alpn === null ? "verdict.tls.alpn.none" : "verdict.tls.alpn.hidden",
  );
}

/** Names the alert that ended TLS, and what it broke off. */
export function failureText(
  failure: NonNullable<TlsVerdict["failure"]>,
  say: Say,
): string {
  const side = say(`side.${failure.from}`);
  const values = { name: failure.alert, side };
  switch (failure.during) {
    case "handshake":
      return say("verdict.tls.failed", values);
    case "renegotiation":
      return say("verdict.tls.failed.renegotiation", values);
    case "data":
      return say("verdict.tls.failed.data", values);
  }
}

function keysText(tls: TlsVerdict, say: Say): string {
  if (tls.decryption === "open") return say("verdict.keys.open");
  if (tls.onlyEarlyDataClosed && tls.decryption === "partly") {
    return say("verdict.keys.partly.early");
  }
  switch (tls.closedBecause) {
    case "unsupported-suite":
      return say("verdict.keys.unsupported");
    case "wrong-secret":
      return say("verdict.keys.wrong");
    case "missing-bytes":
      return say("verdict.keys.missing");
    case "no-secret":
      if (tls.decryption === "closed") return say("verdict.keys.no_secret");
  }
  return say(
    tls.decryption === "closed" ? "verdict.keys.closed" : "verdict.keys.partly",
  );
}

function namesText(names: readonly string[], say: Say): string {
  const shown = escapeControls(names.slice(0, NAMES_SHOWN).join(", "));
  const more = names.length - NAMES_SHOWN;
  return more > 0
    ? say("verdict.certificate.more", { names: shown, n: more })
    : shown;
}
