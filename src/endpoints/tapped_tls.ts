import { type Address, addressOf } from "./address.ts";
import type { WireReader } from "./connect.ts";
import type { Negotiated } from "./events.ts";
import { closeQuietly, type Link, linkOf } from "./link.ts";
import {
  type ListenTlsOptions,
  openTcpListener,
  openTlsListener,
} from "./listen.ts";
import { type Junction, tapServer } from "./relay.ts";
import type { Listener } from "./serve.ts";
import { holdSockets, sendAtOnce } from "./socket.ts";

/**
 * Listens for TLS connections, and has each of them read along on the wire:
 * `Deno.listenTls` tells what ALPN settled, and neither version nor cipher
 * suite. It listens on a loopback port of its own, which only hears the
 * connections that are passed on to it from here.
 *
 * That costs a copy of all that is said. A server that has no use for what is
 * read is better off with `listenTls`.
 *
 * @param address Where; port 0 is any free port.
 * @param options Certificate, key and application protocols.
 * @param openReader Makes the reader of one connection.
 * @throws {Failure} As `listenTls`.
 */
export function listenTappedTls(
  address: Address,
  options: ListenTlsOptions,
  openReader: () => WireReader,
): Listener {
  using cleanup = new DisposableStack();
  const inside = { host: "127.0.0.1", port: 0 };
  const secure = openTlsListener(inside, options);
  cleanup.defer(() => closeQuietly(secure));
  const listener = openTcpListener(address);
  cleanup.defer(() => closeQuietly(listener));
  cleanup.use(holdSockets());
  const opened = cleanup.move();
  return {
    protocol: "tls",
    address: addressOf(listener.addr),
    async accept() {
      const client = await listener.accept();
      try {
        const reader = openReader();
        const { connection, junction } = await tapServer(
          client,
          secure,
          reader.onRelay,
        );
        sendAtOnce(connection);
        return linkTo(client, connection, junction, reader);
      } catch (error) {
        closeQuietly(client);
        throw error;
      }
    },
    close: () => opened.dispose(),
  };
}

/** Makes a link of a client's connection and of the TLS behind it. */
function linkTo(
  client: Deno.TcpConn,
  secure: Deno.TlsConn,
  junction: Junction,
  reader: WireReader,
): Link {
  const link = linkOf(secure);
  async function handshake(): Promise<Negotiated> {
    const { alpnProtocol } = await secure.handshake();
    // The certificate that TLS 1.2 shows in clear is the server's own.
    const { version, cipherSuite, group } = reader.negotiated();
    return { version, cipherSuite, group, alpn: alpnProtocol };
  }
  return {
    stream: {
      read: (buffer) => secure.read(buffer),
      write: (bytes) => secure.write(bytes),
      closeWrite: () => secure.closeWrite(),
      close() {
        closeQuietly(secure);
        junction.finish();
      },
    },
    local: addressOf(client.localAddr),
    peer: addressOf(client.remoteAddr),
    handshake,
    abort() {
      link.abort();
      junction.finish();
    },
    flushed: junction.passed(1),
  };
}
