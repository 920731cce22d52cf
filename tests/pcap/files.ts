/**
 * Capture files of every kind, made byte by byte.
 *
 * @module
 */
import { ByteWriter } from "../../src/bytes/mod.ts";
import {
  BlockType,
  BYTE_ORDER_MAGIC,
  CaptureReader,
  type Frame,
  PcapMagic,
} from "../../src/pcap/mod.ts";

/** Makes pcap files. */
export interface PcapSpec {
  littleEndian?: boolean;
  magic?: number;
  linkType?: number;
  packets?: readonly PcapPacket[];
}

/** A packet of a pcap file; its `fraction` is in the file's unit. */
export interface PcapPacket {
  seconds?: number;
  fraction?: number;
  bytes: Uint8Array;
  originalLength?: number;
}

/** Writes a pcap file. */
export function pcapFile(spec: PcapSpec = {}): Uint8Array<ArrayBuffer> {
  const magic = spec.magic ?? PcapMagic.MICROSECONDS;
  const writer = new ByteWriter({ littleEndian: spec.littleEndian ?? true });
  writer.u32(magic);
  writer.u16(2);
  writer.u16(4);
  writer.u64(0n);
  writer.u32(262_144);
  writer.u32(spec.linkType ?? 1);
  for (const packet of spec.packets ?? []) {
    writer.u32(packet.seconds ?? 1_700_000_000);
    writer.u32(packet.fraction ?? 0);
    writer.u32(packet.bytes.length);
    writer.u32(packet.originalLength ?? packet.bytes.length);
    if (magic === PcapMagic.MODIFIED) writer.u64(0n);
    writer.bytes(packet.bytes);
  }
  return writer.finish();
}

/** Writes the blocks of a pcapng file in one byte order. */
export class Blocks {
  readonly #writer: ByteWriter;
  readonly #littleEndian: boolean;

  constructor(options: { littleEndian?: boolean } = {}) {
    this.#littleEndian = options.littleEndian ?? true;
    this.#writer = new ByteWriter({ littleEndian: this.#littleEndian });
  }

  /** Writes any block; the body is padded. */
  block(type: number, body: (writer: ByteWriter) => void): this {
    const content = new ByteWriter({ littleEndian: this.#littleEndian });
    body(content);
    content.align(4);
    const length = content.length + 12;
    this.#writer.u32(type);
    this.#writer.u32(length);
    this.#writer.bytes(content.finish());
    this.#writer.u32(length);
    return this;
  }

  section(): this {
    return this.block(BlockType.SECTION_HEADER, (writer) => {
      writer.u32(BYTE_ORDER_MAGIC);
      writer.u16(1);
      writer.u16(0);
      writer.u64(0xffff_ffff_ffff_ffffn);
    });
  }

  interface(
    options: {
      linkType?: number;
      snapLength?: number;
      resolution?: number;
      offset?: bigint;
    } = {},
  ): this {
    return this.block(BlockType.INTERFACE_DESCRIPTION, (writer) => {
      writer.u16(options.linkType ?? 1);
      writer.u16(0);
      writer.u32(options.snapLength ?? 0);
      if (options.resolution !== undefined) {
        writer.u16(9);
        writer.u16(1);
        writer.u8(options.resolution);
        writer.align(4);
      }
      if (options.offset !== undefined) {
        writer.u16(14);
        writer.u16(8);
        writer.u64(options.offset);
      }
      writer.u32(0);
    });
  }

  packet(ticks: bigint, bytes: Uint8Array, interfaceNumber = 0): this {
    return this.block(BlockType.ENHANCED_PACKET, (writer) => {
      writer.u32(interfaceNumber);
      writer.u32(Number(ticks >> 32n));
      writer.u32(Number(ticks & 0xffff_ffffn));
      writer.u32(bytes.length);
      writer.u32(bytes.length);
      writer.bytes(bytes);
    });
  }

  finish(): Uint8Array<ArrayBuffer> {
    return this.#writer.finish();
  }
}

/** Reads all frames of a file that comes in chunks of a size. */
export function readAll(
  file: Uint8Array,
  chunkBytes: number = file.length || 1,
): { frames: Frame[]; reader: CaptureReader } {
  const reader = new CaptureReader();
  const frames: Frame[] = [];
  const drain = () => {
    for (let frame = reader.next(); frame; frame = reader.next()) {
      frames.push(frame);
    }
  };
  for (let at = 0; at < file.length; at += chunkBytes) {
    reader.push(file.subarray(at, at + chunkBytes));
    drain();
  }
  reader.end();
  drain();
  return { frames, reader };
}

/** Bytes that tell where they are. */
export function counting(length: number, first = 0): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length }, (_, index) => first + index & 255);
}
