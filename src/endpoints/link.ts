import { type Address, addressOf } from "./address.ts";
import type { Negotiated } from "./events.ts";
import { isHeld, shutDown } from "./socket.ts";
import type { SshExit, SshReport } from "./ssh_events.ts";
import type { Stream } from "./stream.ts";

/** A connection that stands, over whichever transport. */
export interface Link {
  /** What is read and written. */
  readonly stream: Stream;
  /** This end. */
  readonly local: Address;
  /** The other end. */
  readonly peer: Address;
  /**
   * Completes the handshake of TLS or SSH; TCP has none.
   *
   * @param tell Hears of the steps of an SSH handshake.
   * @returns What a TLS handshake settled.
   */
  handshake?(
    tell: (report: SshReport) => void,
  ): Promise<Negotiated | undefined>;
  /** How the program at the other end ended, over SSH. */
  exit?(): SshExit | undefined;
  /**
   * Whether this end cannot know if the peer ended its direction by
   * close_notify; it knows if not given.
   */
  readonly hidesCloseNotify?: boolean;
  /** Ends the connection in mid-handshake. */
  abort(): void;
  /**
   * Lets go of a connection that was closed, once the peer has had a moment to
   * take what was sent last; given where closing alone may never do that.
   */
  letGo?(): Promise<void>;
  /** Resolves when what was sent has left this process, where that takes time. */
  readonly flushed?: Promise<void>;
}

/** How long a peer has to take what was sent last, in steps of milliseconds. */
const LAST_MILLIS = [5, 20, 75, 200, 700];

/** Makes a link of a connection of Deno's. */
export function linkOf(connection: Deno.TcpConn | Deno.TlsConn): Link {
  const isTls = "handshake" in connection;
  return {
    stream: connection,
    local: addressOf(connection.localAddr),
    peer: addressOf(connection.remoteAddr),
    handshake: isTls
      ? async () => ({ alpn: (await connection.handshake()).alpnProtocol })
      : undefined,
    abort() {
      shutDown(connection);
      closeQuietly(connection);
    },
    letGo: isTls ? () => letGo(connection) : undefined,
  };
}

async function letGo(connection: Deno.TlsConn): Promise<void> {
  for (const millis of LAST_MILLIS) {
    await new Promise((resolve) => setTimeout(resolve, millis));
    if (!isHeld(connection)) return;
  }
  shutDown(connection);
}

/** Closes a connection that may be closed already. */
export function closeQuietly(connection: Pick<Stream, "close">): void {
  try {
    connection.close();
  } catch (error) {
    if (!(error instanceof Deno.errors.BadResource)) throw error;
  }
}
