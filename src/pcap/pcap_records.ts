import { DecodeError } from "../bytes/decode_error.ts";
import type { ChunkWindow } from "./chunk_window.ts";
import { MAXIMUM_BLOCK_BYTES, PcapMagic } from "./constants.ts";
import type { PacketRecord, RecordReader } from "./record_reader.ts";

const FILE_HEADER_BYTES = 24;
const RECORD_HEADER_BYTES = 16;
const MODIFIED_RECORD_HEADER_BYTES = 24;

/**
 * Reads the records of a pcap file.
 *
 * A file header of 24 bytes (magic number, version, two unused words, snap
 * length, link type), then for each packet a header of 16 bytes (seconds,
 * fraction, captured length, original length) and its bytes. The magic number
 * tells the byte order and the unit of the fraction.
 *
 * @see {@link https://www.ietf.org/archive/id/draft-ietf-opsawg-pcap-05.html}
 */
export class PcapRecords implements RecordReader {
  readonly #window: ChunkWindow;
  readonly #littleEndian: boolean;
  readonly #nanosPerTick: number;
  readonly #headerBytes: number;
  #linkType: number | undefined;

  /**
   * @param window Where the file's bytes come from, none of them read.
   * @param magic The magic number, in the byte order that makes it one.
   * @param littleEndian That byte order.
   */
  constructor(window: ChunkWindow, magic: number, littleEndian: boolean) {
    this.#window = window;
    this.#littleEndian = littleEndian;
    this.#nanosPerTick = magic === PcapMagic.NANOSECONDS ? 1 : 1000;
    this.#headerBytes = magic === PcapMagic.MODIFIED
      ? MODIFIED_RECORD_HEADER_BYTES
      : RECORD_HEADER_BYTES;
  }

  next(record: PacketRecord): boolean {
    const window = this.#window;
    if (this.#linkType === undefined && !this.#fileHeader()) return false;
    const headerBytes = this.#headerBytes;
    if (!window.has(headerBytes)) return false;
    const captured = window.view.getUint32(
      window.position + 8,
      this.#littleEndian,
    );
    if (captured > MAXIMUM_BLOCK_BYTES) throw this.#tooLong(captured);
    if (!window.has(headerBytes + captured)) return false;
    const { view, position } = window;
    record.seconds = view.getUint32(position, this.#littleEndian);
    record.nanoseconds = view.getUint32(position + 4, this.#littleEndian) *
      this.#nanosPerTick;
    record.originalLength = view.getUint32(position + 12, this.#littleEndian);
    record.capturedLength = captured;
    record.linkType = this.#linkType!;
    record.start = position + headerBytes;
    window.position = record.start + captured;
    return true;
  }

  #fileHeader(): boolean {
    const window = this.#window;
    if (!window.has(FILE_HEADER_BYTES)) return false;
    const linkType = window.view.getUint32(
      window.position + 20,
      this.#littleEndian,
    );
    // The upper half tells of a frame check sequence.
    this.#linkType = linkType & 0xffff;
    window.position += FILE_HEADER_BYTES;
    return true;
  }

  #tooLong(captured: number): DecodeError {
    return new DecodeError(
      `Cannot read pcap record: it declares ${captured} bytes, more than ${MAXIMUM_BLOCK_BYTES}`,
      {
        protocol: "pcap",
        field: "captured_length",
        offset: this.#window.offset + 8,
        needed: captured,
        available: this.#window.remaining - this.#headerBytes,
      },
    );
  }
}
