import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { EXIT_CODES } from "../../src/cli/exit_codes.ts";
import { ensureCertificates } from "../../src/pki/mod.ts";
import { TlsConversation } from "../../src/tls/mod.ts";
import { liveTest, noProgram, withFolder } from "./capture_support.ts";
import {
  assertSame,
  eventsIn,
  freePort,
  noise,
  run,
  Running,
  Server,
  wirelab,
} from "./program.ts";

const folder = await Deno.makeTempDir({ prefix: "wirelab tls " });
const certs = await ensureCertificates({ directory: folder });
globalThis.addEventListener("unload", () => {
  Deno.removeSync(folder, { recursive: true });
});

const noOpenssl = noProgram("openssl");
const noCurl = noProgram("curl");
const noNcat = noProgram("ncat");
const noSocat = noProgram("socat");
const versions = ["1.2", "1.3"] as const;
const OK =
  /^HTTP\/1\.1 200 OK\r\n[^]*\r\nConnection: close\r\n\r\nhello, client\n$/;

/** A TLS server of wirelab's, with the certificates of the tests. */
function tlsServer(...args: string[]): Server {
  return new Server(["tls-server", "--certs", folder, ...args]);
}

/** Runs the TLS client of wirelab, which trusts the certificates of the tests. */
function tlsClient(port: number, ...args: string[]) {
  return wirelab(["tls-client", `${port}`, "--certs", folder, ...args]);
}

for (const version of versions) {
  const flag = `-tls${version.replace(".", "_")}`;

  liveTest(`tls-server answers openssl s_client over TLS ${version}`, [
    noOpenssl,
  ], async () => {
    await using server = tlsServer();
    const { stdout, stderr, code } = await run(
      [
        ...[
          "openssl",
          "s_client",
          "-connect",
          `127.0.0.1:${await server.port()}`,
        ],
        ...["-servername", "localhost", "-verify_hostname", "localhost"],
        ...["-CAfile", certs.caPath, "-verify_return_error", "-ign_eof", flag],
        ...["-alpn", "h2,http/1.1"],
      ],
      { input: "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n" },
    );
    assertEquals(code, 0, stderr);
    assertStringIncludes(stdout, "HTTP/1.1 200 OK\r\n");
    assertMatch(stdout, /Verification: OK/);
    assertMatch(stdout, /ALPN protocol: http\/1\.1/);
    // What s_client says where close_notify came.
    assertMatch(stdout, /hello, client\n(---\n[^]*)?closed\n$/);
    assertEquals((await server.stop()).failed, 0);
  });

  liveTest(
    `tls-server answers curl over TLS ${version}`,
    [noCurl],
    async () => {
      await using server = tlsServer("--key-type", "rsa");
      const { stdout, stderr, code } = await run([
        ...["curl", "-sS", "-i", "--cacert", certs.caPath, `--tlsv${version}`],
        ...["--tls-max", version, `https://localhost:${await server.port()}/`],
      ]);
      assertEquals([code, stderr], [0, ""]);
      assertMatch(stdout, OK);
      const { alpn } = await server.event("handshake");
      assertEquals(alpn, "http/1.1");
      await server.event("closed");
      assertEquals((await server.stop()).failed, 0);
    },
  );

  liveTest(`tls-server echoes a megabyte to socat over TLS ${version}`, [
    noSocat,
  ], async () => {
    await using server = tlsServer("--reply", "echo");
    const name = version === "1.2" ? "TLS1.2" : "TLS1.3";
    const peer = [
      `OPENSSL:127.0.0.1:${await server.port()}`,
      `cafile="${certs.caPath}"`,
      "commonname=localhost",
      `openssl-min-proto-version=${name}`,
      `openssl-max-proto-version=${name}`,
    ].join(",");
    const input = noise(1_000_000);
    const { bytes, stderr } = await run(["socat", "-t5", "-", peer], { input });
    assertEquals(stderr, "");
    assertSame(bytes, input);
    await server.stop();
  });

  liveTest(
    `tls-client asks openssl s_server over TLS ${version}`,
    [noOpenssl],
    async () => {
      const port = freePort();
      await using peer = new Running([
        ...["openssl", "s_server", "-accept", `127.0.0.1:${port}`, flag],
        ...["-cert", certs.certPath, "-key", certs.keyPath, "-www"],
        ...["-alpn", "http/1.1"],
      ]);
      await peer.until(/ACCEPT/);
      for (const pinned of [[], ["--tls", version]]) {
        const { code, stdout, stderr } = await tlsClient(port, ...pinned);
        assertEquals(code, 0, stderr);
        assertMatch(stdout, /^HTTP\/1\.0 200 ok/);
        assertMatch(stdout, new RegExp(`Protocol *: TLSv${version}`));
        assertMatch(
          stderr,
          new RegExp(
            `TLS handshake done: TLS ${version}, TLS_[A-Z0-9_]+, .*ALPN http/1\\.1`,
          ),
        );
        if (version === "1.2" || pinned.length > 0) {
          assertMatch(
            stderr,
            /certificate of .*CN=localhost, signed by .*CN=wirelab/,
          );
        }
      }
    },
  );

  liveTest(
    `tls-client sends a megabyte to ncat over TLS ${version}, which ends without close_notify`,
    [noNcat],
    async () => {
      const port = freePort();
      await withFolder(async (heard) => {
        const line = `exec ncat -v --ssl -l 127.0.0.1 ${port} ` +
          `--ssl-cert "$CERT" --ssl-key "$KEY" < /dev/null > heard`;
        await using peer = new Running(["sh", "-c", line], {
          cwd: heard,
          env: { CERT: certs.certPath, KEY: certs.keyPath },
        });
        await peer.until(/Listening on/, "stderr");
        const input = noise(1_000_000);
        const { code, stderr } = await wirelab(
          ["tls-client", `${port}`, "--certs", folder, "--tls", version],
          { input },
        );
        const [wanted, said] = version === "1.2"
          ? [13, /it closed without close_notify/]
          : [0, /not observed: close_notify/];
        assertEquals(code, wanted, stderr);
        assertMatch(stderr, said);
        await peer.end();
        assertSame(await Deno.readFile(`${heard}/heard`), input);
      });
    },
  );

  Deno.test(`tls-client and tls-server agree on TLS ${version}`, async () => {
    await using server = tlsServer();
    const { code, stdout } = await tlsClient(
      await server.port(),
      "--json",
      `--tls=${version}`,
    );
    assertEquals(code, 0);
    const facts = eventsIn(stdout).find(({ event }) => event === "handshake");
    assertEquals(facts?.version, `TLS ${version}`);
    assertEquals(facts?.alpn, "http/1.1");
    await server.event("closed");
    assertEquals((await server.stop()).failed, 0);
  });
}

liveTest(
  "tls-client talks to socat, and hears what it has sent",
  [noSocat],
  async () => {
    const port = freePort();
    const listen = [
      `OPENSSL-LISTEN:${port},bind=127.0.0.1,fork,reuseaddr,verify=0`,
      `cert="${certs.certPath}"`,
      `key="${certs.keyPath}"`,
    ].join(",");
    await using peer = new Running(["socat", "-dd", listen, "EXEC:cat"]);
    await peer.until(/listening on/, "stderr");
    const { code, stdout, stderr } = await tlsClient(port, "-m", "hello");
    assertEquals([code, stdout], [0, "hello"], stderr);
  },
);

Deno.test("tls-client and tls-server hold the conversation of the first page", async () => {
  await using server = tlsServer();
  const { code, stdout, stderr } = await tlsClient(await server.port());
  assertEquals(code, 0);
  assertMatch(stdout, OK);
  assertMatch(
    stderr,
    /TLS handshake done: TLS 1\.3, TLS_AES_\w+, [\w-]+, ALPN http\/1\.1/,
  );
  await server.event("closed");
  await server.stop();
  assertEquals(server.events().map(({ event }) => event), [
    "listening",
    "accepted",
    "handshake",
    "received",
    "sent",
    "half-closed",
    "peer-closed",
    "closed",
    "stopping",
    "summary",
  ]);
});

Deno.test("tls-server makes its certificates on first use, and the client finds them", async () => {
  await withFolder(async (cwd) => {
    await Deno.mkdir(`${cwd}/certs`);
    await using server = new Server(["tls-server"], { cwd });
    const port = `${await server.port()}`;
    assertMatch(server.stderr, /made a certificate authority .* in certs\n/);
    const { code, stdout } = await wirelab(["tls-client", port], { cwd });
    assertEquals(code, 0);
    assertMatch(stdout, OK);
    const elsewhere = await wirelab(["tls-client", port, "--ca=certs/ca.pem"], {
      cwd,
      env: { HOME: cwd, XDG_DATA_HOME: cwd },
    });
    assertEquals(elsewhere.code, 0, elsewhere.stderr);
  });
});

Deno.test("tls-server names the folder that a client outside of it has to name", async () => {
  await withFolder(async (cwd) => {
    await Deno.mkdir(`${cwd}/certs`);
    await using server = new Server(["tls-server"], { cwd });
    const port = `${await server.port()}`;
    const [, folder] = await server.until(
      /client elsewhere needs --certs '?(\/.*?)'?\n/,
      "stderr",
    );
    const env = { HOME: `${cwd}/nobody`, XDG_DATA_HOME: `${cwd}/nobody` };
    const lost = await wirelab(["tls-client", port], { cwd: "/", env });
    assertEquals(lost.code, EXIT_CODES["tls-untrusted"].code);
    assertMatch(lost.stderr, /\n {2}.*--certs DIR/);
    const wrong = await wirelab(
      ["tls-client", port, "--certs", "/nonexistent"],
      { cwd, env },
    );
    assertEquals(wrong.code, EXIT_CODES["tls-untrusted"].code);
    assertMatch(wrong.stderr, /\n {2}There is no CA in \/nonexistent/);
    const found = await wirelab(["tls-client", port, `--certs=${folder}`], {
      cwd: "/",
      env,
    });
    assertEquals(found.code, 0, found.stderr);
  });
});

Deno.test("tls-server shows a certificate of the user's own", async () => {
  await using server = new Server([
    "tls-server",
    `--cert=${certs.certPath}`,
    `--key=${certs.keyPath}`,
  ]);
  assertEquals((await tlsClient(await server.port())).code, 0);
});

Deno.test("tls-server serves 200 clients at once, and loses no byte", async () => {
  await using server = tlsServer("--reply", "echo");
  const { code, stdout, stderr } = await tlsClient(
    await server.port(),
    "--connections=200",
    `-m=${"x".repeat(1000)}`,
  );
  assertEquals([code, stdout.length], [0, 200_000]);
  assertMatch(stderr, /200 connections, 0 failed/);
  await server.event("closed", 200);
  const { connections, failed, received, sent } = await server.stop();
  assertEquals([connections, failed, received, sent], [
    200,
    0,
    200_000,
    200_000,
  ]);
});

/** What a server tells of clients that attack it in mid-handshake, in turn. */
async function causesOf(
  server: Server,
  attacks: readonly ((connection: Deno.TcpConn) => Promise<unknown>)[],
): Promise<(string | undefined)[]> {
  const port = await server.port();
  const causes: (string | undefined)[] = [];
  for (const attack of attacks) {
    using connection = await Deno.connect({ hostname: "127.0.0.1", port });
    await attack(connection);
    causes.push((await server.event("failed", causes.length + 1)).cause);
  }
  return causes;
}

Deno.test("tls-server outlives garbage and half-closes in mid-handshake", async () => {
  await using server = tlsServer();
  const causes = await causesOf(server, [
    (connection) => connection.write(new TextEncoder().encode("GET /\r\n\r\n")),
    (connection) => connection.closeWrite(),
  ]);
  assertEquals(causes, ["not-tls", "handshake-closed"]);
  assertEquals((await tlsClient(await server.port())).code, 0);
  await server.stop();
});

Deno.test("tls-server gives up silence in mid-handshake", async () => {
  await using server = tlsServer("--handshake-timeout", "0.3");
  const causes = await causesOf(server, [
    (connection) => Promise.resolve(connection),
    // The first bytes of a ClientHello, and no more.
    (connection) => connection.write(new Uint8Array([22, 3, 1, 2, 0, 1])),
  ]);
  assertEquals(causes, ["handshake-silent", "handshake-silent"]);
  using _next = await Deno.connect({
    hostname: "127.0.0.1",
    port: await server.port(),
  });
  await server.event("accepted", 3);
  await server.stop();
});

liveTest(
  "tls-server outlives a reset in mid-handshake by socat",
  [noSocat],
  async () => {
    await using server = tlsServer();
    const port = await server.port();
    const address = `TCP:127.0.0.1:${port},linger=0`;
    await run(["socat", "-u", "-", address], { input: "\x16\x03\x01" });
    await server.event("failed");
    assertEquals((await tlsClient(port)).code, 0);
    await server.stop();
  },
);

liveTest("tls-server names a client that it has no version in common with", [
  noOpenssl,
], async () => {
  await using server = tlsServer();
  await run([
    ...["openssl", "s_client", "-tls1_1", "-cipher", "DEFAULT@SECLEVEL=0"],
    ...["-connect", `127.0.0.1:${await server.port()}`],
  ]);
  assertEquals((await server.event("failed")).cause, "no-common-version");
  await server.stop();
});

Deno.test("tls-client asks for the server's name, and for no address", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  const names = [];
  for (
    const args of [[], ["--server-name", "my.test"], [
      "--server-name",
      "127.0.0.1",
    ], ["--tls", "1.2"]]
  ) {
    const client = tlsClient(port, ...args);
    using connection = await listener.accept();
    const buffer = new Uint8Array(65_536);
    const length = await connection.read(buffer);
    const conversation = new TlsConversation();
    conversation.push(0, buffer.slice(0, length ?? 0));
    names.push(conversation.facts.serverName);
    await connection.closeWrite();
    assertEquals((await client).code, 13);
  }
  assertEquals(names, ["localhost", "my.test", undefined, "localhost"]);
});

Deno.test("tls-client trusts a server that was started in another folder, --tls or not", async () => {
  await withFolder(async (home) => {
    const env = { HOME: home, XDG_DATA_HOME: home };
    const here = `${home}/here`;
    await Deno.mkdir(`${here}/certs`, { recursive: true });
    await using server = new Server(["tls-server"], { env, cwd: home });
    const port = `${await server.port()}`;
    // This folder has a CA of its own, of the same name and with another key.
    const made = await wirelab(["cert", "init"], { env, cwd: here });
    assertEquals(made.code, 0, made.stderr);
    for (const more of [[], ["--tls", "1.2"]]) {
      const call = ["tls-client", port, ...more];
      const { code, stderr } = await wirelab(call, { env, cwd: here });
      assertEquals(code, 0, stderr);
    }
  });
});

Deno.test("tls-client --insecure goes on, and says so every time", async () => {
  await using server = tlsServer();
  const port = `${await server.port()}`;
  const stranger = ["--certs", `${folder}/none`];
  const refused = await wirelab(["tls-client", port, ...stranger]);
  assertEquals([refused.code, refused.stdout], [20, ""]);
  for (let time = 0; time < 2; time++) {
    const { code, stdout, stderr } = await wirelab([
      ...["tls-client", port, "--insecure", ...stranger],
    ]);
    assertEquals(code, 0);
    assertMatch(stdout, OK);
    assertMatch(stderr, /warning: no known authority .* --insecure goes on/);
  }
  const { stderr } = await tlsClient(Number(port), "--insecure");
  assertMatch(stderr, /warning: --insecure accepts any certificate/);
});

for (const version of versions) {
  const labels = version === "1.2"
    ? /^CLIENT_RANDOM [0-9a-f]{64} [0-9a-f]{96}$/m
    : /^CLIENT_HANDSHAKE_TRAFFIC_SECRET [0-9a-f]{64} [0-9a-f]+$/m;

  Deno.test(`--keylog writes the secrets of TLS ${version}, for the owner alone`, async () => {
    await withFolder(async (cwd) => {
      const mode = async (name: string) =>
        ((await Deno.stat(`${cwd}/${name}`)).mode ?? 0) & 0o777;
      await Deno.writeTextFile(`${cwd}/client.log`, "# before\n", {
        mode: 0o644,
      });
      await using server = new Server(
        ["tls-server", "--certs", folder, "--keylog", "server.log"],
        { cwd },
      );
      const port = `${await server.port()}`;
      assertMatch(server.stderr, /warning: .*server\.log gets the secrets/);
      // The pinned client writes none, so the server's are looked at.
      const client = await wirelab(
        ["tls-client", port, "--certs", folder, "--tls", version],
        { cwd },
      );
      assertEquals(client.code, 0, client.stderr);
      assertMatch(await Deno.readTextFile(`${cwd}/server.log`), labels);
      assertEquals(await mode("server.log"), 0o600);
      if (version === "1.2") return;
      const own = await wirelab(
        ["tls-client", port, "--certs", folder, "--keylog", "client.log"],
        { cwd },
      );
      assertEquals(own.code, 0, own.stderr);
      assertMatch(own.stderr, /warning: .*client\.log gets the secrets/);
      const text = await Deno.readTextFile(`${cwd}/client.log`);
      assert(text.startsWith("# before\n"), "what was there is lost");
      assertMatch(text, labels);
      assertEquals(await mode("client.log"), 0o600);
    });
  });
}

Deno.test("SSLKEYLOGFILE does what --keylog does", async () => {
  await withFolder(async (cwd) => {
    await using server = tlsServer();
    const { code, stderr } = await wirelab(
      ["tls-client", `${await server.port()}`, "--certs", folder],
      { env: { SSLKEYLOGFILE: `${cwd}/keys.log` } },
    );
    assertEquals(code, 0);
    assertMatch(stderr, /warning: .*keys\.log gets the secrets/);
    assertMatch(await Deno.readTextFile(`${cwd}/keys.log`), /TRAFFIC_SECRET/);
    assertEquals(
      ((await Deno.stat(`${cwd}/keys.log`)).mode ?? 0) & 0o777,
      0o600,
    );
  });
});
