/** Phases of a visit to a web server, in their order. */
export type PhaseName = "name" | "tcp" | "tls" | "wait" | "body";

/** One phase, timed. */
export interface TimedPhase {
  /** Which one. */
  readonly name: PhaseName;
  /** When it began, in milliseconds after the first phase did. */
  readonly startMillis: number;
  /** When it ended, on the same clock. */
  readonly endMillis: number;
}

/** Times the phases of a visit, which follow each other. */
export class PhaseClock {
  readonly #phases: TimedPhase[] = [];
  readonly #now: () => number;
  #origin: number | undefined;
  #current: { name: PhaseName; startMillis: number } | undefined;

  /** @param now Tells the time in milliseconds. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Phases that are over. */
  get phases(): readonly TimedPhase[] {
    return this.#phases;
  }

  /** Phase that is going on, if there is one. */
  get current(): PhaseName | undefined {
    return this.#current?.name;
  }

  /** Begins a phase; the one before it ends where it still goes on. */
  begin(name: PhaseName): void {
    const millis = this.#now();
    this.#origin ??= millis;
    this.#finish(millis - this.#origin);
    this.#current = { name, startMillis: millis - this.#origin };
  }

  /** Ends the phase that is going on. */
  end(): void {
    if (this.#origin !== undefined) this.#finish(this.#now() - this.#origin);
  }

  #finish(endMillis: number): void {
    if (this.#current) this.#phases.push({ ...this.#current, endMillis });
    this.#current = undefined;
  }
}
