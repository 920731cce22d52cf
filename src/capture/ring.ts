import type { RawPacket } from "./source.ts";

/** How the memory of a ring is divided. */
export interface RingGeometry {
  /** Bytes of one block; a multiple of the page size. */
  readonly blockBytes: number;
  /** Number of blocks. */
  readonly blocks: number;
}

/** How the packets of a ring are read. */
export interface RingOptions {
  /**
   * Whether the link header was left off by the kernel, and a Linux cooked
   * header (version 2) is to stand in its place; not by default.
   */
  cooked?: boolean;
}

/** Offsets in `struct tpacket_block_desc`, in bytes. */
const BLOCK_STATUS = 8;
const BLOCK_PACKETS = 12;
const BLOCK_FIRST_PACKET = 16;

/** Who may touch a block. */
const STATUS_KERNEL = 0;
const STATUS_USER = 1;

/** Offsets in `struct tpacket3_hdr`, in bytes. */
const NEXT_OFFSET = 0;
const SECONDS = 4;
const NANOSECONDS = 8;
const SNAP_LENGTH = 12;
const LENGTH = 16;
const STATUS = 20;
const LINK_OFFSET = 24;
const VLAN_TAG = 32;
const VLAN_TYPE = 36;

/** Offsets of `struct sockaddr_ll`, which follows that header. */
const ADDRESS_PROTOCOL = 50;
const ADDRESS_INTERFACE = 52;
const ADDRESS_HARDWARE = 56;
const ADDRESS_PACKET_TYPE = 58;
const ADDRESS_LENGTH = 59;
const ADDRESS = 60;

/** Bits of a packet's status. */
const VLAN_VALID = 0x10;
const VLAN_TYPE_VALID = 0x40;

const ETHERTYPE_VLAN = 0x8100;
const VLAN_BYTES = 4;
const MAC_ADDRESSES_BYTES = 12;
const COOKED_HEADER_BYTES = 20;

/** Milliseconds after which the kernel hands over a block that is not full. */
export const RETIRE_MILLIS = 10;

/** Size of a frame that the kernel checks the ring by; version 3 packs tighter. */
const NOMINAL_FRAME_BYTES = 2048;

/**
 * Writes the request for a ring of version 3.
 *
 * ```text
 * struct tpacket_req3 { u32 block_size, block_nr, frame_size, frame_nr,
 *                       retire_blk_tov, sizeof_priv, feature_req_word; }
 * ```
 */
export function encodeRingRequest(
  geometry: RingGeometry,
): Uint32Array<ArrayBuffer> {
  const { blockBytes, blocks } = geometry;
  return new Uint32Array([
    blockBytes,
    blocks,
    NOMINAL_FRAME_BYTES,
    blocks * (blockBytes / NOMINAL_FRAME_BYTES),
    RETIRE_MILLIS,
    0,
    0,
  ]);
}

/**
 * Reads the ring of blocks that the kernel fills with packets (`TPACKET_V3`).
 *
 * A block belongs either to the kernel or to the reader; its status word says
 * to whom, and handing it over is one atomic store. The kernel hands over a
 * block when it is full, or {@linkcode RETIRE_MILLIS} after it was opened.
 *
 * The room that the kernel leaves before each packet (28 bytes without a link
 * header, 14 before an Ethernet header) takes what is added to it here, so
 * that no packet is ever copied.
 *
 * @see {@link https://docs.kernel.org/networking/packet_mmap.html}
 */
export class PacketRing {
  readonly #view: DataView;
  readonly #bytes: Uint8Array<ArrayBuffer>;
  readonly #words: Int32Array<ArrayBuffer>;
  readonly #geometry: RingGeometry;
  readonly #cooked: boolean;
  #block = 0;

  /**
   * Reads a ring from its first block on.
   *
   * @param memory The ring, shared with the kernel.
   * @param geometry How it is divided.
   * @param options How its packets are read.
   */
  constructor(
    memory: ArrayBuffer,
    geometry: RingGeometry,
    options: RingOptions = {},
  ) {
    this.#view = new DataView(memory);
    this.#bytes = new Uint8Array(memory);
    this.#words = new Int32Array(memory);
    this.#geometry = geometry;
    this.#cooked = options.cooked ?? false;
  }

  /** Whether the next block holds packets, handed over or not yet. */
  get pending(): boolean {
    return this.#load(BLOCK_STATUS) !== STATUS_KERNEL ||
      this.#load(BLOCK_PACKETS) > 0;
  }

  /**
   * Reads the next block, if the kernel has handed it over.
   *
   * @returns Its packets, which view the ring until {@linkcode release}.
   */
  take(): RawPacket[] | undefined {
    if ((this.#load(BLOCK_STATUS) & STATUS_USER) === 0) return undefined;
    const start = this.#block * this.#geometry.blockBytes;
    const count = this.#view.getUint32(start + BLOCK_PACKETS, true);
    let at = start + this.#view.getUint32(start + BLOCK_FIRST_PACKET, true);
    const packets = new Array<RawPacket>(count);
    for (let i = 0; i < count; i++) {
      packets[i] = this.#read(at);
      at += this.#view.getUint32(at + NEXT_OFFSET, true);
    }
    return packets;
  }

  /** Gives the block that was read back to the kernel, and goes on to the next. */
  release(): void {
    if (this.#words.length === 0) return;
    const word = this.#block * this.#geometry.blockBytes / 4;
    // A count that stays behind would look like packets still to come.
    Atomics.store(this.#words, word + BLOCK_PACKETS / 4, 0);
    Atomics.store(this.#words, word + BLOCK_STATUS / 4, STATUS_KERNEL);
    this.#block = (this.#block + 1) % this.#geometry.blocks;
  }

  #load(field: number): number {
    const byte = this.#block * this.#geometry.blockBytes + field;
    return Atomics.load(this.#words, byte / 4);
  }

  #read(at: number): RawPacket {
    const view = this.#view;
    const link = at + view.getUint16(at + LINK_OFFSET, true);
    const status = view.getUint32(at + STATUS, true);
    const added = this.#cooked
      ? this.#addCookedHeader(at, link)
      : (status & VLAN_VALID) !== 0
      ? this.#addVlanTag(at, link, status)
      : 0;
    const length = view.getUint32(at + SNAP_LENGTH, true);
    return {
      seconds: view.getUint32(at + SECONDS, true),
      nanoseconds: view.getUint32(at + NANOSECONDS, true),
      bytes: this.#bytes.subarray(link - added, link + length),
      originalLength: view.getUint32(at + LENGTH, true) + added,
    };
  }

  /**
   * Writes what stands for the link header where there is no common one.
   *
   * ```text
   * u16 protocol, u16 reserved, u32 interface, u16 hardware type,
   * u8 packet type, u8 address length, u8[8] address     network byte order
   * ```
   *
   * @see {@link https://www.tcpdump.org/linktypes/LINKTYPE_LINUX_SLL2.html}
   */
  #addCookedHeader(at: number, link: number): number {
    const view = this.#view;
    const header = link - COOKED_HEADER_BYTES;
    view.setUint16(header, view.getUint16(at + ADDRESS_PROTOCOL));
    view.setUint16(header + 2, 0);
    view.setUint32(header + 4, view.getUint32(at + ADDRESS_INTERFACE, true));
    view.setUint16(header + 8, view.getUint16(at + ADDRESS_HARDWARE, true));
    view.setUint8(header + 10, view.getUint8(at + ADDRESS_PACKET_TYPE));
    const addressBytes = view.getUint8(at + ADDRESS_LENGTH);
    view.setUint8(header + 11, addressBytes);
    this.#bytes.fill(0, header + 12, link);
    this.#bytes.copyWithin(
      header + 12,
      at + ADDRESS,
      at + ADDRESS + Math.min(addressBytes, 8),
    );
    return COOKED_HEADER_BYTES;
  }

  /** Puts the VLAN tag, which the kernel keeps apart, back behind the addresses. */
  #addVlanTag(at: number, link: number, status: number): number {
    const type = (status & VLAN_TYPE_VALID) !== 0
      ? this.#view.getUint16(at + VLAN_TYPE, true)
      : ETHERTYPE_VLAN;
    const start = link - VLAN_BYTES;
    this.#bytes.copyWithin(start, link, link + MAC_ADDRESSES_BYTES);
    this.#view.setUint16(start + MAC_ADDRESSES_BYTES, type);
    this.#view.setUint16(
      start + MAC_ADDRESSES_BYTES + 2,
      this.#view.getUint32(at + VLAN_TAG, true),
    );
    return VLAN_BYTES;
  }
}
