import { type Address, addressOf, bareHost } from "./address.ts";
import type { Negotiated } from "./events.ts";
import { closeQuietly, type Link, linkOf } from "./link.ts";
import { type OnRelay, tap } from "./relay.ts";
import { sendAtOnce } from "./socket.ts";

/** How a connection is made. */
export interface ConnectOptions {
  /** How long it may take, in seconds; 0 for as long as it likes; 10 if not given. */
  timeoutSeconds?: number;
  /** Gives it up. */
  signal?: AbortSignal;
}

/** What a TLS client asks for and trusts. */
export interface ConnectTlsOptions extends ConnectOptions {
  /** Name that is asked for (SNI) and that the certificate must hold. */
  serverName: string;
  /** Authorities to trust beside those of the system, as PEM. */
  caPem?: readonly string[];
  /** Application protocols, the preferred one first. */
  alpn?: readonly string[];
  /**
   * The client's own certificate and those above it, as PEM. Deno shows one
   * only where it connects by the name that is asked for.
   */
  certPem?: string;
  /** The private key of that certificate, as PEM. */
  keyPem?: string;
  /** Reads along, and so learns what Deno does not tell. */
  wireReader?: WireReader;
}

/** Reads the bytes of a TLS connection on their way, encrypted as they are. */
export interface WireReader {
  /** Hears of what passes. */
  readonly onRelay: OnRelay;
  /** Tells, once the handshake is over, what it settled. */
  negotiated(): Partial<Negotiated>;
}

/**
 * Connects over TCP.
 *
 * @param target Where to.
 * @param options How long it may take.
 * @throws What Deno throws; `causeOf` tells why.
 */
export async function connectTcp(
  target: Address,
  options: ConnectOptions = {},
): Promise<Link> {
  return linkOf(await openTcp(target, options));
}

/**
 * Connects for TLS. The handshake is the caller's to complete.
 *
 * @param target Where to.
 * @param options Name, authorities and application protocols.
 * @throws What Deno throws; `causeOf` tells why.
 */
export async function connectTls(
  target: Address,
  options: ConnectTlsOptions,
): Promise<Link> {
  const hostname = bareHost(target.host);
  const { certPem: cert, keyPem: key } = options;
  const own = cert !== undefined && key !== undefined ? { cert, key } : {};
  const canStart = cert === undefined;
  if (canStart && (options.wireReader || hostname !== options.serverName)) {
    return await startTls(await openTcp(target, options), options);
  }
  const opening = Deno.connectTls({
    ...own,
    hostname,
    port: target.port,
    caCerts: [...options.caPem ?? []],
    alpnProtocols: [...options.alpn ?? []],
  });
  const connection = await abortable(opening, limitOf(options), closeQuietly);
  sendAtOnce(connection);
  return linkOf(connection);
}

/**
 * Starts TLS on a connection that stands, behind a tap where one is wanted.
 * The handshake is the caller's to complete.
 *
 * @param connection The connection; it is taken over.
 * @param options Name, authorities and application protocols.
 */
export async function startTls(
  connection: Deno.TcpConn,
  options: ConnectTlsOptions,
): Promise<Link> {
  const { wireReader } = options;
  using cleanup = new DisposableStack();
  cleanup.defer(() => closeQuietly(connection));
  const tapped = wireReader && await tap(connection, wireReader.onRelay);
  if (tapped) cleanup.defer(() => closeQuietly(tapped.connection));
  const secure = await Deno.startTls(tapped?.connection ?? connection, {
    hostname: options.serverName,
    caCerts: [...options.caPem ?? []],
    alpnProtocols: [...options.alpn ?? []],
  });
  cleanup.move();
  async function handshake(): Promise<Negotiated> {
    const { alpnProtocol } = await secure.handshake();
    return { ...wireReader?.negotiated(), alpn: alpnProtocol };
  }
  return {
    ...linkOf(secure),
    handshake,
    local: addressOf(connection.localAddr),
    peer: addressOf(connection.remoteAddr),
    flushed: tapped?.flushed,
  };
}

/**
 * Opens a TCP connection.
 *
 * @param target Where to.
 * @param options How long it may take.
 */
export async function openTcp(
  target: Address,
  options: ConnectOptions = {},
): Promise<Deno.TcpConn> {
  const connection = await Deno.connect({
    hostname: bareHost(target.host),
    port: target.port,
    signal: limitOf(options),
  });
  // A handshake is written in pieces: Nagle's algorithm would hold the last
  // one back until the peer's delayed ACK, some 40 ms.
  connection.setNoDelay();
  return connection;
}

/** The signal that ends the attempt: the caller's, or the time that is over. */
export function limitOf(options: ConnectOptions): AbortSignal | undefined {
  const { signal, timeoutSeconds = 10 } = options;
  const signals = signal ? [signal] : [];
  if (timeoutSeconds > 0) {
    signals.push(AbortSignal.timeout(timeoutSeconds * 1000));
  }
  return signals.length > 0 ? AbortSignal.any(signals) : undefined;
}

/**
 * Waits for something as long as a signal allows.
 *
 * @param opening What is waited for.
 * @param signal Gives it up.
 * @param discard Takes what comes after that.
 */
export async function abortable<T>(
  opening: Promise<T>,
  signal: AbortSignal | undefined,
  discard: (late: T) => void = () => {},
): Promise<T> {
  if (!signal) return await opening;
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => {
    reject(signal.reason);
    opening.then(discard, () => {});
  };
  signal.addEventListener("abort", abort, { once: true });
  if (signal.aborted) abort();
  try {
    return await Promise.race([opening, aborted]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}
