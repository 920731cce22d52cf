import type { Key, Step, Verdict } from "../explain/mod.ts";

/**
 * The key of the heading of a step's phase: what was not observed, or what
 * stays encrypted, is called by another name.
 *
 * @param step The first step of the phase.
 * @param verdict Judges the conversation up to here.
 */
export function phaseKey(step: Step, verdict: () => Verdict): Key {
  return step.phase === "open" && step.evidence === "relayed"
    ? "phase.open.relayed"
    : step.phase === "data" && verdict().protocol === "ssh"
    ? "phase.data.ssh"
    : `phase.${step.phase}`;
}
