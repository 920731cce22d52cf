/** Bytes that all conversations together may keep for one purpose. */
export class Budget {
  #left: number;

  /** @param bytes The limit. */
  constructor(bytes: number) {
    this.#left = bytes;
  }

  /**
   * Takes from the budget.
   *
   * @returns `false`, with nothing taken, where too little is left.
   */
  take(bytes: number): boolean {
    if (bytes > this.#left) return false;
    this.#left -= bytes;
    return true;
  }

  /** Gives back what was taken. */
  give(bytes: number): void {
    this.#left += bytes;
  }
}
