import type { Say } from "../catalogue.ts";
import type { Verdict } from "../verdict.ts";
import { endpointText, milliseconds } from "../words.ts";
import type { VerdictLine } from "./line.ts";

/** Says what the opening came to, in a sentence. */
export function openingEnd(verdict: Verdict, say: Say): string {
  const { opening, openingSeconds, repeatedSyns } = verdict;
  switch (opening) {
    case "refused":
    case "unanswered":
      return say("end.open.refused");
    case "relayed":
    case "simultaneous":
    case "self":
      return say(`end.open.${opening}`);
    default:
      break;
  }
  if (openingSeconds === undefined) return say("end.open.unseen");
  const ms = milliseconds(openingSeconds);
  return repeatedSyns === undefined
    ? say("end.open", { ms })
    : say("end.open.repeated", { ms, n: repeatedSyns });
}

/** Says who opened it, and how. */
export function openingLine(verdict: Verdict, say: Say): VerdictLine {
  const label = say("verdict.opened");
  const { opening, openingSeconds, repeatedSyns } = verdict;
  const wasSeen = opening === "handshake" || opening === "simultaneous";
  if (!wasSeen || openingSeconds === undefined) {
    const key = wasSeen
      ? "verdict.opened.midway"
      : `verdict.opened.${opening}` as const;
    const isWell = ["midway", "relayed", "self"].includes(opening);
    return { label, text: say(key), tone: isWell ? "neutral" : "bad" };
  }
  const values = {
    client: endpointText(verdict.client),
    ms: milliseconds(openingSeconds),
  };
  const text = opening === "simultaneous"
    ? say("verdict.opened.simultaneous", values)
    : repeatedSyns === undefined
    ? say("verdict.opened.text", values)
    : say("verdict.opened.repeated", { ...values, n: repeatedSyns });
  return { label, text, tone: "good" };
}
