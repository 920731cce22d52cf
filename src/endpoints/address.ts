/** One end of a connection. */
export interface Address {
  /** A host name, or an IP address without brackets. */
  readonly host: string;
  /** Port number. */
  readonly port: number;
}

/**
 * Writes an address the way it stands in a URL: `127.0.0.1:8080`, `[::1]:8080`.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { formatAddress } from "./address.ts";
 *
 * assertEquals(formatAddress({ host: "::1", port: 8080 }), "[::1]:8080");
 * ```
 */
export function formatAddress(address: Address): string {
  return `${formatHost(address.host)}:${address.port}`;
}

/** Writes a host the way it stands before a port: an IPv6 address in brackets. */
export function formatHost(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}

/** Takes the brackets off an IPv6 address: `[::1]` is `::1`. */
export function bareHost(host: string): string {
  return /^\[.*\]$/.test(host) ? host.slice(1, -1) : host;
}

/** The address of a Deno connection or listener. */
export function addressOf(address: Deno.NetAddr): Address {
  return { host: address.hostname, port: address.port };
}

/**
 * Whether a host is reached from this machine alone: `localhost`, 127.0.0.0/8
 * or `::1`.
 */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host.endsWith(".localhost") ||
    host === "::1" || isLoopbackV4(host.replace(/^::ffff:/i, ""));
}

/** Whether a host is written as an IP address, not as a name. */
export function isIpAddress(host: string): boolean {
  return host.includes(":") || /^\d{1,3}(\.\d{1,3}){3}$/.test(host);
}

function isLoopbackV4(host: string): boolean {
  return isIpAddress(host) && host.startsWith("127.");
}
