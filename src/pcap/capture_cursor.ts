import { DecodeError } from "../bytes/decode_error.ts";
import { ChunkWindow } from "./chunk_window.ts";
import { BlockType, PcapMagic } from "./constants.ts";
import { isGzip } from "./gzip.ts";
import { PcapRecords } from "./pcap_records.ts";
import { PcapngRecords } from "./pcapng_records.ts";
import { PacketRecord, type RecordReader } from "./record_reader.ts";

/** A format of capture files. */
export type CaptureFormat = "pcap" | "pcapng";

/**
 * Walks through a capture in pcap or pcapng without making an object a packet.
 *
 * After {@linkcode next} has returned `true`, {@linkcode record} says what the
 * file says of the packet, and its bytes are in {@linkcode bytes} from
 * `record.start`: until the next call, no longer. A chunk may be overwritten
 * once {@linkcode next} has returned `false`.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { CaptureCursor } from "./capture_cursor.ts";
 * import { PcapngWriter } from "./pcapng_writer.ts";
 *
 * const writer = new PcapngWriter();
 * const cursor = new CaptureCursor();
 * cursor.push(writer.header());
 * cursor.push(writer.interface());
 * cursor.push(writer.packet({ seconds: 1, nanoseconds: 5, bytes: new Uint8Array(60) }));
 * assertEquals(cursor.next(), true);
 * assertEquals([cursor.record.seconds, cursor.record.capturedLength], [1, 60]);
 * assertEquals(cursor.next(), false);
 * ```
 */
export class CaptureCursor {
  /** What the file says of the packet at hand. */
  readonly record: PacketRecord = new PacketRecord();
  readonly #window = new ChunkWindow();
  #records: RecordReader | undefined;
  #pcapng: PcapngRecords | undefined;
  #number = 0;
  #ended = false;
  #damage: DecodeError | undefined;

  /** Packets up to and with the one at hand. */
  get number(): number {
    return this.#number;
  }

  /** Buffer that the packet at hand is in. */
  get bytes(): Uint8Array {
    return this.#window.bytes;
  }

  /** Whether that buffer will be overwritten, so that a packet to keep must be copied. */
  get transient(): boolean {
    return this.#window.transient;
  }

  /** Format of the file, once its first bytes have told. */
  get format(): CaptureFormat | undefined {
    if (!this.#records) return undefined;
    return this.#pcapng ? "pcapng" : "pcap";
  }

  /** TLS key logs that the file carries, in its order, up to here. */
  get secrets(): readonly string[] {
    return this.#pcapng?.secrets ?? [];
  }

  /** Packets that the capturing program says it lost, up to here. */
  get dropped(): number {
    return this.#pcapng?.dropped ?? 0;
  }

  /** Whether the file ended inside of a record: it is still being written, or was cut. */
  get truncated(): boolean {
    return this.#ended && !this.#window.done;
  }

  /** Offset in the file of the first byte that is not read yet. */
  get offset(): number {
    return this.#window.offset;
  }

  /** Takes the next bytes of the file. */
  push(chunk: Uint8Array): void {
    this.#window.push(chunk);
  }

  /** Says that no more bytes will come. */
  end(): void {
    this.#ended = true;
  }

  /**
   * Goes to the next packet.
   *
   * @returns `false` where more bytes are needed, or the file has ended.
   * @throws {DecodeError} If the file is damaged, or in no format that is known.
   */
  next(): boolean {
    if (this.#damage) throw this.#damage;
    try {
      this.#records ??= this.#recognise();
      if (!this.#records?.next(this.record)) return false;
    } catch (error) {
      if (error instanceof DecodeError) this.#damage = error;
      throw error;
    }
    this.#number++;
    return true;
  }

  #recognise(): RecordReader | undefined {
    const window = this.#window;
    if (!window.has(4)) {
      if (this.#ended) throw unrecognised(window, "truncated");
      return undefined;
    }
    for (const littleEndian of [true, false]) {
      const magic = window.view.getUint32(window.position, littleEndian);
      if (magic === BlockType.SECTION_HEADER) {
        this.#pcapng = new PcapngRecords(window);
        return this.#pcapng;
      }
      if (
        magic === PcapMagic.MICROSECONDS || magic === PcapMagic.NANOSECONDS ||
        magic === PcapMagic.MODIFIED
      ) {
        return new PcapRecords(window, magic, littleEndian);
      }
    }
    throw unrecognised(window, "unsupported");
  }
}

function unrecognised(
  window: ChunkWindow,
  outcome: "truncated" | "unsupported",
): DecodeError {
  const first = window.bytes.subarray(window.position, window.end);
  const problem = window.remaining === 0
    ? "it is empty"
    : isGzip(first)
    ? "it is compressed with gzip"
    : "it starts like neither pcap nor pcapng";
  return new DecodeError(`Cannot read capture: ${problem}`, {
    outcome,
    protocol: "capture",
    field: "magic_number",
    offset: 0,
    needed: 4,
    available: window.remaining,
  });
}
