import type { Say } from "../catalogue.ts";
import type { Verdict } from "../verdict.ts";
import { sideOf } from "../words.ts";
import type { VerdictLine } from "./line.ts";

/** Says how it was closed. */
export function closeText(verdict: Verdict, say: Say): string {
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

/** Whether it was closed well. */
export function closeTone(verdict: Verdict): VerdictLine["tone"] {
  const { kind } = verdict.close;
  if (kind === "reset" || kind === "refused") return "bad";
  return kind === "open" || kind === "half-closed" ? "warning" : "good";
}
