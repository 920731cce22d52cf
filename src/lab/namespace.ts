import { NAMESPACE_ENV, NAMESPACE_WRAPPER } from "../capture/namespace.ts";
import { relaunch } from "./self.ts";

/**
 * Starts this program again in a user and network namespace of its own, where
 * it may open packet sockets, and waits for it to end.
 *
 * There, the first capture on `lo` brings that interface up.
 *
 * @param args Arguments of the new process.
 * @returns Its exit code.
 */
export function relaunchInNamespace(args: readonly string[]): Promise<number> {
  return relaunch(args, {
    env: { [NAMESPACE_ENV]: "1" },
    wrapper: NAMESPACE_WRAPPER,
  });
}
