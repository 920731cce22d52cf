import { Duplex } from "node:stream";
import type { NegotiatedAlgorithms } from "ssh2";
import project from "../../deno.json" with { type: "json" };
import { concat, latin1 } from "../bytes/mod.ts";
import { type Cause, GivenUp } from "./cause.ts";
import type { SshNegotiated } from "./ssh_events.ts";
import { BUFFER_BYTES, type Stream, writeAll } from "./stream.ts";

/** What both ends say of themselves in their first line. */
export const IDENT = `wirelab_${project.version}`;

/** What every line that begins SSH begins with. */
const PREFIX = "SSH-";
/** Bytes of the peer that are kept to see what it speaks. */
const FIRST_BYTES = 1024;
/** Parts that are gathered before more have to wait. */
const MAX_PARTS = 64;

/** A connection as a stream of Node's, which `ssh2` talks through. */
export class SshTransport {
  /** What `ssh2` reads and writes. */
  readonly duplex: Duplex;
  readonly #closed = Promise.withResolvers<void>();
  readonly #mustStart: boolean;
  #first = "";
  #error: unknown;

  /**
   * @param stream The connection.
   * @param mustStart Whether the first bytes have to be those of SSH: a client
   * says nothing before them, a server may.
   */
  constructor(
    stream: Pick<Stream, "read" | "write" | "closeWrite" | "close">,
    mustStart: boolean,
  ) {
    this.#mustStart = mustStart;
    const buffer = new Uint8Array(BUFFER_BYTES);
    const take = async () => {
      const length = await stream.read(buffer);
      if (length === null) return null;
      const bytes = buffer.slice(0, length);
      this.#look(bytes);
      if (mustStart && this.isOther) throw new GivenUp("not-ssh");
      return bytes;
    };
    const sender = new Sender(
      stream,
      (error) => this.duplex.destroy(error),
    );
    this.duplex = new Duplex({
      allowHalfOpen: false,
      read() {
        take().then(
          (bytes) => this.push(bytes),
          (error) => this.destroy(error),
        );
      },
      write(chunk, _encoding, done) {
        // At once, or the rest of the packet would wait for its own turn.
        if (sender.add(chunk)) done();
        else sender.flushed.then(() => done());
      },
      final(done) {
        // The peer may be gone already, which is an end as well.
        sender.flushed.then(() => stream.closeWrite())
          .then(() => done(), () => done());
      },
      destroy(error, done) {
        stream.close();
        done(error);
      },
    });
    this.duplex.on("error", (error) => this.#error ??= error);
    this.duplex.on("close", () => this.#closed.resolve());
  }

  /** Resolves when the connection is closed. */
  get closed(): Promise<void> {
    return this.#closed.promise;
  }

  /** What broke the connection. */
  get error(): unknown {
    return this.#error;
  }

  /** What the peer says of its software; empty before it has. */
  get software(): string {
    return /^SSH-[^-]*-([^\s]+)/m.exec(this.#first)?.[1] ?? "";
  }

  /** Whether what the peer has said so far is no beginning of SSH. */
  get isOther(): boolean {
    const lines = this.#first.split("\n");
    // A server may say other things in lines before its own.
    const candidates = this.#mustStart ? lines.slice(0, 1) : lines;
    return this.#first !== "" &&
      !candidates.some((line) =>
        line.startsWith(PREFIX) || PREFIX.startsWith(line)
      );
  }

  #look(bytes: Uint8Array): void {
    const missing = FIRST_BYTES - this.#first.length;
    if (missing > 0) this.#first += latin1(bytes.subarray(0, missing));
  }
}

/**
 * Writes what is handed over in one go by one write: `ssh2` hands a packet
 * over in three parts, which would go in three segments.
 */
class Sender {
  readonly #stream: Pick<Stream, "write">;
  readonly #onError: (error: Error) => void;
  #parts: Uint8Array[] = [];
  #flushed = Promise.resolve();

  constructor(
    stream: Pick<Stream, "write">,
    onError: (error: Error) => void,
  ) {
    this.#stream = stream;
    this.#onError = onError;
  }

  /** Resolves when all is written. */
  get flushed(): Promise<void> {
    return this.#flushed;
  }

  /** Takes a part; tells whether more may come at once. */
  add(part: Uint8Array): boolean {
    this.#parts.push(part);
    if (this.#parts.length === 1) {
      this.#flushed = this.#flushed.then(() => this.#flush())
        .catch(this.#onError);
    }
    return this.#parts.length < MAX_PARTS;
  }

  async #flush(): Promise<void> {
    const bytes = concat(this.#parts);
    this.#parts = [];
    await writeAll(this.#stream, bytes);
  }
}

/** Takes what is told of from what `ssh2` negotiated. */
export function negotiatedOf(
  agreed: NegotiatedAlgorithms,
  software: string,
): SshNegotiated {
  const { cipher, mac } = agreed.cs;
  return {
    software,
    kex: agreed.kex,
    hostKey: agreed.serverHostKey,
    cipher,
    ...mac && { mac },
  };
}

/**
 * Finds out why an SSH connection failed from what `ssh2` says.
 *
 * @param error What it says.
 */
export function sshFailure(error: Error): Error {
  if (error instanceof GivenUp) return error;
  const reason = reasonOf(error.message);
  return reason === undefined
    ? error
    : new GivenUp(reason, { cause: error, detail: error.message });
}

function reasonOf(message: string): Cause | undefined {
  if (/no matching/i.test(message)) return "no-common-algorithm";
  if (/identification string/i.test(message)) return "not-ssh";
  if (/Connection lost before handshake/.test(message)) {
    return "handshake-closed";
  }
  if (/bad packet|invalid|unexpected|malformed|MAC|handshake/i.test(message)) {
    return "violation";
  }
  return undefined;
}
