import { escapeControls } from "../bytes/mod.ts";
import { endWithoutOutput, type Language } from "./terminal.ts";

/** Writes what a peer answers. */
export interface ReplyWriter {
  /** Writes bytes, in the order of the calls. */
  write(bytes: Uint8Array): void | Promise<void>;
  /** Ends a line that is open, before something else is written. */
  freshLine(): void;
  /** Writes what was held back. */
  end(): void;
}

/** Writes bytes as they are, into a pipe or a file. */
export class RawWriter implements ReplyWriter {
  readonly #stream: { write(bytes: Uint8Array): Promise<number> };
  readonly #language: Language;

  /**
   * @param stream Where to.
   * @param language Language to say in why it takes no more.
   */
  constructor(
    stream: { write(bytes: Uint8Array): Promise<number> },
    language: Language,
  ) {
    this.#stream = stream;
    this.#language = language;
  }

  async write(bytes: Uint8Array): Promise<void> {
    let written = 0;
    while (written < bytes.length) {
      try {
        written += await this.#stream.write(bytes.subarray(written));
      } catch (error) {
        endWithoutOutput(error, this.#language);
      }
    }
  }

  freshLine(): void {}

  end(): void {}
}

/**
 * Writes bytes as text that cannot act on a terminal: line ends and tabs stay,
 * all other control characters come out as escapes.
 */
export class TextWriter implements ReplyWriter {
  readonly #decoder = new TextDecoder();
  readonly #out: (text: string) => void;
  #held = "";
  #lineOpen = false;

  /** @param out Writes text. */
  constructor(out: (text: string) => void) {
    this.#out = out;
  }

  write(bytes: Uint8Array): void {
    this.#emit(this.#decoder.decode(bytes, { stream: true }), false);
  }

  freshLine(): void {
    if (this.#lineOpen) this.#out("\n");
    this.#lineOpen = false;
  }

  end(): void {
    this.#emit(this.#decoder.decode(), true);
    this.freshLine();
  }

  #emit(decoded: string, last: boolean): void {
    const text = this.#held + decoded;
    // A CR at the end may belong to a line end whose LF is still to come.
    this.#held = !last && text.endsWith("\r") ? "\r" : "";
    const ready = text.slice(0, text.length - this.#held.length);
    if (ready === "") return;
    const lines = ready.replaceAll("\r\n", "\n").split("\n");
    const safe = lines.map((line) =>
      line.split("\t").map(escapeControls).join("\t")
    );
    this.#lineOpen = !ready.endsWith("\n");
    this.#out(safe.join("\n"));
  }
}
