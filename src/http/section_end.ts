/** Finds where a section of field lines ends, over any number of pushes. */
export class SectionEnd {
  readonly #skipEmpty: boolean;
  /** Where the line that is being read starts. */
  #line = 0;
  /** Up to where no line end was found. */
  #scanned = 0;
  #firstLine = 0;

  /** @param skipEmpty Whether empty lines at the start belong to what follows. */
  constructor(skipEmpty: boolean) {
    this.#skipEmpty = skipEmpty;
  }

  /** Offset of the first line that is not empty. */
  get firstLine(): number {
    return this.#firstLine;
  }

  /**
   * Looks for the first empty line after the start.
   *
   * @param bytes The section from its start; each call has the bytes of the one before.
   * @returns Offset after that line, or `undefined` where it has not come.
   */
  find(bytes: Uint8Array): number | undefined {
    for (
      let feed = bytes.indexOf(0x0a, this.#scanned);
      feed >= 0;
      feed = bytes.indexOf(0x0a, this.#scanned)
    ) {
      const line = this.#line;
      const empty = feed === line || feed === line + 1 && bytes[line] === 0x0d;
      this.#line = feed + 1;
      this.#scanned = feed + 1;
      if (!empty) continue;
      if (!this.#skipEmpty || line !== this.#firstLine) return feed + 1;
      this.#firstLine = feed + 1;
    }
    this.#scanned = bytes.length;
    return undefined;
  }
}
