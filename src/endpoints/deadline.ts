/**
 * A time by which something has to happen, put off each time it does.
 *
 * Putting it off costs one reading of the clock; the timer itself is set anew
 * only when it fires too early.
 */
export class Deadline {
  readonly #expire: () => void;
  #limitMillis = 0;
  #touched = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param expire Called when nothing happened for too long. */
  constructor(expire: () => void) {
    this.#expire = expire;
  }

  /**
   * Starts, or starts over, with a new limit.
   *
   * @param seconds How long nothing may happen; 0 for as long as it likes.
   */
  start(seconds: number): void {
    this.stop();
    if (seconds <= 0) return;
    this.#limitMillis = seconds * 1000;
    this.#touched = performance.now();
    this.#arm(this.#limitMillis);
  }

  /** Something happened: the limit counts from now. */
  touch(): void {
    if (this.#timer !== undefined) this.#touched = performance.now();
  }

  /** Never expires, unless it is started again. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #arm(millis: number): void {
    this.#timer = setTimeout(() => {
      const left = this.#touched + this.#limitMillis - performance.now();
      if (left > 0) return this.#arm(left);
      this.#timer = undefined;
      this.#expire();
    }, millis);
  }
}
