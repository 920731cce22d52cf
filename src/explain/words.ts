import type { Direction } from "../stream/mod.ts";
import type { Side } from "./step.ts";

/** Names the side that sends in a direction. */
export function sideOf(direction: Direction): Side {
  return direction === 0 ? "client" : "server";
}

/** Names the side that receives in a direction. */
export function peerOf(direction: Direction): Side {
  return direction === 0 ? "server" : "client";
}

/**
 * Writes a time in milliseconds, to the microsecond while it is short.
 *
 * @param seconds Time in seconds.
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { milliseconds } from "./words.ts";
 *
 * assertEquals(milliseconds(0.000_012), "0.012");
 * assertEquals(milliseconds(12.5), "12500.0");
 * ```
 */
export function milliseconds(seconds: number): string {
  const value = seconds * 1000;
  return value.toFixed(value >= 10_000 ? 1 : 3);
}

/** Writes an endpoint, an IPv6 address in brackets. */
export function endpointText(
  endpoint: { address: string; port: number },
): string {
  return endpoint.address.includes(":")
    ? `[${endpoint.address}]:${endpoint.port}`
    : `${endpoint.address}:${endpoint.port}`;
}
