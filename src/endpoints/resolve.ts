/**
 * Names to addresses. `mod.ts` does not export it: it loads `node:dns`, which
 * asks the system, and so heeds its list of hosts; `Deno.resolveDns` asks a
 * name server alone.
 *
 * @module
 */
import { lookup } from "node:dns/promises";
import { bareHost, isIpAddress } from "./address.ts";
import { abortable, type ConnectOptions, limitOf } from "./connect.ts";

/**
 * Finds the addresses of a host, in the order in which they are to be tried.
 *
 * @param host A name, or an address, which stays as it is.
 * @param options How long it may take.
 * @throws An error that `causeOf` takes for `name-not-found` or `timed-out`.
 */
export async function resolveHost(
  host: string,
  options: ConnectOptions = {},
): Promise<string[]> {
  const bare = bareHost(host);
  if (isIpAddress(bare)) return [bare];
  const looking = lookup(bare, { all: true });
  const found = await abortable(looking, limitOf(options));
  return found.map(({ address }) => address);
}

/** Has the runtime load what the first look-up loads, so that it is not timed. */
export async function warmUpResolver(): Promise<void> {
  await lookup("127.0.0.1");
}
