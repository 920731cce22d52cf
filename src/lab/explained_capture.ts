import type { Explained, Explainer } from "../explain/mod.ts";
import { readCapture } from "./capture_input.ts";
import { pipedFrames, type PipedSecrets } from "./piped_frames.ts";

/** Where a capture is, and its secrets where it is still being written. */
export interface CaptureSource {
  /** Path of the capture; `-` is standard input. */
  path: string;
  /** Secrets that come while it is read; otherwise the explainer has them all. */
  secrets?: PipedSecrets;
}

/**
 * Explains a capture as it is read.
 *
 * @param explainer What explains it.
 * @param source Where it is.
 * @returns What each part of it yielded; it has to be gone through before the next one.
 * @throws {Failure} `bad-file`, if the file cannot be read.
 * @throws {DecodeError} If it is no capture, or breaks its format.
 */
export async function* explainedCapture(
  explainer: Explainer,
  { path, secrets }: CaptureSource,
): AsyncGenerator<Iterable<Explained>> {
  if (secrets) {
    for await (const frame of pipedFrames(readCapture(path), secrets)) {
      yield explainer.frame(frame);
    }
  } else {
    for await (const chunk of readCapture(path)) yield explainer.push(chunk);
  }
  yield explainer.end();
}
