/**
 * What a capture file says of one packet: numbers only, set anew for each.
 *
 * The bytes are not here: they are in the window, from {@linkcode start}.
 */
export class PacketRecord {
  /** When it was captured: whole seconds since 1970-01-01 UTC. */
  seconds = 0;
  /** The rest of that time in nanoseconds. */
  nanoseconds = 0;
  /** What its first byte belongs to. */
  linkType = 0;
  /** Index of its first byte in the window. */
  start = 0;
  /** Bytes that were captured. */
  capturedLength = 0;
  /** Length on the link in bytes. */
  originalLength = 0;
}

/** Reads the records of one file format from a window. */
export interface RecordReader {
  /**
   * Finds the next packet.
   *
   * @param record Where to put what the file says of it.
   * @returns `false` where more bytes are needed.
   * @throws {DecodeError} If the file is damaged.
   */
  next(record: PacketRecord): boolean;
}
