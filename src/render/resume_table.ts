import { milliseconds, type Step, type Verdict } from "../explain/mod.ts";
import { asciiMarks } from "./ascii.ts";
import type { LadderOptions } from "./ladder.ts";
import { pad, wrap } from "./layout.ts";
import { paint } from "./paint.ts";
import { widthOf } from "./width.ts";

/** A handshake, full or resumed. */
export interface HandshakeRun {
  /** All steps of its conversation. */
  readonly steps: readonly Step[];
  /** What that came to. */
  readonly verdict: Verdict;
}

/** Columns of a cell. */
const CELL = 14;

/**
 * Draws a full handshake beside the one that takes its session up again.
 *
 * @param runs The full one, and the resumed one.
 * @param options How they are drawn.
 * @returns Whole lines.
 */
export function renderResumption(
  [full, resumed]: readonly [HandshakeRun, HandshakeRun],
  options: LadderOptions,
): string {
  const { say, columns = 80, color = false, ascii = false } = options;
  const { strong, faint, good, bad } = paint(color);
  const plain = ascii ? asciiMarks : (text: string) => text;
  const later = messagesOf(resumed);
  const messages = messagesOf(full).map((message): readonly string[] => [
    `${say(`side.${message.from}`)}: ${message.title}`,
    say("resume.bytes", { n: message.bytes }),
    sameIn(later, message)
      ? say("resume.bytes", { n: sameIn(later, message)?.bytes ?? 0 })
      : say("resume.left-out"),
  ]);
  const measures: readonly (readonly string[])[] = [
    [
      "resume.trips",
      (run: HandshakeRun) => String(run.verdict.tls?.roundTrips ?? ""),
    ] as const,
    ["resume.all", (run: HandshakeRun) =>
      say("resume.bytes", {
        n: messagesOf(run).reduce((sum, { bytes }) => sum + bytes, 0),
      })] as const,
    [
      "resume.time",
      (run: HandshakeRun) =>
        say("unit.ms", { ms: milliseconds(run.verdict.handshakeSeconds ?? 0) }),
    ] as const,
  ].map(([key, measure]) => [say(key), measure(full), measure(resumed)]);
  const head = ["", say("resume.full"), say("resume.resumed")];
  const width = Math.max(
    ...[head, ...messages, ...measures].map(([label]) => widthOf(label)),
  );
  const line = ([label, ...cells]: readonly string[]) =>
    `  ${pad(label, width)}${
      cells.map((cell) => pad(cell, CELL, "right")).join("")
    }\n`;
  const { tls } = resumed.verdict;
  const outcome = tls?.resumed ? say("resume.why") : say("resume.refused");
  const paragraph = wrap(plain(outcome), columns).map((row) => `${row}\n`);
  return strong(plain(line(head))) + plain(messages.map(line).join("")) +
    faint(`  ${(ascii ? "-" : "─").repeat(width + 2 * CELL)}\n`) +
    plain(measures.map(line).join("")) + "\n" +
    (tls?.resumed ? good : bad)(paragraph.join(""));
}

interface Message {
  readonly from: Step["from"];
  readonly title: string;
  /** Length of its bytes. */
  readonly bytes: number;
}

/** The messages of a handshake, without tickets for a later one. */
function messagesOf({ steps }: HandshakeRun): readonly Message[] {
  return steps
    .filter(({ kind, protocol, phase, title }) =>
      kind === "message" && protocol === "tls" && phase === "tls" &&
      title !== "NewSessionTicket" && title !== "ChangeCipherSpec"
    )
    .map(({ from, title, detail }) => ({
      from,
      title,
      bytes: Number(/len=(\d+)/.exec(detail)?.[1] ?? 0),
    }));
}

function sameIn(
  messages: readonly Message[],
  { from, title }: Message,
): Message | undefined {
  return messages.find((each) => each.from === from && each.title === title);
}
