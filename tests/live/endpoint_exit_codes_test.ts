import { assert, assertEquals, assertMatch } from "@std/assert";
import { EXIT_CODES } from "../../src/cli/exit_codes.ts";
import { openRelay } from "../../src/endpoints/relay.ts";
import { reset, sendAtOnce } from "../../src/endpoints/socket.ts";
import type { FailureKind } from "../../src/failure.ts";
import { daysFromNow, TestAuthority } from "../endpoints/support.ts";
import { liveTest, noProgram } from "./capture_support.ts";
import {
  freePort,
  noise,
  type Outcome,
  run,
  Running,
  Server,
  wirelab,
  wirelabCommand,
} from "./program.ts";

const folder = await Deno.makeTempDir({ prefix: "wirelab codes " });
globalThis.addEventListener("unload", () => {
  Deno.removeSync(folder, { recursive: true });
});
const authority = await TestAuthority.create();
await Deno.writeTextFile(`${folder}/ca.pem`, authority.pem);

const noOpenssl = noProgram("openssl");
const isRoot = Deno.build.os === "linux" && Deno.uid() === 0;

/** Asserts that a call ended for a reason, with one sentence and one hint. */
function assertEnds(
  outcome: Outcome,
  kind: FailureKind,
  sentence: RegExp,
  hint: RegExp,
): void {
  const lines = outcome.stderr.split("\n");
  const at = lines.findIndex((line) => line.startsWith("wirelab: "));
  assert(at >= 0, outcome.stderr);
  assertEquals(outcome.code, EXIT_CODES[kind].code, outcome.stderr);
  assertMatch(lines[at], sentence);
  assertMatch(lines[at], /^wirelab: Cannot .*\.$/);
  assertMatch(lines[at + 1], hint);
  assertMatch(lines[at + 1], /^ {2}\S/);
  assertEquals(lines.slice(at + 2), [""]);
}

/** Writes a certificate and its key to files, and names them. */
async function files(
  name: string,
  options: Parameters<TestAuthority["issue"]>[0] = {},
): Promise<{ cert: string; key: string }> {
  const { certPem, keyPem } = await authority.issue(options);
  const paths = { cert: `${folder}/${name}.pem`, key: `${folder}/${name}.key` };
  await Deno.writeTextFile(paths.cert, certPem);
  await Deno.writeTextFile(paths.key, keyPem);
  return paths;
}

/** Runs a TLS client that trusts the authority of the tests alone. */
function tlsClient(port: number, ...args: string[]): Promise<Outcome> {
  return wirelab([
    ...["tls-client", `${port}`, "--ca", `${folder}/ca.pem`],
    ...["--certs", `${folder}/none`, ...args],
  ]);
}

/** A TLS server by Deno, which shows a certificate; serves until disposed of. */
function deno(
  pair: { certPem: string; keyPem: string },
  alpnProtocols: string[] = [],
): Deno.TlsListener {
  const { certPem: cert, keyPem: key } = pair;
  const at = { hostname: "127.0.0.1", port: 0 };
  const listener = Deno.listenTls({ ...at, cert, key, alpnProtocols });
  (async () => {
    for await (const connection of listener) {
      // Or an alert waits for an acknowledgment, and closing discards it.
      sendAtOnce(connection);
      connection.handshake().then(
        () => connection.closeWrite(),
        () => {},
      ).finally(() => connection.close());
    }
  })();
  return listener;
}

/** Lets a test treat a client's first connection as it likes. */
async function against(
  treat: (connection: Deno.TcpConn) => Promise<unknown> | unknown,
  client: (port: number) => Promise<Outcome>,
): Promise<Outcome> {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const outcome = client(listener.addr.port);
  const connection = await Promise.race([listener.accept(), outcome]);
  if ("code" in connection) return connection;
  await treat(connection);
  const result = await outcome;
  try {
    connection.close();
  } catch {
    // The test closed it.
  }
  return result;
}

Deno.test("usage: what contradicts itself is refused before anything happens", async () => {
  const cases: [string[], RegExp, RegExp][] = [
    [["tcp-server", "80x"], /Cannot use port 80x/, /8080/],
    [["tcp-client", "localhost"], /port localhost/, /--host localhost$/],
    [["tcp-client", "0"], /Cannot connect to port 0/, /8080/],
    [["tcp-client", "--connections=65536"], /from 1 to 65535/, /1$/],
    [
      ["tcp-server", "--sync", "--async"],
      /--sync together with --async/,
      /Leave/,
    ],
    [["tls-server", "--key=k.pem"], /--key without --cert/, /--cert FILE/],
    [["tls-client", "--tls=1.1"], /--tls 1\.1/, /--tls 1\.2/],
    [
      ["tls-client", "--keylog=k", "--insecure"],
      /--keylog together with --insecure/,
      /Leave/,
    ],
    [
      ["tls-client", "--keylog=k", "--tls=1.3"],
      /--keylog together with --tls/,
      /Leave/,
    ],
  ];
  for (const [args, sentence, hint] of cases) {
    const outcome = await wirelab(args, { cwd: folder });
    assertEnds(outcome, "usage", sentence, hint);
  }
  assert(
    !Array.from(Deno.readDirSync(folder)).some(({ name }) => name === "k"),
  );
});

liveTest(
  "bad-file: what the peer says has no room on standard output",
  [Deno.build.os === "linux" ? undefined : "there is no /dev/full"],
  async () => {
    await using server = new Server(["tcp-server"]);
    const call = ["tcp-client", `${await server.port()}`];
    for (const more of [[], ["--json"]]) {
      const full = ["sh", "-c", 'exec "$@" > /dev/full', "sh"];
      const { code, stderr } = await run(
        [...full, ...wirelabCommand(), ...call, ...more],
      );
      assertEquals(code, EXIT_CODES["bad-file"].code, stderr);
      assertMatch(
        stderr,
        /wirelab: Cannot write to standard output: .*\.\n {2}\S.*\n$/,
      );
    }
  },
);

Deno.test("bad-file: a file that is missing, or does not hold what it should", async () => {
  const { cert, key } = await files("one");
  const other = await files("other");
  await Deno.writeTextFile(`${folder}/text`, "no PEM");
  const cases: [string[], RegExp][] = [
    [["tls-client", `--ca=${folder}/text`], /text/],
    [["tls-client", `--ca=${key}`], /holds no certificate/],
    [
      ["tls-client", `--keylog=${folder}/no/such/file`],
      /folder does not exist/,
    ],
    [["tls-client", `--keylog=${folder}`], /it is no file/],
    [["tls-server", "0", `--cert=${folder}/missing`], /missing/],
    [
      ["tls-server", "0", `--cert=${cert}`, `--key=${other.key}`],
      /does not match/,
    ],
    [["tls-server", "0", `--cert=${folder}/ca.pem`, `--key=${key}`], /./],
  ];
  for (const [args, sentence] of cases) {
    assertEnds(await wirelab(args), "bad-file", sentence, /./);
  }
  const noAuthority = await wirelab(["tls-client", `--ca=${folder}/missing`]);
  assertEnds(noAuthority, "bad-file", /missing/, /--ca FILE$/);
});

liveTest(
  "permission: a port that the system keeps for root",
  [
    Deno.build.os === "linux" ? undefined : "it needs Linux",
    isRoot ? noProgram("setpriv") : undefined,
  ],
  async () => {
    const drop = [
      "--bounding-set=-net_bind_service",
      "--inh-caps=-net_bind_service",
    ];
    const outcome = await run([
      ...isRoot ? ["setpriv", ...drop] : [],
      ...wirelabCommand(),
      ...["tcp-server", "1"],
    ]);
    assertEnds(outcome, "permission", /below 1024/, /from 1024 up/);
  },
);

Deno.test("port-in-use: the hint names a way out", async () => {
  await using server = new Server(["tcp-server"]);
  const port = await server.port();
  const outcome = await wirelab(["tcp-server", `${port}`]);
  assertEnds(
    outcome,
    "port-in-use",
    new RegExp(`127\\.0\\.0\\.1:${port}: another program listens there`),
    /Take another port, for example \d+, or 0/,
  );
});

Deno.test("unavailable: an address of no interface", async () => {
  const outcome = await wirelab(["tcp-server", "0", "--host=192.0.2.1"]);
  assertEnds(outcome, "unavailable", /no interface/, /--host 127\.0\.0\.1/);
});

Deno.test("name-not-found: a name of no address", async () => {
  for (const mode of ["tcp-client", "tls-client"]) {
    const outcome = await wirelab([mode, "--host=no-such-name.invalid"]);
    assertEnds(outcome, "name-not-found", /no address/, /--host 127\.0\.0\.1/);
  }
});

Deno.test("refused: nothing listens", async () => {
  const port = freePort();
  for (const mode of ["tcp", "tls"]) {
    const outcome = await wirelab([`${mode}-client`, `${port}`]);
    const hint = new RegExp(`wirelab ${mode}-server ${port}`);
    assertEnds(outcome, "refused", /nothing listens there/, hint);
  }
});

Deno.test("refused: many connections, one sentence for all", async () => {
  const port = `${freePort()}`;
  const outcome = await wirelab(["tcp-client", port, "--connections=7"]);
  assertEnds(outcome, "refused", /7 of 7 connections failed\.$/, /tcp-server/);
});

Deno.test("timed-out: a peer that does not take the connection", async () => {
  // Nobody accepts: once the queue is full, the next SYN is not answered.
  using full = Deno.listen({ hostname: "127.0.0.1", port: 0, tcpBacklog: 1 });
  const { port } = full.addr;
  const waiting: Deno.TcpConn[] = [];
  for (;;) {
    try {
      const signal = AbortSignal.timeout(300);
      const at = { hostname: "127.0.0.1", port };
      waiting.push(await Deno.connect({ ...at, signal }));
    } catch {
      break;
    }
  }
  const outcome = await wirelab(["tcp-client", `${port}`, "--timeout=0.3"]);
  assertEnds(outcome, "timed-out", /no answer within 0\.3 s/, /--timeout/);
  for (const one of waiting) one.close();
});

Deno.test("timed-out: a peer that accepts and says nothing", async () => {
  const tls = await against(
    () => {},
    (port) => tlsClient(port, "--timeout=0.3"),
  );
  assertEnds(
    tls,
    "timed-out",
    /handshake .* no answer within 0\.3 s/,
    /tcp-client/,
  );
  const tcp = await against(
    () => {},
    (port) => wirelab(["tcp-client", `${port}`, "--idle-timeout=0.3"]),
  );
  assertEnds(tcp, "timed-out", /nothing came for 0\.3 s/, /--idle-timeout/);
});

Deno.test("closed-early: a peer that closes in mid-handshake", async () => {
  const outcome = await against(
    (connection) => connection.closeWrite(),
    tlsClient,
  );
  assertEnds(outcome, "closed-early", /it closed the connection/, /log/);
});

Deno.test({
  name: "closed-early: a peer that resets",
  ignore: Deno.build.os !== "linux",
  fn: async () => {
    const outcome = await against(
      async (connection) => {
        await connection.write(new TextEncoder().encode("half an ans"));
        await connection.read(new Uint8Array(64));
        reset(connection);
      },
      (port) => wirelab(["tcp-client", `${port}`]),
    );
    assertEnds(outcome, "closed-early", /it reset the connection/, /log/);
    assertEquals(outcome.stdout, "half an ans");
  },
});

Deno.test("closed-early: a peer that does not take everything", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const outcome = wirelab(["tcp-client", `${listener.addr.port}`], {
    input: noise(20_000_000),
  });
  const connection = await listener.accept();
  await connection.read(new Uint8Array(64));
  connection.close();
  const { code, stderr } = await outcome;
  assertEquals(code, EXIT_CODES["closed-early"].code, stderr);
});

Deno.test("closed-early: TLS that ends without close_notify", async () => {
  const { certPem: cert, keyPem: key } = await authority.issue();
  using server = Deno.listenTls({ hostname: "127.0.0.1", port: 0, cert, key });
  const relay = openRelay(
    { host: "127.0.0.1", port: server.addr.port },
    { onEvent: () => {} },
  );
  const outcome = tlsClient(relay.address.port, "--json");
  const connection = await server.accept();
  await connection.read(new Uint8Array(1024));
  await connection.write(new TextEncoder().encode("half an ans"));
  relay.close();
  await relay.done;
  const { code, stderr } = await outcome;
  assertEquals(code, EXIT_CODES["closed-early"].code, stderr);
  connection.close();
});

Deno.test("tls-untrusted: an unknown authority, and an authority as a server", async () => {
  const stranger = await TestAuthority.create();
  using unknown = deno(await stranger.issue());
  assertEnds(
    await tlsClient(unknown.addr.port),
    "tls-untrusted",
    /no authority that is known here/,
    /--ca FILE/,
  );
  using ca = deno(authority.asServer());
  assertEnds(
    await tlsClient(ca.addr.port),
    "tls-untrusted",
    /CA:TRUE/,
    /basicConstraints=critical,CA:FALSE/,
  );
});

Deno.test("tls-wrong-name: the hint names a name that would do", async () => {
  using server = deno(await authority.issue({ names: ["example.com"] }));
  for (const way of [[], ["--tls=1.3"]]) {
    assertEnds(
      await tlsClient(server.addr.port, ...way),
      "tls-wrong-name",
      /not for localhost, but for example\.com/,
      /--server-name example\.com/,
    );
  }
});

Deno.test("tls-expired: with the day, at either end", async () => {
  const notAfter = daysFromNow(-3);
  const day = notAfter.toISOString().slice(0, 10);
  const options = { notBefore: daysFromNow(-9), notAfter };
  using server = deno(await authority.issue(options));
  for (const way of [[], ["--tls=1.2"]]) {
    assertEnds(
      await tlsClient(server.addr.port, ...way),
      "tls-expired",
      new RegExp(`ended on ${day}`),
      /new one/,
    );
  }
  const { cert, key } = await files("expired", options);
  assertEnds(
    await wirelab(["tls-server", "0", `--cert=${cert}`, `--key=${key}`]),
    "tls-expired",
    new RegExp(day),
    /./,
  );
});

liveTest(
  "tls-no-common-version: versions, and cipher suites",
  [noOpenssl],
  async () => {
    const { cert, key } = await files("versions");
    const cases: [string[], string[], RegExp, RegExp][] = [
      [
        ["-tls1_1", "-cipher", "DEFAULT@SECLEVEL=0"],
        [],
        /no TLS version/,
        /1\.2 and 1\.3/,
      ],
      [["-tls1_2"], ["--tls=1.3"], /no TLS version/, /Leave out --tls/],
      [["-tls1_3"], ["--tls=1.2"], /no TLS version/, /Leave out --tls/],
      [["-tls1_2", "-cipher", "AES128-SHA"], [], /no cipher suite/, /ECDHE/],
    ];
    for (const [flags, args, sentence, hint] of cases) {
      const port = freePort();
      await using peer = new Running([
        ...["openssl", "s_server", "-accept", `127.0.0.1:${port}`, "-www"],
        ...["-cert", cert, "-key", key, ...flags],
      ]);
      await peer.until(/ACCEPT/);
      const outcome = await tlsClient(port, ...args);
      assertEnds(outcome, "tls-no-common-version", sentence, hint);
    }
  },
);

liveTest(
  "tls-failed: a client certificate that is wanted",
  [noOpenssl],
  async () => {
    const { cert, key } = await files("verify");
    const port = freePort();
    await using peer = new Running([
      ...["openssl", "s_server", "-accept", `127.0.0.1:${port}`, "-www"],
      ...["-cert", cert, "-key", key, "-Verify", "1", "-verify_return_error"],
    ]);
    await peer.until(/ACCEPT/);
    const outcome = await tlsClient(port);
    assertEnds(outcome, "tls-failed", /wants a certificate/, /-Verify|--cert/);
  },
);

Deno.test("tls-failed: no protocol in common, and a server without TLS", async () => {
  using server = deno(await authority.issue(), ["h2"]);
  assertEnds(
    await tlsClient(server.addr.port),
    "tls-failed",
    /no application protocol/,
    /--alpn/,
  );
  const plain = await against(
    (connection) => connection.write(new TextEncoder().encode("220 hi\r\n")),
    tlsClient,
  );
  assertEnds(plain, "tls-failed", /not TLS/, /wirelab tcp-client/);
});

Deno.test({
  name: "an output that nobody reads any more ends the client as SIGPIPE would",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    await using server = new Server(["tcp-server"]);
    const [program, ...args] = wirelabCommand();
    const line = '{ "$0" "$@"; echo $? >&2; } | head -c 1 > /dev/null';
    const { stderr } = await run(
      [
        "sh",
        "-c",
        line,
        program,
        ...args,
        "tcp-client",
        `${await server.port()}`,
      ],
      { input: noise(5_000_000) },
    );
    assertMatch(stderr, /^141$/m);
  },
});
