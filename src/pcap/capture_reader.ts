import type { Frame } from "./frame.ts";

/** Reads a capture in pcap or pcapng from chunks of any size, one frame at a time. */
export declare class CaptureReader {
  /** Key logs that the capture carries, in the order of the file. */
  readonly secrets: readonly string[];
  /** Takes the next bytes of the file; frames view them, so they must not change. */
  push(chunk: Uint8Array): void;
  /** Says that the file ends here. */
  end(): void;
  /** Returns the next frame, or `undefined` where more bytes are needed or the file has ended. */
  next(): Frame | undefined;
  /** Bytes of an incomplete block at the end of the file, known after {@linkcode end}. */
  readonly truncatedBytes: number;
}
