import { DecodeError } from "../bytes/decode_error.ts";
import type { ChunkWindow } from "./chunk_window.ts";
import {
  BlockType,
  BYTE_ORDER_MAGIC,
  MAXIMUM_BLOCK_BYTES,
  OptionCode,
  SecretsType,
} from "./constants.ts";
import type { PacketRecord, RecordReader } from "./record_reader.ts";
import { TickClock } from "./tick_clock.ts";

/** Type and length before the body, the length again behind it. */
const BLOCK_OVERHEAD_BYTES = 12;
/** Interfaces that one section may have; more than that is damage. */
const MAXIMUM_INTERFACES = 0x1_0000;

/** What an Interface Description Block says. */
interface CaptureInterface {
  readonly linkType: number;
  readonly snapLength: number;
  readonly clock: TickClock;
  dropped: number;
}

/**
 * Reads the packets of a pcapng file.
 *
 * Blocks of type (32 bits), total length (32), body, total length again (32).
 * Section headers, interfaces, packets of all three kinds, statistics and
 * secrets are read; every other block is passed over without being kept.
 *
 * @see {@link https://www.ietf.org/archive/id/draft-ietf-opsawg-pcapng-03.html}
 */
export class PcapngRecords implements RecordReader {
  /** Secrets of the file up to here, one string a block. */
  readonly secrets: string[] = [];
  readonly #window: ChunkWindow;
  #droppedBefore = 0;
  #littleEndian = true;
  #interfaces: CaptureInterface[] = [];

  /** @param window Where the file's bytes come from, none of them read. */
  constructor(window: ChunkWindow) {
    this.#window = window;
  }

  /** Packets that the capturing program says it lost, up to here. */
  get dropped(): number {
    let packets = this.#droppedBefore;
    for (const { dropped } of this.#interfaces) packets += dropped;
    return packets;
  }

  next(record: PacketRecord): boolean {
    const window = this.#window;
    while (window.has(8)) {
      const type = window.view.getUint32(window.position, this.#littleEndian);
      if (type === BlockType.SECTION_HEADER) {
        if (!window.has(BLOCK_OVERHEAD_BYTES)) return false;
        this.#setByteOrder();
      }
      const length = window.view.getUint32(
        window.position + 4,
        this.#littleEndian,
      );
      const least = smallestBlockBytes(type);
      if (length < Math.max(least, BLOCK_OVERHEAD_BYTES)) {
        throw this.#damage("block_total_length", `it is ${length}`, 4);
      }
      const padded = length + (-length & 3);
      if (least === 0) {
        window.discard(padded);
        continue;
      }
      if (length > MAXIMUM_BLOCK_BYTES) {
        const problem = `it is ${length}, more than ${MAXIMUM_BLOCK_BYTES}`;
        throw this.#damage("block_total_length", problem, 4);
      }
      if (!window.has(padded)) return false;
      const start = window.position;
      const end = start + padded - 4;
      if (window.view.getUint32(end, this.#littleEndian) !== length) {
        const problem = "the one behind the block differs from the one before";
        throw this.#damage("block_total_length", problem, padded - 4);
      }
      const found = this.#readBlock(type, start, end, record);
      window.position = end + 4;
      if (found) return true;
    }
    return false;
  }

  /** Reads the block from `start` to `end`; whether it is a packet. */
  #readBlock(
    type: number,
    start: number,
    end: number,
    record: PacketRecord,
  ): boolean {
    switch (type) {
      case BlockType.ENHANCED_PACKET:
        this.#packet(start, end, record, this.#u32(start + 8));
        return true;
      case BlockType.PACKET:
        this.#packet(start, end, record, this.#u16(start + 8));
        return true;
      case BlockType.SIMPLE_PACKET:
        this.#simplePacket(start, end, record);
        return true;
      case BlockType.INTERFACE_DESCRIPTION:
        this.#describeInterface(start, end);
        return false;
      case BlockType.INTERFACE_STATISTICS:
        this.#statistics(start, end);
        return false;
      case BlockType.DECRYPTION_SECRETS:
        this.#keepSecrets(start, end);
        return false;
      default:
        this.#startSection();
        return false;
    }
  }

  #packet(
    start: number,
    end: number,
    record: PacketRecord,
    interfaceNumber: number,
  ): void {
    const { clock, linkType } = this.#interface(interfaceNumber);
    const captured = this.#u32(start + 20);
    if (captured > end - start - 28) {
      const problem = `it is ${captured}, the block holds ${end - start - 28}`;
      throw this.#damage("captured_packet_length", problem, 20);
    }
    clock.set(this.#u32(start + 12), this.#u32(start + 16));
    record.seconds = clock.seconds;
    record.nanoseconds = clock.nanoseconds;
    record.linkType = linkType;
    record.start = start + 28;
    record.capturedLength = captured;
    record.originalLength = this.#u32(start + 24);
  }

  /** A Simple Packet Block belongs to the first interface and has no time. */
  #simplePacket(start: number, end: number, record: PacketRecord): void {
    const { snapLength, linkType } = this.#interface(0);
    const original = this.#u32(start + 8);
    const limit = snapLength === 0 ? original : Math.min(original, snapLength);
    record.seconds = 0;
    record.nanoseconds = 0;
    record.linkType = linkType;
    record.start = start + 12;
    record.capturedLength = Math.min(limit, end - start - 12);
    record.originalLength = original;
  }

  #interface(number: number): CaptureInterface {
    const found = this.#interfaces[number];
    if (found) return found;
    const known = this.#interfaces.length;
    const problem = `it is ${number}, of ${known} that are described`;
    throw this.#damage("interface_id", problem, 8);
  }

  #setByteOrder(): void {
    const { view, position } = this.#window;
    const bigEndian = view.getUint32(position + 8) === BYTE_ORDER_MAGIC;
    this.#littleEndian = !bigEndian;
    if (this.#u32(position + 8) === BYTE_ORDER_MAGIC) return;
    throw this.#damage("byte_order_magic", "it is not 1a2b3c4d", 8);
  }

  #startSection(): void {
    this.#droppedBefore = this.dropped;
    this.#interfaces = [];
  }

  #describeInterface(start: number, end: number): void {
    if (this.#interfaces.length === MAXIMUM_INTERFACES) {
      const problem = `the section has more than ${MAXIMUM_INTERFACES}`;
      throw this.#damage("interface_description_block", problem, 0);
    }
    let resolution = 6;
    let offsetSeconds = 0n;
    for (const { code, at, length } of this.#options(start + 16, end)) {
      if (code === OptionCode.INTERFACE_RESOLUTION && length >= 1) {
        resolution = this.#window.bytes[at];
      } else if (code === OptionCode.INTERFACE_OFFSET && length >= 8) {
        offsetSeconds = this.#window.view.getBigInt64(at, this.#littleEndian);
      }
    }
    this.#interfaces.push({
      linkType: this.#u16(start + 8),
      snapLength: this.#u32(start + 12),
      clock: new TickClock(resolution, offsetSeconds),
      dropped: 0,
    });
  }

  #statistics(start: number, end: number): void {
    const counted = this.#interface(this.#u32(start + 8));
    for (const { code, at, length } of this.#options(start + 20, end)) {
      if (code === OptionCode.STATISTICS_DROPPED && length >= 8) {
        counted.dropped = Number(
          this.#window.view.getBigUint64(at, this.#littleEndian),
        );
      }
    }
  }

  #keepSecrets(start: number, end: number): void {
    const length = this.#u32(start + 12);
    if (length > end - start - 16) {
      const problem = `it is ${length}, the block holds ${end - start - 16}`;
      throw this.#damage("secrets_length", problem, 12);
    }
    if (this.#u32(start + 8) !== SecretsType.TLS_KEY_LOG) return;
    const secrets = this.#window.bytes.subarray(
      start + 16,
      start + 16 + length,
    );
    this.secrets.push(new TextDecoder().decode(secrets));
  }

  /** Walks the options; a length beyond the block ends the walk, as the packets are not at stake. */
  *#options(
    start: number,
    end: number,
  ): Generator<{ code: number; at: number; length: number }> {
    let at = start;
    while (at + 4 <= end) {
      const code = this.#u16(at);
      const length = this.#u16(at + 2);
      at += 4;
      if (code === OptionCode.END || at + length > end) return;
      yield { code, at, length };
      at += length + (-length & 3);
    }
  }

  #u16(at: number): number {
    return this.#window.view.getUint16(at, this.#littleEndian);
  }

  #u32(at: number): number {
    return this.#window.view.getUint32(at, this.#littleEndian);
  }

  #damage(field: string, problem: string, into: number): DecodeError {
    return new DecodeError(`Cannot read pcapng ${field}: ${problem}`, {
      protocol: "pcapng",
      field,
      offset: this.#window.offset + into,
      available: this.#window.remaining,
    });
  }
}

/** Bytes that a block needs for its fixed fields, or 0 for a kind that is passed over. */
function smallestBlockBytes(type: number): number {
  switch (type) {
    case BlockType.ENHANCED_PACKET:
    case BlockType.PACKET:
      return 32;
    case BlockType.SECTION_HEADER:
      return 28;
    case BlockType.INTERFACE_STATISTICS:
      return 24;
    case BlockType.INTERFACE_DESCRIPTION:
    case BlockType.DECRYPTION_SECRETS:
      return 20;
    case BlockType.SIMPLE_PACKET:
      return 16;
    default:
      return 0;
  }
}
