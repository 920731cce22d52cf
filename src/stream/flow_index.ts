import { u32At } from "../bytes/big_endian.ts";
import { addressText } from "../packet/address.ts";
import type { Packet } from "../packet/packet.ts";
import { type Endpoint, TcpFlag } from "../packet/segment.ts";
import { PAGE_FLOWS, pageOf, placeOf } from "./flow_pages.ts";

/** The numbers that decide which conversation a segment belongs to. */
export interface SegmentKey {
  /** Version of IP: 4 or 6. */
  readonly version: 4 | 6;
  /** Index of the sender's address in the buffer; the receiver's follows it. */
  readonly addresses: number;
  /** Port of the sender. */
  readonly sourcePort: number;
  /** Port of the receiver. */
  readonly destinationPort: number;
  /** Sequence number. */
  readonly sequence: number;
  /** Acknowledgment number. */
  readonly acknowledgment: number;
  /** Bits of `TcpFlag`. */
  readonly flags: number;
}

/** How the client of a conversation was told from the server. */
export type ClientKnownBy = "syn" | "syn-ack" | "port" | "first-sender";

/** The ends of a conversation, and how sure it is which is which. */
export interface FlowEnds {
  /** The end that opened the conversation. */
  readonly client: Endpoint;
  /** The other end. */
  readonly server: Endpoint;
  /** By what the client was told. */
  readonly clientKnownBy: ClientKnownBy;
  /** Side of the client: 0 where it sent the first segment, 1 where the server did. */
  readonly clientSide: 0 | 1;
}

/** Words of a flow: two addresses of four words, ports, two first sequence numbers, marks, hash. */
const STRIDE = 13;
const PORTS = 8;
const BASE = 9;
const MARKS = 11;
const HASH = 12;

const MARK_V6 = 1;
/** The first segment came from the endpoint that stands second in the key. */
const MARK_REVERSED = 2;
const MARK_BASE_KNOWN = 4;
const MARK_SYN_FIRST = 16;
const MARK_ACK_FIRST = 32;

/** Ports from here on are handed out to clients, by IANA's division and in most systems. */
const FIRST_EPHEMERAL_PORT = 0x8000;
const FIRST_USER_PORT = 1024;

/**
 * Numbers conversations by their two endpoints.
 *
 * A SYN with another sequence number than the conversation began with begins
 * a new one. Nothing is allocated for a segment, and about 60 bytes
 * for a conversation.
 */
export class FlowIndex {
  /** Who sent the segment that was looked up last: 0 for the sender of the conversation's first segment. */
  side: 0 | 1 = 0;
  /** Whether that segment began the conversation. */
  created = false;
  /** Conversation that the same endpoints had before, if that segment began a new one, else -1. */
  previous: number = -1;

  #size = 0;
  #slots = new Int32Array(0x400).fill(-1);
  readonly #pages: Uint32Array[] = [];
  readonly #key = new Uint32Array(STRIDE);
  readonly #seed = Math.trunc(Math.random() * 0x1_0000_0000);

  /** Conversations up to now. */
  get size(): number {
    return this.#size;
  }

  /**
   * Finds the conversation of a segment, or begins one.
   *
   * @param bytes Buffer that the addresses are in.
   * @param segment Numbers of the segment.
   * @returns Number of the conversation; the first is 0.
   */
  find(bytes: Uint8Array, segment: SegmentKey): number {
    const reversed = this.#setKey(bytes, segment);
    const slot = this.#probe();
    let flow = this.#slots[slot];
    this.created = flow === -1;
    this.previous = -1;
    if (flow !== -1) {
      const page = this.#pages[pageOf(flow)];
      const at = placeOf(flow, STRIDE);
      const firstReversed = (page[at + MARKS] & MARK_REVERSED) !== 0;
      this.side = reversed === firstReversed ? 0 : 1;
      if (this.#isReuse(page, at, segment)) {
        this.previous = flow;
        this.created = true;
      }
    }
    if (this.created) {
      flow = this.#size;
      this.#insert(slot, reversed, segment.flags);
      this.side = 0;
    }
    this.#rememberBases(flow, segment);
    return flow;
  }

  /**
   * First sequence number of one side: relative numbers count from it.
   *
   * It is that of the SYN. Where no SYN was captured it is chosen so that the
   * first byte that was seen, or acknowledged, has the relative number 1.
   */
  base(flow: number, side: 0 | 1): number {
    return this.#pages[pageOf(flow)][
      placeOf(flow, STRIDE) + BASE + side
    ];
  }

  /** Tells the ends of a conversation apart. */
  ends(flow: number): FlowEnds {
    const page = this.#pages[pageOf(flow)];
    const at = placeOf(flow, STRIDE);
    const marks = page[at + MARKS];
    const reversed = (marks & MARK_REVERSED) !== 0;
    const sender = endpoint(page, at, marks, reversed ? 1 : 0);
    const receiver = endpoint(page, at, marks, reversed ? 0 : 1);
    const [clientSide, clientKnownBy] = clientOf(marks, sender, receiver);
    return clientSide === 0
      ? { client: sender, server: receiver, clientKnownBy, clientSide }
      : { client: receiver, server: sender, clientKnownBy, clientSide };
  }

  /** Puts the endpoints into the key, the smaller one first; whether that is the receiver. */
  #setKey(bytes: Uint8Array, segment: SegmentKey): boolean {
    const key = this.#key;
    const { version, addresses, sourcePort, destinationPort } = segment;
    const words = version === 4 ? 1 : 4;
    for (let word = 0; word < words; word++) {
      const at = addresses + 4 * word;
      key[word] = u32At(bytes, at);
      key[4 + word] = u32At(bytes, at + 4 * words);
    }
    for (let word = words; word < 4; word++) key[word] = key[4 + word] = 0;
    let order = sourcePort - destinationPort;
    for (let word = 0; order === 0 && word < words; word++) {
      order = key[word] - key[4 + word];
    }
    const reversed = order > 0;
    if (reversed) {
      for (let word = 0; word < words; word++) {
        const swapped = key[word];
        key[word] = key[4 + word];
        key[4 + word] = swapped;
      }
    }
    key[PORTS] = reversed
      ? destinationPort << 16 | sourcePort
      : sourcePort << 16 | destinationPort;
    key[MARKS] = version === 6 ? MARK_V6 : 0;
    key[HASH] = this.#hash(words);
    return reversed;
  }

  #hash(words: number): number {
    const key = this.#key;
    let hash = this.#seed ^ key[PORTS];
    for (let word = 0; word < words; word++) {
      hash = Math.imul(hash ^ key[word], 0x85ebca6b);
      hash ^= hash >>> 15;
      hash = Math.imul(hash ^ key[4 + word], 0xc2b2ae35);
      hash ^= hash >>> 13;
    }
    return hash >>> 0;
  }

  /** The slot of the key: that of its conversation, or a free one. */
  #probe(): number {
    const key = this.#key;
    const mask = this.#slots.length - 1;
    let slot = key[HASH] & mask;
    for (;;) {
      const flow = this.#slots[slot];
      if (flow === -1 || this.#matches(flow)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #matches(flow: number): boolean {
    const key = this.#key;
    const page = this.#pages[pageOf(flow)];
    const at = placeOf(flow, STRIDE);
    if (page[at + HASH] !== key[HASH]) return false;
    if ((page[at + MARKS] & MARK_V6) !== key[MARKS]) return false;
    for (let word = 0; word <= PORTS; word++) {
      if (page[at + word] !== key[word]) return false;
    }
    return true;
  }

  /**
   * Whether a SYN begins another conversation than the one that is known.
   *
   * A SYN+ACK with a new number does not if it answers the SYN that is known:
   * the server has only chosen again.
   */
  #isReuse(page: Uint32Array, at: number, segment: SegmentKey): boolean {
    const { flags, sequence, acknowledgment } = segment;
    if ((flags & TcpFlag.SYN) === 0) return false;
    const marks = page[at + MARKS];
    const known = marks & MARK_BASE_KNOWN << this.side;
    if (known === 0 || page[at + BASE + this.side] === sequence) return false;
    if ((flags & TcpFlag.ACK) === 0) return true;
    const peer = 1 - this.side;
    return (page[at + BASE + peer] + 1) >>> 0 !== acknowledgment;
  }

  #insert(slot: number, reversed: boolean, flags: number): void {
    const flow = this.#size++;
    let page = this.#pages[pageOf(flow)];
    if (!page) {
      page = new Uint32Array(PAGE_FLOWS * STRIDE);
      this.#pages.push(page);
    }
    const at = placeOf(flow, STRIDE);
    page.set(this.#key, at);
    page[at + BASE] = page[at + BASE + 1] = 0;
    if (reversed) page[at + MARKS] |= MARK_REVERSED;
    if (flags & TcpFlag.SYN) page[at + MARKS] |= MARK_SYN_FIRST;
    if (flags & TcpFlag.ACK) page[at + MARKS] |= MARK_ACK_FIRST;
    this.#slots[slot] = flow;
    if (this.#size > this.#slots.length >>> 1) this.#grow();
  }

  /** Doubles the slots; of conversations between the same endpoints the last one keeps its slot. */
  #grow(): void {
    const slots = new Int32Array(2 * this.#slots.length).fill(-1);
    const mask = slots.length - 1;
    for (const flow of this.#slots) {
      if (flow === -1) continue;
      const at = placeOf(flow, STRIDE);
      let slot = this.#pages[pageOf(flow)][at + HASH] & mask;
      while (slots[slot] !== -1) slot = (slot + 1) & mask;
      slots[slot] = flow;
    }
    this.#slots = slots;
  }

  #rememberBases(flow: number, segment: SegmentKey): void {
    const page = this.#pages[pageOf(flow)];
    const at = placeOf(flow, STRIDE);
    const own = MARK_BASE_KNOWN << this.side;
    const syn = (segment.flags & TcpFlag.SYN) !== 0;
    if ((page[at + MARKS] & own) === 0 || syn) {
      page[at + BASE + this.side] = segment.sequence - (syn ? 0 : 1);
      page[at + MARKS] |= own;
    }
    const peer = 1 - this.side;
    const peers = MARK_BASE_KNOWN << peer;
    if ((page[at + MARKS] & peers) === 0 && segment.flags & TcpFlag.ACK) {
      page[at + BASE + peer] = segment.acknowledgment - 1;
      page[at + MARKS] |= peers;
    }
  }
}

/** What decides which conversation a packet belongs to; `undefined` where it is no TCP segment. */
export function segmentKeyOf(packet: Packet): SegmentKey | undefined {
  const { tcp, ip, link } = packet;
  if (!tcp || !ip || !link) return undefined;
  return {
    version: ip.version,
    addresses: link.length + (ip.version === 4 ? 12 : 8),
    sourcePort: tcp.source.port,
    destinationPort: tcp.destination.port,
    sequence: tcp.sequence,
    acknowledgment: tcp.acknowledgment,
    flags: tcp.flags,
  };
}

function endpoint(
  page: Uint32Array,
  at: number,
  marks: number,
  place: 0 | 1,
): Endpoint {
  const version = marks & MARK_V6 ? 6 : 4;
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  for (let word = 0; word < 4; word++) {
    view.setUint32(4 * word, page[at + 4 * place + word]);
  }
  const ports = page[at + PORTS];
  return {
    address: addressText(bytes, 0, version),
    port: place === 0 ? ports >>> 16 : ports & 0xffff,
  };
}

/** Tells on which side the client is: by the first segment, else by the ports. */
function clientOf(
  marks: number,
  sender: Endpoint,
  receiver: Endpoint,
): [0 | 1, ClientKnownBy] {
  if (marks & MARK_SYN_FIRST) {
    return marks & MARK_ACK_FIRST ? [1, "syn-ack"] : [0, "syn"];
  }
  for (const limit of [FIRST_USER_PORT, FIRST_EPHEMERAL_PORT]) {
    const senderIsLow = sender.port < limit;
    if (senderIsLow !== receiver.port < limit) {
      return [senderIsLow ? 1 : 0, "port"];
    }
  }
  return [0, "first-sender"];
}
