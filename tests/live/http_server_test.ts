/** `http-server` and `https-server` against curl: versions of HTTP, files, the log, the end. */
import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { EXIT_CODES, SUCCESS } from "../../src/cli/exit_codes.ts";
import { liveTest, noProgram, withFolder } from "./capture_support.ts";
import { type Outcome, run, Server, wirelab } from "./program.ts";

const curl = noProgram("curl");
const ncat = noProgram("ncat");

/** An event of a request. */
interface RequestLine {
  readonly event: string;
  readonly method: string;
  readonly target: string;
  readonly version: string;
  readonly status: number;
  readonly complete: boolean;
}

function ask(...args: string[]): Promise<Outcome> {
  return run(["curl", "--silent", "--show-error", "--max-time", "20", ...args]);
}

/** The requests that a server told of, once so many have been. */
async function requests(server: Server, count: number): Promise<RequestLine[]> {
  await server.event("request", count);
  return server.stdout.trimEnd().split("\n")
    .map((line): RequestLine => JSON.parse(line))
    .filter(({ event }) => event === "request");
}

liveTest("http-server speaks HTTP/1.0, HTTP/1.1 and HTTP/2, and tells which", [
  curl,
], async () => {
  await using server = new Server(["http-server"]);
  const url = `http://127.0.0.1:${await server.port()}/`;
  const versions = ["--http1.0", "--http1.1", "--http2-prior-knowledge"];
  const said = [];
  for (const version of versions) {
    const { stdout } = await ask(version, url);
    said.push(/protocol: (.*)/.exec(stdout)?.[1]);
  }
  assertEquals(said, ["HTTP/1.0", "HTTP/1.1", "HTTP/2"]);
  const told = await requests(server, 3);
  assertEquals(told.map(({ version }) => version), said);
  assert(told.every(({ status, complete }) => status === 200 && complete));
});

liveTest("https-server agrees on HTTP/2 by ALPN, and does without", [
  curl,
], () =>
  withFolder(async (folder) => {
    await using server = new Server(["https-server", "--certs", folder]);
    const port = await server.port();
    const trust = ["--cacert", `${folder}/ca.pem`];
    const url = `https://localhost:${port}/`;
    const two = await ask(...trust, "--write-out", "%{http_version}", url);
    assertMatch(two.stdout, /TLS 1\.3\n[^]*ALPN: h2\n[^]*\n2$/);
    const one = await ask(...trust, "--http1.1", url);
    assertMatch(one.stdout, /protocol: HTTP\/1\.1\n[^]*ALPN: http\/1\.1\n/);
    const none = await ask(...trust, "--no-alpn", "--http1.1", url);
    assertStringIncludes(none.stdout, "ALPN: none agreed on");
  }));

liveTest(
  "https-server tells which TLS curl agreed on",
  [curl],
  () =>
    withFolder(async (folder) => {
      await using server = new Server(["https-server", "--certs", folder]);
      const url = `https://localhost:${await server.port()}/`;
      const { stdout } = await ask(
        ...["--cacert", `${folder}/ca.pem`, "--tls-max", "1.2"],
        ...["--ciphers", "ECDHE-ECDSA-CHACHA20-POLY1305"],
        ...["--curves", "P-256", url],
      );
      assertStringIncludes(stdout, "yes, encrypted by TLS 1.2\n");
      assertStringIncludes(
        stdout,
        "suite: TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256\n",
      );
      assertStringIncludes(stdout, "key exchange: secp256r1\n");
    }),
);

liveTest("https-server does without HTTP/2 where --alpn says so", [
  curl,
], () =>
  withFolder(async (folder) => {
    await using server = new Server([
      "https-server",
      "--certs",
      folder,
      "--alpn",
      "http/1.1",
    ]);
    const { stdout } = await ask(
      "--cacert",
      `${folder}/ca.pem`,
      "--write-out",
      "%{http_version}",
      `https://localhost:${await server.port()}/`,
    );
    assertMatch(stdout, /1\.1$/);
  }));

liveTest(
  "http-server answers HEAD with a head, and refuses what would change something",
  [
    curl,
  ],
  async () => {
    await using server = new Server(["http-server"]);
    const url = `http://127.0.0.1:${await server.port()}/`;
    const head = await ask("--head", url);
    assertMatch(head.stdout, /^HTTP\/1\.1 200 OK\r\n/);
    assertMatch(head.stdout, /content-length: [1-9]/);
    const html = await ask("--head", "--header", "Accept: text/html", url);
    assertMatch(html.stdout, /content-security-policy: default-src 'none'/);
    const post = await ask("--include", "--data", "x=y", url);
    assertMatch(post.stdout, /^HTTP\/1\.1 405 [^]*allow: GET, HEAD\r\n/);
    const none = await ask("--include", `${url}none`);
    assertMatch(none.stdout, /^HTTP\/1\.1 404 /);
    const told = await requests(server, 4);
    assertEquals(
      told.map(({ method, target, status }) => `${method} ${target} ${status}`),
      ["HEAD / 200", "HEAD / 200", "POST / 405", "GET /none 404"],
    );
  },
);

liveTest("http-server speaks the language that is asked for", [
  curl,
], async () => {
  await using server = new Server(["http-server", "--lang", "zh"]);
  const url = `http://127.0.0.1:${await server.port()}/`;
  assertStringIncludes((await ask(url)).stdout, "服务器正在运行。");
  const english = await ask("--header", "Accept-Language: en", url);
  assertStringIncludes(english.stdout, "The server runs.");
});

liveTest("http-server --dir serves files, and nothing outside of the folder", [
  curl,
], () =>
  withFolder(async (folder) => {
    const root = `${folder}/site`;
    await Deno.mkdir(`${root}/sub`, { recursive: true });
    await Deno.writeTextFile(`${folder}/secret.txt`, "the secret");
    const big = new Uint8Array(3_000_000).map((_, index) => index * 7);
    await Deno.writeFile(`${root}/big.bin`, big);
    await Deno.writeTextFile(`${root}/sub/a.txt`, "hello");
    await Deno.symlink(`${folder}/secret.txt`, `${root}/link.txt`);
    await using server = new Server(["http-server", "--dir", root]);
    const url = `http://127.0.0.1:${await server.port()}`;

    assertEquals((await ask(`${url}/big.bin`)).bytes, big);
    const two = await ask("--http2-prior-knowledge", `${url}/big.bin`);
    assertEquals(two.bytes, big);
    for (const version of ["--http1.1", "--http2-prior-knowledge"]) {
      const part = await ask(version, "--range", "9-2000000", `${url}/big.bin`);
      assertEquals(part.bytes, big.subarray(9, 2_000_001));
    }
    await Deno.writeFile(`${folder}/copy`, big.subarray(0, 1_000_000));
    const resumed = ["--continue-at", "-", "--output", `${folder}/copy`];
    assertEquals((await ask(...resumed, `${url}/big.bin`)).code, 0);
    assertEquals(await Deno.readFile(`${folder}/copy`), big);
    const browser = ["--include", "--header", "Accept: text/html,*/*"];
    const moved = await ask(...browser, "--location", `${url}/sub?x=1`);
    assertMatch(moved.stdout, /^location: \.\/sub\/\?x=1\r$/m);
    assertStringIncludes(moved.stdout, 'href="./a.txt"');
    assertEquals(
      (await ask(`${url}/sub/`)).stdout,
      "Folder /sub/\n  5 B  a.txt\n",
    );
    const plain = await ask("--include", `${url}/none`);
    assertMatch(
      plain.stdout,
      /^HTTP\/1\.1 404 [^]*\r\n\r\n404: [^<]*\/none\n$/,
    );
    const head = await ask("--head", `${url}/sub/a.txt`);
    assertMatch(head.stdout, /content-type: text\/plain/);
    const tag = /etag: (.*)\r/.exec(head.stdout)?.[1] ?? "";
    const same = await ask(
      "--include",
      "--header",
      `If-None-Match: ${tag}`,
      `${url}/sub/a.txt`,
    );
    assertMatch(same.stdout, /^HTTP\/1\.1 304 [^]*\r\n\r\n$/);

    for (
      const path of [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/sub/..%2f..%2fsecret.txt",
        "/sub/../../secret.txt",
        "/link.txt",
        "/sub/a.txt%00",
        "//etc/passwd",
      ]
    ) {
      const escape = await ask("--path-as-is", "--include", url + path);
      assertMatch(escape.stdout, /^HTTP\/1\.1 404 /, path);
      assert(!escape.stdout.includes("the secret"), path);
    }
  }));

liveTest(
  "http-server --sync serves one connection at a time, and closes each",
  [
    curl,
  ],
  async () => {
    await using server = new Server(["http-server", "--sync"]);
    const port = await server.port();
    const url = `http://127.0.0.1:${port}/`;
    const first = await Deno.connect({ hostname: "127.0.0.1", port });
    const second = ask("--include", url);
    await first.write(new TextEncoder().encode("GET /none HTTP/1.0\r\n\r\n"));
    assertMatch((await second).stdout, /connection: close/);
    first.close();
    const told = await requests(server, 2);
    assertEquals(told.map(({ target }) => target), ["/none", "/"]);
  },
);

liveTest("http-server ends at once though a connection is kept alive", [
  curl,
], async () => {
  await using server = new Server(["http-server", "--grace", "60"]);
  using kept = await Deno.connect({
    hostname: "127.0.0.1",
    port: await server.port(),
  });
  await kept.write(
    new TextEncoder().encode("GET / HTTP/1.1\r\nHost: a\r\n\r\n"),
  );
  await server.event("request");
  const summary = await server.stop();
  assertEquals([summary.connections, summary.failed], [1, 0]);
});

liveTest(
  "http-server lets an answer that is on its way end",
  [],
  () =>
    withFolder(async (folder) => {
      const length = 40_000_000;
      await Deno.truncate(await emptyFile(`${folder}/big`), length);
      await using server = new Server(["http-server", "--dir", folder]);
      using slow = await Deno.connect({
        hostname: "127.0.0.1",
        port: await server.port(),
      });
      const request = "GET /big HTTP/1.1\r\nHost: a\r\n\r\n";
      await slow.write(new TextEncoder().encode(request));
      const buffer = new Uint8Array(65_536);
      let received = await slow.read(buffer) ?? 0;
      server.child.kill("SIGINT");
      await server.event("stopping");
      let chunk: number | null;
      while ((chunk = await slow.read(buffer)) !== null) received += chunk;
      assert(received > length, `only ${received} B came`);
      slow.closeWrite();
      assertEquals(await server.end(), SUCCESS);
    }),
);

async function emptyFile(path: string): Promise<string> {
  await Deno.writeFile(path, new Uint8Array(0));
  return path;
}

liveTest(
  "http-server refuses to start in the words and codes of other servers",
  [],
  () =>
    withFolder(async (folder) => {
      using taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
      const port = String(taken.addr.port);
      for (
        const [args, kind] of [
          [["http-server", port], "port-in-use"],
          [["https-server", port, "--certs", folder], "port-in-use"],
          [["http-server", "0", "--dir", `${folder}/none`], "bad-file"],
          [["https-server", "0", "--cert", `${folder}/none`], "bad-file"],
          [["http-server", "0", "--reply", "echo"], "usage"],
        ] as const
      ) {
        const { code, stderr } = await wirelab(args);
        assertEquals(code, EXIT_CODES[kind].code, stderr);
      }
    }),
);

liveTest("http-server tells of a client that speaks TLS, in one line", [
  curl,
], async () => {
  await using server = new Server(["http-server"]);
  const port = await server.port();
  const { code } = await ask("--insecure", `https://localhost:${port}/`);
  assert(code !== 0);
  assertEquals((await server.event("failed")).cause, "speaks-tls");
  const kinds = server.events().map(({ event }) => event);
  assertEquals(kinds, ["listening", "failed"]);
});

liveTest(
  "web servers answer ncat, which ends its direction after its request",
  [
    ncat,
  ],
  () =>
    withFolder(async (folder) => {
      const length = 20_000_000;
      await Deno.truncate(await emptyFile(`${folder}/big`), length);
      const input = "GET /big HTTP/1.0\r\n\r\n";
      for (
        const [mode, ...options] of [
          ["http-server"],
          // Over TLS it ends TCP, and says no close_notify.
          ["https-server", "--ssl"],
        ]
      ) {
        const certs = mode === "https-server" ? ["--certs", folder] : [];
        await using server = new Server([mode, "--dir", folder, ...certs]);
        const place = ["127.0.0.1", String(await server.port())];
        const { bytes } = await run(["ncat", ...options, ...place], { input });
        assert(bytes.length > length, `${mode}: only ${bytes.length} B came`);
        const [told] = await requests(server, 1);
        assertEquals(told.complete, true);
      }
    }),
);
