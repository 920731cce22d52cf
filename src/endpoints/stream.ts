/** Bytes that one read takes at the most; the size of an endpoint's only buffer. */
export const BUFFER_BYTES = 65_536;

/**
 * A connection as its handlers see it: bytes both ways, and an end of each way.
 *
 * Deno's TCP and TLS connections are such streams as they are.
 */
export interface Stream {
  /**
   * Reads what has come into a buffer.
   *
   * @returns Bytes read; `null` once the peer has ended its direction.
   */
  read(buffer: Uint8Array): Promise<number | null>;
  /**
   * Writes a part of the bytes, at least one.
   *
   * @returns Bytes written.
   */
  write(bytes: Uint8Array): Promise<number>;
  /** Ends this direction: FIN, after close_notify over TLS. */
  closeWrite(): Promise<void>;
  /** Gives the connection up, both directions. */
  close(): void;
}

/** Serves one connection: reads, writes, and ends its own direction. */
export type Handler = (stream: Stream) => Promise<void>;

/** Writes all bytes, however many writes that takes. */
export async function writeAll(
  stream: Pick<Stream, "write">,
  bytes: Uint8Array,
): Promise<void> {
  let written = await stream.write(bytes);
  while (written < bytes.length) {
    written += await stream.write(bytes.subarray(written));
  }
}
