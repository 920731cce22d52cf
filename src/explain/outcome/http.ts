import { escapeControls } from "../../bytes/mod.ts";
import type { Say } from "../catalogue.ts";
import type { HttpVerdict } from "../http_tally.ts";
import type { VerdictLine } from "./line.ts";

/** Characters of a text from the wire that are shown. */
const SHOWN = 60;
/** The first status that tells of an error. */
const ERRORS = 400;

/** Says what was asked and answered over HTTP. */
export function httpLine(http: HttpVerdict, say: Say): VerdictLine {
  const { version, requests, promises, first, answers } = http;
  const answered = answers.reduce((sum, { count }) => sum + count, 0);
  const open = requests + promises - answered;
  const parts = [`HTTP/${version}`];
  if (first && requests === 1 && promises === 0 && answered <= 1) {
    const asked = `${shown(first.method)} ${shown(first.target)}`;
    const [answer] = answers;
    parts.push(
      answer
        ? `${asked} → ${answer.status} ${shown(answer.reason)}`.trimEnd()
        : `${asked} · ${say("verdict.http.none")}`,
    );
  } else {
    if (requests > 0) parts.push(say("verdict.http.requests", { n: requests }));
    if (promises > 0) {
      parts.push(say("verdict.http.promises", { n: promises }));
    }
    for (const { status, count } of answers) {
      parts.push(count === 1 ? `${status}` : `${status} ×${count}`);
    }
    if (open > 0) parts.push(say("verdict.http.open", { n: open }));
  }
  const failed = answers.some(({ status }) => status >= ERRORS);
  return {
    label: say("verdict.http"),
    text: parts.join(" · "),
    tone: failed || open > 0 ? "warning" : "good",
  };
}

function shown(text: string): string {
  const safe = escapeControls(text);
  return safe.length > SHOWN ? `${safe.slice(0, SHOWN)}…` : safe;
}
