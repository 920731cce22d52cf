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

/**
 * Times the phases of a visit, which follow each other. Between them the clock
 * stands still: what this program then does for itself is no part of a visit.
 */
export class PhaseClock {
  readonly #phases: TimedPhase[] = [];
  readonly #now: () => number;
  #current: { name: PhaseName; startMillis: number; since: number } | undefined;

  /** @param now Tells the time in milliseconds. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Phases that are over. */
  get phases(): readonly TimedPhase[] {
    return this.#phases;
  }

  /** Begins a phase; the one before it ends where it still goes on. */
  begin(name: PhaseName): void {
    const since = this.#now();
    this.#finish(since);
    const startMillis = this.#phases.at(-1)?.endMillis ?? 0;
    this.#current = { name, startMillis, since };
  }

  /** Ends the phase that is going on. */
  end(): void {
    this.#finish(this.#now());
  }

  #finish(now: number): void {
    if (!this.#current) return;
    const { name, startMillis, since } = this.#current;
    this.#phases.push({
      name,
      startMillis,
      endMillis: startMillis + now - since,
    });
    this.#current = undefined;
  }
}
