import { Duplex } from "node:stream";
import type { TLSSocket } from "node:tls";
import { ByteQueue } from "../bytes/byte_queue.ts";
import { closeQuietly } from "./link.ts";
import { BUFFER_BYTES, type Stream, writeAll } from "./stream.ts";
import { TlsRecordWalk } from "./tls_records.ts";
import { within } from "./within.ts";

/** Bytes that wait to be read before no more are taken from the network. */
const BACKLOG_BYTES = 1024 * 1024;
/** How long a peer may take to take what was sent last, in seconds. */
const LINGER_SECONDS = 1;

/**
 * TLS over a TCP connection, read and written as Deno's connections are.
 *
 * The TLS socket always flows, for one that is paused loses the end of its
 * stream in Deno 2.9. What holds a fast peer back is that no more is taken
 * from the network while enough waits to be read.
 *
 * `node:tls` takes the end of the connection for the end of the stream, with
 * close_notify or without. So the records are watched on their way to it.
 */
export class NodeTlsStream implements Stream {
  /** The connection as a stream of Node's, which TLS goes over. */
  readonly transport: Duplex;
  readonly #connection: Deno.TcpConn;
  readonly #received = new ByteQueue();
  readonly #records = new TlsRecordWalk();
  /** What waits for the peer to take something, and hears that it is in vain. */
  readonly #waiting = new Set<(error: Error) => void>();
  #socket: TLSSocket | undefined;
  #ended = false;
  #hidesCloseNotify = false;
  #closing = false;
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
    socket.on("end", () => this.#hearEnd(socket));
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
    await this.#taken((done) => this.#secure.write(bytes, done));
    return bytes.length;
  }

  async closeWrite(): Promise<void> {
    // It goes the same way for a peer that is gone: nothing more is sent.
    await this.#taken((done) => this.#secure.end(() => done()));
  }

  /** Resolves when the connection is closed. */
  get flushed(): Promise<void> {
    return this.#closed.promise;
  }

  /** Whether the peer has ended, and TLS 1.3 hides if it did so by close_notify. */
  get hidesCloseNotify(): boolean {
    return this.#hidesCloseNotify;
  }

  close(): void {
    if (this.#closing) return;
    this.#cancel();
    if (!this.#socket) return this.abort();
    this.#socket.end(() => this.abort());
    within(this.flushed, LINGER_SECONDS).then(() => this.abort());
  }

  /** Closes without a word. */
  abort(): void {
    this.#cancel();
    this.#socket?.destroy();
    closeQuietly(this.#connection);
    this.#closed.resolve();
  }

  /** Ends all waiting, for nothing more is taken or given. */
  #cancel(): void {
    this.#closing = true;
    const canceled = new Deno.errors.Interrupted("operation canceled");
    this.fail(canceled);
    for (const reject of this.#waiting) reject(canceled);
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

  /** Waits until the peer took something, or the connection is closed here. */
  async #taken(
    send: (done: (error?: Error | null) => void) => void,
  ): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#waiting.add(reject);
    try {
      send((error) => error ? reject(error) : resolve());
      await promise;
    } finally {
      this.#waiting.delete(reject);
    }
  }

  #hearEnd(socket: TLSSocket): void {
    const version = socket.getProtocol();
    this.#hidesCloseNotify = version === "TLSv1.3";
    // Without a version it is the handshake that has ended, which tells itself.
    if (version && !this.#hidesCloseNotify && !this.#records.endsWithAlert) {
      const problem = "peer closed connection without sending TLS close_notify";
      return this.fail(new Deno.errors.UnexpectedEof(problem));
    }
    this.#ended = true;
    this.#change();
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
      if (length === null) return null;
      const bytes = buffer.slice(0, length);
      this.#records.push(bytes);
      return bytes;
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
