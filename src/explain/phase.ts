import {
  type Inference,
  type TlsEvent,
  type TlsFacts,
  VERSION,
} from "../tls/mod.ts";
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

/** Tells which part of a conversation a TLS event belongs to. */
export function stageOf(event: TlsEvent, facts: TlsFacts): Content["stage"] {
  switch (event.kind) {
    case "handshake":
      // TLS 1.3 sends tickets behind the handshake, TLS 1.2 inside it.
      return event.message.kind === "new_session_ticket" &&
          facts.version?.code === VERSION.tls13
        ? "data"
        : "handshake";
    case "change_cipher_spec":
      return "handshake";
    case "alert":
      return "end";
    case "encrypted":
      return hiddenStage(event.inferred?.content);
    default:
      return "data";
  }
}

/** The part that what stays encrypted probably belongs to. */
function hiddenStage(content: Inference["content"] | undefined) {
  switch (content) {
    case "close_notify":
    case "alert":
      return "end";
    case "application_data":
    case "new_session_ticket":
      return "data";
    default:
      return "handshake";
  }
}
