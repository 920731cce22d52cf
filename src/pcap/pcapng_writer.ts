import { ByteWriter } from "../bytes/writer.ts";
import {
  BlockType,
  BYTE_ORDER_MAGIC,
  OptionCode,
  SecretsType,
} from "./constants.ts";
import { writeTime } from "./write_time.ts";

const utf8 = new TextEncoder();

/** Link type of an interface that names none. */
const ETHERNET = 1;
/** What the 16-bit length of an option can say. */
const LONGEST_OPTION_BYTES = 0xffff;

/** What made a capture. */
export interface SectionOptions {
  /** Hardware that captured, for example `"x86_64"`. */
  hardware?: string;
  /** Operating system that captured. */
  os?: string;
  /** Program that writes the file. */
  application?: string;
}

/** One place that packets come from. */
export interface InterfaceOptions {
  /** Name on its system, for example `"lo"`. */
  name?: string;
  /** What it is, for people. */
  description?: string;
  /** Capture filter that was in force, in the syntax of libpcap. */
  filter?: string;
  /** Operating system of the machine that has this interface. */
  os?: string;
  /** What the first byte of a packet belongs to; Ethernet by default. */
  linkType?: number;
  /** Bytes that are kept of each packet; 0 (the default) for all. */
  snapLength?: number;
}

/** A packet to write. */
export interface PacketOptions {
  /** Whole seconds since 1970-01-01 UTC. */
  seconds: number;
  /** The rest of that time in nanoseconds. */
  nanoseconds: number;
  /** Bytes that were captured. */
  bytes: Uint8Array;
  /** Length on the link; that of `bytes` by default. */
  originalLength?: number;
  /** Interface that it came from, counted from 0 in the order of writing. */
  interfaceNumber?: number;
  /** A remark that other programs show beside the packet. */
  comment?: string;
}

/** What an interface counted. */
export interface StatisticsOptions {
  /** Interface that counted; the first by default. */
  interfaceNumber?: number;
  /** When the counts were read: whole seconds since 1970-01-01 UTC. */
  seconds: number;
  /** The rest of that time in nanoseconds. */
  nanoseconds: number;
  /** Packets that the interface received. */
  received?: number;
  /** Packets that were lost for want of room. */
  dropped?: number;
}

/**
 * Writes a capture in pcapng, block by block.
 *
 * Each method returns the bytes of one block; write them in the order of the
 * calls. All numbers are little-endian and all times in nanoseconds.
 *
 * @see {@link https://www.ietf.org/archive/id/draft-ietf-opsawg-pcapng-03.html}
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { PcapngWriter } from "./pcapng_writer.ts";
 *
 * const writer = new PcapngWriter();
 * const blocks = [
 *   writer.header({ application: "wirelab" }),
 *   writer.interface({ name: "lo" }),
 *   writer.packet({ seconds: 1, nanoseconds: 5, bytes: new Uint8Array(60) }),
 * ];
 * assertEquals(blocks.every((block) => block.length % 4 === 0), true);
 * ```
 */
export class PcapngWriter {
  /** Returns a Section Header Block; a file starts with one. */
  header(options: SectionOptions = {}): Uint8Array<ArrayBuffer> {
    return block(BlockType.SECTION_HEADER, (writer) => {
      writer.u32(BYTE_ORDER_MAGIC);
      writer.u16(1);
      writer.u16(0);
      writer.u64(0xffff_ffff_ffff_ffffn);
      textOption(writer, OptionCode.SECTION_HARDWARE, options.hardware);
      textOption(writer, OptionCode.SECTION_OS, options.os);
      textOption(writer, OptionCode.SECTION_APPLICATION, options.application);
      writer.u32(OptionCode.END);
    });
  }

  /** Returns an Interface Description Block; packets name it by the order of writing, from 0. */
  interface(options: InterfaceOptions = {}): Uint8Array<ArrayBuffer> {
    return block(BlockType.INTERFACE_DESCRIPTION, (writer) => {
      writer.u16(options.linkType ?? ETHERNET);
      writer.u16(0);
      writer.u32(options.snapLength ?? 0);
      textOption(writer, OptionCode.INTERFACE_NAME, options.name);
      textOption(writer, OptionCode.INTERFACE_DESCRIPTION, options.description);
      option(writer, OptionCode.INTERFACE_RESOLUTION, new Uint8Array([9]));
      if (options.filter !== undefined) {
        const kind = "\0"; // a filter in the syntax of libpcap follows
        textOption(writer, OptionCode.INTERFACE_FILTER, kind + options.filter);
      }
      textOption(writer, OptionCode.INTERFACE_OS, options.os);
      writer.u32(OptionCode.END);
    });
  }

  /** Returns an Enhanced Packet Block. */
  packet(options: PacketOptions): Uint8Array<ArrayBuffer> {
    const { bytes } = options;
    return block(BlockType.ENHANCED_PACKET, (writer) => {
      writer.u32(options.interfaceNumber ?? 0);
      time(writer, options.seconds, options.nanoseconds);
      writer.u32(bytes.length);
      writer.u32(options.originalLength ?? bytes.length);
      writer.bytes(bytes);
      writer.align(4);
      if (options.comment !== undefined) {
        textOption(writer, OptionCode.COMMENT, options.comment);
        writer.u32(OptionCode.END);
      }
    });
  }

  /**
   * Returns a Decryption Secrets Block; it applies to the packets after it.
   *
   * @param secrets Lines of the key log.
   * @param type What the secrets are; a TLS key log by default.
   */
  secrets(
    secrets: string | Uint8Array,
    type: number = SecretsType.TLS_KEY_LOG,
  ): Uint8Array<ArrayBuffer> {
    const bytes = typeof secrets === "string" ? utf8.encode(secrets) : secrets;
    return block(BlockType.DECRYPTION_SECRETS, (writer) => {
      writer.u32(type);
      writer.u32(bytes.length);
      writer.bytes(bytes);
      writer.align(4);
    });
  }

  /** Returns an Interface Statistics Block; it stands behind the packets that it counts. */
  statistics(options: StatisticsOptions): Uint8Array<ArrayBuffer> {
    return block(BlockType.INTERFACE_STATISTICS, (writer) => {
      writer.u32(options.interfaceNumber ?? 0);
      time(writer, options.seconds, options.nanoseconds);
      countOption(writer, OptionCode.STATISTICS_RECEIVED, options.received);
      countOption(writer, OptionCode.STATISTICS_DROPPED, options.dropped);
      writer.u32(OptionCode.END);
    });
  }
}

/** Type, length, body, length again: the frame of every block. */
function block(
  type: number,
  body: (writer: ByteWriter) => void,
): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter({ littleEndian: true });
  writer.u32(type);
  writer.u32(0);
  body(writer);
  const length = writer.length + 4;
  writer.u32(length);
  const bytes = writer.finish();
  new DataView(bytes.buffer).setUint32(4, length, true);
  return bytes;
}

function time(writer: ByteWriter, seconds: number, nanoseconds: number): void {
  const bytes = new Uint8Array(8);
  writeTime(new DataView(bytes.buffer), 0, seconds, nanoseconds);
  writer.bytes(bytes);
}

function option(writer: ByteWriter, code: number, value: Uint8Array): void {
  writer.u16(code);
  writer.u16(value.length);
  writer.bytes(value);
  writer.align(4);
}

function textOption(
  writer: ByteWriter,
  code: number,
  text: string | undefined,
): void {
  if (text === undefined) return;
  option(writer, code, utf8.encode(text).subarray(0, LONGEST_OPTION_BYTES));
}

function countOption(
  writer: ByteWriter,
  code: number,
  count: number | undefined,
): void {
  if (count === undefined) return;
  writer.u16(code);
  writer.u16(8);
  writer.u64(BigInt(count));
}
