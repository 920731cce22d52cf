import { CaptureReader, type Frame } from "../pcap/mod.ts";
import type { KeyLog } from "../tls/mod.ts";
import { type KeyLogTail, untilLogged } from "./key_log.ts";

/** Where the secrets of a capture come from that is still being written. */
export interface PipedSecrets {
  /** What they are added to, those that the capture embeds as well. */
  keyLog: KeyLog;
  /** The file that programs log them to meanwhile. */
  tail: KeyLogTail;
}

/**
 * Reads the frames of a capture while it is written, each one when its secrets
 * can be there.
 *
 * @param chunks Bytes of the capture.
 * @param secrets Where its secrets come from.
 * @throws {DecodeError} If the bytes are no capture, or break its format.
 */
export async function* pipedFrames(
  chunks: AsyncIterable<Uint8Array>,
  { keyLog, tail }: PipedSecrets,
): AsyncGenerator<Frame> {
  const reader = new CaptureReader();
  let embedded = 0;
  keyLog.add(tail.read());
  const drain = async function* (): AsyncGenerator<Frame> {
    for (
      let frame = reader.next();
      frame !== undefined;
      frame = reader.next()
    ) {
      for (; embedded < reader.secrets.length; embedded++) {
        keyLog.add(reader.secrets[embedded]);
      }
      if (await untilLogged(frame)) keyLog.add(tail.read());
      yield frame;
    }
  };
  for await (const chunk of chunks) {
    reader.push(chunk);
    yield* drain();
  }
  reader.end();
  yield* drain();
}
