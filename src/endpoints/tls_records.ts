const HEADER_BYTES = 5;
const ALERT = 21;

/**
 * Walks over the records of one direction of TLS, in whatever pieces they come,
 * and knows which kind the last whole one was.
 *
 * A record is its content type in 8 bits, version in 16, length in 16, all in
 * network order, and then its fragment. Up to TLS 1.2 the type tells an alert;
 * TLS 1.3 gives every encrypted record the type of application data.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5246#section-6.2.1
 */
export class TlsRecordWalk {
  readonly #header = new DataView(new ArrayBuffer(HEADER_BYTES));
  #headerBytes = 0;
  /** Bytes of the fragment that are still to come. */
  #left = 0;
  #lastType: number | undefined;

  /** Whether the last record is an alert, and nothing of another has come. */
  get endsWithAlert(): boolean {
    return this.#lastType === ALERT && this.#headerBytes === 0;
  }

  /** Takes what came. */
  push(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      if (this.#headerBytes < HEADER_BYTES) {
        this.#header.setUint8(this.#headerBytes++, bytes[at++]);
        if (this.#headerBytes < HEADER_BYTES) continue;
        this.#left = this.#header.getUint16(3);
      } else {
        const passed = Math.min(this.#left, bytes.length - at);
        this.#left -= passed;
        at += passed;
      }
      if (this.#left > 0) continue;
      this.#lastType = this.#header.getUint8(0);
      this.#headerBytes = 0;
    }
  }
}
