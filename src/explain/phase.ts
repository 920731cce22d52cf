import type { Content, Protocol } from "./content.ts";
import type { Phase } from "./step.ts";

const ORDER: readonly Phase[] = ["open", "tls", "ssh", "data", "close"];

/** The later of two phases: a conversation never goes back to an earlier one. */
export function later(a: Phase, b: Phase): Phase {
  return ORDER.indexOf(a) >= ORDER.indexOf(b) ? a : b;
}

/**
 * Tells which phase a content belongs to.
 *
 * @param content What a segment completed.
 * @param protocol Protocol of the conversation.
 */
export function phaseOf(
  content: Content,
  protocol: Protocol | undefined,
): Phase {
  if (content.stage === "end") return "close";
  if (content.stage === "data") return "data";
  return protocol === "ssh" ? "ssh" : "tls";
}
