import type { Client, ClientChannel } from "ssh2";
import { ByteQueue } from "../bytes/byte_queue.ts";
import type { SshExit } from "./ssh_events.ts";
import type { SshTransport } from "./ssh_transport.ts";
import type { Stream } from "./stream.ts";

/** What is said in a session over SSH, read and written as Deno's connections are. */
export class SshChannelStream implements Stream {
  readonly #client: Client;
  readonly #received = new ByteQueue();
  #channel: ClientChannel | undefined;
  #exit: SshExit | undefined;
  #ended = false;
  #closed = false;
  #error: unknown;
  #changed = Promise.withResolvers<void>();

  /**
   * @param client The connection that the session is on.
   * @param transport What that goes over.
   */
  constructor(client: Client, transport: SshTransport) {
    this.#client = client;
    transport.closed.then(() => {
      const lost = new Deno.errors.ConnectionReset("connection lost");
      // A channel that was closed properly has told how its program ended.
      if (!this.#closed) this.fail(transport.error ?? lost);
    });
  }

  /** How the program at the other end ended. */
  get exit(): SshExit | undefined {
    return this.#exit;
  }

  /** Takes the channel, once it is open. */
  attach(channel: ClientChannel): void {
    this.#channel = channel;
    channel.on("data", (chunk: Uint8Array) => {
      this.#received.push(new Uint8Array(chunk));
      channel.pause();
      this.#change();
    });
    channel.on("end", () => {
      this.#ended = true;
      this.#change();
    });
    channel.on("exit", (status, signal) => {
      this.#exit = status === null ? { signal } : { status };
    });
    channel.on("close", () => {
      this.#closed = true;
      this.#change();
    });
    channel.on("error", (error: Error) => this.fail(error));
  }

  /** Has everything that waits end with an error. */
  fail(error: unknown): void {
    this.#error ??= error;
    this.#change();
  }

  async read(buffer: Uint8Array): Promise<number | null> {
    while (this.#received.length === 0) {
      // The exit status comes after the end of what is said.
      if (this.#ended && this.#closed) return null;
      if (this.#error) throw this.#error;
      this.#channel?.resume();
      await this.#changed.promise;
    }
    const bytes = this.#received.take(
      Math.min(buffer.length, this.#received.length),
    );
    buffer.set(bytes);
    return bytes.length;
  }

  async write(bytes: Uint8Array): Promise<number> {
    const { promise, resolve } = Promise.withResolvers<void>();
    // The caller's buffer is its own again when this is over, not the channel's.
    this.#channel?.write(bytes.slice(), () => resolve());
    await promise;
    // A program may end without reading all of its input, which is no failure.
    if (this.#error && !this.#closed) throw this.#error;
    return bytes.length;
  }

  closeWrite(): Promise<void> {
    this.#channel?.end();
    return Promise.resolve();
  }

  close(): void {
    this.fail(new Deno.errors.Interrupted("operation canceled"));
    this.#client.end();
  }

  #change(): void {
    const { resolve } = this.#changed;
    this.#changed = Promise.withResolvers();
    resolve();
  }
}
