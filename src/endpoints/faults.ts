/**
 * Faults that happen on purpose: a TLS server that does on the wire what a
 * broken one does.
 *
 * @module
 */
import type { Address } from "./address.ts";
import { GivenUp } from "./cause.ts";
import type { Negotiated } from "./events.ts";
import { type Link, linkOf } from "./link.ts";
import {
  listenerOf,
  type ListenTlsOptions,
  openTcpListener,
  openTlsListener,
} from "./listen.ts";
import type { Listener } from "./serve.ts";
import { type Located, reset, shutDownSending } from "./socket.ts";
import { BUFFER_BYTES, type Stream, writeAll } from "./stream.ts";

/** Faults of what a server sends, as against those of its certificate. */
export const WIRE_FAULTS = [
  "no-common-version",
  "reset",
  "no-close-notify",
  "stall",
  "garbage",
  "slow",
] as const;

/** A fault of what a server sends. */
export type WireFault = typeof WIRE_FAULTS[number];

/** Those that happen instead of a handshake. */
type HandshakeFault = "no-common-version" | "stall" | "garbage";

/** What a faulty server shows and offers, and how slow it is. */
export interface FaultOptions extends ListenTlsOptions {
  /** How long a slow server thinks before it answers, in seconds; 3 if not given. */
  slowSeconds?: number;
}

/**
 * A fatal alert: content type 8 bits (21), version 16 bits, length 16 bits,
 * level 8 bits (2, fatal), description 8 bits (70, protocol_version).
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc8446#section-6.2}
 */
const PROTOCOL_VERSION_ALERT = new Uint8Array([21, 3, 3, 0, 2, 2, 70]);

/** What a web server without TLS answers to a ClientHello. */
const NOT_TLS = new TextEncoder().encode(
  "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n",
);

/** Bytes at the end of an answer that is cut short. */
const LOST_BYTES = 7;

/** Bytes that a slow server sends at a time. */
const SLOW_BYTES = 16;
/** Pause of a slow server between them, in milliseconds. */
const SLOW_PAUSE_MILLIS = 50;

/**
 * Listens for TLS connections, on each of which a fault happens.
 *
 * @param address Where; port 0 is any free port.
 * @param fault What goes wrong.
 * @param options Certificate, key and application protocols.
 * @throws {Failure} As `listenTls`.
 */
export function listenFaulty(
  address: Address,
  fault: WireFault,
  options: FaultOptions,
): Listener {
  switch (fault) {
    case "no-common-version":
    case "stall":
    case "garbage":
      return listenerOf(
        "tls",
        openTcpListener(address),
        (connection) => unfinishedLink(connection, fault),
      );
    default: {
      const { slowSeconds = 3 } = options;
      return listenerOf(
        "tls",
        openTlsListener(address, options),
        (connection) => {
          const link = linkOf(connection);
          const stream = fault === "slow"
            ? slowed(link.stream, slowSeconds)
            : cutShort(link.stream, connection, fault);
          return { ...link, stream };
        },
      );
    }
  }
}

/** A link whose handshake comes to nothing. */
function unfinishedLink(connection: Deno.TcpConn, fault: HandshakeFault): Link {
  async function handshake(): Promise<Negotiated> {
    const buffer = new Uint8Array(BUFFER_BYTES);
    const length = await connection.read(buffer);
    if (length !== null && fault !== "stall") {
      const answer = fault === "garbage" ? NOT_TLS : PROTOCOL_VERSION_ALERT;
      await writeAll(connection, answer);
      await connection.closeWrite();
    }
    await untilEnd(connection, buffer);
    throw new GivenUp("provoked");
  }
  return { ...linkOf(connection), handshake };
}

/** Reads to the peer's end, for to close with bytes unread would send RST. */
async function untilEnd(
  stream: Pick<Stream, "read">,
  buffer: Uint8Array,
): Promise<void> {
  try {
    while (await stream.read(buffer) !== null);
  } catch {
    // A peer that breaks off has ended too.
  }
}

/** A stream that breaks off near the end of the first answer, whose head thus arrives. */
function cutShort(
  stream: Stream,
  connection: Located,
  fault: "reset" | "no-close-notify",
): Stream {
  return {
    ...passedOn(stream),
    async write(bytes) {
      const lost = Math.min(LOST_BYTES, bytes.length >> 1);
      await writeAll(stream, bytes.subarray(0, bytes.length - lost));
      if (fault === "reset") reset(connection);
      else await shutDownSending(connection);
      throw new GivenUp("provoked");
    },
  };
}

/** A stream on which an answer comes late, and then drop by drop. */
function slowed(stream: Stream, slowSeconds: number): Stream {
  let pauseMillis = slowSeconds * 1000;
  return {
    ...passedOn(stream),
    async write(bytes) {
      await pause(pauseMillis);
      pauseMillis = SLOW_PAUSE_MILLIS;
      return await stream.write(bytes.subarray(0, SLOW_BYTES));
    },
  };
}

function passedOn(stream: Stream): Stream {
  return {
    read: (buffer) => stream.read(buffer),
    write: (bytes) => stream.write(bytes),
    closeWrite: () => stream.closeWrite(),
    close: () => stream.close(),
  };
}

function pause(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}
