/** The head of a frame of HTTP/2. */
export interface FrameHead {
  /** What kind of frame it is. */
  readonly type: number;
  /** Flags, whose meaning depends on the type. */
  readonly flags: number;
  /** Number of the stream that it belongs to; 0 for the connection. */
  readonly stream: number;
}

const HEAD_BYTES = 9;

/**
 * Walks over the frames of one direction of HTTP/2, in whatever pieces they come.
 *
 * A frame is its length in 24 bits, type in 8, flags in 8, a reserved bit, the
 * number of its stream in 31, all in network order, and then its payload.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9113#section-4.1
 */
export class FrameReader {
  readonly #onFrame: (head: FrameHead) => void;
  readonly #head = new DataView(new ArrayBuffer(HEAD_BYTES));
  #headBytes = 0;
  /** Bytes that are still to come of the frame, or before the first one. */
  #left: number;

  /**
   * @param skippedBytes What comes before the first frame.
   * @param onFrame Hears of each frame once it has come as a whole.
   */
  constructor(skippedBytes: number, onFrame: (head: FrameHead) => void) {
    this.#left = skippedBytes;
    this.#onFrame = onFrame;
  }

  /** Takes what came. */
  push(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      if (this.#left > 0) {
        const passed = Math.min(this.#left, bytes.length - at);
        this.#left -= passed;
        at += passed;
      } else {
        this.#head.setUint8(this.#headBytes++, bytes[at++]);
        if (this.#headBytes === HEAD_BYTES) this.#left = this.#lengthBytes;
      }
      if (this.#left === 0 && this.#headBytes === HEAD_BYTES) this.#tell();
    }
  }

  get #lengthBytes(): number {
    return this.#head.getUint32(0) >>> 8;
  }

  #tell(): void {
    this.#headBytes = 0;
    this.#onFrame({
      type: this.#head.getUint8(3),
      flags: this.#head.getUint8(4),
      stream: this.#head.getUint32(5) & 0x7fffffff,
    });
  }
}
