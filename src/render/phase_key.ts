import type { Key, Step } from "../explain/mod.ts";

/**
 * The key of the heading of a step's phase: what was not observed, or what
 * stays encrypted, is called by another name.
 */
export function phaseKey(step: Step): Key {
  return step.phase === "open" && step.evidence === "relayed"
    ? "phase.open.relayed"
    : step.phase === "data" && step.protocol === "ssh"
    ? "phase.data.ssh"
    : `phase.${step.phase}`;
}
