import { CaptureReader, type Frame } from "../pcap/mod.ts";
import { KeyLog } from "../tls/mod.ts";
import { KeyLogTail, untilLogged } from "./key_log.ts";
import { readKeyLog } from "./secrets.ts";

/** Where the secrets of a capture come from that is still being written. */
export interface PipedSecrets {
  /** What they are added to, those that the capture embeds as well. */
  keyLog: KeyLog;
  /** The file that programs log them to meanwhile. */
  tail: KeyLogTail;
}

/**
 * Begins to follow the key log of a capture that is still being written.
 *
 * @param path Its path; it may come to be only when the first program writes to it.
 * @throws {Failure} `bad-file`, if it cannot be read or is no key log.
 */
export async function followSecrets(path: string): Promise<PipedSecrets> {
  const tail = new KeyLogTail(path, { fromStart: true });
  const keyLog = tail.exists ? await readKeyLog(path) : new KeyLog();
  return { keyLog, tail };
}

/**
 * Makes sure, when the capture has ended, that its key log has come to be.
 *
 * @throws {Failure} `bad-file`, if it has not, or is no key log.
 */
export async function requireSecrets({ tail }: PipedSecrets): Promise<void> {
  if (!tail.exists) await readKeyLog(tail.path);
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
