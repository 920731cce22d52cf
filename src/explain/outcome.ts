import type { Say } from "./catalogue.ts";
import { explainDiagnosis } from "./diagnosis.ts";
import { closeText, closeTone } from "./outcome/close.ts";
import { httpLine } from "./outcome/http.ts";
import type { VerdictLine } from "./outcome/line.ts";
import { expectsNotice, notifyLine } from "./outcome/notify.ts";
import { openingEnd, openingLine } from "./outcome/opening.ts";
import { sshLine } from "./outcome/ssh.ts";
import { timingLine } from "./outcome/timing.ts";
import { tlsEnd, tlsLines } from "./outcome/tls.ts";
import type { Phase } from "./step.ts";
import type { Verdict } from "./verdict.ts";
import { milliseconds } from "./words.ts";

export type { VerdictLine } from "./outcome/line.ts";
export { failureText } from "./outcome/tls.ts";

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
      return openingEnd(verdict, say);
    case "tls":
      return tlsEnd(verdict, say);
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
  if (verdict.http) lines.push(httpLine(verdict.http, say));
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
