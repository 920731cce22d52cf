import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  bytesSource,
  connectTls,
  dial,
  echo,
  exchange,
  type Listener,
  listenTappedTls,
  reset,
  serve,
  type ServeOptions,
} from "../../src/endpoints/mod.ts";
import { connectNodeTls } from "../../src/endpoints/node_tls.ts";
import { Failure } from "../../src/failure.ts";
import { NegotiationReader } from "../../src/lab/negotiated.ts";
import { Ear, TestAuthority } from "./support.ts";

const authority = await TestAuthority.create();
const pair = await authority.issue();
const local = { host: "127.0.0.1", port: 0 };
const trust = { serverName: "localhost", caPem: [authority.pem] };

function listen(): Listener {
  const offer = { ...pair, alpn: ["h2", "http/1.1"] };
  return listenTappedTls(local, offer, () => new NegotiationReader());
}

/** Serves one connection, which a client treats as it likes. */
async function against(
  treat: (port: number) => Promise<unknown>,
  options: ServeOptions = {},
): Promise<Ear> {
  const listener = listen();
  const ear = new Ear();
  const served = serve(listener, echo, {
    once: true,
    onEvent: ear.onEvent,
    ...options,
  });
  await treat(listener.address.port);
  await served;
  return ear;
}

/** Reads until the connection is over, however it ends. */
async function readToEnd(connection: Deno.Conn): Promise<void> {
  const buffer = new Uint8Array(65_536);
  try {
    while (await connection.read(buffer) !== null);
  } catch {
    // A reset is an end, too.
  }
}

for (const version of ["1.2", "1.3"] as const) {
  Deno.test(`listenTappedTls() knows version, suite and group over TLS ${version}`, async () => {
    const ear = await against((port) =>
      dial(
        { host: local.host, port },
        () =>
          connectNodeTls({ host: local.host, port }, {
            ...trust,
            version,
            alpn: ["http/1.1"],
          }),
        exchange({
          source: bytesSource(new Uint8Array(3)),
          halfClose: true,
          onReceived: () => {},
        }),
      )
    );
    const handshake = ear.events.find(({ kind }) => kind === "handshake");
    assert(handshake?.kind === "handshake");
    const { negotiated } = handshake;
    assertEquals(negotiated.version, `TLS ${version}`);
    assertEquals(negotiated.alpn, "http/1.1");
    assert(negotiated.cipherSuite?.startsWith("TLS_"));
    assert(negotiated.group);
    assertEquals(negotiated.certificate, undefined);
  });
}

Deno.test("listenTappedTls() loses no byte, and names both ends as they are", async () => {
  const size = 3 * 1024 * 1024;
  const listener = listen();
  const server = new Ear();
  const client = new Ear();
  const served = serve(listener, echo, { once: true, onEvent: server.onEvent });
  const { summary, mishap } = await dial(
    listener.address,
    () => connectTls(listener.address, trust),
    exchange({
      source: bytesSource(new Uint8Array(size)),
      halfClose: true,
      onReceived: () => {},
    }),
    { onEvent: client.onEvent },
  );
  await served;
  assertEquals([summary.received, mishap], [size, undefined]);
  const [accepted, connected] = [server, client].map(({ events }) =>
    events.find(({ kind }) => kind === "accepted" || kind === "connected")
  );
  assert(accepted?.kind === "accepted" && connected?.kind === "connected");
  assertEquals(accepted.peer, connected.local);
  assertEquals(accepted.local, connected.peer);
});

Deno.test("listenTappedTls() tells a client without TLS so, by an alert", async () => {
  let answer = new Uint8Array(0);
  const ear = await against(async (port) => {
    const client = await Deno.connect({ hostname: local.host, port });
    await client.write(new TextEncoder().encode("GET / HTTP/1.1\r\n\r\n"));
    const buffer = new Uint8Array(100);
    const length = await client.read(buffer);
    answer = buffer.slice(0, length ?? 0);
    await readToEnd(client);
    client.close();
  });
  // Record of kind alert, in two bytes of its own: fatal.
  assertEquals([answer[0], answer[5]], [21, 2]);
  const failed = ear.events.find(({ kind }) => kind === "failed");
  assert(failed?.kind === "failed");
  assertEquals([failed.stage, failed.cause], ["handshake", "not-tls"]);
});

Deno.test("listenTappedTls() ends the connection of a client that stays silent", async () => {
  await against(async (port) => {
    using client = await Deno.connect({ hostname: local.host, port });
    await readToEnd(client);
  }, { handshakeSeconds: 0.05 });
});

Deno.test("listenTappedTls() outlives a client that resets in mid-handshake", async () => {
  const ear = await against(async (port) => {
    const client = await Deno.connect({ hostname: local.host, port });
    await client.write(new Uint8Array([22, 3, 1]));
    reset(client);
    client.close();
  });
  const failed = ear.events.find(({ kind }) => kind === "failed");
  assert(failed?.kind === "failed");
  assertEquals(failed.stage, "handshake");
});

Deno.test("listenTappedTls() refuses what is no certificate, and leaves no port open", () => {
  const listener = listen();
  const { port } = listener.address;
  listener.close();
  listener.close();
  const bad = { certPem: "no certificate", keyPem: "no key" };
  const failure = assertThrows(
    () =>
      listenTappedTls({ ...local, port }, bad, () => new NegotiationReader()),
    Failure,
  );
  assertEquals(failure.kind, "bad-file");
  Deno.listen({ hostname: local.host, port }).close();
});
