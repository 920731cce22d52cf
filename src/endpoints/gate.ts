/**
 * Lets at most so many tasks run at a time.
 *
 * With a limit of one it is what makes a server or a client synchronous: the
 * same loop, which waits for its turn.
 */
export class Gate {
  readonly #limit: number;
  #open = 0;
  #changed: PromiseWithResolvers<void> | undefined;

  /** @param limit Tasks that may run at a time. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Tasks that are running. */
  get open(): number {
    return this.#open;
  }

  /** Waits until one more task may run. */
  async ready(): Promise<void> {
    while (this.#open >= this.#limit) await this.#change();
  }

  /** Waits until no task is running. */
  async idle(): Promise<void> {
    while (this.#open > 0) await this.#change();
  }

  /**
   * Starts a task.
   *
   * @param task What to do; it must not reject.
   */
  run(task: () => Promise<void>): void {
    this.#open++;
    task().finally(() => {
      this.#open--;
      this.#changed?.resolve();
      this.#changed = undefined;
    });
  }

  #change(): Promise<void> {
    this.#changed ??= Promise.withResolvers();
    return this.#changed.promise;
  }
}
