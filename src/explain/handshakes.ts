import { toHex } from "../bytes/mod.ts";
import { type Endpoint, PacketDecoder, SegmentHeader } from "../packet/mod.ts";
import {
  type Chunk,
  type Flow,
  FlowIndex,
  FlowTable,
  type FrameRecord,
  type SegmentEvent,
} from "../stream/mod.ts";
import {
  cipherSuiteName,
  type ClientHello,
  type Extension,
  extensionName,
  findExtension,
  groupName,
  type HandshakeEvent,
  isGrease,
  type ServerHello,
  signatureSchemeName,
  sniffTls,
  TlsConversation,
  type TlsEvent,
  VERSION,
  VERSIONS,
} from "../tls/mod.ts";

/** What the client offered. */
export interface Offer {
  /** Number of the frame that completed its ClientHello. */
  readonly frame: number;
  /** Random value, in hexadecimal digits. */
  readonly random: string;
  /** Name that it asked for. */
  readonly serverName: string | undefined;
  /** Versions, best first. */
  readonly versions: readonly string[];
  /** Cipher suites, best first. */
  readonly cipherSuites: readonly string[];
  /** Groups, best first. */
  readonly groups: readonly string[];
  /** Groups that it sent key shares for. */
  readonly keyShares: readonly string[];
  /** Signature schemes, best first. */
  readonly signatureSchemes: readonly string[];
  /** Application protocols, best first. */
  readonly alpn: readonly string[];
  /** All extensions, in order. */
  readonly extensions: readonly string[];
}

/** What the server chose. */
export interface Choice {
  /** Number of the frame that completed its ServerHello. */
  readonly frame: number;
  /** Random value, in hexadecimal digits. */
  readonly random: string;
  /** Version, `TLS 1.3`. */
  readonly version: string;
  /** Cipher suite by its registered name. */
  readonly cipherSuite: string;
  /** Group of its key share; `undefined` where it comes later, or there is none. */
  readonly group: string | undefined;
  /** Application protocol; in TLS 1.3 it is encrypted. */
  readonly alpn: string | undefined;
  /** All extensions, in order. */
  readonly extensions: readonly string[];
}

/** What can be seen of one TLS handshake without keys. */
export interface HandshakeSummary {
  /** Number of the flow in the capture. */
  readonly stream: number;
  /** The end that opened the conversation. */
  readonly client: Endpoint;
  /** The other end. */
  readonly server: Endpoint;
  /** What the client offered; `undefined` where it was not captured. */
  readonly offer: Offer | undefined;
  /** What the server chose; `undefined` where it chose nothing. */
  readonly choice: Choice | undefined;
  /** Names in the server's certificate, where it was in clear: up to TLS 1.2. */
  readonly certificateNames: readonly string[];
}

/** A conversation whose handshake is under way. */
interface Pending {
  readonly decoder: TlsConversation;
  offer: Offer | undefined;
  choice: Choice | undefined;
}

/** Bytes that are decoded at once: no more than needed, behind a ServerHello all is hidden. */
const PIECE_BYTES = 128;

/**
 * Collects the TLS handshakes of a capture, and nothing else: a conversation
 * is let go as soon as both sides have said what they say in clear, and its
 * later packets are passed over by their headers alone.
 */
export class HandshakeCollector {
  readonly #header = new SegmentHeader();
  readonly #index = new FlowIndex();
  /** Flows of the index that have nothing more to tell. */
  readonly #finished = new Set<number>();
  readonly #packets = new PacketDecoder();
  readonly #flows = new FlowTable();
  readonly #pending = new Map<Flow, Pending>();

  /**
   * Takes the next frame.
   *
   * @param bytes Buffer that it is in; what is needed of it is copied.
   * @param record Where it is, and what the capture file says of it.
   * @param number Number of the frame.
   * @returns The handshake that it completed.
   */
  add(
    bytes: Uint8Array,
    record: FrameRecord,
    number: number,
  ): HandshakeSummary | undefined {
    const { start, capturedLength, originalLength, linkType } = record;
    const reading = this.#header.read(
      bytes,
      start,
      capturedLength,
      originalLength,
      linkType,
    );
    let flow = -1;
    if (reading === "segment") {
      flow = this.#index.find(bytes, this.#header);
      if (this.#finished.has(flow)) return undefined;
    } else if (reading !== "fragment") return undefined;
    const event = this.#flows.add(this.#packets.decode({
      number,
      seconds: record.seconds,
      nanoseconds: record.nanoseconds,
      linkType,
      originalLength,
      bytes: bytes.slice(start, start + capturedLength),
    }));
    if (!event || event.data.length === 0) return undefined;
    const told = this.#segment(event);
    if (told === "more") return undefined;
    if (flow >= 0) this.#finished.add(flow);
    return told;
  }

  /** Gives the handshakes that were not completed. */
  *end(): Generator<HandshakeSummary> {
    for (const [flow, pending] of this.#pending) {
      if (pending.offer) yield summarise(flow, pending);
    }
    this.#pending.clear();
  }

  /** Decodes what a segment brought: a handshake, nothing, or nothing yet. */
  #segment(event: SegmentEvent): HandshakeSummary | undefined | "more" {
    const { flow } = event;
    for (const chunk of event.data) {
      const pending = this.#pending.get(flow) ?? this.#begin(flow, chunk.bytes);
      if (!pending) return undefined;
      if (!feed(pending, chunk, event.frame)) continue;
      this.#pending.delete(flow);
      return pending.offer || pending.choice
        ? summarise(flow, pending)
        : undefined;
    }
    return "more";
  }

  #begin(flow: Flow, bytes: Uint8Array | undefined): Pending | undefined {
    if (!bytes || !sniffTls(bytes, NOTHING)) return undefined;
    const pending: Pending = {
      decoder: new TlsConversation(),
      offer: undefined,
      choice: undefined,
    };
    this.#pending.set(flow, pending);
    return pending;
  }
}

const NOTHING = new Uint8Array(0);

/** Decodes a chunk piece by piece, and says whether all is known that will be. */
function feed(pending: Pending, chunk: Chunk, frame: number): boolean {
  const { decoder } = pending;
  const { direction, bytes, length } = chunk;
  if (!bytes) return note(pending, decoder.gap(direction, length), frame);
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    const piece = bytes.subarray(at, at + PIECE_BYTES);
    if (note(pending, decoder.push(direction, piece), frame)) return true;
  }
  return false;
}

/** Notes what events tell, and says whether all is known that will be. */
function note(
  pending: Pending,
  events: readonly TlsEvent[],
  frame: number,
): boolean {
  for (const event of events) {
    if (event.kind === "alert" || event.kind === "encrypted") return true;
    if (event.kind === "change_cipher_spec" && pending.choice) return true;
    if (event.kind === "handshake") noteMessage(pending, event, frame);
  }
  return pending.choice !== undefined &&
    pending.decoder.facts.version?.code === VERSION.tls13;
}

function noteMessage(
  pending: Pending,
  { message }: HandshakeEvent,
  frame: number,
): void {
  if (message.kind === "client_hello") pending.offer = offerOf(message, frame);
  else if (message.kind === "server_hello") {
    pending.choice = choiceOf(message, frame);
  }
}

function offerOf(message: ClientHello, frame: number): Offer {
  const extensions = message.extensions ?? [];
  const { legacyVersion, cipherSuites } = message;
  return {
    frame,
    random: toHex(message.random),
    serverName: findExtension(extensions, "server_name")?.names[0]?.name,
    versions: (findExtension(extensions, "supported_versions")?.versions ??
      [legacyVersion]).map(versionText),
    cipherSuites: cipherSuites.map((suite) =>
      nameOr(cipherSuiteName(suite), suite)
    ),
    groups: (findExtension(extensions, "supported_groups")?.groups ?? [])
      .map(groupText),
    keyShares: (findExtension(extensions, "key_share")?.shares ?? [])
      .map(({ group }) => groupText(group)),
    signatureSchemes:
      (findExtension(extensions, "signature_algorithms")?.schemes ?? [])
        .map((scheme) => nameOr(signatureSchemeName(scheme), scheme)),
    alpn: findExtension(extensions, "alpn")?.protocols ?? [],
    extensions: extensions.map(extensionText),
  };
}

function choiceOf(message: ServerHello, frame: number): Choice {
  const { extensions } = message;
  const version =
    findExtension(extensions, "supported_versions")?.versions[0] ??
      message.legacyVersion;
  const share = findExtension(extensions, "key_share")?.shares[0];
  return {
    frame,
    random: toHex(message.random),
    version: versionText(version),
    cipherSuite: nameOr(
      cipherSuiteName(message.cipherSuite),
      message.cipherSuite,
    ),
    group: share && groupText(share.group),
    alpn: findExtension(extensions, "alpn")?.protocols[0],
    extensions: (extensions ?? []).map(extensionText),
  };
}

function summarise(flow: Flow, pending: Pending): HandshakeSummary {
  return {
    stream: flow.number,
    client: flow.client,
    server: flow.server,
    offer: pending.offer,
    choice: pending.choice,
    certificateNames: pending.decoder.facts.serverCertificateNames,
  };
}

function versionText(version: number): string {
  return nameOr(VERSIONS[version], version);
}

function groupText(group: number): string {
  return nameOr(groupName(group), group);
}

function extensionText(extension: Extension): string {
  return nameOr(extensionName(extension.type), extension.type);
}

/** A registered name; else the number, in the way that the registry writes it. */
function nameOr(name: string | undefined, code: number): string {
  if (name) return name;
  const digits = `0x${code.toString(16).padStart(4, "0")}`;
  return isGrease(code) ? `GREASE ${digits}` : digits;
}
