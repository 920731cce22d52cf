/**
 * A TLS client on `node:tls`, for what Deno's own cannot do: to pin a version,
 * and to go on over a certificate that nobody vouches for.
 *
 * @module
 */
import { Duplex } from "node:stream";
import tls from "node:tls";
import { type Address, isIpAddress } from "./address.ts";
import {
  type Cause,
  causeOfName,
  GivenUp,
  type PeerCertificate,
} from "./cause.ts";
import { type ConnectTlsOptions, openTcp } from "./connect.ts";
import type { Negotiated } from "./events.ts";
import { closeQuietly, type Link, linkOf } from "./link.ts";
import { BUFFER_BYTES, type Stream, writeAll } from "./stream.ts";

/** TLS versions that a client can be pinned to. */
export type TlsVersion = "1.2" | "1.3";

/** What a TLS client asks for, and what it puts up with. */
export interface ConnectNodeTlsOptions
  extends Omit<ConnectTlsOptions, "wireReader"> {
  /**
   * Authorities to trust, as PEM; those of the system if there are none. Both
   * together cannot be had: Deno lets nobody list the system's without
   * permission for all system information.
   */
  caPem?: readonly string[];
  /** The only version that it offers; both if not given. */
  version?: TlsVersion;
  /** Whether it goes on over a certificate that is not to be trusted. */
  insecure?: boolean;
}

/** Bytes that wait to be read before no more are taken from the network. */
const BACKLOG_BYTES = 1024 * 1024;

/**
 * Connects for TLS by `node:tls`. The handshake is the caller's to complete.
 *
 * The certificate is judged when the handshake is over and before anything is
 * said: `node:tls` refuses an expired one in the same words as an unknown one.
 *
 * @param target Where to.
 * @param options Name, authorities, version, and what is put up with.
 * @throws What Deno throws; `causeOf` tells why.
 */
export async function connectNodeTls(
  target: Address,
  options: ConnectNodeTlsOptions,
): Promise<Link> {
  return startNodeTls(await openTcp(target, options), options);
}

/**
 * Starts TLS by `node:tls` on a connection that stands. The handshake is the
 * caller's to complete.
 *
 * @param connection The connection; it is taken over.
 * @param options Name, authorities, version, and what is put up with.
 */
export function startNodeTls(
  connection: Deno.TcpConn,
  options: ConnectNodeTlsOptions,
): Link {
  const stream = new NodeTlsStream(connection, options);
  return {
    ...linkOf(connection),
    stream,
    handshake: () => stream.handshake(),
    abort: () => stream.abort(),
    flushed: stream.flushed,
  };
}

/**
 * TLS over a TCP connection, read and written as Deno's connections are.
 *
 * The TLS socket always flows, for one that is paused loses the end of its
 * stream in Deno 2.9. What holds a fast peer back is that no more is taken
 * from the network while enough waits to be read.
 */
class NodeTlsStream implements Stream {
  readonly #socket: tls.TLSSocket;
  readonly #options: ConnectNodeTlsOptions;
  readonly #chunks: Uint8Array[] = [];
  #backlogBytes = 0;
  #ended = false;
  #error: unknown;
  readonly #closed = Promise.withResolvers<void>();
  #changed = Promise.withResolvers<void>();

  constructor(connection: Deno.TcpConn, options: ConnectNodeTlsOptions) {
    this.#options = options;
    const { serverName, version } = options;
    this.#socket = tls.connect({
      socket: this.#transport(connection),
      host: serverName,
      ...isIpAddress(serverName) ? {} : { servername: serverName },
      ca: options.caPem?.length ? [...options.caPem] : undefined,
      ALPNProtocols: options.alpn?.length ? [...options.alpn] : undefined,
      minVersion: version && `TLSv${version}`,
      maxVersion: version && `TLSv${version}`,
      rejectUnauthorized: false,
    });
    this.#socket.on("data", (chunk: Uint8Array) => {
      this.#chunks.push(chunk);
      this.#backlogBytes += chunk.length;
      this.#change();
    });
    this.#socket.on("end", () => {
      this.#ended = true;
      this.#change();
    });
    this.#socket.on("error", (error) => this.#fail(error));
    this.#socket.on("close", () => {
      this.#closed.resolve();
      this.#fail(new Deno.errors.UnexpectedEof("unexpected end of file"));
    });
  }

  /**
   * Completes the handshake and judges the certificate.
   *
   * @throws {GivenUp} Where it is not to be trusted, and that is not put up with.
   */
  async handshake(): Promise<Negotiated> {
    let done = false;
    this.#socket.once("secureConnect", () => {
      done = true;
      this.#change();
    });
    while (!done) {
      if (this.#error) throw this.#error;
      await this.#changed.promise;
    }
    const peer = this.#socket.getPeerCertificate();
    const certificate = certificateOf(peer);
    const distrust = this.#socket.authorized
      ? undefined
      : distrustOf(this.#socket.authorizationError, peer);
    if (distrust && !this.#options.insecure) {
      this.close();
      throw new GivenUp(distrust, { certificate });
    }
    return {
      version: this.#socket.getProtocol()?.replace("TLSv", "TLS "),
      cipherSuite: this.#socket.getCipher().standardName,
      alpn: this.#socket.alpnProtocol || null,
      certificate,
      distrust,
    };
  }

  async read(buffer: Uint8Array): Promise<number | null> {
    while (this.#chunks.length === 0) {
      if (this.#ended) return null;
      if (this.#error) throw this.#error;
      await this.#changed.promise;
    }
    const [chunk] = this.#chunks;
    const length = Math.min(buffer.length, chunk.length);
    buffer.set(chunk.subarray(0, length));
    if (length === chunk.length) this.#chunks.shift();
    else this.#chunks[0] = chunk.subarray(length);
    this.#backlogBytes -= length;
    this.#change();
    return length;
  }

  async write(bytes: Uint8Array): Promise<number> {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    this.#socket.write(
      bytes,
      (error) => error ? reject(error) : resolve(bytes.length),
    );
    return await promise;
  }

  async closeWrite(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#socket.end(resolve);
    await promise;
  }

  /** Resolves when the connection is closed. */
  get flushed(): Promise<void> {
    return this.#closed.promise;
  }

  close(): void {
    this.#fail(new Deno.errors.Interrupted("operation canceled"));
    this.#socket.end(() => this.abort());
  }

  /** Closes without a word. */
  abort(): void {
    this.#socket.destroy();
    this.#closed.resolve();
  }

  #change(): void {
    const { resolve } = this.#changed;
    this.#changed = Promise.withResolvers();
    resolve();
  }

  #fail(error: unknown): void {
    this.#error ??= error;
    this.#change();
  }

  /** The connection as a stream of Node's, which TLS goes over. */
  #transport(connection: Deno.TcpConn): Duplex {
    const buffer = new Uint8Array(BUFFER_BYTES);
    const take = async () => {
      while (this.#backlogBytes > BACKLOG_BYTES) await this.#changed.promise;
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

/** Why `node:tls` does not trust a certificate; its dates say what it does not. */
function distrustOf(reason: unknown, peer: tls.PeerCertificate): Cause {
  const now = Date.now();
  if (Date.parse(peer.valid_to) < now) return "expired";
  if (Date.parse(peer.valid_from) > now) return "not-yet-valid";
  const code = reason instanceof Error && "code" in reason
    ? reason.code
    : reason;
  return causeOfName(String(code)) ?? "untrusted";
}

function certificateOf(peer: tls.PeerCertificate): PeerCertificate {
  return {
    subject: nameOf(peer.subject),
    issuer: nameOf(peer.issuer),
    names: namesOf(peer.subjectaltname ?? ""),
    validFrom: Date.parse(peer.valid_from),
    validTo: Date.parse(peer.valid_to),
  };
}

/** Reads the names out of `DNS:localhost, IP Address:127.0.0.1`. */
function namesOf(alternativeNames: string): string[] {
  return alternativeNames.split(", ")
    .map((name) => name.replace(/^(DNS|IP Address):/, ""))
    .filter((name) => name !== "");
}

/** Writes a distinguished name: `CN=localhost, O=wirelab`. */
function nameOf(name: tls.Certificate): string {
  return Object.entries(name)
    .flatMap(([type, values]) =>
      [values].flat().map((value) => `${type}=${value}`)
    )
    .join(", ");
}
