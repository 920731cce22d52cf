/** `http-client` and `https-client` against servers of Node, Python and wirelab. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { EXIT_CODES } from "../../src/cli/exit_codes.ts";
import { ensureCertificates } from "../../src/pki/mod.ts";
import { liveTest, noProgram, withFolder } from "./capture_support.ts";
import { freePort, type Outcome, Running, Server, wirelab } from "./program.ts";

const node = noProgram("node");

/** A web server of Node's: plain content, chunks, gzip, redirects, cut-off answers. */
const NODE_SERVER = `
const { readFileSync } = require("node:fs");
const [cert, key] = process.argv.slice(1);
const answer = (request, response) => {
  switch (request.url) {
    case "/chunks":
      response.write("hello, "); setTimeout(() => response.end("client"), 5); break;
    case "/elsewhere":
      response.writeHead(302, { Location: "/chunks" }).end(); break;
    case "/cut":
      response.writeHead(200, { "Content-Length": 9 });
      response.write("cut"); setTimeout(() => request.socket.destroy(), 5); break;
    case "/headers":
      response.end(JSON.stringify(request.headers)); break;
    case "/early":
      response.writeEarlyHints({ link: "</a>; rel=preload" }); response.end("late"); break;
    case "/silent": break;
    default: response.end(request.method + " " + request.url + "\\n");
  }
};
const server = cert
  ? require("node:https").createServer({ cert: readFileSync(cert), key: readFileSync(key) }, answer)
  : require("node:http").createServer(answer);
server.listen(0, "127.0.0.1", () => console.log("port " + server.address().port));
`;

/** A server of Node's, and its port. */
async function serveByNode(
  ...pair: string[]
): Promise<AsyncDisposable & { port: number }> {
  const running = new Running(["node", "-e", NODE_SERVER, ...pair]);
  const [, port] = await running.until(/port (\d+)/);
  return {
    port: Number(port),
    [Symbol.asyncDispose]: () => running[Symbol.asyncDispose](),
  };
}

/** Labels of the waterfall's lines. */
function phases({ stderr }: Outcome): string[] {
  return [...stderr.matchAll(/^ {2}(\S.*?) +[\d.]+ ms/gm)]
    .map(([, label]) => label);
}

liveTest("http-client prints what Node's server sends, and times each phase", [
  node,
], async () => {
  await using server = await serveByNode();
  const outcome = await wirelab([
    "http-client",
    `localhost:${server.port}/a?b`,
  ]);
  assertEquals([outcome.code, outcome.stdout], [0, "GET /a?b\n"]);
  assertMatch(outcome.stderr, /^> GET \/a\?b HTTP\/1\.1\n> Host: localhost:/);
  assertMatch(outcome.stderr, /\n< HTTP\/1\.1 200 OK\n/);
  const names = ["name", "TCP", "first byte", "body", "total"];
  assertEquals(phases(outcome), names);
  for (const line of outcome.stderr.split("\n")) {
    assert(line.length <= 80, line);
  }
});

liveTest("http-client reads chunks, redirects and early hints", [
  node,
], async () => {
  await using server = await serveByNode();
  const url = `http://127.0.0.1:${server.port}`;
  const chunks = await wirelab(["http-client", `${url}/chunks`]);
  assertEquals(chunks.stdout, "hello, client");
  const elsewhere = await wirelab(["http-client", `${url}/elsewhere`]);
  assertMatch(elsewhere.stderr, /points elsewhere.*: \/chunks\n/);
  const early = await wirelab(["http-client", `${url}/early`]);
  assertEquals(early.stdout, "late");
  assertMatch(early.stderr, /< HTTP\/1\.1 103 [^]*< HTTP\/1\.1 200 /);
});

liveTest("http-client sends HEAD and the headers that it is given", [
  node,
], async () => {
  await using server = await serveByNode();
  const url = `http://127.0.0.1:${server.port}/headers`;
  const head = await wirelab(["http-client", url, "--head"]);
  assertEquals([head.code, head.stdout], [0, ""]);
  const { stdout } = await wirelab([
    "http-client",
    url,
    "-H",
    "Accept-Language: zh",
    "-H",
    "user-agent: me",
  ]);
  const sent = JSON.parse(stdout);
  assertEquals([sent["accept-language"], sent["user-agent"]], ["zh", "me"]);
  const chinese = await wirelab([
    ...["http-client", url, "--lang", "zh"],
  ]);
  assertEquals(
    JSON.parse(chinese.stdout)["accept-language"],
    "zh-CN,zh;q=0.9,en;q=0.5",
  );
  const bad = await wirelab(["http-client", url, "-H", "A: b\r\nC: d"]);
  assertEquals(bad.code, EXIT_CODES.usage.code);
});

liveTest("http-client says when an answer is cut off, and when none comes", [
  node,
], async () => {
  await using server = await serveByNode();
  const url = `http://127.0.0.1:${server.port}`;
  const cut = await wirelab(["http-client", `${url}/cut`]);
  assertEquals(cut.code, EXIT_CODES["closed-early"].code, cut.stderr);
  assertEquals(cut.stdout, "cut");
  const silent = await wirelab([
    "http-client",
    `${url}/silent`,
    "--idle-timeout",
    "0.3",
  ]);
  assertEquals(silent.code, EXIT_CODES["timed-out"].code, silent.stderr);
});

liveTest(
  "https-client trusts wirelab's certificate at Node's server, and no other",
  [
    node,
  ],
  () =>
    withFolder(async (certs) => {
      const own = await ensureCertificates({ directory: certs });
      await using server = await serveByNode(own.certPath, own.keyPath);
      const port = String(server.port);
      const trusted = await wirelab(["https-client", port, "--certs", certs]);
      assertEquals([trusted.code, trusted.stdout], [0, "GET /\n"]);
      assertEquals(phases(trusted), [
        "name",
        "TCP",
        "TLS",
        "first byte",
        "body",
        "total",
      ]);
      assertMatch(trusted.stderr, /TLS .*TLS 1\.3, x25519/);
      const named = await wirelab([
        "https-client",
        `https://127.0.0.1:${port}/`,
        "--certs",
        `${certs}/none`,
        "--ca",
        own.caPath,
      ]);
      assertEquals(named.code, 0, named.stderr);
      const other = ["https-client", port, "--certs", `${certs}/none`];
      const untrusted = await wirelab(other);
      assertEquals(untrusted.code, EXIT_CODES["tls-untrusted"].code);
      const insecure = await wirelab([...other, "--insecure", "--tls", "1.2"]);
      assertEquals([insecure.code, insecure.stdout], [0, "GET /\n"]);
      assertMatch(insecure.stderr, /warning: .*--insecure goes on/);
      const wrong = await wirelab([
        "https-client",
        port,
        "--certs",
        certs,
        "--server-name",
        "wrong.test",
      ]);
      assertEquals(wrong.code, EXIT_CODES["tls-wrong-name"].code);
    }),
);

liveTest("http-client reads files from Python's server, byte for byte", [
  noProgram("python3"),
], () =>
  withFolder(async (folder) => {
    const bytes = new Uint8Array(1_000_000).map((_, index) => index * 31);
    await Deno.writeFile(`${folder}/a.bin`, bytes);
    const port = freePort();
    await using server = new Running([
      "python3",
      "-u",
      "-m",
      "http.server",
      String(port),
      "--bind",
      "127.0.0.1",
      "--directory",
      folder,
    ]);
    await server.until(/Serving HTTP/);
    const file = await wirelab([
      "http-client",
      `http://127.0.0.1:${port}/a.bin`,
    ]);
    assertEquals(file.code, 0, file.stderr);
    assertEquals(file.bytes, bytes);
    assertMatch(file.stderr, /< HTTP\/1\.0 200 OK\n/);
  }));

liveTest(
  "http-client --json tells each step as an object, and keeps the body apart",
  [],
  async () => {
    await using server = new Server(["http-server"]);
    const port = String(await server.port());
    const outcome = await wirelab(["http-client", port, "--json"]);
    assertEquals(outcome.code, 0);
    const events = outcome.stdout.trimEnd().split("\n").map((line) =>
      JSON.parse(line)
    );
    assertEquals(events.map(({ event }) => event), [
      "connected",
      "request",
      "response",
      "timing",
    ]);
    assertEquals(events[2].status, 200);
    assertMatch(outcome.stderr, /^The server runs\.\n/);
    const timed: { name: string; startMillis: number; endMillis: number }[] =
      events[3].phases;
    assertEquals(timed.map(({ name }) => name), [
      "name",
      "tcp",
      "wait",
      "body",
    ]);
    for (const [index, phase] of timed.entries()) {
      assert(phase.endMillis >= phase.startMillis);
      assertEquals(phase.startMillis, timed[index - 1]?.endMillis ?? 0);
    }
  },
);

liveTest(
  "web clients fail in the words and codes of other clients",
  [],
  () =>
    withFolder(async (folder) => {
      await using plain = new Server(["http-server"]);
      await using secure = new Server(["https-server", "--certs", folder]);
      const [plainPort, securePort] = [await plain.port(), await secure.port()];
      for (
        const [args, kind, said] of [
          [
            ["http-client", String(freePort())],
            "refused",
            /wirelab http-server \d+\n/,
          ],
          [
            ["http-client", "http://nowhere.invalid/"],
            "name-not-found",
            /has no address/,
          ],
          [["http-client", String(securePort)], "closed-early", /https:\/\//],
          [
            ["https-client", String(plainPort)],
            "tls-failed",
            /wirelab http-client \d+\n/,
          ],
          [["http-client", "ftp://a/"], "usage", /no address of HTTP/],
        ] as const
      ) {
        const { code, stderr } = await wirelab(args);
        assertEquals(code, EXIT_CODES[kind].code, stderr);
        assertMatch(stderr, said);
      }
    }),
);

liveTest("http-client draws in Chinese and in ASCII", [], async () => {
  await using server = new Server(["http-server"]);
  const { stderr } = await wirelab([
    "http-client",
    String(await server.port()),
    "--lang",
    "zh",
    "--ascii",
  ]);
  assertMatch(stderr, /首字节 +[\d.]+ ms +#+ +200 OK/);
  assert(!stderr.includes("█"));
});
