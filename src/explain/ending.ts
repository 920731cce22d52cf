import type { Verdict } from "./verdict.ts";

/** What the end of a conversation is called, by its packets. */
export type Ending =
  | "four-way"
  | "three-way"
  | "simultaneous"
  | "half-close"
  | "half-closed"
  | "reset"
  | "refused"
  | "open"
  | "relayed"
  /** TLS: who ended first had announced it. */
  | "close-notify"
  /** TLS: who ended first had not announced it. */
  | "truncated";

/**
 * Names the end of a conversation: over TLS whether it was announced, else
 * how TCP ended.
 *
 * @param verdict The conversation; over TLS its records have to be open.
 */
export function endingOf({ close, closedBy, tls }: Verdict): Ending {
  const orderly = close.kind !== "reset" && close.kind !== "open";
  if (orderly && closedBy && tls?.finished && tls.decryption === "open") {
    return tls.closeNotify.includes(closedBy) ? "close-notify" : "truncated";
  }
  if (
    (close.kind === "four-way" || close.kind === "three-way") &&
    close.bytesAfterFirstFin > 0
  ) return "half-close";
  return close.kind;
}
