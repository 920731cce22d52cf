import { Failure, inEvery } from "../failure.ts";
import { TEXTS } from "./failure_text.ts";
import {
  type BpfInstruction,
  DROP_ALL,
  encodeFilter,
  portFilter,
} from "./filter.ts";
import {
  Errno,
  Libc,
  PollEvent,
  type SharedMemory,
  SystemError,
} from "./libc.ts";
import { inOwnNamespace } from "./namespace.ts";
import {
  bringUp,
  findInterface,
  HardwareType,
  type NetworkInterface,
} from "./network_interface.ts";
import {
  encodeRingRequest,
  PacketRing,
  RETIRE_MILLIS,
  type RingGeometry,
} from "./ring.ts";
import {
  type CaptureOptions,
  type CaptureStatistics,
  DEFAULT_SNAP_LENGTH,
  LOOPBACK,
  type PacketSource,
  type RawPacket,
} from "./source.ts";

const AF_PACKET = 17;
const SOCK_DGRAM = 2;
const SOCK_RAW = 3;
const SOCK_CLOEXEC = 0x8_0000;
const ETH_P_ALL = 0x0003;

const SOL_SOCKET = 1;
const SO_ERROR = 4;
const SO_ATTACH_FILTER = 26;
const SOL_PACKET = 263;
const PACKET_RX_RING = 5;
const PACKET_STATISTICS = 6;
const PACKET_VERSION = 10;
const TPACKET_V3 = 2;

const LINKTYPE_ETHERNET = 1;
const LINKTYPE_LINUX_SLL2 = 276;
const ETHERNET_HEADER_BYTES = 14;

/** Bytes of a block: any packet fits in whole, and a block fills in well under a millisecond of bulk. */
const BLOCK_BYTES = 0x10_0000;
const DEFAULT_BUFFER_BYTES = 32 * BLOCK_BYTES;

/** How often an interface that went down is looked at. */
const DOWN_MILLIS = 100;
/** Blocks that are read at a stretch before timers and signals get their turn. */
const BLOCKS_PER_TURN = 8;

/**
 * Packets of an interface, read from memory that is shared with the kernel.
 *
 * It needs the capability CAP_NET_RAW in the network namespace that it looks
 * at. The interface is not made promiscuous.
 *
 * @see {@link https://man7.org/linux/man-pages/man7/packet.7.html}
 */
export class AfPacketSource implements PacketSource {
  readonly method = "af-packet";
  readonly interface: string;
  readonly linkType: number;
  readonly #libc: Libc;
  readonly #socket: number;
  readonly #wake: number;
  readonly #memory: SharedMemory;
  readonly #ring: PacketRing;
  readonly #index: number;
  readonly #endsWith: number | undefined;
  #received = 0;
  #dropped = 0;
  #cut = false;
  #closed = false;
  /** Whether the interface went down, and was not seen up again. */
  #down = false;
  #waiting: Promise<unknown> = Promise.resolve();

  private constructor(parts: {
    libc: Libc;
    socket: number;
    wake: number;
    memory: SharedMemory;
    ring: PacketRing;
    place: NetworkInterface;
    linkType: number;
    endsWith?: number;
  }) {
    this.interface = parts.place.name;
    this.linkType = parts.linkType;
    this.#libc = parts.libc;
    this.#socket = parts.socket;
    this.#wake = parts.wake;
    this.#memory = parts.memory;
    this.#ring = parts.ring;
    this.#index = parts.place.index;
    this.#endsWith = parts.endsWith;
  }

  /**
   * Starts a capture; it runs when this returns.
   *
   * @param options What to capture.
   * @throws {Failure} `permission` without CAP_NET_RAW, `usage` for an interface
   * that does not exist, `unavailable` for one that is down, or where the
   * system knows no such sockets.
   */
  static open(options: CaptureOptions = {}): AfPacketSource {
    using stack = new DisposableStack();
    const libc = stack.use(new Libc());
    const place = readyInterface(libc, options.interface ?? LOOPBACK);
    const isEthernet = place.hardwareType === HardwareType.ETHERNET ||
      place.hardwareType === HardwareType.LOOPBACK;

    const socket = stack.adopt(
      openSocket(libc, isEthernet ? SOCK_RAW : SOCK_DGRAM),
      (fd) => libc.close(fd),
    );
    attachFilter(
      libc,
      socket,
      portFilter({
        ports: options.ports ?? [],
        linkHeaderBytes: isEthernet ? ETHERNET_HEADER_BYTES : 0,
        dropOutgoing: doubledOutgoing(libc, place),
        snapLength: options.snapLength ?? DEFAULT_SNAP_LENGTH,
      }),
    );
    const geometry = requestRing(
      libc,
      socket,
      options.bufferBytes ?? DEFAULT_BUFFER_BYTES,
    );
    const memory = stack.use(
      libc.map(socket, geometry.blockBytes * geometry.blocks),
    );
    const wake = stack.adopt(libc.eventCounter(), (fd) => libc.close(fd));
    libc.bind(socket, linkAddress(ETH_P_ALL, place.index));

    const source = new AfPacketSource({
      libc,
      socket,
      wake,
      memory,
      ring: new PacketRing(memory.buffer, geometry, { cooked: !isEthernet }),
      place,
      linkType: isEthernet ? LINKTYPE_ETHERNET : LINKTYPE_LINUX_SLL2,
      endsWith: options.endsWith,
    });
    stack.move();
    return source;
  }

  /**
   * Finds out whether this process may open packet sockets, and the kernel has them.
   *
   * In a namespace of its own it brings the loopback interface up, so that
   * servers can listen there before the capture begins.
   *
   * @throws {Failure} `permission` or `unavailable`, as {@linkcode open} does.
   */
  static check(): void {
    using libc = new Libc();
    if (inOwnNamespace()) readyInterface(libc, LOOPBACK);
    const socket = openSocket(libc, SOCK_RAW);
    try {
      useVersion3(libc, socket);
    } finally {
      libc.close(socket);
    }
  }

  async *batches(): AsyncGenerator<readonly RawPacket[], void, void> {
    let blocks = 0;
    while (!this.#closed) {
      const packets = this.#ring.take();
      if (packets) {
        try {
          if (packets.length > 0) yield packets;
        } finally {
          this.#ring.release();
        }
        if (++blocks % BLOCKS_PER_TURN === 0) await this.#wait(0);
      } else if (this.#cut && !this.#ring.pending) {
        return;
      } else {
        await this.#wait(
          this.#cut ? RETIRE_MILLIS : this.#down ? DOWN_MILLIS : -1,
        );
      }
    }
  }

  async stop(): Promise<void> {
    if (this.#cut || this.#closed) return;
    // What was sent just now may still be on its way through a queue of the
    // kernel; after that, nothing more is let in and the ring can be emptied.
    await delay(RETIRE_MILLIS);
    if (this.#closed) return;
    attachFilter(this.#libc, this.#socket, DROP_ALL);
    this.#cut = true;
    this.#libc.raise(this.#wake);
  }

  statistics(): CaptureStatistics {
    if (!this.#closed) {
      const counts = new Uint32Array(3);
      this.#libc.getOption(
        this.#socket,
        SOL_PACKET,
        PACKET_STATISTICS,
        counts,
      );
      this.#received += counts[0];
      this.#dropped += counts[1];
    }
    return { received: this.#received, dropped: this.#dropped };
  }

  /** Ends the capture at once and gives everything back; views of packets become empty. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#closed) return;
    this.statistics();
    this.#closed = true;
    this.#libc.raise(this.#wake);
    await this.#waiting;
    this.#memory[Symbol.dispose]();
    this.#libc.close(this.#wake);
    await this.#libc.closeAside(this.#socket);
    this.#libc[Symbol.dispose]();
  }

  /** Waits until a block is handed over, something goes wrong, or the capture ends. */
  async #wait(timeoutMillis: number): Promise<void> {
    const entries = [
      { fd: this.#socket, events: PollEvent.IN },
      // Once raised it stays so: then only the ring is worth waiting for.
      { fd: this.#cut ? -1 : this.#wake, events: PollEvent.IN },
      { fd: this.#cut ? -1 : this.#endsWith ?? -1, events: 0 },
    ];
    const polled = this.#libc.poll(entries, timeoutMillis);
    this.#waiting = polled;
    const [socket, , end] = await polled;
    if (this.#closed) return;
    if ((socket & PollEvent.ERROR) !== 0) this.#noteError();
    if (this.#down) this.#checkInterface();
    if ((end & (PollEvent.ERROR | PollEvent.HANG_UP)) !== 0) await this.stop();
  }

  #noteError(): void {
    const error = new Int32Array(1);
    this.#libc.getOption(this.#socket, SOL_SOCKET, SO_ERROR, error);
    if (error[0] === Errno.ENETDOWN && this.interface !== "any") {
      this.#down = true;
    }
  }

  /**
   * Tells an interface that went down, which may come back, from one that is
   * gone. The kernel tells the socket of the first alone, and of an interface
   * that is removed while it is still there: so it is looked at again.
   */
  #checkInterface(): void {
    const place = placeOf(this.#libc, this.interface);
    if (place?.index !== this.#index) {
      throw new Failure(
        "unavailable",
        inEvery(TEXTS, (text) => text.interfaceGone(this.interface)),
      );
    }
    this.#down = !place.up;
  }
}

/** Finds the interface; the loopback of a namespace of our own is brought up. */
function readyInterface(libc: Libc, name: string): NetworkInterface {
  const place = findInterface(libc, name);
  if (place.up) return place;
  if (inOwnNamespace() && place.hardwareType === HardwareType.LOOPBACK) {
    bringUp(libc, name);
    return { ...place, up: true };
  }
  throw new Failure(
    "unavailable",
    inEvery(
      TEXTS,
      (text) => text.interfaceDown(name, `sudo ip link set ${name} up`),
    ),
  );
}

/** The interface of a name, where there is one. */
function placeOf(libc: Libc, name: string): NetworkInterface | undefined {
  try {
    return findInterface(libc, name);
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

function openSocket(libc: Libc, type: number): number {
  try {
    // Without a protocol it receives nothing until it is bound, so that no
    // packet comes in before the filter stands.
    return libc.socket(AF_PACKET, type | SOCK_CLOEXEC, 0);
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    const denied = error.errno === Errno.EPERM || error.errno === Errno.EACCES;
    throw new Failure(
      denied ? "permission" : "unavailable",
      inEvery(
        TEXTS,
        (text) => denied ? text.socketDenied : text.noSocket(error.message),
      ),
      { cause: error },
    );
  }
}

/** Chooses the layout of the ring that {@linkcode PacketRing} reads. */
function useVersion3(libc: Libc, socket: number): void {
  try {
    libc.setOption(
      socket,
      SOL_PACKET,
      PACKET_VERSION,
      new Int32Array([TPACKET_V3]),
    );
  } catch (error) {
    throw new Failure("unavailable", inEvery(TEXTS, (text) => text.oldKernel), {
      cause: error,
    });
  }
}

/** On a loopback interface each packet goes out and comes in: one of the two is enough. */
function doubledOutgoing(
  libc: Libc,
  place: NetworkInterface,
): "all" | number | undefined {
  if (place.hardwareType === HardwareType.LOOPBACK) return "all";
  return place.name === "any" ? findInterface(libc, LOOPBACK).index : undefined;
}

/** `struct sock_fprog { u16 length; struct sock_filter *filter; }` */
function attachFilter(
  libc: Libc,
  socket: number,
  filter: readonly BpfInstruction[],
): void {
  const code = encodeFilter(filter);
  const program = new DataView(new ArrayBuffer(16));
  program.setUint16(0, filter.length, true);
  program.setBigUint64(
    8,
    Deno.UnsafePointer.value(Deno.UnsafePointer.of(code)),
    true,
  );
  libc.setOption(socket, SOL_SOCKET, SO_ATTACH_FILTER, program);
}

/** Asks for a ring, and for a smaller one where memory is short. */
function requestRing(
  libc: Libc,
  socket: number,
  bufferBytes: number,
): RingGeometry {
  useVersion3(libc, socket);
  let blocks = Math.max(2, Math.floor(bufferBytes / BLOCK_BYTES));
  for (;;) {
    const geometry = { blockBytes: BLOCK_BYTES, blocks };
    try {
      libc.setOption(
        socket,
        SOL_PACKET,
        PACKET_RX_RING,
        encodeRingRequest(geometry),
      );
      return geometry;
    } catch (error) {
      const short = error instanceof SystemError &&
        error.errno === Errno.ENOMEM;
      if (!short || blocks <= 2) throw error;
      blocks = Math.floor(blocks / 2);
    }
  }
}

/** `struct sockaddr_ll { u16 family; be16 protocol; i32 ifindex; … }`, 20 bytes. */
function linkAddress(protocol: number, index: number): DataView<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(20));
  view.setUint16(0, AF_PACKET, true);
  view.setUint16(2, protocol);
  view.setInt32(4, index, true);
  return view;
}

function delay(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}
