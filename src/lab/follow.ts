import { Explainer, type Say } from "../explain/mod.ts";
import { Follower, type FollowOptions } from "../render/mod.ts";
import type { KeyLog } from "../tls/mod.ts";
import { unreadable } from "./capture_input.ts";
import { explainedCapture } from "./explained_capture.ts";
import { requireFlow } from "./explanation.ts";
import { followSecrets, requireSecrets } from "./piped_frames.ts";
import type { Write } from "./printer.ts";

/** Which conversation to follow, and how. */
export interface FollowCaptureOptions extends FollowOptions {
  /** Path of the capture; `-` is standard input. */
  path: string;
  /** Number of the conversation. */
  stream: number;
  /** Secrets that open encrypted records. */
  keyLog?: KeyLog;
  /** Path of a key log that programs write to while standard input is read; instead of `keyLog`. */
  keyLogPath?: string;
  /** Sentences of a language. */
  say: Say;
  /** Where it is written. */
  write: Write;
}

/**
 * Writes the plain bytes of one conversation, decrypted where it is encrypted.
 *
 * @param options Which conversation to follow, and how.
 * @throws {Failure} `bad-file`, if the file cannot be read or is no capture;
 * or its key log never came to be; `usage`, if it does not hold the conversation.
 */
export async function followCapture(
  options: FollowCaptureOptions,
): Promise<void> {
  const { path, stream, keyLogPath, write } = options;
  const secrets = keyLogPath === undefined
    ? undefined
    : await followSecrets(keyLogPath);
  const follower = new Follower(options);
  const explainer = new Explainer({
    say: options.say,
    keyLog: secrets?.keyLog ?? options.keyLog,
    chooses: (flow) => flow.number === stream,
    onPlain: (side, bytes) => write(follower.say(side, bytes)),
  });
  try {
    for await (const part of explainedCapture(explainer, { path, secrets })) {
      for (const _ of part);
    }
  } catch (error) {
    write(follower.end());
    throw unreadable(path, explainer.frames, error);
  }
  write(follower.end());
  requireFlow(stream, explainer.flowCount);
  if (secrets) await requireSecrets(secrets);
}
