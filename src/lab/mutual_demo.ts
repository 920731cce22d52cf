import { connectTls } from "../endpoints/connect.ts";
import { dial } from "../endpoints/dial.ts";
import { httpReply, statusReply } from "../endpoints/http_reply.ts";
import { listenNodeTls } from "../endpoints/node_tls_server.ts";
import { serve } from "../endpoints/serve.ts";
import { warmUpTls } from "../endpoints/warm_up.ts";
import { wrap } from "../render/mod.ts";
import { says } from "./pair.ts";
import { show, type StudyOptions, tell } from "./study.ts";
import { Wire } from "./wire.ts";

/** A certificate and its key, as PEM. */
interface Identity {
  readonly certPem: string;
  readonly keyPem: string;
}

/** Name of the client in its certificates. */
const CLIENT_NAME = "client.example";
/** Name of a CA that the server does not know. */
const STRANGER = "unknown CA";

const REQUEST =
  "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";

/**
 * Shows mutual TLS: a client with a certificate that the server's authority
 * signed, then one with a certificate of a stranger.
 *
 * The server is that of `node:tls`, which alone can ask for a certificate; the
 * client is Deno's own, which alone logs the secrets that open the packets.
 *
 * @param options How it is shown.
 * @throws {Failure} `unavailable`, where packets cannot be had.
 */
export async function runMutualDemo(options: StudyOptions): Promise<void> {
  const { certPem, keyPem, caPem } = options.credentials;
  const { knownPem, identities } = await makeIdentities();
  const listener = listenNodeTls({ host: "127.0.0.1", port: 0 }, {
    certPem,
    keyPem,
    clientCaPem: [knownPem],
    refusal: () =>
      statusReply(
        "403 Forbidden",
        "no known authority signed your certificate\n",
      ),
  });
  await warmUpTls();
  const stop = new AbortController();
  const serving = serve(listener, httpReply(), { signal: stop.signal });
  try {
    await using wire = await Wire.open({
      ...options,
      ports: [listener.address.port],
    });
    for (const identity of identities) {
      // The name is the address itself: else Deno shows no certificate.
      const serverName = listener.address.host;
      const { mishap } = await dial(
        listener.address,
        () =>
          connectTls(listener.address, {
            ...identity,
            serverName,
            caPem: [caPem],
          }),
        says(REQUEST),
        { idleSeconds: 10 },
      );
      if (mishap) throw mishap.error;
    }
    await wire.untilOver(identities.length);
    const { say } = options;
    show((await tell(wire, options)).values(), options, [
      say("mtls.known"),
      say("mtls.stranger", { stranger: STRANGER }),
    ]);
  } finally {
    stop.abort();
    await serving;
  }
  if (options.json || options.html) return;
  const { say, write, columns } = options;
  for (const key of ["mtls.asked", "mtls.proved", "mtls.refused"] as const) {
    write(`\n${wrap(say(key, { stranger: STRANGER }), columns).join("\n")}\n`);
  }
}

/** Makes, in memory, a client's certificate of a known CA, and one of a stranger. */
async function makeIdentities(): Promise<
  { knownPem: string; identities: readonly Identity[] }
> {
  const pki = await import("../pki/mod.ts");
  const authorities: string[] = [];
  const identities: Identity[] = [];
  for (const commonName of ["clients CA", STRANGER]) {
    const authorityKey = await pki.generateKey("ecdsa");
    const pem = await pki.createAuthority(authorityKey, { commonName });
    const key = await pki.generateKey("ecdsa");
    const certPem = await pki.issueLeaf(key, { pem, key: authorityKey }, {
      names: [CLIENT_NAME],
      purposes: ["client"],
    });
    authorities.push(pem);
    identities.push({ certPem, keyPem: pki.encodeKey(key) });
  }
  return { knownPem: authorities[0], identities };
}
