import { DecodeError, type Direction } from "../bytes/mod.ts";
import { cipherSuiteName } from "./cipher_suites.ts";
import { CLOSE_NOTIFY, VERSION, versionName } from "./constants.ts";
import type {
  AlertEvent,
  Inference,
  Registered,
  Resumption,
  TlsFacts,
} from "./events.ts";
import { type Extension, EXTENSION_TYPE } from "./extensions/mod.ts";
import { groupName } from "./groups.ts";
import type {
  CertificateMessage,
  ClientHello,
  HandshakeMessage,
  ServerHello,
} from "./messages.ts";
import {
  certificateNames,
  decodeCertificate,
  type X509Certificate,
} from "./x509/mod.ts";

/** Finds the extension of a kind. */
export function findExtension<K extends Extension["kind"]>(
  extensions: readonly Extension[] | undefined,
  kind: K,
): Extract<Extension, { kind: K }> | undefined {
  return extensions?.find((item): item is Extract<Extension, { kind: K }> =>
    item.kind === kind
  );
}

/** Whether an extension of a type is there. */
export function hasExtension(
  extensions: readonly Extension[] | undefined,
  type: number,
): boolean {
  return extensions?.some((item) => item.type === type) ?? false;
}

/** Gathers what a conversation shows, message by message. */
export class FactKeeper implements TlsFacts {
  version: Registered | undefined;
  cipherSuite: Registered | undefined;
  group: Registered | undefined;
  alpnOffered: readonly string[] = [];
  alpn: string | undefined;
  serverName: string | undefined;
  clientRandom: Uint8Array | undefined;
  serverRandom: Uint8Array | undefined;
  resumption: Resumption | undefined;
  helloRetryRequest = false;
  earlyData: TlsFacts["earlyData"];
  extendedMasterSecret: boolean | undefined;
  encryptThenMac: boolean | undefined;
  clientCertificateRequested: boolean | undefined;
  handshakes = 0;
  readonly finished: [boolean, boolean] = [false, false];
  readonly keyUpdates: [number, number] = [0, 0];
  readonly closeNotify: [boolean, boolean] = [false, false];
  readonly closeNotifyInferred: [boolean, boolean] = [false, false];
  readonly alerts: AlertEvent[] = [];
  #opened = 0;
  #closed = 0;
  #hello: ClientHello | undefined;
  readonly #leaves: [Leaf | undefined, Leaf | undefined] = [
    undefined,
    undefined,
  ];

  get serverCertificate(): X509Certificate | undefined {
    return this.#leaves[1]?.certificate;
  }

  get serverCertificateNames(): readonly string[] {
    return this.#leaves[1]?.names ?? [];
  }

  get clientCertificateNames(): readonly string[] {
    return this.#leaves[0]?.names ?? [];
  }

  get decryption(): TlsFacts["decryption"] {
    if (this.#closed === 0) return this.#opened === 0 ? "none-needed" : "open";
    return this.#opened === 0 ? "closed" : "partly";
  }

  /** Counts a protected record. */
  countRecord(opened: boolean): void {
    if (opened) this.#opened++;
    else this.#closed++;
  }

  /** Notes an alert that could be read. */
  addAlert(alert: AlertEvent): void {
    if (this.alerts.length < MAX_ALERTS) this.alerts.push(alert);
    if (alert.description === CLOSE_NOTIFY) {
      this.closeNotify[alert.direction] = true;
    }
  }

  /** Notes what a closed record probably holds. */
  addInference(direction: Direction, inferred: Inference | undefined): void {
    if (inferred?.content === "close_notify") {
      this.closeNotifyInferred[direction] = true;
    }
    // Up to TLS 1.2 the outer type and the change_cipher_spec tell it for sure.
    if (inferred?.content === "finished") this.finished[direction] = true;
  }

  /** Notes that a server goes over to protected records without a certificate: a session is resumed. */
  addServerChangeCipherSpec(): void {
    if (this.resumption !== undefined || !this.#hello) return;
    const ticket = findExtension(this.#hello.extensions, "session_ticket");
    this.resumption = (ticket?.ticket.length ?? 0) > 0
      ? "session_ticket"
      : "session_id";
  }

  /** Notes what a handshake message says. */
  addMessage(direction: Direction, message: HandshakeMessage): void {
    switch (message.kind) {
      case "client_hello":
        return this.#clientHello(message);
      case "hello_retry_request":
        this.helloRetryRequest = true;
        if (this.earlyData) this.earlyData = "rejected";
        return;
      case "server_hello":
        return this.#serverHello(message);
      case "encrypted_extensions":
        return this.#encryptedExtensions(message.extensions);
      case "server_key_exchange":
        if (message.group !== undefined) this.#setGroup(message.group);
        this.#fullHandshake();
        return;
      case "server_hello_done":
        this.clientCertificateRequested ??= false;
        this.#fullHandshake();
        return;
      case "certificate":
        return this.#certificate(direction, message);
      case "compressed_certificate":
        if (message.certificate) {
          this.#certificate(direction, message.certificate);
        }
        return;
      case "certificate_request":
        this.clientCertificateRequested = true;
        return;
      case "finished":
        this.finished[direction] = true;
        if (direction === 1) this.clientCertificateRequested ??= false;
        return;
      case "key_update":
        this.keyUpdates[direction]++;
        return;
    }
  }

  #clientHello(message: ClientHello): void {
    // The second hello after a HelloRetryRequest belongs to the same handshake.
    if (!this.helloRetryRequest || this.serverRandom) {
      this.handshakes++;
      this.resumption = undefined;
      this.helloRetryRequest = false;
      this.serverRandom = undefined;
      this.finished.fill(false);
    }
    const { extensions } = message;
    this.#hello = message;
    this.clientRandom = message.random;
    const names = findExtension(extensions, "server_name")?.names;
    this.serverName = names?.find((item) => item.nameType === 0)?.name;
    this.alpnOffered = findExtension(extensions, "alpn")?.protocols ?? [];
    if (hasExtension(extensions, EXTENSION_TYPE.earlyData)) {
      this.earlyData = "offered";
    }
  }

  #serverHello(message: ServerHello): void {
    const { extensions, cipherSuite } = message;
    const version = negotiatedVersion(message);
    this.version = { code: version, name: versionName(version) };
    this.cipherSuite = {
      code: cipherSuite,
      name: cipherSuiteName(cipherSuite),
    };
    this.serverRandom = message.random;
    if (version === VERSION.tls13) {
      const share = findExtension(extensions, "key_share")?.shares.at(0);
      if (share) this.#setGroup(share.group);
      const psk = findExtension(extensions, "pre_shared_key");
      this.resumption = psk ? this.#keyOf(psk.selectedIdentity ?? 0) : "none";
      if (!psk && this.earlyData) this.earlyData = "rejected";
      return;
    }
    this.alpn = findExtension(extensions, "alpn")?.protocols.at(0) ?? this.alpn;
    this.extendedMasterSecret = hasExtension(
      extensions,
      EXTENSION_TYPE.extendedMasterSecret,
    );
    this.encryptThenMac = hasExtension(
      extensions,
      EXTENSION_TYPE.encryptThenMac,
    );
    if (this.earlyData) this.earlyData = "rejected";
  }

  #encryptedExtensions(extensions: readonly Extension[]): void {
    this.alpn = findExtension(extensions, "alpn")?.protocols.at(0);
    if (!this.earlyData) return;
    const accepted = hasExtension(extensions, EXTENSION_TYPE.earlyData);
    this.earlyData = accepted ? "accepted" : "rejected";
  }

  #certificate(direction: Direction, message: CertificateMessage): void {
    this.#leaves[direction] = new Leaf(message);
    if (direction === 1) this.#fullHandshake();
  }

  /**
   * Tells where a pre-shared key comes from: the age of one that no ticket brought is sent as 0.
   *
   * @see {@link https://www.rfc-editor.org/rfc/rfc8446#section-4.2.11 RFC 8446 section 4.2.11}
   */
  #keyOf(index: number): Resumption {
    const offered = findExtension(this.#hello?.extensions, "pre_shared_key");
    const age = offered?.identities.at(index)?.obfuscatedTicketAge;
    return age === 0 ? "external_psk" : "psk";
  }

  #fullHandshake(): void {
    this.resumption ??= "none";
  }

  #setGroup(group: number): void {
    this.group = { code: group, name: groupName(group) };
  }
}

/** Alerts that are kept to be listed. */
const MAX_ALERTS = 64;

/**
 * The version that a ServerHello settles on: what `supported_versions` says, else its own field.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc8446#section-4.2.1 RFC 8446 section 4.2.1}
 */
export function negotiatedVersion(message: ServerHello): number {
  const selected = findExtension(message.extensions, "supported_versions");
  return selected?.versions.at(0) ?? message.legacyVersion;
}

/** The sender's own certificate, opened when it is asked for. */
class Leaf {
  readonly #message: CertificateMessage;
  #decoded: X509Certificate | null | undefined;

  constructor(message: CertificateMessage) {
    this.#message = message;
  }

  get certificate(): X509Certificate | undefined {
    if (this.#decoded === undefined) this.#decoded = this.#decode() ?? null;
    return this.#decoded ?? undefined;
  }

  get names(): readonly string[] {
    return this.certificate ? certificateNames(this.certificate) : [];
  }

  #decode(): X509Certificate | undefined {
    const entry = this.#message.entries.at(0);
    if (entry?.form !== "x509") return undefined;
    try {
      return decodeCertificate(entry.data);
    } catch (error) {
      if (error instanceof DecodeError) return undefined;
      throw error;
    }
  }
}
