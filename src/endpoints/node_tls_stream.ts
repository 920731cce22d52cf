import { Duplex } from "node:stream";
import type { TLSSocket } from "node:tls";
import { ByteQueue } from "../bytes/byte_queue.ts";
import { closeQuietly } from "./link.ts";
import { BUFFER_BYTES, type Stream, writeAll } from "./stream.ts";

/** Bytes that wait to be read before no more are taken from the network. */
const BACKLOG_BYTES = 1024 * 1024;

/**
 * TLS over a TCP connection, read and written as Deno's connections are.
 *
 * The TLS socket always flows, for one that is paused loses the end of its
 * stream in Deno 2.9. What holds a fast peer back is that no more is taken
 * from the network while enough waits to be read.
 */
export class NodeTlsStream implements Stream {
  /** The connection as a stream of Node's, which TLS goes over. */
  readonly transport: Duplex;
  readonly #connection: Deno.TcpConn;
  readonly #received = new ByteQueue();
  #socket: TLSSocket | undefined;
  #ended = false;
  #error: unknown;
  readonly #closed = Promise.withResolvers<void>();
  #changed = Promise.withResolvers<void>();

  /** @param connection The connection; it is taken over. */
  constructor(connection: Deno.TcpConn) {
    this.#connection = connection;
    this.transport = this.#transport(connection);
    this.transport.on("close", () => this.#finish());
  }

  /** Takes the TLS socket that was made over the transport, from its first byte on. */
  bind(socket: TLSSocket): void {
    this.#socket = socket;
    socket.on("data", (chunk: Uint8Array) => {
      this.#received.push(chunk);
      this.#change();
    });
    socket.on("end", () => {
      this.#ended = true;
      this.#change();
    });
    socket.on("error", (error) => this.fail(error));
    socket.on("close", () => this.#finish());
  }

  /** Waits until something is so, for example the handshake done. */
  async until(isSo: () => boolean): Promise<void> {
    while (!isSo()) {
      if (this.#error) throw this.#error;
      await this.#changed.promise;
    }
  }

  /** Has those who wait look again. */
  changed(): void {
    this.#change();
  }

  /** Ends all waiting with an error, the first one. */
  fail(error: unknown): void {
    this.#error ??= error;
    this.#change();
  }

  async read(buffer: Uint8Array): Promise<number | null> {
    while (this.#received.length === 0) {
      if (this.#ended) return null;
      if (this.#error) throw this.#error;
      await this.#changed.promise;
    }
    const bytes = this.#received.take(
      Math.min(buffer.length, this.#received.length),
    );
    buffer.set(bytes);
    this.#change();
    return bytes.length;
  }

  async write(bytes: Uint8Array): Promise<number> {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    this.#secure.write(
      bytes,
      (error) => error ? reject(error) : resolve(bytes.length),
    );
    return await promise;
  }

  async closeWrite(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#secure.end(resolve);
    await promise;
  }

  /** Resolves when the connection is closed. */
  get flushed(): Promise<void> {
    return this.#closed.promise;
  }

  close(): void {
    this.fail(new Deno.errors.Interrupted("operation canceled"));
    if (this.#socket) this.#socket.end(() => this.abort());
    else this.abort();
  }

  /** Closes without a word. */
  abort(): void {
    this.#socket?.destroy();
    closeQuietly(this.#connection);
    this.#closed.resolve();
  }

  get #secure(): TLSSocket {
    if (this.#socket) return this.#socket;
    throw new TypeError("Cannot write: the handshake is not over");
  }

  #change(): void {
    const { resolve } = this.#changed;
    this.#changed = Promise.withResolvers();
    resolve();
  }

  #finish(): void {
    this.#closed.resolve();
    this.fail(new Deno.errors.UnexpectedEof("unexpected end of file"));
  }

  #transport(connection: Deno.TcpConn): Duplex {
    const buffer = new Uint8Array(BUFFER_BYTES);
    const take = async () => {
      while (this.#received.length > BACKLOG_BYTES) await this.#changed.promise;
      const length = await connection.read(buffer);
      return length === null ? null : buffer.slice(0, length);
    };
    return new Duplex({
      read() {
        take().then(
          (bytes) => this.push(bytes),
          (error) => this.destroy(error),
        );
      },
      write(chunk, _encoding, done) {
        writeAll(connection, chunk).then(() => done(), done);
      },
      final(done) {
        connection.closeWrite().then(() => done(), done);
      },
      destroy(error, done) {
        closeQuietly(connection);
        done(error);
      },
    });
  }
}
