/**
 * A TLS server on `node:tls`, for what Deno's own cannot do: to ask the client
 * for a certificate, and to pin a version. Cipher suites cannot be chosen:
 * `node:tls` in Deno 2.9 takes the option and does not heed it.
 *
 * `node:tls` sends no alert where it refuses a certificate. So the certificate
 * is judged here when the handshake is over, and a refusal is said in words.
 *
 * @module
 */
import tls from "node:tls";
import type { Address } from "./address.ts";
import { type Cause, GivenUp } from "./cause.ts";
import type { Negotiated } from "./events.ts";
import type { Link } from "./link.ts";
import {
  listenerOf,
  type ListenTlsOptions,
  openTcpListener,
} from "./listen.ts";
import { certificateOf, distrustOf, type Judge } from "./node_certificate.ts";
import { negotiatedBy, nodeLink, type TlsVersion } from "./node_tls.ts";
import { NodeTlsStream } from "./node_tls_stream.ts";
import type { Listener } from "./serve.ts";
import { BUFFER_BYTES, writeAll } from "./stream.ts";

/** What a TLS server on `node:tls` shows, offers and asks for. */
export interface ListenNodeTlsOptions extends ListenTlsOptions {
  /** Authorities that sign clients' certificates, as PEM: the client is asked for one. */
  clientCaPem?: readonly string[];
  /** Knows more of a certificate that is not trusted. */
  judge?: Judge;
  /** The only version that it takes; both if not given. */
  version?: TlsVersion;
  /** Says to a client, in the end, why its certificate was refused. */
  refusal?: (why: Cause) => Uint8Array;
}

/**
 * Listens for TLS connections by `node:tls`.
 *
 * @param address Where; port 0 is any free port.
 * @param options Certificate and key, and what is asked for.
 * @throws {Failure} As `listenTls`.
 */
export function listenNodeTls(
  address: Address,
  options: ListenNodeTlsOptions,
): Listener {
  const settings = settingsOf(options);
  return listenerOf(
    "tls",
    openTcpListener(address),
    (connection) => serverLink(connection, settings, options),
  );
}

function settingsOf(options: ListenNodeTlsOptions): tls.TlsOptions {
  const { version, clientCaPem, alpn } = options;
  return {
    cert: options.certPem,
    key: options.keyPem,
    ca: clientCaPem && [...clientCaPem],
    requestCert: clientCaPem !== undefined,
    rejectUnauthorized: false,
    ALPNProtocols: alpn?.length ? [...alpn] : undefined,
    minVersion: version && `TLSv${version}`,
    maxVersion: version && `TLSv${version}`,
  };
}

/** Makes a link of a connection: the server's side of TLS over it. */
function serverLink(
  connection: Deno.TcpConn,
  settings: tls.TlsOptions,
  { clientCaPem, judge, refusal }: ListenNodeTlsOptions,
): Link {
  connection.setNoDelay();
  const stream = new NodeTlsStream(connection);
  let socket: tls.TLSSocket | undefined;
  const server = tls.createServer(settings, (secure) => {
    socket = secure;
    stream.bind(secure);
    stream.changed();
  });
  server.on("tlsClientError", (error) => stream.fail(error));

  async function handshake(): Promise<Negotiated> {
    server.emit("connection", stream.transport);
    await stream.until(() => socket !== undefined);
    if (!socket) throw new GivenUp("handshake-closed");
    if (!clientCaPem) return negotiatedBy(socket, undefined);
    const peer = socket.getPeerCertificate();
    const isShown = Object.keys(peer ?? {}).length > 0;
    const certificate = isShown ? certificateOf(peer) : undefined;
    if (certificate && socket.authorized) {
      return negotiatedBy(socket, certificate);
    }
    const why = certificate
      ? distrustOf(socket.authorizationError, peer, judge)
      : "no-certificate";
    await refuse(stream, refusal?.(why));
    throw new GivenUp(why, { certificate });
  }

  return nodeLink(connection, stream, handshake);
}

/** Says why, ends, and waits for the client's end: to close with bytes unread would send RST. */
async function refuse(
  stream: NodeTlsStream,
  words: Uint8Array | undefined,
): Promise<void> {
  const buffer = new Uint8Array(BUFFER_BYTES);
  try {
    // What the client asks has arrived, or is not waited for.
    if (words) await writeAll(stream, words);
    await stream.closeWrite();
    while (await stream.read(buffer) !== null);
  } catch {
    // A client that breaks off has been refused, too.
  }
}
