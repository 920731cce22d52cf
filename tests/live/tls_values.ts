/**
 * What is decoded here of a TLS capture, under the names that tshark has for it.
 *
 * @module
 */
import { ByteReader, toHex } from "../../src/bytes/mod.ts";
import {
  decodeCertificate,
  type Extension,
  type HandshakeMessage,
  KeyLog,
  readName,
  TlsConversation,
  type TlsEvent,
  type X509Certificate,
} from "../../src/tls/mod.ts";
import type { Step } from "../data/conversations.ts";
import type { Sample } from "./tls_samples.ts";
import type { SideValues } from "./tshark_tls.ts";

/** Decodes a capture: what each side of each conversation sent. */
export function decodedValues(sample: Sample): SideValues[] {
  return sample.conversations.flatMap((steps) => {
    const sides = [new Map(), new Map()] as [SideValues, SideValues];
    const keyLog = new KeyLog();
    keyLog.add(sample.keys);
    const conversation = new TlsConversation({ keyLog });
    const seen = new Set<unknown>();
    for (const step of steps) {
      for (const event of eventsOf(conversation, step)) {
        addEvent(sides[event.direction], event, seen);
      }
    }
    return sides;
  });
}

function eventsOf(conversation: TlsConversation, step: Step): TlsEvent[] {
  if ("bytes" in step) return conversation.push(step.direction, step.bytes);
  if ("gap" in step) return conversation.gap(step.direction, step.gap);
  return conversation.end(step.direction);
}

function add(side: SideValues, name: string, ...values: unknown[]): void {
  const list = side.get(name) ?? [];
  list.push(...values.map(String));
  side.set(name, list);
}

function addEvent(
  side: SideValues,
  event: TlsEvent,
  seen: Set<unknown>,
): void {
  for (const record of event.records) {
    if (seen.has(record)) continue;
    seen.add(record);
    add(side, "tls.record.content_type", record.innerType ?? record.type);
    add(side, "tls.record.length", record.length);
    add(side, "tls.record.version", hex16(record.version));
  }
  switch (event.kind) {
    case "handshake":
      add(side, "tls.handshake.type", event.type);
      add(side, "tls.handshake.length", event.bytes.length - 4);
      addMessage(side, event.message);
      break;
    case "alert":
      add(side, "tls.alert_message.level", event.level);
      add(side, "tls.alert_message.desc", event.description);
      break;
    case "application_data":
      side.set("plaintext", [
        (side.get("plaintext")?.[0] ?? "") + toHex(event.plaintext),
      ]);
      break;
  }
}

function addMessage(side: SideValues, message: HandshakeMessage): void {
  switch (message.kind) {
    case "client_hello":
      add(side, "tls.handshake.version", hex16(message.legacyVersion));
      add(side, "tls.handshake.random", toHex(message.random));
      addBytes(side, "tls.handshake.session_id", message.legacySessionId);
      add(
        side,
        "tls.handshake.ciphersuite",
        ...message.cipherSuites.map(hex16),
      );
      addExtensions(side, message.extensions);
      break;
    case "server_hello":
    case "hello_retry_request":
      add(side, "tls.handshake.version", hex16(message.legacyVersion));
      add(side, "tls.handshake.random", toHex(message.random));
      addBytes(side, "tls.handshake.session_id", message.legacySessionId);
      add(side, "tls.handshake.ciphersuite", hex16(message.cipherSuite));
      addExtensions(side, message.extensions);
      break;
    case "encrypted_extensions":
      addExtensions(side, message.extensions);
      break;
    case "certificate_request":
      add(
        side,
        "tls.handshake.sig_hash_alg",
        ...(message.signatureSchemes ?? []).map(hex16),
      );
      add(
        side,
        "tls.handshake.cert_type",
        ...(message.certificateTypes ?? []),
      );
      addNames(side, message.authorities ?? []);
      addExtensions(side, message.extensions);
      break;
    case "certificate":
      for (const { data, extensions } of message.entries) {
        add(side, "tls.handshake.certificate", toHex(data));
        addCertificate(side, decodeCertificate(data));
        addExtensions(side, extensions);
      }
      break;
    case "server_key_exchange":
      if (message.group !== undefined) {
        add(side, "tls.handshake.server_named_curve", hex16(message.group));
        addBytes(side, "tls.handshake.server_point", message.publicKey);
      }
      if (message.exchange === "dhe") {
        addBytes(side, "tls.handshake.p", message.prime);
        addBytes(side, "tls.handshake.g", message.generator);
        addBytes(side, "tls.handshake.ys", message.publicKey);
      }
      addSignature(side, "tls.handshake.sig", message);
      break;
    case "client_key_exchange":
      if (message.exchange === "ecdhe") {
        addBytes(side, "tls.handshake.client_point", message.publicKey);
      }
      if (message.exchange === "dhe") {
        addBytes(side, "tls.handshake.yc", message.publicKey);
      }
      break;
    case "certificate_verify":
      addSignature(side, "tls.handshake.client_cert_vrfy.sig", message);
      break;
    case "new_session_ticket":
      add(
        side,
        "tls.handshake.session_ticket_lifetime_hint",
        message.lifetimeSeconds,
      );
      addBytes(side, "tls.handshake.session_ticket", message.ticket);
      addExtensions(side, message.extensions);
      break;
    case "key_update":
      add(
        side,
        "tls.handshake.key_update.request_update",
        message.requestUpdate,
      );
      break;
  }
}

function addBytes(
  side: SideValues,
  name: string,
  bytes: Uint8Array | undefined,
): void {
  if (bytes && bytes.length > 0) add(side, name, toHex(bytes));
}

function addSignature(
  side: SideValues,
  name: string,
  { signatureScheme, signature }: {
    signatureScheme?: number;
    signature?: Uint8Array;
  },
): void {
  if (signatureScheme !== undefined) {
    add(side, "tls.handshake.sig_hash_alg", hex16(signatureScheme));
  }
  addBytes(side, name, signature);
}

function addExtensions(
  side: SideValues,
  extensions: readonly Extension[] | undefined,
): void {
  for (const extension of extensions ?? []) {
    add(side, "tls.handshake.extension.type", extension.type);
    add(side, "tls.handshake.extension.len", extension.data.length);
    addExtension(side, extension);
  }
}

function addExtension(side: SideValues, extension: Extension): void {
  switch (extension.kind) {
    case "server_name":
      add(
        side,
        "tls.handshake.extensions_server_name",
        ...extension.names.map(({ name }) => name),
      );
      break;
    case "alpn":
      add(
        side,
        "tls.handshake.extensions_alpn_str",
        ...extension.protocols,
      );
      break;
    case "supported_versions":
      add(
        side,
        "tls.handshake.extensions.supported_version",
        ...extension.versions.map(hex16),
      );
      break;
    case "supported_groups":
      add(
        side,
        "tls.handshake.extensions_supported_group",
        ...extension.groups.map(hex16),
      );
      break;
    case "key_share":
      add(
        side,
        "tls.handshake.extensions_key_share_group",
        ...extension.shares.map(({ group }) => group),
      );
      for (const share of extension.shares) {
        add(
          side,
          "tls.handshake.extensions_key_share_key_exchange",
          toHex(share.keyExchange),
        );
      }
      if (extension.selectedGroup !== undefined) {
        add(
          side,
          "tls.handshake.extensions_key_share_selected_group",
          extension.selectedGroup,
        );
      }
      break;
    case "signature_algorithms":
      add(
        side,
        "tls.handshake.sig_hash_alg",
        ...extension.schemes.map(hex16),
      );
      break;
    case "psk_key_exchange_modes":
      add(side, "tls.extension.psk_ke_mode", ...extension.modes);
      break;
    case "pre_shared_key":
      for (const { identity, obfuscatedTicketAge } of extension.identities) {
        add(
          side,
          "tls.handshake.extensions.psk.identity.identity",
          toHex(identity),
        );
        add(
          side,
          "tls.handshake.extensions.psk.identity.obfuscated_ticket_age",
          obfuscatedTicketAge,
        );
      }
      if (extension.selectedIdentity !== undefined) {
        add(
          side,
          "tls.handshake.extensions.psk.identity.selected",
          extension.selectedIdentity,
        );
      }
      break;
    case "ec_point_formats":
      add(
        side,
        "tls.handshake.extensions_ec_point_format",
        ...extension.formats,
      );
      break;
    case "record_size_limit":
      add(side, "tls.record_size_limit", extension.limitBytes);
      break;
    case "max_fragment_length":
      add(
        side,
        "tls.handshake.max_fragment_length",
        extension.code,
      );
      break;
    case "certificate_authorities":
      addNames(side, extension.authorities);
      break;
    case "cookie":
      addBytes(side, "tls.handshake.extensions.cookie", extension.cookie);
      break;
  }
}

const PURPOSES: Readonly<Record<string, string>> = {
  serverAuth: "1.3.6.1.5.5.7.3.1",
  clientAuth: "1.3.6.1.5.5.7.3.2",
};

/** Names of authorities: tshark tells them under the same field as those in certificates. */
function addNames(side: SideValues, authorities: readonly Uint8Array[]): void {
  for (const authority of authorities) {
    const name = readName(new ByteReader(authority, "x509"), "name");
    const values = name.attributes.map(({ value }) => value);
    add(side, "x509sat.uTF8String", ...values);
  }
}

function addCertificate(side: SideValues, certificate: X509Certificate): void {
  add(side, "x509af.serialNumber", toHex(certificate.serialNumber));
  const names = [certificate.issuer, certificate.subject]
    .flatMap(({ attributes }) => attributes.map(({ value }) => value));
  add(side, "x509sat.uTF8String", ...names);
  for (
    const seconds of [
      certificate.notBeforeSeconds,
      certificate.notAfterSeconds,
    ]
  ) {
    const text = new Date(seconds * 1000).toISOString();
    add(
      side,
      "x509af.utcTime",
      `${text.slice(0, 10)} ${text.slice(11, 19)} (UTC)`,
    );
  }
  add(
    side,
    "x509af.extension.id",
    ...certificate.extensions.map(({ oid }) => oid),
  );
  for (const { value } of certificate.extensions) {
    switch (value?.kind) {
      case "subject_alt_name":
        for (const { type, value: name } of value.names) {
          if (type === "dns") add(side, "x509ce.dNSName", name);
          if (type === "ip" && !name.includes(":")) {
            add(side, "x509ce.IPAddress.ipv4", name);
          }
          if (type === "ip" && name.includes(":")) {
            add(side, "x509ce.IPAddress.ipv6", name);
          }
        }
        break;
      case "subject_key_identifier":
        add(side, "x509ce.SubjectKeyIdentifier", toHex(value.id));
        break;
      case "authority_key_identifier":
        addBytes(side, "x509ce.keyIdentifier", value.id);
        break;
      case "ext_key_usage":
        add(
          side,
          "x509ce.KeyPurposeId",
          ...value.purposes.map((purpose) => PURPOSES[purpose]),
        );
        break;
    }
  }
}

function hex16(value: number): string {
  return `0x${value.toString(16).padStart(4, "0")}`;
}
