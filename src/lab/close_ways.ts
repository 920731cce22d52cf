/**
 * The ways a connection ends, each provoked on the wire.
 *
 * @module
 */
import { closeQuietly } from "../endpoints/link.ts";
import { reset, shutDownSending } from "../endpoints/socket.ts";
import { writeAll } from "../endpoints/stream.ts";
import type { Ending } from "../explain/mod.ts";
import type { Flow } from "../stream/mod.ts";
import type { Credentials } from "./pair.ts";
import { isOver, type Wire } from "./wire.ts";

/** A connection of either kind. */
type Connection = Deno.TcpConn | Deno.TlsConn;

/** Both ends of a connection that stands. */
interface Ends {
  client: Connection;
  server: Connection;
}

/** A way that a connection ends. */
export interface CloseWay {
  /** What the packets are to be called in the end. */
  readonly name: Ending;
  /** Whether it goes over TLS. */
  readonly secure?: boolean;
  /** Connections of one try; more than one where the way is a matter of luck. */
  readonly burst?: number;
  /** Tries at the most; 5 if not given. */
  readonly tries?: number;
  /** Ends a connection this way; nothing is there to end where none is made. */
  end?(ends: Ends, confirmed: () => Promise<boolean>): Promise<unknown>;
}

const BUFFER = new Uint8Array(1024);

/** All ways, in the order of their telling. */
export const CLOSE_WAYS: readonly CloseWay[] = [
  {
    name: "four-way",
    async end({ client, server }, confirmed) {
      await client.closeWrite();
      await server.read(BUFFER);
      await confirmed();
      await server.closeWrite();
      await client.read(BUFFER);
    },
  },
  {
    name: "three-way",
    async end({ client, server }) {
      await client.closeWrite();
      await server.read(BUFFER);
      await server.closeWrite();
      await client.read(BUFFER);
    },
  },
  {
    name: "simultaneous",
    burst: 20,
    tries: 40,
    async end({ client, server }) {
      if (!await shutDownSending(client, server)) {
        await Promise.all([client.closeWrite(), server.closeWrite()]);
      }
      await Promise.all([client.read(BUFFER), server.read(new Uint8Array(1))]);
    },
  },
  {
    name: "half-close",
    async end({ client, server }) {
      await client.closeWrite();
      await server.read(BUFFER);
      await say(server, client, "there is more: ");
      await say(server, client, "the answer");
      await server.closeWrite();
      await client.read(BUFFER);
    },
  },
  {
    name: "reset",
    async end({ client, server }) {
      reset(server);
      await client.read(BUFFER).catch(() => {});
    },
  },
  { name: "refused" },
  {
    name: "close-notify",
    secure: true,
    async end({ client, server }) {
      await client.closeWrite();
      await server.read(BUFFER);
      await server.closeWrite();
      await client.read(BUFFER);
    },
  },
  {
    name: "truncated",
    secure: true,
    async end({ client, server }) {
      await shutDownSending(server);
      await client.read(BUFFER).catch(() => {});
    },
  },
];

/** What one end says and the other hears. */
async function say(
  from: Connection,
  to: Connection,
  text: string,
): Promise<void> {
  await writeAll(from, new TextEncoder().encode(text));
  await to.read(BUFFER);
}

/** A way, and the port that it happens on. */
export class CloseStand implements Disposable {
  /** The way. */
  readonly way: CloseWay;
  /** The server's port, which no other way uses. */
  readonly port: number;
  readonly #listener: Deno.TcpListener | Deno.TlsListener | undefined;
  readonly #credentials: Credentials;

  /**
   * Listens on a port of its own; where a way needs no listener, the port is
   * one that was free a moment ago.
   *
   * @param way The way.
   * @param credentials Certificate, key and authority for a way over TLS.
   */
  constructor(way: CloseWay, credentials: Credentials) {
    this.way = way;
    this.#credentials = credentials;
    const { certPem: cert, keyPem: key } = credentials;
    const address = { hostname: "127.0.0.1", port: 0 };
    const listener = way.secure
      ? Deno.listenTls({ ...address, cert, key })
      : Deno.listen(address);
    this.port = listener.addr.port;
    if (way.end) this.#listener = listener;
    else listener.close();
  }

  /**
   * Ends connections this way until the packets show that it happened.
   *
   * @param wire The packets.
   */
  async provoke(wire: Wire): Promise<void> {
    const { burst = 1, tries = 5, name, secure } = this.way;
    for (let attempt = 1; attempt <= tries; attempt++) {
      for (let each = 0; each < burst; each++) await this.#once(wire);
      await wire.until(() => {
        const flows = this.flowsOf(wire);
        return flows.length === attempt * burst &&
          flows.every(isOver);
      });
      if (secure || this.flowsOf(wire).some((flow) => shows(flow, name))) {
        return;
      }
    }
  }

  /** The conversations of this way, in the order of their start. */
  flowsOf(wire: Wire): readonly Flow[] {
    return wire.flows.filter(({ server }) => server.port === this.port);
  }

  [Symbol.dispose](): void {
    if (this.#listener) closeQuietly(this.#listener);
  }

  async #once(wire: Wire): Promise<void> {
    const { end } = this.way;
    const listener = this.#listener;
    if (!listener || !end) {
      await this.#connect().catch(() => {});
      return;
    }
    const [client, server] = await Promise.all([
      this.#connect(),
      accept(listener),
    ]);
    try {
      await say(client, server, "hello, server");
      await say(server, client, "hello, client");
      await end(
        { client, server },
        () =>
          wire.until(() =>
            this.flowsOf(wire).at(-1)?.close.fins[0]?.acknowledgedBy !==
              undefined
          ),
      );
    } finally {
      closeQuietly(client);
      closeQuietly(server);
    }
  }

  async #connect(): Promise<Connection> {
    const hostname = "127.0.0.1";
    const connection = await Deno.connect({ hostname, port: this.port });
    if (!this.way.secure) return connection;
    // Else the last part of the handshake waits 40 ms for an acknowledgment.
    connection.setNoDelay();
    const client = await Deno.startTls(connection, {
      hostname: "localhost",
      caCerts: [this.#credentials.caPem],
    });
    await client.handshake();
    return client;
  }
}

async function accept(
  listener: Deno.TcpListener | Deno.TlsListener,
): Promise<Connection> {
  const server = await listener.accept();
  if ("handshake" in server) await server.handshake();
  return server;
}

/** Whether the packets of a conversation over TCP alone show an ending. */
export function shows({ close }: Flow, ending: Ending): boolean {
  const half = close.bytesAfterFirstFin > 0;
  if (ending === "half-close") {
    return half && (close.kind === "four-way" || close.kind === "three-way");
  }
  return close.kind === ending && !half;
}
