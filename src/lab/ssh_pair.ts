import { listenSsh } from "../endpoints/listen.ts";
import { connectSsh } from "../endpoints/ssh_client.ts";
import { sshServer } from "../endpoints/ssh_server.ts";
import { makeHostKey } from "../pki/host_key.ts";
import type { Pair } from "./pair.ts";

/** Who logs in, and with what: a secret of this run alone. */
const USER = "wirelab";

/**
 * A client and a server over SSH: the client logs in with a password, says a
 * line, and hears it again.
 *
 * Host key and password are made for this run, and so the client knows the
 * server without a file that remembers it.
 */
export async function sshPair(): Promise<Pair> {
  const { pem: hostKey } = await makeHostKey();
  const password = crypto.randomUUID();
  return {
    listen: listenSsh,
    handler: sshServer({ hostKey, user: USER, password }),
    connect: (address) =>
      connectSsh(address, {
        user: USER,
        password: (attempt) =>
          Promise.resolve(attempt === 0 ? password : undefined),
        judge: () => Promise.resolve({ kind: "known" }),
      }),
    request: "hello, server\n",
    clientEndsFirst: true,
  };
}
