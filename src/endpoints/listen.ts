import type { FailureKind } from "../failure.ts";
import { type Address, addressOf, bareHost, formatAddress } from "./address.ts";
import { causeOf, detailOf } from "./cause.ts";
import { type FailureText, failureTo, type Words } from "./failure_text.ts";
import { closeQuietly, type Link, linkOf } from "./link.ts";
import type { Listener } from "./serve.ts";
import { holdSockets, sendAtOnce } from "./socket.ts";

/** What a TLS server shows and offers. */
export interface ListenTlsOptions {
  /** Its certificate and those above it, as PEM. */
  certPem: string;
  /** The private key of the first certificate, as PEM. */
  keyPem: string;
  /** Application protocols, the preferred one first. */
  alpn?: readonly string[];
}

/** How a TCP server sends. */
export interface ListenTcpOptions {
  /**
   * Whether what is written goes out at once, and does not wait for the
   * acknowledgment of what went before (Nagle's algorithm); it waits if not
   * given.
   */
  noDelay?: boolean;
}

/**
 * Listens for TCP connections.
 *
 * @param address Where; port 0 is any free port.
 * @param options How it sends.
 * @throws {Failure} `port-in-use`, `permission`, `name-not-found` or `unavailable`.
 */
export function listenTcp(
  address: Address,
  { noDelay = false }: ListenTcpOptions = {},
): Listener {
  return listenerOf("tcp", openTcpListener(address), (connection) => {
    if (noDelay) connection.setNoDelay();
    return linkOf(connection);
  });
}

/**
 * Opens a listening TCP socket of Deno's.
 *
 * @param address Where; port 0 is any free port.
 * @throws {Failure} As {@linkcode listenTcp}.
 */
export function openTcpListener(address: Address): Deno.TcpListener {
  const { host: hostname, port } = normalized(address);
  return attempt(address, () => Deno.listen({ hostname, port }));
}

/**
 * Listens for SSH connections, which the server's handler then speaks SSH on.
 *
 * @param address Where; port 0 is any free port.
 * @throws {Failure} As {@linkcode listenTcp}.
 */
export function listenSsh(address: Address): Listener {
  return listenerOf("ssh", openTcpListener(address), (connection) => {
    // Each message is an answer that the other end waits for.
    connection.setNoDelay();
    return linkOf(connection);
  });
}

/**
 * Listens for TLS connections.
 *
 * @param address Where; port 0 is any free port.
 * @param options Certificate, key and application protocols.
 * @throws {Failure} As {@linkcode listenTcp}, and `bad-file` for a certificate
 * or key that Deno does not take.
 */
export function listenTls(
  address: Address,
  options: ListenTlsOptions,
): Listener {
  const inner = openTlsListener(address, options);
  const sockets = holdSockets();
  const listener = listenerOf("tls", inner, (connection) => {
    // Else parts of the handshake wait for the acknowledgment of others: a
    // client that delays it adds 40 ms.
    sendAtOnce(connection);
    return linkOf(connection);
  });
  return {
    ...listener,
    close() {
      listener.close();
      sockets[Symbol.dispose]();
    },
  };
}

/**
 * Opens a listening TLS socket of Deno's.
 *
 * @param address Where; port 0 is any free port.
 * @param options Certificate, key and application protocols.
 * @throws {Failure} As {@linkcode listenTls}.
 */
export function openTlsListener(
  address: Address,
  options: ListenTlsOptions,
): Deno.TlsListener {
  const { host: hostname, port } = normalized(address);
  const { certPem: cert, keyPem: key, alpn = [] } = options;
  return attempt(
    address,
    () =>
      Deno.listenTls({ hostname, port, cert, key, alpnProtocols: [...alpn] }),
  );
}

function normalized(address: Address): Address {
  return { host: bareHost(address.host), port: address.port };
}

/** A listening socket of Deno's: TCP or TLS. */
export interface Socket<Connection> {
  /** What it listens on. */
  readonly addr: Deno.NetAddr;
  /** Waits for the next connection. */
  accept(): Promise<Connection>;
  /** Listens no more. */
  close(): void;
}

/**
 * Makes a listener of a listening socket.
 *
 * @param protocol What its connections speak.
 * @param socket The socket; it is taken over.
 * @param toLink Makes a link of each of its connections.
 */
export function listenerOf<Connection>(
  protocol: Listener["protocol"],
  socket: Socket<Connection>,
  toLink: (connection: Connection) => Link,
): Listener {
  return {
    protocol,
    address: addressOf(socket.addr),
    accept: async () => toLink(await socket.accept()),
    close: () => closeQuietly(socket),
  };
}

function attempt<T>(address: Address, listen: () => T): T {
  try {
    return listen();
  } catch (error) {
    throw listenFailure(error, address);
  }
}

function listenFailure(error: unknown, address: Address): unknown {
  const place = formatAddress(normalized(address));
  const failure = (kind: FailureKind, words: (text: FailureText) => Words) =>
    failureTo(kind, (text) => text.listen(place), words, error);
  if (error instanceof Deno.errors.AddrInUse) {
    const other = address.port < 64_512 ? address.port + 1 : 8080;
    return failure(
      "port-in-use",
      ({ listening }) => listening.inUse(other, findProgram(address.port)),
    );
  }
  if (error instanceof Deno.errors.PermissionDenied) {
    return failure("permission", ({ listening }) => listening.lowPort);
  }
  if (error instanceof Deno.errors.AddrNotAvailable) {
    return failure("unavailable", ({ listening }) => listening.noSuchAddress);
  }
  if (causeOf(error) === "name-not-found") {
    return failure("name-not-found", ({ listening }) => listening.noSuchName);
  }
  if (error instanceof Deno.errors.InvalidData || isKeyMismatch(error)) {
    return failureTo(
      "bad-file",
      (text) => text.useCertificate,
      (text) => text.badCertificate(detailOf(error)),
      error,
    );
  }
  return error;
}

function isKeyMismatch(error: unknown): boolean {
  return error instanceof Error && error.message.includes("KeyMismatch");
}

function findProgram(port: number): string {
  switch (Deno.build.os) {
    case "windows":
      return `netstat -ano | findstr :${port}`;
    case "linux":
      return `ss -ltnp 'sport = :${port}'`;
    default:
      return `lsof -i :${port}`;
  }
}
