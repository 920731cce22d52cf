import type { Stream } from "../../src/endpoints/stream.ts";

/** What a {@linkcode FakeStream} reads next. */
export type Turn = string | Uint8Array | Error | Promise<unknown>;

const encoder = new TextEncoder();

/**
 * A connection whose peer follows a script: texts come as chunks, a promise is
 * waited for, an error is thrown, and after the last turn the peer has ended.
 */
export class FakeStream implements Stream {
  /** What was written, in order; `FIN` and `closed` mark the ends. */
  readonly log: string[] = [];
  /** Bytes that one write takes at the most. */
  writeBytes = Infinity;
  /** Thrown by every write. */
  writeError: Error | undefined;
  readonly #turns: Turn[];
  readonly #closed = Promise.withResolvers<never>();

  /** @param turns What comes. */
  constructor(turns: readonly Turn[]) {
    this.#turns = [...turns];
    this.#closed.promise.catch(() => {});
  }

  /** What was written, as one text. */
  get written(): string {
    return this.log.filter((entry) => !["FIN", "closed"].includes(entry))
      .join("");
  }

  async read(buffer: Uint8Array): Promise<number | null> {
    for (;;) {
      const turn = this.#turns.shift();
      if (turn === undefined) return null;
      if (turn instanceof Error) throw turn;
      if (turn instanceof Promise) {
        await Promise.race([turn, this.#closed.promise]);
        continue;
      }
      const bytes = typeof turn === "string" ? encoder.encode(turn) : turn;
      buffer.set(bytes);
      return bytes.length;
    }
  }

  async write(bytes: Uint8Array): Promise<number> {
    await Promise.resolve();
    if (this.writeError) throw this.writeError;
    const part = bytes.subarray(0, this.writeBytes);
    this.log.push(new TextDecoder().decode(part));
    return part.length;
  }

  async closeWrite(): Promise<void> {
    await Promise.resolve();
    this.log.push("FIN");
  }

  close(): void {
    if (this.log.at(-1) === "closed") return;
    this.log.push("closed");
    this.#closed.reject(new Deno.errors.Interrupted("operation canceled"));
  }
}
