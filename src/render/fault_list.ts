import {
  explainDiagnosis,
  failureText,
  type Key,
  type Say,
  type Verdict,
} from "../explain/mod.ts";
import { asciiMarks } from "./ascii.ts";
import { jsonLine } from "./json_line.ts";
import type { LadderOptions } from "./ladder.ts";
import { pad, wrap } from "./layout.ts";
import { paint } from "./paint.ts";
import { widthOf } from "./width.ts";

/** A fault that was made to happen, and what came of it. */
export interface FaultCase {
  /** The fault, by its name on the command line. */
  readonly fault: string;
  /** The client's message; nothing where it was content. */
  readonly said: string | undefined;
  /** Exit code of such a client. */
  readonly exitCode: number;
  /** Number of the conversation in the capture. */
  readonly stream: number | undefined;
  /** What its packets show; nothing where none were seen. */
  readonly verdict: Verdict | undefined;
}

/** What the packets show, where that is more than an alert. */
const SHOWN: Readonly<Record<string, Key>> = {
  "stall": "faults.shows.stall",
  "not-tls": "faults.shows.not-tls",
  "reset": "faults.shows.reset",
  "no-close-notify": "faults.shows.no-close-notify",
  "slow": "faults.shows.slow",
};

/** Spaces around the labels. */
const SPACES = 2;

/**
 * Draws faults, each with what the client said, what the packets show, the
 * cause and the fix.
 *
 * @param cases The faults.
 * @param options How they are drawn.
 * @returns Whole lines.
 */
export function renderFaults(
  cases: readonly FaultCase[],
  options: LadderOptions,
): string {
  const { say, columns = 80, color = false, ascii = false } = options;
  const { strong, faint, good, bad, warning } = paint(color);
  const plain = ascii ? asciiMarks : (text: string) => text;
  const labels = [
    say("faults.client"),
    say("faults.packets"),
    say("verdict.why"),
    say("verdict.fix"),
  ];
  const width = Math.max(...labels.map(widthOf));
  const indent = " ".repeat(width + 2 * SPACES);
  const tones = [(text: string) => text, warning, bad, good];
  return cases.map((each) => {
    const name = `--fault ${each.fault}`;
    const code = say("faults.exit", { code: each.exitCode });
    const room = columns - widthOf(name) - widthOf(code);
    const head = strong(name) + " ".repeat(Math.max(room, SPACES)) + code;
    const lines = textsOf(each, say).map((text, index) => {
      const [first, ...rest] = wrap(plain(text), columns - indent.length)
        .map(tones[index]);
      const label = " ".repeat(SPACES) + faint(pad(labels[index], width)) +
        " ".repeat(SPACES);
      return [label + first, ...rest.map((line) => indent + line)].join("\n");
    });
    return `${head}\n${lines.join("\n")}\n`;
  }).join("\n");
}

/**
 * Writes what came of a fault as one line of JSON.
 *
 * @param each The fault.
 */
export function faultToJson(each: FaultCase): string {
  const { fault, said, exitCode, stream, verdict } = each;
  return jsonLine({
    type: "fault",
    fault,
    exitCode,
    message: said,
    stream,
    diagnosis: verdict?.diagnosis?.kind,
  });
}

/** What the client said, what the packets show, the cause, and the fix. */
function textsOf({ said, verdict }: FaultCase, say: Say): readonly string[] {
  const client = said ?? say("faults.content");
  if (!verdict) return [client, say("faults.unseen")];
  const { diagnosis } = verdict;
  const shown = shownBy(verdict, say);
  return diagnosis
    ? [
      client,
      shown,
      explainDiagnosis(diagnosis, say),
      say(`fix.${diagnosis.kind}`),
    ]
    : [client, shown];
}

function shownBy(verdict: Verdict, say: Say): string {
  const { diagnosis, tls } = verdict;
  const key = diagnosis && SHOWN[diagnosis.kind];
  if (key) return say(key, diagnosis.values);
  return tls?.failure
    ? failureText(tls.failure, say)
    : say("faults.shows.nothing");
}
