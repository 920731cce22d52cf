import { escapeControls } from "../bytes/mod.ts";
import type { SshEvent, SshInference, SshMessage } from "../ssh/mod.ts";
import type { Say } from "./catalogue.ts";
import type { MessageWords } from "./tls.ts";

/**
 * Says what an SSH event means.
 *
 * @param event The event.
 * @param say Sentences of a language.
 */
export function narrateSsh(event: SshEvent, say: Say): MessageWords {
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
    case "negotiated": {
      const { kex, hostKey, clientToServer } = event.negotiation;
      return {
        title: say("ssh.negotiated.title"),
        detail: "",
        text: say("ssh.negotiated", {
          kex: kex ?? "?",
          hostKey: hostKey ?? "?",
          cipher: clientToServer.encryption ?? "?",
          mac: clientToServer.mac ?? say("ssh.negotiated.implied"),
        }),
      };
    }
    case "encrypted-packet":
      return {
        title: say("ssh.encrypted.title"),
        detail,
        text: guessText(event.inference, say),
      };
    case "encrypted-run":
      return {
        title: say("ssh.encrypted.title"),
        detail,
        text: guessText(event.inference, say),
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

function guessText(inference: SshInference | undefined, say: Say): string {
  return inference
    ? say("ssh.inferred", {
      guess: say(`ssh.guess.${inference.guess}`),
      meaning: say(`ssh.means.${inference.guess}`),
    })
    : say("ssh.encrypted");
}
