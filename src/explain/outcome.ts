import { escapeControls } from "../bytes/mod.ts";
import type { Say } from "./catalogue.ts";
import { endedByAlert, explainDiagnosis } from "./diagnosis.ts";
import type { Phase } from "./step.ts";
import type { SshVerdict, TlsVerdict, Verdict } from "./verdict.ts";
import { endpointText, milliseconds, sideOf } from "./words.ts";

/** Names of a certificate that are written out. */
const NAMES_SHOWN = 8;

/** One line of a verdict, in the language of its reader. */
export interface VerdictLine {
  /** What it speaks of. */
  readonly label: string;
  /** What is to be said. */
  readonly text: string;
  /** Whether it is well. */
  readonly tone: "good" | "warning" | "bad" | "neutral";
}

/**
 * Says in a sentence what a phase came to.
 *
 * @param phase The phase that has ended.
 * @param verdict The conversation up to there.
 * @param say Sentences of a language.
 */
export function phaseEnd(phase: Phase, verdict: Verdict, say: Say): string {
  switch (phase) {
    case "open":
      if (verdict.opening === "refused" || verdict.opening === "unanswered") {
        return say("end.open.refused");
      }
      if (verdict.opening === "relayed") return say("end.open.relayed");
      if (verdict.opening === "simultaneous") {
        return say("end.open.simultaneous");
      }
      if (verdict.opening === "self") return say("end.open.self");
      if (verdict.openingSeconds === undefined) return say("end.open.unseen");
      return verdict.repeatedSyns === undefined
        ? say("end.open", { ms: milliseconds(verdict.openingSeconds) })
        : say("end.open.repeated", {
          ms: milliseconds(verdict.openingSeconds),
          n: verdict.repeatedSyns,
        });
    case "tls": {
      const tls = verdict.tls;
      if (tls?.failure?.during === "handshake") return say("end.tls.failed");
      if (!tls?.version || verdict.handshakeSeconds === undefined) {
        return say("end.tls.unfinished");
      }
      return say("end.tls", {
        version: tls.version,
        ms: milliseconds(verdict.handshakeSeconds),
        trips: tls.roundTrips,
      });
    }
    case "ssh":
      return say("end.ssh", {
        ms: milliseconds(verdict.handshakeSeconds ?? 0),
      });
    case "data":
      return say("end.data", {
        up: verdict.bytes.client,
        down: verdict.bytes.server,
      });
    case "close":
      return closeText(verdict, say);
  }
}

/**
 * Says what a conversation came to, line by line.
 *
 * @param verdict The conversation.
 * @param say Sentences of a language.
 */
export function verdictLines(verdict: Verdict, say: Say): VerdictLine[] {
  const lines: VerdictLine[] = [openingLine(verdict, say)];
  if (verdict.tls) lines.push(...tlsLines(verdict.tls, say));
  if (verdict.ssh) lines.push(sshLine(verdict.ssh, say));
  const { bytes, opened } = verdict;
  const carried = say("verdict.data.text", {
    up: bytes.client,
    down: bytes.server,
  });
  const inside = opened &&
    say("verdict.data.tls", { up: opened.client, down: opened.server });
  lines.push({
    label: say("verdict.data"),
    text: inside ? `${carried} · ${inside}` : carried,
    tone: "neutral",
  });
  lines.push({
    label: say("verdict.closed"),
    text: closeText(verdict, say),
    tone: closeTone(verdict),
  });
  if (verdict.tls && expectsNotice(verdict.tls, verdict.closedBy)) {
    lines.push(notifyLine(verdict.tls, say));
  }
  lines.push(timingLine(verdict, say));
  const { diagnosis } = verdict;
  if (diagnosis) {
    lines.push({
      label: say("verdict.why"),
      text: explainDiagnosis(diagnosis, say),
      tone: "bad",
    }, {
      label: say("verdict.fix"),
      text: say(`fix.${diagnosis.kind}`),
      tone: "neutral",
    });
  }
  return lines;
}

function openingLine(verdict: Verdict, say: Say): VerdictLine {
  const label = say("verdict.opened");
  const { opening } = verdict;
  const wasSeen = opening === "handshake" || opening === "simultaneous";
  if (!wasSeen || verdict.openingSeconds === undefined) {
    const key = wasSeen
      ? "verdict.opened.midway"
      : `verdict.opened.${opening}` as const;
    return {
      label,
      text: say(key),
      tone: ["midway", "relayed", "self"].includes(opening) ? "neutral" : "bad",
    };
  }
  return {
    label,
    text: say(
      opening === "simultaneous"
        ? "verdict.opened.simultaneous"
        : verdict.repeatedSyns === undefined
        ? "verdict.opened.text"
        : "verdict.opened.repeated",
      {
        n: verdict.repeatedSyns ?? 1,
        client: endpointText(verdict.client),
        ms: milliseconds(verdict.openingSeconds),
      },
    ),
    tone: "good",
  };
}

/** Whether an end without close_notify would be remarkable: a fatal alert ends it as well. */
function expectsNotice(
  tls: TlsVerdict,
  closedBy: Verdict["closedBy"],
): boolean {
  if (tls.failure && endedByAlert(tls.failure, closedBy)) return false;
  return tls.finished || tls.decryption === "closed";
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

function tlsLines(tls: TlsVerdict, say: Say): VerdictLine[] {
  const lines: VerdictLine[] = [];
  const parts = [tls.version, tls.cipherSuite].filter((part) =>
    part !== undefined
  );
  if (tls.group) parts.push(say("verdict.tls.group", { group: tls.group }));
  if (tls.alpn) {
    parts.push(say("verdict.tls.alpn", { alpn: escapeControls(tls.alpn) }));
  } else {parts.push(
      say(
        tls.alpn === null ? "verdict.tls.alpn.none" : "verdict.tls.alpn.hidden",
      ),
    );}
  if (tls.resumed) parts.push(say("verdict.tls.resumed"));
  if (tls.preSharedKey) parts.push(say("verdict.tls.psk"));
  if (tls.earlyData === "accepted" || tls.earlyData === "rejected") {
    parts.push(say(`verdict.tls.early.${tls.earlyData}`));
  }
  if (tls.renegotiations > 0) {
    parts.push(say("verdict.tls.renegotiated", { n: tls.renegotiations }));
  }
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
      text: parts.join(" · "),
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

function sshLine(ssh: SshVerdict, say: Say): VerdictLine {
  const { kex, hostKey, cipher, mac } = ssh;
  const parts = [kex, hostKey, cipher, mac].filter((part) => part !== null);
  return {
    label: say("verdict.ssh"),
    text: escapeControls(parts.join(" · ")),
    tone: kex && hostKey && cipher ? "good" : "bad",
  };
}

function closeText(verdict: Verdict, say: Say): string {
  const { close, closedBy } = verdict;
  const side = closedBy ? say(`side.${closedBy}`) : "";
  if (verdict.opening === "self" && close.kind === "half-closed") {
    return say("verdict.close.self");
  }
  switch (close.kind) {
    case "relayed":
      if (!closedBy) return say("verdict.close.open");
      return close.reset === undefined
        ? say("verdict.close.relayed", { side })
        : say("verdict.close.relayed_reset", {
          side: say(`side.${sideOf(close.reset)}`),
        });
    case "open":
      return say("verdict.close.open");
    case "refused":
      return say("verdict.opened.refused");
    case "simultaneous":
      return say("verdict.close.simultaneous");
    case "reset": {
      const by = say(`side.${sideOf(close.reset?.direction ?? 0)}`);
      const first = close.fins[0]
        ? "client"
        : close.fins[1]
        ? "server"
        : undefined;
      return first
        ? say("verdict.close.rst_after_fin", {
          first: say(`side.${first}`),
          side: by,
        })
        : say("verdict.close.rst", { side: by });
    }
    case "half-closed": {
      const fin = close.first === undefined
        ? undefined
        : close.fins[close.first];
      return say(
        fin?.acknowledgedBy === undefined
          ? "verdict.close.fin_unconfirmed"
          : "verdict.close.half_open",
        { side },
      );
    }
    case "four-way":
    case "three-way": {
      const manner = say(
        close.kind === "three-way"
          ? "verdict.close.merged"
          : "verdict.close.four_way",
        { side },
      );
      return close.bytesAfterFirstFin > 0
        ? say("verdict.close.half", {
          manner,
          bytes: close.bytesAfterFirstFin,
        })
        : manner;
    }
  }
}

function closeTone(verdict: Verdict): VerdictLine["tone"] {
  const { kind } = verdict.close;
  if (kind === "reset" || kind === "refused") return "bad";
  return kind === "open" || kind === "half-closed" ? "warning" : "good";
}

function notifyLine(tls: TlsVerdict, say: Say): VerdictLine {
  const label = say("verdict.notify");
  const [first, second] = tls.closeNotify;
  if (second) return { label, text: say("verdict.notify.both"), tone: "good" };
  if (first) {
    return {
      label,
      text: say("verdict.notify.one", { side: say(`side.${first}`) }),
      tone: "neutral",
    };
  }
  const [probable, other] = tls.probableCloseNotify;
  if (other) {
    const text = say("verdict.notify.inferred.both");
    return { label, text, tone: "neutral" };
  }
  if (probable) {
    const text = say("verdict.notify.inferred", {
      side: say(`side.${probable}`),
    });
    return { label, text, tone: "neutral" };
  }
  if (tls.decryption === "closed") {
    return { label, text: say("verdict.notify.hidden"), tone: "warning" };
  }
  return { label, text: say("verdict.notify.none"), tone: "warning" };
}

function timingLine(verdict: Verdict, say: Say): VerdictLine {
  const parts = [
    say(
      verdict.opening === "relayed"
        ? "verdict.chunks.text"
        : "verdict.packets.text",
      { n: verdict.segments },
    ),
    say("verdict.timing.total", { ms: milliseconds(verdict.seconds) }),
  ];
  if (verdict.firstAnswerSeconds !== undefined) {
    parts.push(
      say("verdict.timing.first_byte", {
        ms: milliseconds(verdict.firstAnswerSeconds),
      }),
    );
  }
  const pause = verdict.longestPause;
  if (pause) {
    parts.push(
      say("verdict.timing.longest", {
        ms: milliseconds(pause.seconds),
        side: say(`side.${pause.endedBy}`),
      }),
    );
  }
  if (verdict.findings > 0) {
    parts.push(say("verdict.packets.findings", { n: verdict.findings }));
  }
  return {
    label: say("verdict.timing"),
    text: parts.join(" · "),
    tone: verdict.findings > 0 ? "warning" : "neutral",
  };
}
