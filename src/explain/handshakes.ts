import { toHex } from "../bytes/mod.ts";
import { type Endpoint, PacketDecoder, SegmentHeader } from "../packet/mod.ts";
import {
  type FlowEnds,
  FlowIndex,
  type FrameRecord,
  segmentKeyOf,
  sequenceDifference,
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
import { EarlyBytes } from "./early_bytes.ts";

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
  readonly ends: FlowEnds;
  readonly decoder: TlsConversation;
  /** Bytes of each side, 0 that which sent the first segment. */
  readonly early: readonly [EarlyBytes, EarlyBytes];
  offer: Offer | undefined;
  choice: Choice | undefined;
}

/** Data of a segment, and where it belongs. */
interface Payload {
  readonly flow: number;
  readonly side: 0 | 1;
  readonly sequence: number;
  readonly bytes: Uint8Array;
  readonly frame: number;
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
  /** What is under way in each flow; `null` where nothing more will be told. */
  readonly #flows: (Pending | null)[] = [];
  readonly #fragments = new PacketDecoder();

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
    const header = this.#header;
    const { start, capturedLength, originalLength, linkType } = record;
    const reading = header.read(
      bytes,
      start,
      capturedLength,
      originalLength,
      linkType,
    );
    if (reading === "fragment") return this.#fragment(bytes, record, number);
    if (reading !== "segment") return undefined;
    const flow = this.#index.find(bytes, header);
    if (this.#flows[flow] === null || header.payloadLength === 0) {
      return undefined;
    }
    const end = Math.min(
      header.payload + header.payloadLength,
      start + capturedLength,
    );
    return this.#payload({
      flow,
      side: this.#index.side,
      sequence: header.sequence,
      bytes: bytes.slice(header.payload, end),
      frame: number,
    });
  }

  /** Gives the handshakes that were not completed. */
  *end(): Generator<HandshakeSummary> {
    for (const [flow, pending] of this.#flows.entries()) {
      if (pending?.offer) yield summarise(flow, pending);
    }
    this.#flows.length = 0;
  }

  /** Fragments are rare: they take the slow way. */
  #fragment(
    bytes: Uint8Array,
    record: FrameRecord,
    number: number,
  ): HandshakeSummary | undefined {
    const { start, capturedLength } = record;
    const packet = this.#fragments.decode({
      number,
      seconds: record.seconds,
      nanoseconds: record.nanoseconds,
      linkType: record.linkType,
      originalLength: record.originalLength,
      bytes: bytes.slice(start, start + capturedLength),
    });
    const key = segmentKeyOf(packet);
    if (!key || !packet.tcp || packet.tcp.payloadLength === 0) return undefined;
    const flow = this.#index.find(packet.frame.bytes, key);
    if (this.#flows[flow] === null) return undefined;
    return this.#payload({
      flow,
      side: this.#index.side,
      sequence: key.sequence,
      bytes: packet.tcp.payload,
      frame: number,
    });
  }

  /** Decodes what a segment made available. */
  #payload(payload: Payload): HandshakeSummary | undefined {
    const { flow, side, sequence, frame } = payload;
    const pending = this.#flows[flow] ??= this.#begin(payload);
    if (!pending) return undefined;
    const base = this.#index.base(flow, side);
    const offset = sequenceDifference(sequence, base) - 1;
    const direction = side === pending.ends.clientSide ? 0 : 1;
    for (const bytes of pending.early[side].add(offset, payload.bytes)) {
      if (!feed(pending, direction, bytes, frame)) continue;
      this.#flows[flow] = null;
      return pending.offer || pending.choice
        ? summarise(flow, pending)
        : undefined;
    }
    return undefined;
  }

  /** Begins a conversation that TLS is recognised in by its first bytes. */
  #begin({ flow, bytes }: Payload): Pending | null {
    if (sniffTls(bytes, NOTHING) === false) return null;
    return {
      ends: this.#index.ends(flow),
      decoder: new TlsConversation(),
      early: [new EarlyBytes(), new EarlyBytes()],
      offer: undefined,
      choice: undefined,
    };
  }
}

const NOTHING = new Uint8Array(0);

/** Decodes bytes piece by piece, and says whether all is known that will be. */
function feed(
  pending: Pending,
  direction: 0 | 1,
  bytes: Uint8Array,
  frame: number,
): boolean {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    const piece = bytes.subarray(at, at + PIECE_BYTES);
    const events = pending.decoder.push(direction, piece);
    if (note(pending, events, frame)) return true;
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

function summarise(flow: number, pending: Pending): HandshakeSummary {
  return {
    stream: flow,
    client: pending.ends.client,
    server: pending.ends.server,
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
