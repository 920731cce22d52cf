import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import {
  bytesSource,
  type Cause,
  connectTls,
  type ConnectTlsOptions,
  dial,
  type DialOutcome,
  echo,
  exchange,
  failureOf,
  listenTls,
  type Negotiated,
  serve,
} from "../../src/endpoints/mod.ts";
import {
  connectNodeTls,
  type ConnectNodeTlsOptions,
} from "../../src/endpoints/node_tls.ts";
import { isHeld } from "../../src/endpoints/socket.ts";
import { BUFFER_BYTES, writeAll } from "../../src/endpoints/stream.ts";
import { Failure, type FailureKind } from "../../src/failure.ts";
import { NegotiationReader } from "../../src/lab/negotiated.ts";
import { daysFromNow, Ear, TestAuthority, type TestPair } from "./support.ts";

const authority = await TestAuthority.create();
const good = await authority.issue();
const local = { host: "127.0.0.1", port: 0 };
const size = 3 * 1024 * 1024;

/** How a client gets at TLS. */
const ways = ["deno", "tap", "node"] as const;
type Way = typeof ways[number];

type Options =
  & Partial<ConnectTlsOptions>
  & Pick<Partial<ConnectNodeTlsOptions>, "version" | "insecure">;

/** What one conversation with a server of our own came to. */
interface Outcome extends DialOutcome {
  /** What the client knows of the handshake. */
  readonly negotiated: Negotiated | undefined;
  /** Why the server's side of it failed. */
  readonly serverCause: Cause | undefined;
  /** Bytes that came back. */
  readonly received: number;
}

async function converse(
  way: Way,
  pair: TestPair,
  options: Options = {},
): Promise<Outcome> {
  const listener = listenTls(local, { ...pair, alpn: ["http/1.1"] });
  const ears = { server: new Ear(), client: new Ear() };
  const served = serve(listener, echo, {
    once: true,
    onEvent: ears.server.onEvent,
  });
  const common = {
    serverName: "localhost",
    caPem: [authority.pem],
    wireReader: way === "tap" ? new NegotiationReader() : undefined,
    ...options,
  };
  const outcome = await dial(
    listener.address,
    () =>
      way === "node"
        ? connectNodeTls(listener.address, common)
        : connectTls(listener.address, common),
    exchange({
      source: bytesSource(new Uint8Array(size)),
      halfClose: true,
      onReceived: () => {},
    }),
    { onEvent: ears.client.onEvent },
  );
  await served;
  const handshake = ears.client.events.find((event) =>
    event.kind === "handshake"
  );
  const failed = ears.server.events.find((event) => event.kind === "failed");
  return {
    ...outcome,
    negotiated: handshake?.negotiated,
    serverCause: failed?.cause,
    received: outcome.summary.received,
  };
}

for (const way of ways) {
  Deno.test(`a TLS client by ${way} loses no byte, and ends in order`, async () => {
    const outcome = await converse(way, good, { alpn: ["http/1.1"] });
    assertEquals(
      [outcome.received, outcome.mishap, outcome.serverCause],
      [size, undefined, undefined],
    );
    assertEquals(outcome.negotiated?.alpn, "http/1.1");
  });

  Deno.test(`a TLS client by ${way} verifies an address as well as a name`, async () => {
    const outcome = await converse(way, good, { serverName: "127.0.0.1" });
    assertEquals(outcome.mishap, undefined);
  });
}

for (const wireReader of [undefined, new NegotiationReader()]) {
  const how = wireReader ? "with" : "without";
  Deno.test(`connectTls() ${how} a wire reader closes a connection for which there is no TLS`, async () => {
    using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const accepted = listener.accept();
    await assertRejects(() =>
      connectTls({ host: "127.0.0.1", port: listener.addr.port }, {
        serverName: "no name",
        wireReader,
      })
    );
    using connection = await accepted;
    assertEquals(await connection.read(new Uint8Array(1)), null);
  });
}

Deno.test("connectTls() with a wire reader knows version, suite and group", async () => {
  const { negotiated } = await converse("tap", good);
  assertEquals(negotiated?.version, "TLS 1.3");
  assertStringIncludes(negotiated?.cipherSuite ?? "", "TLS_AES_");
  assert(negotiated?.group);
  assertEquals(negotiated.certificate, undefined);
});

for (const version of ["1.2", "1.3"] as const) {
  Deno.test(`connectNodeTls() is pinned to TLS ${version}, and knows the certificate`, async () => {
    const { negotiated } = await converse("node", good, { version });
    assertEquals(negotiated?.version, `TLS ${version}`);
    assertEquals(negotiated?.certificate?.names, [
      "localhost",
      "127.0.0.1",
      "::1",
    ]);
    assertEquals(negotiated?.distrust, undefined);
  });
}

/** Servers that are not to be trusted, and what a client makes of them. */
const distrusted: {
  name: string;
  pair: () => Promise<TestPair> | TestPair;
  options?: Options;
  cause: Cause;
  nodeCause?: Cause;
  kind: FailureKind;
  says: string;
  hint: string;
}[] = [
  {
    name: "of an unknown authority",
    pair: async () => (await TestAuthority.create()).issue(),
    cause: "untrusted",
    kind: "tls-untrusted",
    says: "no authority that is known here signed its certificate",
    hint: "--ca FILE",
  },
  {
    name: "for another name",
    pair: () => authority.issue({ names: ["example.com", "2001:db8::1"] }),
    cause: "wrong-name",
    kind: "tls-wrong-name",
    says: "not for localhost, but for example.com, 2001:db8::1",
    hint: "--server-name example.com",
  },
  {
    name: "that has expired",
    pair: () =>
      authority.issue({
        notBefore: daysFromNow(-9),
        notAfter: daysFromNow(-2),
      }),
    cause: "expired",
    kind: "tls-expired",
    says: `ended on ${daysFromNow(-2).toISOString().slice(0, 10)}`,
    hint: "Make a new one",
  },
  {
    name: "that is not valid yet",
    pair: () => authority.issue({ notBefore: daysFromNow(2) }),
    cause: "not-yet-valid",
    kind: "tls-expired",
    says: `does not hold before ${daysFromNow(2).toISOString().slice(0, 10)}`,
    hint: "clock",
  },
  {
    name: "of an authority itself",
    pair: () => authority.asServer(),
    cause: "ca-as-leaf",
    nodeCause: "wrong-name",
    kind: "tls-untrusted",
    says: "(CA:TRUE)",
    hint: "basicConstraints=critical,CA:FALSE",
  },
];

for (const { name, pair, cause, kind, says, hint, nodeCause } of distrusted) {
  for (const way of ways) {
    Deno.test(`a TLS client by ${way} refuses a certificate ${name}`, async () => {
      const { mishap, received } = await converse(way, await pair());
      assertEquals(received, 0);
      const expected = way === "node" ? nodeCause ?? cause : cause;
      assertEquals([mishap?.stage, mishap?.cause], ["handshake", expected]);
      if (!mishap || expected !== cause) return;
      const failure = failureOf(mishap, {
        target: local,
        protocol: "tls",
        serverName: "localhost",
      });
      assertEquals(failure.kind, kind);
      assertStringIncludes(failure.message, says);
      assertStringIncludes(failure.hint ?? "", hint);
    });
  }

  Deno.test(`connectNodeTls() goes on over a certificate ${name} where it is to`, async () => {
    const outcome = await converse("node", await pair(), { insecure: true });
    assertEquals([outcome.received, outcome.mishap], [size, undefined]);
    assertEquals(outcome.negotiated?.distrust, nodeCause ?? cause);
  });
}

Deno.test("a server tells that the client refused its certificate", async () => {
  const pair = await authority.issue({ names: ["example.com"] });
  assertEquals(
    (await converse("deno", pair)).serverCause,
    "certificate-refused",
  );
});

for (const way of ways) {
  Deno.test(`a TLS client by ${way} and a server with no protocol in common`, async () => {
    const { mishap, serverCause } = await converse(way, good, { alpn: ["h2"] });
    assertEquals([mishap?.cause, serverCause], [
      "no-common-alpn",
      "no-common-alpn",
    ]);
  });
}

/** A TCP server that treats its first connection badly; what a client makes of it. */
async function against(
  way: Way,
  act: (connection: Deno.TcpConn) => Promise<void>,
  handshakeSeconds?: number,
): Promise<[string, Cause] | undefined> {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const target = { host: "127.0.0.1", port: listener.addr.port };
  const served = listener.accept().then(act);
  const options = { serverName: "localhost" };
  const { mishap } = await dial(
    target,
    () =>
      way === "node" ? connectNodeTls(target, options) : connectTls(target, {
        ...options,
        wireReader: way === "tap" ? new NegotiationReader() : undefined,
      }),
    echo,
    { handshakeSeconds },
  );
  await served;
  return mishap && [mishap.stage, mishap.cause];
}

for (const way of ways) {
  Deno.test(`a TLS client by ${way} and a server that speaks no TLS`, async () => {
    const outcome = await against(way, async (connection) => {
      await connection.write(new TextEncoder().encode("220 mail.test\r\n"));
      await connection.read(new Uint8Array(4096));
      connection.close();
    });
    assertEquals(outcome, ["handshake", "not-tls"]);
  });

  Deno.test(`a TLS client by ${way} and a server that closes at once`, async () => {
    const outcome = await against(way, async (connection) => {
      await connection.read(new Uint8Array(4096));
      connection.close();
    });
    assertEquals(outcome, ["handshake", "handshake-closed"]);
  });

  Deno.test(`a TLS client by ${way} and a server that says nothing`, async () => {
    const outcome = await against(way, async (connection) => {
      const buffer = new Uint8Array(4096);
      while (await connection.read(buffer) !== null);
      connection.close();
    }, 0.2);
    assertEquals(outcome, ["handshake", "handshake-silent"]);
  });
}

/** What a TLS server tells of a client that behaves badly. */
async function badClient(
  act: (connection: Deno.TcpConn) => Promise<void> | void,
  handshakeSeconds?: number,
): Promise<Cause> {
  const listener = listenTls(local, good);
  const ear = new Ear();
  const served = serve(listener, echo, {
    once: true,
    handshakeSeconds,
    onEvent: ear.onEvent,
  });
  const { host: hostname, port } = listener.address;
  using connection = await Deno.connect({ hostname, port });
  await act(connection);
  const { cause } = await ear.event("failed");
  await served;
  return cause;
}

Deno.test("a TLS server gives up a client that says nothing, and closes", async () => {
  let closed: number | null = -1;
  const cause = await badClient(async (connection) => {
    closed = await connection.read(new Uint8Array(1));
  }, 0.05);
  assertEquals(cause, "handshake-silent");
  if (Deno.build.os === "linux") assertEquals(closed, null);
});

Deno.test({
  name:
    "a TLS server gives up a client that takes nothing, and holds no socket for it",
  ignore: Deno.build.os === "windows",
  async fn() {
    const listener = listenTls(local, good);
    const ear = new Ear();
    const served = serve(listener, async (stream) => {
      const bytes = new Uint8Array(BUFFER_BYTES);
      for (;;) await writeAll(stream, bytes);
    }, { once: true, idleSeconds: 0.2, onEvent: ear.onEvent });
    using client = await Deno.connectTls({
      hostname: "localhost",
      port: listener.address.port,
      caCerts: [authority.pem],
    });
    await client.handshake();
    await served;
    assertEquals((await ear.event("failed")).cause, "silent");
    const { localAddr: remoteAddr, remoteAddr: localAddr } = client;
    // Deno hears of the end of the socket a moment later.
    const deadline = performance.now() + 5000;
    while (isHeld({ localAddr, remoteAddr }) && performance.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    assertEquals(isHeld({ localAddr, remoteAddr }), false);
  },
});

Deno.test("a TLS server names a client that speaks no TLS", async () => {
  const cause = await badClient(async (connection) => {
    await connection.write(new TextEncoder().encode("GET / HTTP/1.1\r\n\r\n"));
  });
  assertEquals(cause, "not-tls");
});

Deno.test("a TLS server names a client that half-closes", async () => {
  assertEquals(
    await badClient((connection) => connection.closeWrite()),
    "handshake-closed",
  );
});

Deno.test("listenTls() refuses what is no certificate, and a key of another", async () => {
  const other = await authority.issue();
  const cases = [
    { certPem: "x", keyPem: good.keyPem },
    { certPem: good.certPem, keyPem: "x" },
    { certPem: good.certPem, keyPem: other.keyPem },
  ];
  for (const pair of cases) {
    const failure = assertThrows(() => listenTls(local, pair), Failure);
    assertEquals(failure.kind, "bad-file");
  }
});
