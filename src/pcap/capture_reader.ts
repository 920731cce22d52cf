import { CaptureCursor, type CaptureFormat } from "./capture_cursor.ts";
import type { Frame } from "./frame.ts";

/**
 * Reads a capture in pcap or pcapng from chunks of any size, one frame at a time.
 *
 * It keeps no more than one incomplete record. A file that ends inside of a
 * record, as one does that is still being written, ends cleanly:
 * {@linkcode truncated} tells.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { CaptureReader } from "./capture_reader.ts";
 * import { PcapngWriter } from "./pcapng_writer.ts";
 *
 * const writer = new PcapngWriter();
 * const reader = new CaptureReader();
 * reader.push(writer.header());
 * reader.push(writer.interface());
 * reader.push(writer.packet({ seconds: 1, nanoseconds: 5, bytes: new Uint8Array(60) }));
 * reader.end();
 * assertEquals(reader.next()?.number, 1);
 * assertEquals(reader.next(), undefined);
 * ```
 */
export class CaptureReader {
  readonly #cursor = new CaptureCursor();

  /** Format of the file, once its first bytes have told. */
  get format(): CaptureFormat | undefined {
    return this.#cursor.format;
  }

  /** TLS key logs that the file carries, in its order, up to here. */
  get secrets(): readonly string[] {
    return this.#cursor.secrets;
  }

  /** Packets that the capturing program says it lost, up to here. */
  get dropped(): number {
    return this.#cursor.dropped;
  }

  /** Whether the file ended inside of a record: it is still being written, or was cut. */
  get truncated(): boolean {
    return this.#cursor.truncated;
  }

  /** Takes the next bytes of the file; frames view them, so they must not change. */
  push(chunk: Uint8Array): void {
    this.#cursor.push(chunk);
  }

  /** Says that no more bytes will come. */
  end(): void {
    this.#cursor.end();
  }

  /**
   * Returns the next frame, or `undefined` where more bytes are needed or the file has ended.
   *
   * @throws {DecodeError} If the file is damaged, or in no format that is known.
   */
  next(): Frame | undefined {
    const cursor = this.#cursor;
    if (!cursor.next()) return undefined;
    const { record } = cursor;
    const bytes = cursor.bytes.subarray(
      record.start,
      record.start + record.capturedLength,
    );
    return {
      number: cursor.number,
      seconds: record.seconds,
      nanoseconds: record.nanoseconds,
      linkType: record.linkType,
      bytes: cursor.transient ? bytes.slice() : bytes,
      originalLength: record.originalLength,
    };
  }
}
