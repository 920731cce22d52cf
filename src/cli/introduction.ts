import type { CapturePlan } from "../capture/probe.ts";
import type { Say } from "../explain/mod.ts";
import type { Language } from "../failure.ts";
import { whyNoPackets } from "../lab/stage.ts";
import { wrap } from "../render/layout.ts";
import { widthOf } from "../render/width.ts";

/** How an introduction is written. */
export interface IntroductionOptions {
  /** Sentences of the language. */
  say: Say;
  /** Their language. */
  language: Language;
  /** Columns of the terminal. */
  columns: number;
}

/**
 * Writes what stands above a demo: what it is, and how its packets are got.
 *
 * @param title What it is, in a sentence.
 * @param plan How its packets are got.
 * @param options How it is written.
 * @returns Whole lines, the last one empty.
 */
export function introductionOf(
  title: string,
  plan: CapturePlan,
  { say, language, columns }: IntroductionOptions,
): string {
  const { method, command } = plan;
  const reason = whyNoPackets(plan)[language];
  const lines = [
    ...wrap(title, columns),
    ...wrap(say(`demo.method.${method}`, { reason }), columns),
  ];
  if (method === "relay" && command) {
    const line = say("demo.command", { command });
    // Copied from two lines, a command would not run.
    const apart = [say("demo.command", { command: "" }).trimEnd(), command];
    lines.push(...widthOf(line) > columns ? apart : [line]);
  }
  return `${lines.join("\n")}\n\n`;
}
