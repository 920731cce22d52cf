import { BUFFER_BYTES, type Stream } from "./stream.ts";

/**
 * Sends back what comes, and ends its direction when the peer has ended the
 * other: one buffer, filled and emptied in turn, whatever the amount.
 *
 * @param stream The connection.
 */
export async function echo(stream: Stream): Promise<void> {
  const buffer = new Uint8Array(BUFFER_BYTES);
  for (;;) {
    const length = await stream.read(buffer);
    if (length === null) break;
    let written = 0;
    while (written < length) {
      written += await stream.write(buffer.subarray(written, length));
    }
  }
  await stream.closeWrite();
}
