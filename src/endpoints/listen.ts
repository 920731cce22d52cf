import { Failure } from "../failure.ts";
import { type Address, addressOf, bareHost, formatAddress } from "./address.ts";
import { causeOf, detailOf } from "./cause.ts";
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

/**
 * Listens for TCP connections.
 *
 * @param address Where; port 0 is any free port.
 * @throws {Failure} `port-in-use`, `permission`, `name-not-found` or `unavailable`.
 */
export function listenTcp(address: Address): Listener {
  return listenerOf("tcp", openTcpListener(address), linkOf);
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
  const other = address.port < 64_512 ? address.port + 1 : 8080;
  if (error instanceof Deno.errors.AddrInUse) {
    return new Failure(
      "port-in-use",
      `Cannot listen on ${place}: another program listens there.`,
      {
        hint:
          `Take another port, for example ${other}, or 0 for any free one; ` +
          `${findProgram(address.port)} shows that program.`,
        cause: error,
      },
    );
  }
  if (error instanceof Deno.errors.PermissionDenied) {
    return new Failure(
      "permission",
      `Cannot listen on ${place}: the system keeps ports below 1024 for root.`,
      { hint: "Take a port from 1024 up, for example 8080.", cause: error },
    );
  }
  if (error instanceof Deno.errors.AddrNotAvailable) {
    return new Failure(
      "unavailable",
      `Cannot listen on ${place}: no interface of this machine has that address.`,
      {
        hint:
          "Use --host 127.0.0.1 for this machine alone, or --host 0.0.0.0 " +
          "for all its addresses.",
        cause: error,
      },
    );
  }
  if (causeOf(error) === "name-not-found") {
    return new Failure(
      "name-not-found",
      `Cannot listen on ${place}: the name has no address.`,
      {
        hint: "Check the spelling, or give an address: --host 127.0.0.1",
        cause: error,
      },
    );
  }
  if (error instanceof Deno.errors.InvalidData || isKeyMismatch(error)) {
    return new Failure(
      "bad-file",
      `Cannot use the certificate and its key: ${detailOf(error)}.`,
      {
        hint: "Give a certificate and the key it was made with, both as PEM.",
        cause: error,
      },
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
