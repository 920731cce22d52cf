import { BlockType } from "./constants.ts";
import { writeTime } from "./write_time.ts";

/** A packet to write, with the interface that the file names first. */
export interface BatchPacket {
  /** Whole seconds since 1970-01-01 UTC. */
  readonly seconds: number;
  /** The rest of that time in nanoseconds. */
  readonly nanoseconds: number;
  /** Bytes that were captured. */
  readonly bytes: Uint8Array;
  /** Length on the link. */
  readonly originalLength: number;
}

/** Bytes of an Enhanced Packet Block beside the packet and its padding. */
const BLOCK_BYTES = 32;
const HEADER_BYTES = 28;

const INITIAL_BYTES = 0x20_0000;

/**
 * Writes packets as Enhanced Packet Blocks, many at a time.
 *
 * It keeps one buffer and copies each packet once, which is what lets a
 * capture keep up with a loopback interface. Times are in nanoseconds.
 *
 * ```text
 * u32 type = 6, u32 length, u32 interface, u32 time (upper half),
 * u32 time (lower half), u32 captured, u32 original,
 * packet, padding to 4 bytes, u32 length              little-endian
 * ```
 *
 * @see {@link https://www.ietf.org/archive/id/draft-ietf-opsawg-pcapng-03.html#section-4.3}
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { PacketBatch } from "./packet_batch.ts";
 *
 * const batch = new PacketBatch();
 * const packet = { seconds: 1, nanoseconds: 5, bytes: new Uint8Array(61), originalLength: 61 };
 * assertEquals(batch.encode([packet, packet]).length, 2 * (32 + 64));
 * ```
 */
export class PacketBatch {
  #bytes = new Uint8Array(INITIAL_BYTES);
  #view = new DataView(this.#bytes.buffer);

  /**
   * Writes packets.
   *
   * @param packets Packets of the interface that the file names first.
   * @returns Their blocks: a view that lasts until the next call.
   */
  encode(packets: readonly BatchPacket[]): Uint8Array<ArrayBuffer> {
    this.#reserve(packets);
    const view = this.#view;
    let at = 0;
    for (const packet of packets) {
      const { bytes, seconds, nanoseconds } = packet;
      const length = BLOCK_BYTES + paddedLength(bytes);
      view.setUint32(at, BlockType.ENHANCED_PACKET, true);
      view.setUint32(at + 4, length, true);
      view.setUint32(at + 8, 0, true);
      writeTime(view, at + 12, seconds, nanoseconds);
      view.setUint32(at + 20, bytes.length, true);
      view.setUint32(at + 24, packet.originalLength, true);
      this.#bytes.set(bytes, at + HEADER_BYTES);
      const end = at + length - 4;
      this.#bytes.fill(0, at + HEADER_BYTES + bytes.length, end);
      view.setUint32(end, length, true);
      at += length;
    }
    return this.#bytes.subarray(0, at);
  }

  #reserve(packets: readonly BatchPacket[]): void {
    let needed = 0;
    for (const { bytes } of packets) {
      needed += BLOCK_BYTES + paddedLength(bytes);
    }
    if (needed <= this.#bytes.length) return;
    this.#bytes = new Uint8Array(Math.max(needed, 2 * this.#bytes.length));
    this.#view = new DataView(this.#bytes.buffer);
  }
}

function paddedLength(bytes: Uint8Array): number {
  return (bytes.length + 3) & ~3;
}
