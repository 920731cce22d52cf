import type { Say } from "../catalogue.ts";
import { endedByAlert } from "../diagnosis.ts";
import type { TlsVerdict, Verdict } from "../verdict.ts";
import type { VerdictLine } from "./line.ts";

/** Whether an end without close_notify would be remarkable: a fatal alert ends it as well. */
export function expectsNotice(
  tls: TlsVerdict,
  closedBy: Verdict["closedBy"],
): boolean {
  if (tls.failure && endedByAlert(tls.failure, closedBy)) return false;
  return tls.finished || tls.decryption === "closed";
}

/** Says who announced the end of TLS. */
export function notifyLine(tls: TlsVerdict, say: Say): VerdictLine {
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
