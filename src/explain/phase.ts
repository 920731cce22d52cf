import {
  CLOSE_NOTIFY,
  CONTENT_TYPE,
  type EncryptedEvent,
  type TlsEvent,
  type TlsFacts,
  VERSION,
} from "../tls/mod.ts";
import type { Content, Protocol } from "./content.ts";
import type { Phase } from "./step.ts";
import type { TlsProgress } from "./tls_progress.ts";

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

/**
 * Tells which part of a conversation a TLS event belongs to.
 *
 * @param event The event.
 * @param facts What the conversation has shown.
 * @param progress How far it had come before the event.
 */
export function stageOf(
  event: TlsEvent,
  facts: TlsFacts,
  progress: TlsProgress,
): Content["stage"] {
  switch (event.kind) {
    case "handshake":
      // TLS 1.3 sends tickets and key updates behind the handshake; TLS 1.2
      // sends tickets inside it, and may begin another one.
      return facts.version?.code === VERSION.tls13 &&
          (progress.isOver || event.message.kind === "new_session_ticket")
        ? "data"
        : "handshake";
    case "change_cipher_spec":
      return "handshake";
    case "alert":
      if (event.level === 2 || event.description === CLOSE_NOTIFY) return "end";
      return progress.isOver ? "data" : "handshake";
    case "application_data":
      // Either side may send data before it has the other's Finished.
      return event.early || (event.direction === 1 && progress.awaitsClient)
        ? "handshake"
        : "data";
    case "encrypted":
      return hiddenStage(event);
    default:
      return "data";
  }
}

/** The part that what stays encrypted probably belongs to. */
function hiddenStage({ inferred, outerType }: EncryptedEvent) {
  switch (inferred?.content) {
    case "alert":
      return "end";
    // What it was shows by what follows, or does not.
    case "close_notify":
    case "application_data":
    case "new_session_ticket":
      return "data";
    case undefined:
      // Behind a gap nothing more is known of it.
      return outerType === CONTENT_TYPE.applicationData ? "data" : "handshake";
    default:
      return "handshake";
  }
}
