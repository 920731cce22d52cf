/**
 * A wire between two network namespaces that loses, repeats, delays and
 * damages packets as it is told, and records both of its ends.
 *
 * The packets are those of the kernel's TCP on either side; the wire is a pair
 * of TUN devices with this process between them. What `tc netem` does by
 * chance, a plan does here by the number of the packet, so that a test meets
 * the same faults each time, also on kernels without netem.
 *
 * @module
 */
import { LinkType } from "../../src/packet/mod.ts";
import { PcapngWriter } from "../../src/pcap/mod.ts";

const TUNSETIFF = 0x4004_54can;
const IFF_TUN_NO_PI = 0x1001;
const O_RDWR_NONBLOCK = 0x802;
const POLLIN = 1;
const POLL_MILLIS = 20;
const LARGEST_PACKET_BYTES = 0x1_0000;

const SYMBOLS = {
  open: { parameters: ["buffer", "i32"], result: "i32" },
  ioctl: { parameters: ["i32", "usize", "buffer"], result: "i32" },
  poll: {
    parameters: ["buffer", "usize", "i32"],
    result: "i32",
    nonblocking: true,
  },
  read: { parameters: ["i32", "buffer", "usize"], result: "isize" },
  write: { parameters: ["i32", "buffer", "usize"], result: "isize" },
  close: { parameters: ["i32"], result: "i32" },
} as const;

/** An end of the wire. */
export type WireEnd = 0 | 1;

/** A packet on its way. */
export interface WirePacket {
  /** End that sent it. */
  readonly from: WireEnd;
  /** Packets that this end has sent before it. */
  readonly index: number;
  /** Its bytes, from the IP header on. */
  readonly bytes: Uint8Array;
}

/** What happens to a packet. */
export interface WireFate {
  /** When each copy arrives, in milliseconds after it was sent; none to lose it. */
  readonly arrivals: readonly number[];
}

/** A packet that goes straight through. */
export const UNHARMED: WireFate = { arrivals: [0] };

/** Decides what happens to each packet. */
export type WirePlan = (packet: WirePacket) => WireFate;

/** Names what is missing for a wire, or `undefined` where nothing is. */
export async function whyNoWire(): Promise<string | undefined> {
  if (Deno.build.os !== "linux") return "it needs Linux";
  if (Deno.uid() !== 0) return "it needs root";
  try {
    await Deno.stat("/dev/net/tun");
    await run("ip", "-V");
  } catch (error) {
    return `it needs /dev/net/tun and ip: ${(error as Error).message}`;
  }
  return undefined;
}

/** A wire between two namespaces. */
export class LossyWire implements AsyncDisposable {
  readonly #library = Deno.dlopen("libc.so.6", SYMBOLS);
  readonly #plan: WirePlan;
  readonly #descriptors: [number, number] = [-1, -1];
  readonly #sent: [number, number] = [0, 0];
  readonly #blocks: [Uint8Array[], Uint8Array[]];
  readonly #writer = new PcapngWriter();
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  #open = true;
  #relay: Promise<void> | undefined;

  private constructor(plan: WirePlan) {
    this.#plan = plan;
    const head = () => [
      this.#writer.header({ application: "wirelab tests" }),
      this.#writer.interface({ linkType: LinkType.RAW }),
    ];
    this.#blocks = [head(), head()];
  }

  /** Lays a wire: addresses 10.77.0.1 and 10.77.0.2, fd77::1 and fd77::2. */
  static async lay(plan: WirePlan): Promise<LossyWire> {
    const wire = new LossyWire(plan);
    try {
      for (const end of [0, 1] as const) await wire.#attach(end);
      wire.#relay = wire.#run();
    } catch (error) {
      await wire[Symbol.asyncDispose]();
      throw error;
    }
    return wire;
  }

  /** Arguments that run a command at one end. */
  at(end: WireEnd, ...command: string[]): string[] {
    return ["netns", "exec", namespaceOf(end), ...command];
  }

  /** Takes up the recording that a capture at one end would have made: a pcapng file. */
  recording(end: WireEnd): Uint8Array<ArrayBuffer> {
    const blocks = this.#blocks[end];
    const size = blocks.reduce((sum, block) => sum + block.length, 0);
    const file = new Uint8Array(size);
    let at = 0;
    for (const block of blocks) {
      file.set(block, at);
      at += block.length;
    }
    return file;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#open = false;
    await this.#relay;
    for (const timer of this.#timers) clearTimeout(timer);
    for (const end of [0, 1] as const) {
      const descriptor = this.#descriptors[end];
      if (descriptor >= 0) this.#library.symbols.close(descriptor);
      await run("ip", "netns", "del", namespaceOf(end)).catch(() => {});
    }
    this.#library.close();
  }

  /** Makes a TUN device and moves it into a namespace of its own. */
  async #attach(end: WireEnd): Promise<void> {
    const { symbols } = this.#library;
    const path = new TextEncoder().encode("/dev/net/tun\0");
    const descriptor = symbols.open(path, O_RDWR_NONBLOCK);
    this.#descriptors[end] = descriptor;
    const request = new Uint8Array(40);
    const device = `wltun${end}`;
    request.set(new TextEncoder().encode(device));
    new DataView(request.buffer).setUint16(16, IFF_TUN_NO_PI, true);
    if (descriptor < 0 || symbols.ioctl(descriptor, TUNSETIFF, request) < 0) {
      throw new Error("Cannot make a TUN device");
    }
    const name = namespaceOf(end);
    const host = end + 1;
    await run("ip", "netns", "add", name);
    await run("ip", "link", "set", device, "netns", name);
    for (
      const step of [
        `link set lo up`,
        `addr add 10.77.0.${host}/24 dev ${device}`,
        `addr add fd77::${host}/64 dev ${device} nodad`,
        `link set ${device} up`,
      ]
    ) await run("ip", "-n", name, ...step.split(" "));
  }

  async #run(): Promise<void> {
    const { symbols } = this.#library;
    const buffer = new Uint8Array(LARGEST_PACKET_BYTES);
    const polled = new Uint8Array(16);
    const view = new DataView(polled.buffer);
    for (const end of [0, 1]) {
      view.setInt32(8 * end, this.#descriptors[end], true);
      view.setInt16(8 * end + 4, POLLIN, true);
    }
    while (this.#open) {
      await symbols.poll(polled, 2n, POLL_MILLIS);
      for (const end of [0, 1] as const) {
        for (;;) {
          const length = Number(
            symbols.read(this.#descriptors[end], buffer, BigInt(buffer.length)),
          );
          if (length <= 0) break;
          this.#carry(end, buffer.slice(0, length));
        }
      }
    }
  }

  #carry(from: WireEnd, bytes: Uint8Array<ArrayBuffer>): void {
    this.#record(from, bytes);
    const index = this.#sent[from]++;
    for (const delay of this.#plan({ from, index, bytes }).arrivals) {
      if (delay === 0) {
        this.#deliver(from, bytes);
        continue;
      }
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        this.#deliver(from, bytes);
      }, delay);
      this.#timers.add(timer);
    }
  }

  #deliver(from: WireEnd, bytes: Uint8Array<ArrayBuffer>): void {
    const to = from === 0 ? 1 : 0;
    this.#record(to, bytes);
    this.#library.symbols.write(
      this.#descriptors[to],
      bytes,
      BigInt(bytes.length),
    );
  }

  #record(end: WireEnd, bytes: Uint8Array): void {
    const now = performance.timeOrigin + performance.now();
    const seconds = Math.floor(now / 1000);
    const nanoseconds = Math.floor((now - seconds * 1000) * 1e6);
    this.#blocks[end].push(
      this.#writer.packet({ seconds, nanoseconds, bytes }),
    );
  }
}

function namespaceOf(end: WireEnd): string {
  return `wirelab${Deno.pid}-${end}`;
}

async function run(program: string, ...args: string[]): Promise<void> {
  const { success, stderr } = await new Deno.Command(program, {
    args,
    stdout: "null",
    stderr: "piped",
  }).output();
  if (success) return;
  const reason = new TextDecoder().decode(stderr).trim();
  throw new Error(`Cannot run ${program} ${args.join(" ")}: ${reason}`);
}
