import { shellWord } from "../bytes/shell_word.ts";
import { type Bilingual, inEvery } from "../failure.ts";
import { TEXTS } from "./failure_text.ts";
import { Libc } from "./libc.ts";

/** Capability to open packet sockets: its bit in a set of capabilities. */
const CAP_NET_RAW_BIT = 13n;

/** Where `setcap` lies; the PATH of an ordinary user often leaves it out. */
const SETCAP_PLACES = ["/usr/sbin/setcap", "/sbin/setcap", "/usr/bin/setcap"];

/**
 * Reads a setting of the kernel.
 *
 * @param name Its name as `sysctl` knows it, for example `kernel.hostname`.
 * @returns Its value; `undefined` if this kernel does not have it.
 */
export function readSetting(name: string): string | undefined {
  return readSystemFile(`/proc/sys/${name.replaceAll(".", "/")}`)?.trim();
}

/**
 * Says why a capability that a file carries could not be gained by running it.
 *
 * @param status Content of `/proc/self/status`; read if not given.
 * @returns One clause; `undefined` if it could.
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { gainObstacle } from "./host.ts";
 *
 * assertEquals(
 *   gainObstacle("CapBnd:\t00000000a80405fb\nNoNewPrivs:\t0\n")?.en,
 *   "CAP_NET_RAW was taken out of the bounds of this container",
 * );
 * assertEquals(gainObstacle("CapBnd:\t000001ffffffffff\nNoNewPrivs:\t0\n"), undefined);
 * ```
 */
export function gainObstacle(
  status: string = readSystemFile("/proc/self/status") ?? "",
): Bilingual | undefined {
  const bounds = status.match(/^CapBnd:\s*([0-9a-f]+)/m)?.[1];
  if (bounds && (BigInt(`0x${bounds}`) >> CAP_NET_RAW_BIT & 1n) === 0n) {
    return inEvery(TEXTS, ({ reasons }) => reasons.outOfBounds);
  }
  if (/^NoNewPrivs:\s*1/m.test(status)) {
    return inEvery(TEXTS, ({ reasons }) => reasons.noNewPrivileges);
  }
  return undefined;
}

/**
 * Writes the command that lets this program open packet sockets from now on.
 *
 * @returns It names the executable itself, not a link to it; `undefined` where
 * the system has no `setcap`.
 */
export function setcapCommand(): string | undefined {
  if (!SETCAP_PLACES.some(exists)) return undefined;
  const path = Deno.realPathSync(Deno.execPath());
  return `sudo setcap cap_net_raw+ep ${shellWord(path)}`;
}

function readSystemFile(path: string): string | undefined {
  using libc = new Libc();
  return libc.readSystemFile(path);
}

function exists(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
