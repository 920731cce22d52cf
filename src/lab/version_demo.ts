import type { Address } from "../endpoints/address.ts";
import { connectNodeTls, type TlsVersion } from "../endpoints/node_tls.ts";
import type { Listener } from "../endpoints/serve.ts";
import { sendAtOnce } from "../endpoints/socket.ts";
import { renderVersions, type VersionRun } from "../render/mod.ts";
import { type Credentials, type Pair, runPair, tlsPair } from "./pair.ts";
import { show, type StudyOptions, tell } from "./study.ts";
import { Wire } from "./wire.ts";

const VERSIONS: readonly TlsVersion[] = ["1.2", "1.3"];

/**
 * Holds the same conversation over TLS 1.2 and over TLS 1.3, and sets one
 * beside the other.
 *
 * @param options How it is shown.
 * @throws {Failure} `unavailable`, where packets cannot be had.
 */
export async function runVersionDemo(options: StudyOptions): Promise<void> {
  // What a version loads at its first use would else stand in its measure.
  for (const version of VERSIONS) {
    const pair = versionPair(version, options.credentials);
    await hold(pair, pair.listen({ host: "127.0.0.1", port: 0 }));
  }
  using stack = new DisposableStack();
  const ends = VERSIONS.map((version) => {
    const pair = versionPair(version, options.credentials);
    const listener = pair.listen({ host: "127.0.0.1", port: 0 });
    stack.defer(() => listener.close());
    return { pair, listener };
  });
  await using wire = await Wire.open({
    ...options,
    ports: ends.map(({ listener }) => listener.address.port),
  });
  for (const { pair, listener } of ends) await hold(pair, listener);
  await wire.untilOver(ends.length);
  const told = [...(await tell(wire, options)).values()];
  if (options.json || options.html) {
    return show(told, options, VERSIONS.map((version) => `TLS ${version}`));
  }
  const [older, newer] = told.map(({ conversation, steps }): VersionRun => ({
    steps,
    verdict: conversation.verdict(),
  }));
  options.write(renderVersions([older, newer], options));
}

/** Runs both ends on a listener that listens already. */
async function hold(pair: Pair, listener: Listener): Promise<void> {
  const prompt: Listener = {
    ...listener,
    accept: async () => {
      const link = await listener.accept();
      sendAtOnce({ localAddr: of(link.local), remoteAddr: of(link.peer) });
      return link;
    },
  };
  await runPair({ ...pair, listen: () => prompt }, {
    address: listener.address,
    concurrency: "async",
    beforeConnect: (address) => Promise.resolve(address),
  });
}

function of({ host: hostname, port }: Address): Deno.NetAddr {
  return { transport: "tcp", hostname, port };
}

/** The pair of `demo tls`, with a client that offers one version only. */
function versionPair(version: TlsVersion, credentials: Credentials): Pair {
  return {
    ...tlsPair(credentials),
    connect: (address) =>
      connectNodeTls(address, {
        serverName: "localhost",
        caPem: [credentials.caPem],
        alpn: ["http/1.1"],
        version,
      }),
  };
}
