/**
 * The certificates that a TLS server shows, whoever signed them.
 *
 * It loads `node:tls`, and so is imported by itself, where it is needed.
 *
 * @module
 */
import tls from "node:tls";
import { type Address, bareHost, isIpAddress } from "./address.ts";
import { causeOf, GivenUp } from "./cause.ts";
import { failureOf } from "./failures.ts";
import { within } from "./within.ts";

/** How long a server may take to close, in seconds. */
const FAREWELL_SECONDS = 0.5;

/** How a server is asked for its certificates. */
export interface FetchOptions {
  /** Name that is asked for (SNI). */
  serverName: string;
  /** How long connecting and the handshake may take, in seconds; 10 if not given. */
  timeoutSeconds?: number;
}

/** What a server showed, and over what. */
export interface PeerCertificates {
  /** Certificates in DER, in the order in which they were sent. */
  readonly chain: readonly Uint8Array<ArrayBuffer>[];
  /** Version in the specification's words, for example `TLS 1.3`. */
  readonly version: string;
  /** Cipher suite by its registered name. */
  readonly cipherSuite: string;
}

/**
 * Asks a TLS server for its certificates, and ends the connection.
 *
 * @param target Where it is.
 * @param options The name that is asked for.
 * @throws {Failure} If it cannot be reached, or the handshake fails.
 */
export async function fetchCertificates(
  target: Address,
  { serverName, timeoutSeconds = 10 }: FetchOptions,
): Promise<PeerCertificates> {
  const socket = tls.connect({
    host: bareHost(target.host),
    port: target.port,
    ...isIpAddress(serverName) ? {} : { servername: serverName },
    rejectUnauthorized: false,
  });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let isConnected = false;
  const timer = setTimeout(
    () => reject(new GivenUp(isConnected ? "handshake-silent" : "timed-out")),
    timeoutSeconds * 1000,
  );
  try {
    socket.once("connect", () => isConnected = true);
    socket.once("secureConnect", resolve);
    socket.once("error", reject);
    socket.once(
      "close",
      () => reject(new Deno.errors.UnexpectedEof("unexpected end of file")),
    );
    await promise;
    const shown = {
      chain: chainOf(socket.getPeerCertificate(true)),
      version: socket.getProtocol()?.replace("TLSv", "TLS ") ?? "",
      cipherSuite: socket.getCipher().standardName,
    };
    await farewell(socket);
    return shown;
  } catch (error) {
    throw failureOf({
      stage: isConnected ? "handshake" : "connect",
      cause: causeOf(error),
      error,
    }, { target, protocol: "tls", serverName, timeoutSeconds });
  } finally {
    clearTimeout(timer);
    socket.on("error", () => {});
    socket.destroy();
  }
}

/** Says close_notify, and gives the server a moment to say it too. */
async function farewell(socket: tls.TLSSocket): Promise<void> {
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  socket.once("close", () => resolve());
  socket.resume();
  socket.end();
  await within(closed, FAREWELL_SECONDS);
}

/** Follows the links from each certificate to the one that was sent after it. */
function chainOf(
  first: tls.DetailedPeerCertificate,
): Uint8Array<ArrayBuffer>[] {
  const chain: Uint8Array<ArrayBuffer>[] = [];
  const seen = new Set<tls.DetailedPeerCertificate>();
  let next: tls.DetailedPeerCertificate | undefined = first;
  while (next?.raw && !seen.has(next)) {
    seen.add(next);
    chain.push(new Uint8Array(next.raw));
    next = next.issuerCertificate;
  }
  return chain;
}
