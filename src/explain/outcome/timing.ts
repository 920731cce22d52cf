import type { Say } from "../catalogue.ts";
import type { Verdict } from "../verdict.ts";
import { milliseconds } from "../words.ts";
import type { VerdictLine } from "./line.ts";

/** Says how much there was, and how long it took. */
export function timingLine(verdict: Verdict, say: Say): VerdictLine {
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
