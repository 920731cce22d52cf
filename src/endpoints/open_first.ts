import type { Address } from "./address.ts";
import { type ConnectOptions, limitOf, openTcp } from "./connect.ts";

/** A connection over TCP, and which address it was made to. */
export interface Opened {
  /** The connection. */
  readonly connection: Deno.TcpConn;
  /** The address that answered. */
  readonly peer: Address;
}

/**
 * Opens a TCP connection to the first of several addresses that answers.
 *
 * They share one time: each may take an equal part of what is left, so that
 * one that never answers does not keep the others from being tried.
 *
 * @param hosts IP addresses of one host, in the order in which to try them.
 * @param port Port number.
 * @param options How long all of them together may take.
 * @param open Opens a connection to one of them.
 * @throws What opening the first of them did, where none answers.
 */
export async function openFirst(
  hosts: readonly string[],
  port: number,
  options: ConnectOptions = {},
  open: typeof openTcp = openTcp,
): Promise<Opened> {
  const { timeoutSeconds = 10 } = options;
  const signal = limitOf(options);
  const end = performance.now() + timeoutSeconds * 1000;
  let refusal: unknown;
  for (const [index, host] of hosts.entries()) {
    const leftSeconds = (end - performance.now()) / 1000;
    const isLast = index === hosts.length - 1;
    const peer = { host, port };
    try {
      const connection = await open(peer, {
        signal,
        timeoutSeconds: isLast ? 0 : leftSeconds / (hosts.length - index),
      });
      return { connection, peer };
    } catch (error) {
      refusal ??= error;
      if (signal?.aborted) break;
    }
  }
  throw refusal;
}
