/** One packet as an interface saw it. */
export interface RawPacket {
  /** When the kernel saw it: whole seconds since 1970-01-01 UTC. */
  readonly seconds: number;
  /** The rest of that time, in nanoseconds: 0 to 999,999,999. */
  readonly nanoseconds: number;
  /** Its bytes from the link layer on: a view that lasts until the next batch is asked for. */
  readonly bytes: Uint8Array;
  /** Length that it had on the link, in bytes. */
  readonly originalLength: number;
}

/** What a capture counted. */
export interface CaptureStatistics {
  /** Packets that passed the filter, those that were dropped among them. */
  readonly received: number;
  /** Packets that were lost because nobody took them in time. */
  readonly dropped: number;
}

/** What to capture. */
export interface CaptureOptions {
  /** TCP ports, of either end; every packet of every protocol if there are none. */
  ports?: readonly number[];
  /** Interface to listen on, or `any`; the loopback interface by default. */
  interface?: string;
  /** Bytes to keep of each packet; 262144 by default. */
  snapLength?: number;
  /** Room for packets that nobody has taken yet, in bytes; 32 MiB by default. */
  bufferBytes?: number;
  /** File descriptor of a pipe or socket: the capture ends when its other end is closed. */
  endsWith?: number;
}

/**
 * A running capture.
 *
 * It runs from the moment that it is handed out: a packet sent after that is
 * seen.
 */
export interface PacketSource extends AsyncDisposable {
  /** How the packets are got. */
  readonly method: "af-packet" | "tcpdump";
  /** Interface that is listened on. */
  readonly interface: string;
  /** What the first byte of each packet belongs to, as capture files number it. */
  readonly linkType: number;
  /**
   * Yields the packets, in the order of the kernel, until the capture is stopped.
   *
   * It can be iterated once.
   *
   * @throws {Failure} `unavailable`, if the interface vanishes.
   */
  batches(): AsyncGenerator<readonly RawPacket[], void, void>;
  /**
   * Ends the capture: what was on the wire before the call is still yielded,
   * then the iteration ends.
   */
  stop(): Promise<void>;
  /** Counts so far. */
  statistics(): CaptureStatistics;
}

/** Bytes kept of each packet by default: what tcpdump and Wireshark keep. */
export const DEFAULT_SNAP_LENGTH = 262_144;

/** Name of the loopback interface of this system. */
export const LOOPBACK: string = Deno.build.os === "linux" ? "lo" : "lo0";

/**
 * Writes a choice of ports in the filter syntax of libpcap.
 *
 * @param ports TCP ports.
 * @returns The filter, or `undefined` where every packet is wanted.
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { filterExpression } from "./source.ts";
 *
 * assertEquals(filterExpression([8080, 8443]), "tcp port 8080 or tcp port 8443");
 * ```
 */
export function filterExpression(ports: readonly number[]): string | undefined {
  if (ports.length === 0) return undefined;
  return ports.map((port) => `tcp port ${port}`).join(" or ");
}
