import type { Content, ContentDecoder } from "./content.ts";
import type { Phase } from "./step.ts";

const ORDER: readonly Phase[] = ["open", "tls", "ssh", "data", "close"];

/** The later of two phases: a conversation never goes back to an earlier one. */
export function later(a: Phase, b: Phase): Phase {
  return ORDER.indexOf(a) >= ORDER.indexOf(b) ? a : b;
}

/**
 * Tells which phase the contents of a segment belong to.
 *
 * @param contents What the segment completed.
 * @param protocol Protocol of the conversation.
 * @returns `undefined` where they do not tell.
 */
export function phaseOf(
  contents: readonly Content[],
  protocol: ContentDecoder["protocol"],
): Phase | undefined {
  if (contents.length === 0) return undefined;
  if (contents.every((content) => content.stage === "end")) return "close";
  if (contents.some((content) => content.stage === "data")) return "data";
  return protocol === "ssh" ? "ssh" : "tls";
}
