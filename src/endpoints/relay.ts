/**
 * A relay: one connection in, one connection out, and every byte between them
 * seen on its way. It is the tap that tells a TLS client what was negotiated,
 * and stands in for the wire where packets cannot be captured.
 *
 * @module
 */
import { type Address, addressOf, bareHost } from "./address.ts";
import { causeOf } from "./cause.ts";
import { closeQuietly } from "./link.ts";
import { reset } from "./socket.ts";
import { BUFFER_BYTES, writeAll } from "./stream.ts";
import { within } from "./within.ts";

/** Which way bytes go: 0 is from the client to the server. */
export type RelayDirection = 0 | 1;

/** Something that a relay saw. */
export interface RelayEvent {
  /**
   * `open`: both connections stand. `data`: bytes are on their way. `end`: one
   * side ended its direction. `reset`: one side reset the connection.
   */
  readonly kind: "open" | "data" | "end" | "reset";
  /** Direction that it happened in; 0 for `open`. */
  readonly direction: RelayDirection;
  /** When, in milliseconds since 1970, with fractions of microseconds. */
  readonly timeMillis: number;
  /** The bytes; a view, valid during the call. Empty but for `data`. */
  readonly bytes: Uint8Array;
}

/** Hears of what a relay sees before it is passed on; it must not throw. */
export type OnRelay = (event: RelayEvent) => void;

/** A relay that waits for its client, or is at work. */
export interface Relay {
  /** Where the client connects to. */
  readonly address: Address;
  /** Resolves when both connections are over; rejects where one was not made. */
  readonly done: Promise<void>;
  /** Ends it, and both connections. */
  close(): void;
}

/** How a relay is opened. */
export interface RelayOptions {
  /** Where it listens; any free port of 127.0.0.1 if not given. */
  listen?: Address;
  /** Hears of everything that passes. */
  onEvent: OnRelay;
}

/** How long a client may take to take a server's last words, in seconds. */
const LINGER_SECONDS = 5;
const NO_BYTES = new Uint8Array(0);

/**
 * Listens for exactly one client, connects it to a server, and passes on what
 * they say: bytes in order, no faster than they are taken, half-closes as
 * half-closes, and a reset as a reset where the system allows it.
 *
 * @param target The server.
 * @param options Where it listens, and who hears of what passes.
 */
export function openRelay(target: Address, options: RelayOptions): Relay {
  const { listen = { host: "127.0.0.1", port: 0 }, onEvent } = options;
  const listener = Deno.listen({
    hostname: bareHost(listen.host),
    port: listen.port,
  });
  const connections: Deno.TcpConn[] = [];
  async function run(): Promise<void> {
    try {
      const client = await listener.accept();
      connections.push(client);
      closeQuietly(listener);
      const server = await Deno.connect({
        hostname: bareHost(target.host),
        port: target.port,
      });
      connections.push(server);
      await new Junction(client, server, onEvent).run();
    } finally {
      closeAll();
    }
  }
  function closeAll(): void {
    for (const resource of [listener, ...connections]) closeQuietly(resource);
  }
  return {
    address: addressOf(listener.addr),
    done: run(),
    close: closeAll,
  };
}

/** The client's end of a connection that is tapped. */
export interface Tap {
  /** The connection to use. */
  readonly connection: Deno.TcpConn;
  /** Resolves when all that the client said, and its end, is passed on. */
  readonly flushed: Promise<void>;
}

/**
 * Puts a tap on a connection: what is said on the one that is returned goes
 * out on the one that is given.
 *
 * @param server The connection to the server; it is taken over.
 * @param onEvent Hears of everything that passes.
 */
export async function tap(
  server: Deno.TcpConn,
  onEvent: OnRelay,
): Promise<Tap> {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { near, far } = await connectWithin(listener);
  const junction = new Junction(far, server, onEvent);
  junction.run();
  return { connection: near, flushed: junction.passed(0) };
}

/** The server's end of a connection that is tapped. */
export interface ServerTap<Connection> {
  /** The connection to use. */
  readonly connection: Connection;
  /** What passes on between it and the client. */
  readonly junction: Junction;
}

/**
 * Puts a tap on a client's connection: what is said on it comes in at a
 * listener of this process, which speaks another protocol than TCP alone.
 *
 * @param client The connection to the client; it is taken over.
 * @param listener Where it is passed on to, on a port of 127.0.0.1.
 * @param onEvent Hears of everything that passes.
 */
export async function tapServer<Connection extends Deno.Conn<Deno.NetAddr>>(
  client: Deno.TcpConn,
  listener: InnerListener<Connection>,
  onEvent: OnRelay,
): Promise<ServerTap<Connection>> {
  const { near, far } = await connectWithin(listener);
  const junction = new Junction(client, near, onEvent);
  junction.run();
  return { connection: far, junction };
}

/** A listener that this process alone is to connect to. */
export interface InnerListener<Connection> {
  /** A port of 127.0.0.1. */
  readonly addr: Deno.NetAddr;
  /** Waits for the next connection. */
  accept(): Promise<Connection>;
}

/** Makes a connection from this process to itself. */
async function connectWithin<Connection extends Deno.Conn<Deno.NetAddr>>(
  listener: InnerListener<Connection>,
): Promise<{ near: Deno.TcpConn; far: Connection }> {
  const { port } = listener.addr;
  const near = await Deno.connect({ hostname: "127.0.0.1", port });
  try {
    near.setNoDelay();
    for (;;) {
      const far = await listener.accept();
      // Anyone on this machine may have connected in between.
      if (far.remoteAddr.port === near.localAddr.port) return { near, far };
      far.close();
    }
  } catch (error) {
    closeQuietly(near);
    throw error;
  }
}

/** Two connections, and what passes between them. */
export class Junction {
  readonly #ends: readonly [client: Deno.TcpConn, server: Deno.TcpConn];
  readonly #onEvent: OnRelay;
  readonly #passed = [
    Promise.withResolvers<void>(),
    Promise.withResolvers<void>(),
  ] as const;
  #over = false;

  /**
   * Joins two connections, which are taken over; nothing passes yet.
   *
   * @param client The one to the client.
   * @param server The one to the server.
   * @param onEvent Hears of everything that passes.
   */
  constructor(client: Deno.TcpConn, server: Deno.TcpConn, onEvent: OnRelay) {
    this.#ends = [client, server];
    // What came in pieces goes on in pieces, each at once.
    for (const end of this.#ends) end.setNoDelay();
    this.#onEvent = onEvent;
  }

  /** Resolves when all that one side said, and its end, is passed on. */
  passed(direction: RelayDirection): Promise<void> {
    return this.#passed[direction].promise;
  }

  /** Passes on what both say until both have ended, and closes both. */
  async run(): Promise<void> {
    this.#tell("open", 0);
    await Promise.all([
      this.#pass(0).then(this.#passed[0].resolve),
      this.#pass(1).then(this.#passed[1].resolve),
    ]);
    this.#close();
  }

  /** Closes both once the server's last words are passed on, or in a while. */
  async finish(): Promise<void> {
    await within(this.passed(1), LINGER_SECONDS);
    this.#close();
  }

  async #pass(direction: RelayDirection): Promise<void> {
    const from = this.#ends[direction];
    const to = this.#ends[1 - direction];
    const buffer = new Uint8Array(BUFFER_BYTES);
    for (;;) {
      let length: number | null;
      try {
        length = await from.read(buffer);
      } catch (error) {
        return this.#break(direction, error);
      }
      if (length === null) break;
      const bytes = buffer.subarray(0, length);
      this.#tell("data", direction, bytes);
      try {
        await writeAll(to, bytes);
      } catch (error) {
        return this.#break(opposite(direction), error);
      }
    }
    if (this.#over) return;
    this.#tell("end", direction);
    try {
      await to.closeWrite();
    } catch (error) {
      this.#break(opposite(direction), error);
    }
  }

  /**
   * Breaks both connections, because the one that `direction` comes from
   * broke. Both loops find out; the first one tells.
   */
  #break(direction: RelayDirection, error: unknown): void {
    if (this.#over) return;
    this.#over = true;
    if (causeOf(error) === "reset") this.#tell("reset", direction);
    reset(this.#ends[1 - direction]);
    this.#close();
  }

  #close(): void {
    this.#over = true;
    for (const end of this.#ends) closeQuietly(end);
  }

  #tell(
    kind: RelayEvent["kind"],
    direction: RelayDirection,
    bytes = NO_BYTES,
  ): void {
    const timeMillis = performance.timeOrigin + performance.now();
    this.#onEvent({ kind, direction, timeMillis, bytes });
  }
}

function opposite(direction: RelayDirection): RelayDirection {
  return direction === 0 ? 1 : 0;
}
