/**
 * What Deno does not offer for a connection: to end it while its handshake is
 * under way, to end it with a reset, and over TLS to send at once.
 *
 * Deno holds on to a TLS connection that is closed in mid-handshake, or with
 * bytes that the peer does not take, until the peer acts: one that stays silent
 * would keep a socket for ever. Here the socket is found by its two addresses,
 * and shut down by the C library.
 *
 * @module
 */
import { type Address, addressOf } from "./address.ts";

/** A connection of Deno's, which knows both its addresses. */
export interface Located {
  /** This end. */
  readonly localAddr: Deno.NetAddr;
  /** The other end. */
  readonly remoteAddr: Deno.NetAddr;
}

const SYMBOLS = {
  getsockname: { parameters: ["i32", "buffer", "buffer"], result: "i32" },
  getpeername: { parameters: ["i32", "buffer", "buffer"], result: "i32" },
  shutdown: { parameters: ["i32", "i32"], result: "i32" },
  shutdownOnThread: {
    name: "shutdown",
    parameters: ["i32", "i32"],
    result: "i32",
    nonblocking: true,
  },
  connect: { parameters: ["i32", "buffer", "u32"], result: "i32" },
  setsockopt: {
    parameters: ["i32", "i32", "i32", "buffer", "u32"],
    result: "i32",
  },
} as const satisfies Deno.ForeignLibraryInterface;

type Library = Deno.DynamicLibrary<typeof SYMBOLS>;

const SHUT_WR = 1;
const SHUT_RDWR = 2;
const IS_MAC = Deno.build.os === "darwin";
const SOL_SOCKET = IS_MAC ? 0xffff : 1;
const SO_LINGER = IS_MAC ? 0x80 : 13;
const IPPROTO_TCP = 6;
const TCP_NODELAY = 1;
const ON = new Int32Array([1]);
/** Linger on, for 0 seconds: `close` sends a reset. */
const LINGER_ZERO = new Int32Array([1, 0]);
/** The address of nobody: connecting to it dissolves a connection. */
const UNSPECIFIED = new Uint8Array(16);

const LIBRARIES: Readonly<Partial<Record<typeof Deno.build.os, string[]>>> = {
  linux: ["libc.so.6", `libc.musl-${Deno.build.arch}.so.1`],
  darwin: ["libSystem.dylib"],
};

/** Length of the largest socket address, in bytes. */
const ADDRESS_BYTES = 128;
/** Descriptors are given out from the lowest on; a longer gap is their end. */
const LONGEST_GAP = 1024;

/**
 * Shuts both directions of a connection down, at once, whatever state it is in.
 *
 * @returns Whether that could be done; not on Windows, nor without FFI.
 */
export function shutDown(connection: Located): boolean {
  return withSocket(
    connection,
    (library, fd) => library.symbols.shutdown(fd, SHUT_RDWR) === 0,
  );
}

/**
 * Whether this process still holds a connection, be it closed or not.
 *
 * @returns `false` also where that cannot be seen: on Windows, and without FFI.
 */
export function isHeld(connection: Located): boolean {
  return withSocket(connection, () => true);
}

/**
 * Ends the sending direction of sockets at the same time, each on a thread of
 * its own: FIN, and over TLS FIN without close_notify.
 *
 * @returns Whether that could be done; not on Windows, nor without FFI.
 */
export async function shutDownSending(
  ...connections: readonly Located[]
): Promise<boolean> {
  using _held = holdSockets();
  const { library } = lent;
  if (!library) return false;
  const sockets = connections.map((each) => findSocket(library, each));
  const results = await Promise.all(
    sockets.map((fd) =>
      fd === undefined ? -1 : library.symbols.shutdownOnThread(fd, SHUT_WR)
    ),
  );
  return results.every((result) => result === 0);
}

/**
 * Has a connection send what is written at once, without waiting for the
 * acknowledgment of what was sent before (Nagle's algorithm). Deno offers that
 * for TCP, and not for a server's connections over TLS.
 *
 * @returns Whether that could be done; not on Windows, nor without FFI.
 */
export function sendAtOnce(connection: Located): boolean {
  return withSocket(
    connection,
    ({ symbols }, fd) =>
      symbols.setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, ON, ON.byteLength) === 0,
  );
}

/**
 * Resets a connection: the peer gets RST, and what was not sent yet is lost.
 *
 * @returns Whether that could be done; not on Windows, nor without FFI.
 */
export function reset(connection: Located): boolean {
  return withSocket(connection, ({ symbols }, fd) => {
    const length = LINGER_ZERO.byteLength;
    const lingers =
      symbols.setsockopt(fd, SOL_SOCKET, SO_LINGER, LINGER_ZERO, length) === 0;
    // Deno sends FIN before it closes, so that on Linux the reset has to go
    // ahead of the close.
    return IS_MAC
      ? lingers
      : symbols.connect(fd, UNSPECIFIED, UNSPECIFIED.length) === 0;
  });
}

/** The C library while somebody needs it. */
const lent: { library?: Library; holders: number } = { holders: 0 };

/**
 * Keeps the C library open until it is disposed of, so that what a server does
 * to each connection takes microseconds, not a millisecond.
 */
export function holdSockets(): Disposable {
  if (lent.holders++ === 0) lent.library = openLibrary();
  let held = true;
  return {
    [Symbol.dispose]() {
      if (!held) return;
      held = false;
      if (--lent.holders > 0) return;
      lent.library?.close();
      lent.library = undefined;
    },
  };
}

function withSocket(
  connection: Located,
  act: (library: Library, fd: number) => boolean,
): boolean {
  using _held = holdSockets();
  const { library } = lent;
  if (!library) return false;
  const fd = findSocket(library, connection);
  return fd !== undefined && act(library, fd);
}

function openLibrary(): Library | undefined {
  for (const name of LIBRARIES[Deno.build.os] ?? []) {
    try {
      return Deno.dlopen(name, SYMBOLS);
    } catch {
      // Not this library, or no permission: without it, the caller closes
      // the connection as Deno does.
    }
  }
}

function findSocket(library: Library, connection: Located): number | undefined {
  const { getsockname, getpeername } = library.symbols;
  const local = addressOf(connection.localAddr);
  const peer = addressOf(connection.remoteAddr);
  const bytes = new Uint8Array(ADDRESS_BYTES);
  const length = new Uint32Array(1);
  let gap = 0;
  for (let fd = 0; gap < LONGEST_GAP; fd++, gap++) {
    length[0] = ADDRESS_BYTES;
    if (getpeername(fd, bytes, length) !== 0) continue;
    gap = 0;
    if (!isAt(bytes, length[0], peer)) continue;
    length[0] = ADDRESS_BYTES;
    if (getsockname(fd, bytes, length) !== 0) continue;
    if (isAt(bytes, length[0], local)) return fd;
  }
}

/** Whether a socket address is this one; the port tells nearly always. */
function isAt(bytes: Uint8Array, length: number, address: Address): boolean {
  return (bytes[2] << 8 | bytes[3]) === address.port &&
    keyOf(readAddress(bytes, length)) === keyOf(address);
}

/**
 * Reads a socket address: family in 16 bits, port in 16 bits of network order,
 * then for IPv4 the address in 32 bits, and for IPv6 a flow label in 32 bits
 * and the address in 128 bits.
 */
function readAddress(bytes: Uint8Array, length: number): Address {
  const view = new DataView(bytes.buffer);
  const groups = (from: number, to: number) =>
    Array.from(
      { length: (to - from) / 2 },
      (_, index) => view.getUint16(from + 2 * index).toString(16),
    ).join(":");
  const host = length >= 28 ? groups(8, 24) : `::ffff:${groups(4, 8)}`;
  return { host, port: view.getUint16(2) };
}

/** Writes an address so that equal ones are equal texts: IPv4 as mapped IPv6. */
function keyOf({ host, port }: Address): string {
  const mapped = host.includes(":") ? host : `::ffff:${host}`;
  // A zone (fe80::1%2) stands in the text alone, and no URL takes it.
  const bare = mapped.replace(/%.*$/, "");
  return `${new URL(`http://[${bare}]`).hostname} ${port}`;
}
