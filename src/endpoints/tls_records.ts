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

/** Bytes of a record that holds one alert, not encrypted. */
const ALERT_BYTES = 7;

/** Alerts that an end sends before it gives up: the reason, and close_notify. */
const MOST_ALERTS = 2;

/**
 * Watches what a peer sends for the one thing that a TLS server says to whom
 * speaks no TLS: an alert, or two, and not a byte else.
 *
 * A record of an alert is the content type 21 in 8 bits, version 3.0 to 3.4 in
 * 16, length 2 in 16, then a level of 1 or 2 and a description in 8 bits each.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5246#section-7.2
 * @example
 * ```ts
 * import { assert } from "@std/assert";
 * import { AlertWatch } from "./tls_records.ts";
 *
 * const watch = new AlertWatch();
 * watch.push(Uint8Array.of(21, 3, 3, 0, 2, 2, 50));
 * assert(watch.sawAlertOnly);
 * ```
 */
export class AlertWatch {
  readonly #first = new Uint8Array(MOST_ALERTS * ALERT_BYTES);
  #length = 0;

  /** Takes what came. */
  push(bytes: Uint8Array): void {
    const room = this.#first.subarray(
      Math.min(this.#length, this.#first.length),
    );
    room.set(bytes.subarray(0, room.length));
    this.#length += bytes.length;
  }

  /** Whether nothing but alerts has come so far. */
  get sawAlertOnly(): boolean {
    const { length } = this.#first;
    if (this.#length === 0 || this.#length > length) return false;
    if (this.#length % ALERT_BYTES !== 0) return false;
    for (let at = 0; at < this.#length; at += ALERT_BYTES) {
      if (!isAlert(this.#first.subarray(at, at + ALERT_BYTES))) return false;
    }
    return true;
  }
}

function isAlert(
  [type, major, minor, high, low, level]: Uint8Array,
): boolean {
  return type === ALERT && major === 3 && minor <= 4 &&
    high === 0 && low === 2 && (level === 1 || level === 2);
}
