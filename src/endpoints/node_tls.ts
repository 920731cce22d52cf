/**
 * A TLS client on `node:tls`, for what Deno's own cannot do: to pin a version,
 * and to go on over a certificate that nobody vouches for.
 *
 * @module
 */
import tls from "node:tls";
import { type Address, isIpAddress } from "./address.ts";
import { type Cause, GivenUp, type PeerCertificate } from "./cause.ts";
import { type ConnectTlsOptions, openTcp } from "./connect.ts";
import type { Negotiated } from "./events.ts";
import { type Link, linkOf } from "./link.ts";
import { certificateOf, distrustOf, type Judge } from "./node_certificate.ts";
import { NodeTlsStream } from "./node_tls_stream.ts";

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
  /** Knows more of a certificate that is not trusted. */
  judge?: Judge;
}

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
  const { serverName, version, certPem, keyPem } = options;
  const stream = new NodeTlsStream(connection);
  const socket = tls.connect({
    socket: stream.transport,
    host: serverName,
    ...isIpAddress(serverName) ? {} : { servername: serverName },
    ca: options.caPem?.length ? [...options.caPem] : undefined,
    cert: certPem,
    key: keyPem,
    ALPNProtocols: options.alpn?.length ? [...options.alpn] : undefined,
    minVersion: version && `TLSv${version}`,
    maxVersion: version && `TLSv${version}`,
    rejectUnauthorized: false,
  });
  let done = false;
  socket.once("secureConnect", () => {
    done = true;
    stream.changed();
  });
  stream.bind(socket);
  async function handshake(): Promise<Negotiated> {
    await stream.until(() => done);
    const peer = socket.getPeerCertificate();
    const certificate = certificateOf(peer);
    const distrust = socket.authorized
      ? undefined
      : distrustOf(socket.authorizationError, peer, options.judge);
    if (distrust && !options.insecure) {
      stream.close();
      throw new GivenUp(distrust, { certificate });
    }
    return negotiatedBy(socket, certificate, distrust);
  }
  return nodeLink(connection, stream, handshake);
}

/**
 * Makes a link of a connection and of TLS over it by `node:tls`.
 *
 * @param connection The connection.
 * @param stream What is said in TLS.
 * @param handshake Completes the handshake.
 */
export function nodeLink(
  connection: Deno.TcpConn,
  stream: NodeTlsStream,
  handshake: () => Promise<Negotiated>,
): Link {
  return {
    ...linkOf(connection),
    stream,
    handshake,
    get hidesCloseNotify() {
      return stream.hidesCloseNotify;
    },
    abort: () => stream.abort(),
    flushed: stream.flushed,
  };
}

/** Tells what a handshake settled. */
export function negotiatedBy(
  socket: tls.TLSSocket,
  certificate: PeerCertificate | undefined,
  distrust?: Cause,
): Negotiated {
  return {
    version: socket.getProtocol()?.replace("TLSv", "TLS "),
    cipherSuite: socket.getCipher().standardName,
    alpn: socket.alpnProtocol || null,
    certificate,
    distrust,
  };
}
