import { escapeControls } from "../bytes/mod.ts";
import type {
  NegotiatedEvent,
  SshEvent,
  SshInference,
  SshMessage,
} from "../ssh/mod.ts";
import type { Say } from "./catalogue.ts";
import type { MessageWords } from "./tls.ts";

/**
 * Says what the messages of one SSH conversation mean.
 *
 * Much of what is encrypted looks alike: what a guess means is said once.
 */
export class SshNarrator {
  readonly #say: Say;
  /** What was guessed before. */
  readonly #guessed = new Set<SshInference["guess"] | undefined>();

  /** @param say Sentences of a language. */
  constructor(say: Say) {
    this.#say = say;
  }

  /**
   * Says what an event means.
   *
   * @param event The event; each one once, in order.
   */
  narrate(event: SshEvent): MessageWords {
    const say = this.#say;
    const detail = `len=${event.end - event.start}`;
    switch (event.kind) {
      case "banner":
        return { title: "banner", detail, text: escapeControls(event.text) };
      case "identification":
        return {
          title: escapeControls(event.line),
          detail: "",
          text: say("ssh.identification", {
            version: event.protocolVersion,
            software: escapeControls(event.softwareVersion),
          }),
        };
      case "packet":
        return {
          title: titleOf(event.message),
          detail,
          text: messageText(event.message, say),
        };
      case "negotiated":
        return {
          title: say("ssh.negotiated.title"),
          detail: "",
          text: negotiatedText(event, say),
        };
      case "encrypted-packet":
      case "encrypted-run":
        return {
          title: say("ssh.encrypted.title"),
          detail,
          text: this.#guess(event.inference),
        };
      case "gap":
        return {
          title: "SSH",
          detail: "",
          text: say("gap", { length: event.end - event.start }),
        };
      case "error":
        return {
          title: "SSH",
          detail,
          text: say("error", { problem: event.error.message }),
        };
    }
  }

  #guess(inference: SshInference | undefined): string {
    const guess = inference?.guess;
    const isKnown = this.#guessed.has(guess);
    this.#guessed.add(guess);
    const say = this.#say;
    if (guess === undefined) return isKnown ? "" : say("ssh.encrypted");
    // It names no message, only that many come.
    if (isKnown && guess === "connection-message") return "";
    const name = say(`ssh.guess.${guess}`);
    return isKnown
      ? say("ssh.inferred.again", { guess: name })
      : say("ssh.inferred", {
        guess: name,
        meaning: say(`ssh.means.${guess}`),
      });
  }
}

function negotiatedText({ negotiation }: NegotiatedEvent, say: Say): string {
  const { kex, hostKey, clientToServer } = negotiation;
  return say("ssh.negotiated", {
    kex: kex ?? "?",
    hostKey: hostKey ?? "?",
    cipher: clientToServer.encryption ?? "?",
    mac: clientToServer.mac ?? say("ssh.negotiated.implied"),
  });
}

function titleOf(message: SshMessage): string {
  if (message.name !== "other") return message.name.replace("SSH_MSG_", "");
  return message.registeredName?.replace("SSH_MSG_", "") ??
    `message ${message.number}`;
}

function messageText(message: SshMessage, say: Say): string {
  switch (message.name) {
    case "SSH_MSG_KEXINIT":
      return say("ssh.kexinit", {
        kex: message.kexInit.kexAlgorithms.length -
          message.kexInit.markers.length,
        ciphers: message.kexInit.encryptionClientToServer.length,
      });
    case "SSH_MSG_NEWKEYS":
      return say("ssh.newkeys");
    case "SSH_MSG_DISCONNECT":
      return say("ssh.disconnect", {
        text: escapeControls(message.description),
      });
    case "SSH_MSG_KEX_ECDH_INIT":
    case "SSH_MSG_KEXDH_INIT":
    case "SSH_MSG_KEX_DH_GEX_INIT":
      return say("ssh.kexInit");
    case "SSH_MSG_KEX_ECDH_REPLY":
    case "SSH_MSG_KEXDH_REPLY":
    case "SSH_MSG_KEX_DH_GEX_REPLY":
      return say("ssh.kexReply", {
        type: escapeControls(message.hostKey.type),
        fingerprint: message.hostKey.fingerprint,
      });
    default:
      return message.name.includes("KEX") ? say("ssh.kex") : "";
  }
}
