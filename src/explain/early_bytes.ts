/** Bytes that may wait for earlier ones; a handshake in clear is shorter. */
const WAITING_BYTES = 0x1_0000;

/** A run of bytes that came before its turn. */
interface Run {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** Puts the first bytes of one direction in order; the first copy of a byte counts. */
export class EarlyBytes {
  #next = 0;
  #waiting: Run[] = [];
  #waitingBytes = 0;

  /**
   * Takes the data of a segment.
   *
   * @param offset Where its first byte belongs in the stream.
   * @param bytes Its bytes: a view, copied where it has to wait.
   * @returns What is in order now, in its order; nothing where earlier bytes are missing.
   */
  add(offset: number, bytes: Uint8Array): Uint8Array[] {
    if (offset > this.#next) {
      this.#wait(offset, bytes);
      return [];
    }
    const ready: Uint8Array[] = [];
    this.#take({ offset, bytes }, ready);
    while (this.#waiting.length > 0 && this.#waiting[0].offset <= this.#next) {
      const run = this.#waiting.shift()!;
      this.#waitingBytes -= run.bytes.length;
      this.#take(run, ready);
    }
    return ready;
  }

  #take({ offset, bytes }: Run, ready: Uint8Array[]): void {
    const fresh = bytes.subarray(this.#next - offset);
    if (fresh.length === 0) return;
    this.#next += fresh.length;
    ready.push(fresh);
  }

  #wait(offset: number, bytes: Uint8Array): void {
    if (this.#waitingBytes + bytes.length > WAITING_BYTES) return;
    this.#waitingBytes += bytes.length;
    this.#waiting.push({ offset, bytes: bytes.slice() });
    this.#waiting.sort((a, b) => a.offset - b.offset);
  }
}
