import { Failure, inEvery } from "../failure.ts";
import { TEXTS } from "./failure_text.ts";
import { Errno, type Libc, SystemError } from "./libc.ts";

/** An interface of this system. */
export interface NetworkInterface {
  /** Its name, for example `"lo"`. */
  readonly name: string;
  /** Its number; 0 stands for all interfaces. */
  readonly index: number;
  /** What it is, as ARP numbers hardware; see {@linkcode HardwareType}. */
  readonly hardwareType: number;
  /** Whether it is up. */
  readonly up: boolean;
}

/** Hardware whose packets start with an Ethernet header. */
export const HardwareType = {
  ETHERNET: 1,
  LOOPBACK: 772,
} as const;

const AF_UNIX = 1;
const SOCK_DGRAM = 2;
const IFF_UP = 1;

const SIOCGIFNAME = 0x8910;
const SIOCGIFFLAGS = 0x8913;
const SIOCSIFFLAGS = 0x8914;
const SIOCGIFHWADDR = 0x8927;
const SIOCGIFINDEX = 0x8933;

/** Interfaces are numbered from 1, with holes where one was removed. */
const HIGHEST_INDEX_LISTED = 64;

const NAME_BYTES = 16;
const REQUEST_BYTES = 40;

/**
 * Looks an interface up by its name.
 *
 * @param libc The C library.
 * @param name Its name, or `any`.
 * @throws {Failure} `usage`, if there is no such interface.
 */
export function findInterface(libc: Libc, name: string): NetworkInterface {
  if (name === "any") return { name, index: 0, hardwareType: 0, up: true };
  try {
    return withSocket(libc, (ask) => ({
      name,
      index: ask(SIOCGIFINDEX, name).getInt32(NAME_BYTES, true),
      hardwareType: ask(SIOCGIFHWADDR, name).getUint16(NAME_BYTES, true),
      up: (ask(SIOCGIFFLAGS, name).getUint16(NAME_BYTES, true) & IFF_UP) !== 0,
    }));
  } catch (error) {
    if (!(error instanceof SystemError) || error.errno !== Errno.ENODEV) {
      throw error;
    }
    const names = interfaceNames(libc);
    throw new Failure(
      "usage",
      inEvery(TEXTS, (text) => text.noInterface(name, names)),
      { cause: error },
    );
  }
}

/**
 * Brings an interface up, as `ip link set NAME up` does.
 *
 * @param libc The C library.
 * @param name Its name.
 * @throws {SystemError} If the system does not permit it.
 */
export function bringUp(libc: Libc, name: string): void {
  withSocket(libc, (ask) => {
    const flags = ask(SIOCGIFFLAGS, name).getUint16(NAME_BYTES, true);
    ask(SIOCSIFFLAGS, name, flags | IFF_UP);
  });
}

/** Names of all interfaces, and `any`, which stands for them all. */
function interfaceNames(libc: Libc): string[] {
  return withSocket(libc, (ask) => {
    const names: string[] = [];
    for (let index = 1; index <= HIGHEST_INDEX_LISTED; index++) {
      try {
        names.push(nameIn(ask(SIOCGIFNAME, "", index)));
      } catch (error) {
        if (!(error instanceof SystemError)) throw error;
      }
    }
    return [...names, "any"];
  });
}

function nameIn(request: DataView<ArrayBuffer>): string {
  const name = new Uint8Array(request.buffer, 0, NAME_BYTES);
  return new TextDecoder().decode(name.subarray(0, name.indexOf(0)));
}

type Ask = (
  request: number,
  name: string,
  value?: number,
) => DataView<ArrayBuffer>;

/**
 * Lends a socket for questions about interfaces.
 *
 * ```text
 * struct ifreq { char name[16]; union { short flags; int index; … } }   40 bytes
 * ```
 */
function withSocket<T>(libc: Libc, use: (ask: Ask) => T): T {
  const fd = libc.socket(AF_UNIX, SOCK_DGRAM, 0);
  try {
    return use((request, name, value = 0) => {
      const bytes = new Uint8Array(REQUEST_BYTES);
      new TextEncoder().encodeInto(name, bytes.subarray(0, NAME_BYTES - 1));
      const view = new DataView(bytes.buffer);
      view.setUint32(NAME_BYTES, value, true);
      libc.control(fd, request, bytes);
      return view;
    });
  } finally {
    libc.close(fd);
  }
}
