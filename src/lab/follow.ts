import { Explainer, type Say } from "../explain/mod.ts";
import { Follower, type FollowOptions } from "../render/mod.ts";
import type { KeyLog } from "../tls/mod.ts";
import { readCapture, unreadable } from "./capture_input.ts";
import { requireFlow } from "./explanation.ts";
import type { Write } from "./printer.ts";

/** Which conversation to follow, and how. */
export interface FollowCaptureOptions extends FollowOptions {
  /** Path of the capture; `-` is standard input. */
  path: string;
  /** Number of the conversation. */
  stream: number;
  /** Secrets that open encrypted records. */
  keyLog?: KeyLog;
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
 * `usage`, if it does not hold the conversation.
 */
export async function followCapture(
  options: FollowCaptureOptions,
): Promise<void> {
  const { path, stream, write } = options;
  const follower = new Follower(options);
  const explainer = new Explainer({
    say: options.say,
    keyLog: options.keyLog,
    chooses: (flow) => flow.number === stream,
    onPlain: (side, bytes) => write(follower.say(side, bytes)),
  });
  try {
    for await (const chunk of readCapture(path)) {
      for (const _ of explainer.push(chunk));
    }
    for (const _ of explainer.end());
  } catch (error) {
    write(follower.end());
    throw unreadable(path, explainer.frames, error);
  }
  write(follower.end());
  requireFlow(stream, explainer.flowCount);
}
