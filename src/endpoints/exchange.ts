import { causeOf, GivenUp } from "./cause.ts";
import { BUFFER_BYTES, type Handler, type Stream, writeAll } from "./stream.ts";
import { within } from "./within.ts";

/** Where bytes come from: a text, or standard input. */
export interface Source {
  /**
   * Reads some bytes into a buffer.
   *
   * @returns Bytes read; `null` at the end.
   */
  read(buffer: Uint8Array): Promise<number | null>;
}

/** What a client says, and what it does with the answer. */
export interface ExchangeOptions {
  /** What it says. */
  source: Source;
  /** Whether it ends its direction after that; otherwise the peer ends first. */
  halfClose: boolean;
  /** Called with what comes; the view is valid until the promise resolves. */
  onReceived: (bytes: Uint8Array) => void | Promise<void>;
}

/** How long a source may hesitate once the peer has ended, in seconds. */
const HESITATION_SECONDS = 0.1;

/**
 * Makes a client's handler: it says something and hears the answer, both at a
 * time, so that neither fills the network up, until the peer has ended.
 *
 * @param options What it says, and what it does with the answer.
 */
export function exchange(options: ExchangeOptions): Handler {
  return async (stream) => {
    const sender = new Sender(stream, options);
    try {
      await receive(stream, options.onReceived);
    } catch (error) {
      if (causeOf(error) === "no-close-notify") {
        // Such a peer has ended its own direction, and may still take this one;
        // that it does not is no news beside that.
        await sender.finish().catch(() => {});
      }
      throw sender.sourceError ?? error;
    }
    await sender.finish();
    await answerEnd(stream);
  };
}

/** Ends this direction too, now that the peer has ended its own. */
async function answerEnd(stream: Stream): Promise<void> {
  try {
    await stream.closeWrite();
  } catch {
    // The peer is gone, and so is nobody's loss.
  }
}

/** A source of these bytes, and no more. */
export function bytesSource(bytes: Uint8Array): Source {
  let offset = 0;
  return {
    read(buffer) {
      if (offset >= bytes.length) return Promise.resolve(null);
      const part = bytes.subarray(offset, offset + buffer.length);
      buffer.set(part);
      offset += part.length;
      return Promise.resolve(part.length);
    },
  };
}

async function receive(
  stream: Stream,
  onReceived: ExchangeOptions["onReceived"],
): Promise<void> {
  const buffer = new Uint8Array(BUFFER_BYTES);
  for (;;) {
    const length = await stream.read(buffer);
    if (length === null) return;
    await onReceived(buffer.subarray(0, length));
  }
}

/** Sends what a source yields, from the moment it is made. */
class Sender {
  /** What the source threw; the connection is closed then. */
  sourceError: unknown;
  readonly #stream: Stream;
  readonly #options: ExchangeOptions;
  readonly #done: Promise<void>;
  #writeError: unknown;
  #reads = 0;
  #reading = false;
  #over = false;

  constructor(stream: Stream, options: ExchangeOptions) {
    this.#stream = stream;
    this.#options = options;
    this.#done = this.#run();
  }

  /**
   * Ends, now that the peer has ended its direction: what the source has at
   * hand is still sent, but a source that hesitates is not waited for.
   *
   * @throws {GivenUp} `unsent`, where the peer did not take all.
   */
  async finish(): Promise<void> {
    let reads = -1;
    while (!this.#over && !(this.#reading && this.#reads === reads)) {
      reads = this.#reads;
      await within(this.#done, HESITATION_SECONDS);
    }
    this.#over = true;
    if (this.sourceError) throw this.sourceError;
    if (this.#writeError) {
      throw new GivenUp("unsent", { cause: this.#writeError });
    }
  }

  async #run(): Promise<void> {
    const buffer = new Uint8Array(BUFFER_BYTES);
    try {
      for (;;) {
        const length = await this.#next(buffer);
        if (this.#over) return;
        if (length === null) break;
        await writeAll(this.#stream, buffer.subarray(0, length));
      }
      if (this.#options.halfClose) await this.#stream.closeWrite();
    } catch (error) {
      this.#writeError = error;
    }
    this.#over = true;
  }

  async #next(buffer: Uint8Array): Promise<number | null> {
    this.#reading = true;
    this.#reads++;
    try {
      return await this.#options.source.read(buffer);
    } catch (error) {
      this.sourceError = error;
      this.#over = true;
      this.#stream.close();
      return null;
    } finally {
      this.#reading = false;
    }
  }
}
