const NOTHING = new Uint8Array(0);

/**
 * A contiguous view of bytes that arrive in chunks.
 *
 * Nearly always the view is the chunk itself. Only a run that straddles two
 * chunks is put together in a buffer of the window's own, which is used again
 * for the next one.
 */
export class ChunkWindow {
  /** Bytes in view; those from {@linkcode position} to {@linkcode end} are unread. */
  bytes: Uint8Array = NOTHING;
  /** The same bytes. */
  view: DataView = viewOf(NOTHING);
  /** Index of the next unread byte. */
  position = 0;
  /** Index behind the last byte in view. */
  end = 0;
  /** Whether the view is the window's own buffer, which later bytes overwrite. */
  transient = false;

  #own = new Uint8Array(0x1_0000);
  #ownView = viewOf(this.#own);
  readonly #queue: Uint8Array[] = [];
  #queuedBytes = 0;
  #discarding = 0;
  #takenBytes = 0;

  /** Offset of the next unread byte in all that was pushed, in bytes. */
  get offset(): number {
    return this.#takenBytes - (this.end - this.position);
  }

  /** Bytes that are unread. */
  get remaining(): number {
    return this.end - this.position + this.#queuedBytes;
  }

  /** Whether all was read, and nothing is being passed over. */
  get done(): boolean {
    return this.remaining === 0 && this.#discarding === 0;
  }

  /** Takes a chunk; it is viewed until a call of {@linkcode has} returns `false`. */
  push(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    this.#queue.push(chunk);
    this.#queuedBytes += chunk.length;
    if (this.#discarding > 0) this.discard(0);
  }

  /**
   * Brings the next `length` bytes into view.
   *
   * @returns Whether there are as many; if not, what there is was copied.
   */
  has(length: number): boolean {
    return this.end - this.position >= length || this.#gather(length);
  }

  /** Passes over bytes, those that have yet to come included. */
  discard(length: number): void {
    this.#discarding += length;
    while (this.#discarding > 0) {
      if (this.position === this.end && !this.#nextChunk()) return;
      const step = Math.min(this.#discarding, this.end - this.position);
      this.position += step;
      this.#discarding -= step;
    }
  }

  #gather(length: number): boolean {
    while (this.position === this.end && this.#nextChunk()) {
      if (this.end >= length) return true;
    }
    const enough = this.remaining >= length;
    this.#takeOver(enough ? length : this.remaining);
    return enough;
  }

  /** Brings the next `length` bytes into the window's own buffer. */
  #takeOver(length: number): void {
    const unread = this.bytes.subarray(this.position, this.end);
    if (length > this.#own.length) {
      const own = new Uint8Array(Math.max(length, 2 * this.#own.length));
      own.set(unread);
      this.#own = own;
      this.#ownView = viewOf(own);
    } else if (!this.transient || this.position > 0) {
      this.#own.set(unread);
    }
    let filled = unread.length;
    while (filled < length) {
      const head = this.#queue[0];
      const part = head.subarray(0, length - filled);
      this.#own.set(part, filled);
      filled += part.length;
      this.#queuedBytes -= part.length;
      this.#takenBytes += part.length;
      if (part.length === head.length) this.#queue.shift();
      else this.#queue[0] = head.subarray(part.length);
    }
    this.bytes = this.#own;
    this.view = this.#ownView;
    this.position = 0;
    this.end = filled;
    this.transient = true;
  }

  #nextChunk(): boolean {
    const chunk = this.#queue.shift();
    if (!chunk) return false;
    this.bytes = chunk;
    this.view = viewOf(chunk);
    this.position = 0;
    this.end = chunk.length;
    this.transient = false;
    this.#queuedBytes -= chunk.length;
    this.#takenBytes += chunk.length;
    return true;
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
