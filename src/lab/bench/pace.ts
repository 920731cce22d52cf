import { LatencyHistogram } from "./histogram.ts";

/** How long something is done. */
export interface PaceOptions {
  /** How long it is done before anything counts, in seconds. */
  warmUpSeconds: number;
  /** How often it may be done before anything counts; as often as it likes if not given. */
  mostWarmUps?: number;
  /** How long it counts, in seconds. */
  seconds: number;
  /** How often it may be done while it counts. */
  most: number;
  /** Called when the first begins that counts. */
  onCounting?: () => void;
}

/**
 * Decides how long something is done again and again, and notes how long each
 * took: first to warm up, then for the record.
 *
 * What begins while it counts is waited for and counted, however long it
 * takes, so that the slowest are not left out. All times are readings of one
 * clock, in milliseconds.
 */
export class Pace {
  /** How long each took that counts. */
  readonly latencies = new LatencyHistogram();
  readonly #options: PaceOptions;
  #from = 0;
  #until = 0;
  #last = 0;
  #warmUpsLeft: number;
  #left: number;
  #isCounting = false;

  /** @param options How long, and how often. */
  constructor(options: PaceOptions) {
    this.#options = options;
    this.#warmUpsLeft = options.mostWarmUps ?? Infinity;
    this.#left = options.most;
  }

  /**
   * Starts.
   *
   * @param now The time.
   */
  start(now: number): void {
    this.#from = now + this.#options.warmUpSeconds * 1000;
    this.#until = this.#from + this.#options.seconds * 1000;
    this.#last = this.#from;
  }

  /**
   * Whether one more may begin; it has to, where it may.
   *
   * @param now The time.
   */
  admits(now: number): boolean {
    if (now < this.#from) {
      if (this.#warmUpsLeft-- > 0) return true;
      this.#endWarmUp(now);
    }
    if (now >= this.#until || this.#left <= 0) return false;
    this.#left--;
    if (!this.#isCounting) {
      this.#isCounting = true;
      this.#options.onCounting?.();
    }
    return true;
  }

  /**
   * One is over.
   *
   * @param began When it began.
   * @param now The time.
   * @param latencyMillis What is noted of it; the time between them if not given.
   * @returns Whether it counts.
   */
  ended(began: number, now: number, latencyMillis = now - began): boolean {
    if (began < this.#from) return false;
    this.latencies.record(latencyMillis);
    this.#last = now;
    return true;
  }

  /** From the end of the warm-up until the last was over, in seconds. */
  get seconds(): number {
    return (this.#last - this.#from) / 1000;
  }

  /** Counts from now on: the warm-up was done often enough. */
  #endWarmUp(now: number): void {
    this.#from = now;
    this.#until = now + this.#options.seconds * 1000;
    this.#last = now;
  }
}
