import { escapeControls } from "../bytes/mod.ts";
import {
  ALERT_DESCRIPTIONS,
  type CertificateMessage,
  type ClientHello,
  CLOSE_NOTIFY,
  type EncryptedEvent,
  findExtension,
  groupName,
  HANDSHAKE_TYPES,
  type HandshakeEvent,
  type HelloRetryRequest,
  type Inference,
  isGrease,
  type NewSessionTicket,
  type Registered,
  type Resumption,
  signatureSchemeName,
  type TlsEvent,
  type TlsFacts,
  VERSION,
  VERSIONS,
} from "../tls/mod.ts";
import type { Key, Say } from "./catalogue.ts";
import { certificateWords } from "./certificate.ts";

/** What a message is called, and what is said of it. */
export interface MessageWords {
  /** Name in the specification: `ClientHello`. */
  title: string;
  /** Values, short. */
  detail: string;
  /** One sentence. */
  text: string;
}

/** Writes a registered number: its name, else the number in hexadecimal. */
export function registeredText(value: Registered | undefined): string {
  if (!value) return "?";
  return value.name ?? `0x${value.code.toString(16).padStart(4, "0")}`;
}

/**
 * Says what a TLS event means.
 *
 * @param event The event.
 * @param facts What the conversation has shown up to it.
 * @param say Sentences of a language.
 */
export function narrateTls(
  event: TlsEvent,
  facts: TlsFacts,
  say: Say,
): MessageWords {
  const length = event.bytes.length;
  const detail = `len=${length}`;
  switch (event.kind) {
    case "handshake":
      return {
        title: handshakeTitle(event),
        detail,
        text: handshakeText(event, facts, say),
      };
    case "change_cipher_spec":
      return {
        title: "ChangeCipherSpec",
        detail,
        text: say(
          event.compatibility
            ? "tls.change_cipher_spec.compatibility"
            : "tls.change_cipher_spec",
        ),
      };
    case "alert": {
      const name = ALERT_DESCRIPTIONS[event.description] ??
        String(event.description);
      const key = event.description === CLOSE_NOTIFY
        ? "tls.alert.close_notify"
        : event.level === 2
        ? "tls.alert.fatal"
        : "tls.alert.warning";
      return { title: `Alert ${name}`, detail, text: say(key, { name }) };
    }
    case "application_data":
      return {
        title: "ApplicationData",
        detail: `len=${event.length}`,
        text: say(event.early ? "tls.early_data" : "tls.application_data", {
          length: event.length,
        }),
      };
    case "encrypted":
      return {
        title: encryptedTitle(event),
        detail: `len=${event.length}`,
        text: encryptedText(event, facts, say),
      };
    case "heartbeat":
      return { title: "Heartbeat", detail, text: say("tls.heartbeat") };
    case "unknown_record":
      return {
        title: "TLS",
        detail,
        text: say("tls.unknown_record", { type: event.type }),
      };
    case "error":
      return event.missing > 0
        ? {
          title: "TLS",
          detail: "",
          text: say("gap", { length: event.missing }),
        }
        : {
          title: "TLS",
          detail,
          text: say("error", { problem: event.error.message }),
        };
  }
}

/** Turns `client_hello` into `ClientHello`, the spelling of the specification. */
function handshakeTitle(event: HandshakeEvent): string {
  const { message } = event;
  const name = message.kind === "unknown"
    ? HANDSHAKE_TYPES[event.type] ?? "handshake"
    : message.kind;
  return name.split("_").map((word) =>
    word.charAt(0).toUpperCase() + word.slice(1)
  ).join("");
}

function handshakeText(
  event: HandshakeEvent,
  facts: TlsFacts,
  say: Say,
): string {
  const { message } = event;
  switch (message.kind) {
    case "client_hello":
      return clientHelloText(message, say);
    case "server_hello": {
      const values = {
        version: registeredText(facts.version),
        suite: registeredText(facts.cipherSuite),
        group: registeredText(facts.group),
      };
      if (facts.resumption === "external_psk") {
        return say("tls.server_hello.psk", values);
      }
      if (isResumed(facts.resumption)) {
        return say("tls.server_hello.resumed", values);
      }
      return say(
        facts.group && facts.version?.code === VERSION.tls13
          ? "tls.server_hello"
          : "tls.server_hello.old",
        values,
      );
    }
    case "hello_retry_request":
      return retryText(message, say);
    case "encrypted_extensions":
      return say("tls.encrypted_extensions", {
        alpn: facts.alpn
          ? say("tls.encrypted_extensions.alpn", { alpn: facts.alpn })
          : "",
      });
    case "certificate":
      return certificateText(message, say);
    case "certificate_verify":
      return say("tls.certificate_verify", {
        scheme: message.signatureScheme === undefined
          ? "?"
          : schemeText(message.signatureScheme),
      });
    case "server_key_exchange":
      return message.group === undefined
        ? say("tls.server_key_exchange.other")
        : say("tls.server_key_exchange", { group: groupText(message.group) });
    case "new_session_ticket":
      return say("tls.new_session_ticket", {
        hours: lifetimeText(message, say),
      });
    case "key_update":
      return say(
        message.requestUpdate === 1
          ? "tls.key_update.requested"
          : "tls.key_update",
      );
    case "unknown":
    case "certificate_url":
    case "supplemental_data":
    case "message_hash":
      return say("tls.message", { type: event.type });
    default:
      return say(`tls.${message.kind}` satisfies Key);
  }
}

/** Whether an earlier session was taken up. */
export function isResumed(resumption: Resumption | undefined): boolean {
  return resumption !== undefined && resumption !== "none" &&
    resumption !== "external_psk";
}

function clientHelloText(message: ClientHello, say: Say): string {
  const { extensions } = message;
  const offered = findExtension(extensions, "supported_versions")?.versions ??
    [message.legacyVersion];
  const versions = offered.filter((version) => !isGrease(version)).map(
    versionText,
  ).join(say("list.comma"));
  const shares = findExtension(extensions, "key_share")?.shares ?? [];
  const groups = shares.map((share) => share.group).filter((group) =>
    !isGrease(group)
  ).map(groupText).join(say("list.comma"));
  const name = findExtension(extensions, "server_name")?.names[0]?.name;
  const suites =
    message.cipherSuites.filter((suite) => !isGrease(suite)).length;
  return say(groups ? "tls.client_hello" : "tls.client_hello.old", {
    versions,
    suites,
    asks: name === undefined
      ? say("tls.asks.nothing")
      : say("tls.asks", { name: escapeControls(name) }),
    groups,
  });
}

function retryText(message: HelloRetryRequest, say: Say): string {
  const group = findExtension(message.extensions, "key_share")?.selectedGroup;
  return group === undefined
    ? say("tls.hello_retry_request.cookie")
    : say("tls.hello_retry_request", { group: groupText(group) });
}

function certificateText(message: CertificateMessage, say: Say): string {
  const leaf = message.entries[0];
  if (!leaf) return say("tls.certificate.none");
  const { subject, issuer, ownIssuer } = certificateWords(leaf.data);
  return ownIssuer
    ? say("tls.certificate.own", { subject })
    : say("tls.certificate", { subject, issuer });
}

function lifetimeText(ticket: NewSessionTicket, say: Say): string {
  const seconds = ticket.lifetimeSeconds;
  return seconds >= 3600
    ? say("tls.new_session_ticket.hours", { n: Math.round(seconds / 3600) })
    : say("tls.new_session_ticket.seconds", { n: seconds });
}

function encryptedTitle(event: EncryptedEvent): string {
  return event.inferred?.content === "application_data"
    ? "ApplicationData"
    : "Encrypted";
}

function encryptedText(
  event: EncryptedEvent,
  facts: TlsFacts,
  say: Say,
): string {
  const keys: Record<EncryptedEvent["reason"], Key> = {
    "no-key-log": "tls.encrypted",
    "no-secret": "tls.encrypted.no_secret",
    "wrong-secret": "tls.encrypted.wrong_key",
    "unsupported-suite": "tls.encrypted.unsupported",
    "missing-bytes": "tls.encrypted.missing",
    "bad-record": "tls.encrypted.bad",
  };
  const text = say(keys[event.reason], { length: event.length });
  if (!event.inferred) return text;
  const guess = say("tls.inferred", {
    content: say(contentKey(event.inferred, facts)),
    basis: event.inferred.basis.map((basis) => say(`tls.basis.${basis}`)).join(
      ", ",
    ),
  });
  return text + say("sentence.space") + guess;
}

function contentKey({ content, basis }: Inference, facts: TlsFacts): Key {
  if (content === "close_notify") {
    return basis.includes("outer_type")
      ? "tls.inferred.alert"
      : "tls.inferred.alert_or_data";
  }
  return content === "server_handshake" && facts.version?.code !== VERSION.tls13
    ? "tls.inferred.renegotiation"
    : `tls.inferred.${content}`;
}

function versionText(version: number): string {
  return VERSIONS[version] ?? `0x${version.toString(16).padStart(4, "0")}`;
}

function groupText(group: number): string {
  return groupName(group) ?? `0x${group.toString(16).padStart(4, "0")}`;
}

function schemeText(scheme: number): string {
  return signatureSchemeName(scheme) ??
    `0x${scheme.toString(16).padStart(4, "0")}`;
}
