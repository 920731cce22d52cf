/**
 * Records the HTTP captures of the tests anew, with curl, Node, ncat and Deno:
 *
 *     deno run -A tests/data/record_http.ts [CASE…]
 *
 * It needs tcpdump (and root for it), editcap, curl, node and ncat.
 *
 * @module
 */
import { accepting, freePort, record, run } from "./recording.ts";

const CURL = ["-sS", "-o", "/dev/null", "--max-time", "10"];

/** Runs a conversation with one of the servers in `peers/`. */
async function withServer(
  name: string,
  script: string,
  converse: (port: number) => Promise<void>,
): Promise<void> {
  const port = freePort();
  const server = new Deno.Command("node", {
    args: [new URL(`peers/${script}`, import.meta.url).pathname, `${port}`],
    stdin: "null",
    stdout: "null",
    stderr: "inherit",
  }).spawn();
  try {
    await accepting(port);
    await record(name, port, () => converse(port));
  } finally {
    server.kill("SIGTERM");
    await server.status;
  }
}

/** Runs a conversation with a server that answers each connection with given bytes. */
async function withAnswer(
  name: string,
  answer: readonly (string | Uint8Array)[],
  converse: (port: number) => Promise<void>,
): Promise<void> {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const serving = (async () => {
    for await (const connection of listener) {
      const buffer = new Uint8Array(65536);
      await connection.read(buffer);
      for (const part of answer) {
        await connection.write(
          typeof part === "string" ? new TextEncoder().encode(part) : part,
        );
        if (part !== answer.at(-1)) await connection.read(buffer);
      }
      await connection.closeWrite();
      while (await connection.read(buffer) !== null);
      connection.close();
    }
  })();
  await record(name, listener.addr.port, () => converse(listener.addr.port));
  listener.close();
  await serving.catch(() => {});
}

/** Sends text with ncat, and waits for the server to close. */
function ncat(port: number, text: string): Promise<string> {
  return run("ncat", ["127.0.0.1", `${port}`], { stdin: text });
}

const frame = (type: number, flags: number, stream: number, body: number[]) =>
  new Uint8Array([
    ...[0, body.length >> 8, body.length & 0xff, type, flags],
    ...[0, 0, 0, stream, ...body],
  ]);

const cases: Record<string, (name: string) => Promise<void>> = {
  http_methods: (name) =>
    withServer(name, "http_server.mjs", async (port) => {
      const url = `http://127.0.0.1:${port}`;
      const out = ["-o", "/dev/null"];
      await run("curl", [
        ...CURL,
        ...[`${url}/`, ...out, `${url}/redirect`, ...out, `${url}/nowhere`],
        ...[...out, `${url}/none`, ...out, `${url}/cookies`],
      ]);
      await run("curl", [...CURL, "-I", `${url}/`, ...out, `${url}/cached`]);
      await run("curl", [...CURL, "-H", 'If-None-Match: "1"', `${url}/cached`]);
      await run("curl", [...CURL, "-d", "name=value&more=1", `${url}/echo`]);
      await run("curl", [...CURL, "-0", `${url}/`]);
    }),
  http_chunked: (name) =>
    withServer(name, "http_server.mjs", async (port) => {
      const url = `http://127.0.0.1:${port}`;
      await run("curl", [...CURL, `${url}/chunked`]);
      await run("curl", [...CURL, "-T", "-", "-X", "POST", `${url}/echo`], {
        stdin: "sent in chunks, as its length is not known before\n",
      });
      await run("curl", [...CURL, `${url}/hints`]);
      await run("curl", [
        ...[...CURL, "-H", "Expect: 100-continue"],
        ...["-d", "waits for 100", `${url}/echo`],
      ]);
    }),
  http_pipelining: (name) =>
    withServer(name, "http_server.mjs", async (port) => {
      const get = (path: string, method = "GET", more = "") =>
        `${method} ${path} HTTP/1.1\r\nHost: localhost\r\n${more}\r\n`;
      await ncat(
        port,
        get("/") + get("/", "HEAD") + get("/chunked") + get("/none") +
          get("/echo", "POST", "Content-Length: 5\r\n") + "12345" +
          get("/cookies", "GET", "Connection: close\r\n"),
      );
    }),
  http_upgrade: (name) =>
    withServer(name, "http_server.mjs", async (port) => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}/chat`);
      const closed = new Promise((resolve) => socket.onclose = resolve);
      socket.onopen = () => socket.send("hello");
      await closed;
      const url = `http://127.0.0.1:${port}`;
      await run("curl", [...CURL, "-p", "-x", url, `${url}/`]);
      await run("curl", [...CURL, "-p", "-x", url, "http://127.0.0.1:1/"], {
        fails: true,
      });
    }),
  http_until_close: (name) =>
    withAnswer(name, [
      "HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nAll that comes until the end",
    ], async (port) => {
      await run("curl", [...CURL, `http://127.0.0.1:${port}/`]);
    }),
  http_conflicts: (name) =>
    withAnswer(name, [
      "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 4\r\nX-Folded: one\r\n two\r\n\r\nfour",
    ], async (port) => {
      const head = "POST /smuggle HTTP/1.1\r\nHost: localhost\r\n";
      await ncat(
        port,
        `${head}Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG`,
      );
      await ncat(port, `${head}Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd`);
      await ncat(port, `${head}Content-Length : 3\r\n\r\nabc`);
    }),
  http2_prior_knowledge: (name) =>
    withServer(name, "http2_server.mjs", async (port) => {
      const url = `http://127.0.0.1:${port}`;
      const h2 = [...CURL, "--http2-prior-knowledge"];
      for (const path of ["/", "/nowhere", "/trailers", "/hints"]) {
        await run("curl", [...h2, `${url}${path}`]);
      }
      await run("curl", [...h2, "-d", "a body over HTTP/2", `${url}/echo`]);
      await run("curl", [...h2, "-I", `${url}/`]);
    }),
  http2_node: (name) =>
    withServer(name, "http2_server.mjs", async (port) => {
      const client = new URL("peers/http2_client.mjs", import.meta.url);
      await run("node", [client.pathname, `${port}`]);
    }),
  http2_upgrade: (name) =>
    withAnswer(name, [
      "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n",
      new Uint8Array([
        ...frame(4, 0, 0, [0, 3, 0, 0, 0, 100]),
        // :status 200, content-length 3
        ...frame(1, 4, 1, [0x88, 0x5c, 0x01, 0x33]),
        ...frame(0, 1, 1, [0x68, 0x32, 0x0a]),
      ]),
    ], async (port) => {
      await run("curl", [...CURL, "--http2", `http://127.0.0.1:${port}/`]);
    }),
};

const wanted = Deno.args.length > 0 ? Deno.args : Object.keys(cases);
for (const name of wanted) await cases[name](name);
