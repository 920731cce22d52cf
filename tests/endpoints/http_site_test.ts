import { assert, assertEquals, assertMatch } from "@std/assert";
import {
  HttpSite,
  type HttpSiteOptions,
  listenTcp,
  type Respond,
  serve,
} from "../../src/endpoints/mod.ts";
import { Ear } from "./support.ts";

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** A site on a free port, while a test runs. */
class Hosted implements AsyncDisposable {
  readonly ear = new Ear();
  readonly port: number;
  readonly #site: HttpSite;
  readonly #stop = new AbortController();
  readonly #serving: Promise<unknown>;

  constructor(respond: Respond, options: HttpSiteOptions = {}) {
    const listener = listenTcp({ host: "127.0.0.1", port: 0 });
    const { onEvent } = this.ear;
    this.port = listener.address.port;
    this.#site = new HttpSite(respond, { ...options, onEvent });
    this.#serving = serve(listener, this.#site.handler, {
      signal: this.#stop.signal,
      graceSeconds: 1,
      onEvent,
    });
  }

  connect(): Promise<Deno.TcpConn> {
    return Deno.connect({ hostname: "127.0.0.1", port: this.port });
  }

  /** Waits until the end of the client has come, and all that follows of it. */
  async heardEnd(): Promise<void> {
    await this.ear.event("peer-closed");
    using other = await this.connect();
    await other.closeWrite();
    await hear(other);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#site.close();
    await this.#serving;
  }
}

async function say(connection: Deno.TcpConn, text: string): Promise<void> {
  await connection.write(encoder.encode(text));
}

/** Reads until the peer ends, or until a pattern has come. */
async function hear(
  connection: Deno.TcpConn,
  until?: RegExp,
): Promise<string> {
  const buffer = new Uint8Array(65_536);
  let text = "";
  while (!until?.test(text)) {
    const length = await connection.read(buffer);
    if (length === null) break;
    text += decoder.decode(buffer.subarray(0, length));
  }
  return text;
}

function hello(): Response {
  return new Response("hello", { headers: { "content-length": "5" } });
}

Deno.test("HttpSite knows the connection of each request, and counts both", async () => {
  const seen: string[] = [];
  await using hosted = new Hosted((_request, connection) => {
    seen.push(`${connection.id}.${connection.request} ${connection.version}`);
    assertEquals(connection.local.port, hosted.port);
    return hello();
  });
  using first = await hosted.connect();
  for (let count = 0; count < 2; count++) {
    await say(first, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    await hear(first, /hello$/);
  }
  using second = await hosted.connect();
  await say(second, "GET / HT");
  await say(second, "TP/1.0\r\n\r\n");
  assertMatch(await hear(second), /^HTTP\/1\.0 200 OK\r\n[^]*hello$/);
  assertEquals(seen, ["1.1 HTTP/1.1", "1.2 HTTP/1.1", "2.1 HTTP/1.0"]);
  const told = await hosted.ear.event("request", 3);
  assertEquals([told.connection, told.status, told.bytes], [2, 200, 5]);
});

Deno.test("HttpSite answers a request whose handler fails, and goes on", async () => {
  await using hosted = new Hosted(({ url }) => {
    if (url.endsWith("/bad")) throw new Error("a fault");
    return hello();
  });
  using connection = await hosted.connect();
  await say(connection, "GET /bad HTTP/1.1\r\nHost: a\r\n\r\n");
  const answer = await hear(connection, /\r\n\r\n/);
  assertMatch(answer, /^HTTP\/1\.1 500 /);
  assert(!answer.includes("a fault"));
  assertEquals((await hosted.ear.event("request")).detail, "a fault");
  await say(connection, "GET /good HTTP/1.1\r\nHost: a\r\n\r\n");
  assertMatch(await hear(connection, /hello$/), /^HTTP\/1\.1 200 /);
});

for (
  const [what, said, cause] of [
    ["TLS", "\x16\x03\x01\x00\x05hello", "speaks-tls"],
    ["what is not HTTP", "hello\r\n\r\n", "not-http"],
    ["bytes without a line", "\0\x01\x02", "not-http"],
  ] as const
) {
  Deno.test(`HttpSite refuses ${what}, tells so, and ends`, async () => {
    await using hosted = new Hosted(hello);
    using connection = await hosted.connect();
    await say(connection, said);
    assertMatch(await hear(connection), /^HTTP\/1\.1 400 /);
    await connection.closeWrite();
    const failed = await hosted.ear.event("failed");
    assertEquals([failed.cause, failed.stage], [cause, "exchange"]);
  });
}

Deno.test("HttpSite closes a connection on which nothing comes, without a fault", async () => {
  await using hosted = new Hosted(hello, { idleSeconds: 0.05 });
  using connection = await hosted.connect();
  assertEquals(await hear(connection), "");
  connection.closeWrite();
  await hosted.ear.event("closed");
  assertEquals(hosted.ear.kinds().includes("failed"), false);
});

Deno.test("HttpSite gives up a client that takes nothing of its answer", async () => {
  await using hosted = new Hosted(
    () => new Response(new Uint8Array(64_000_000)),
    { idleSeconds: 0.2 },
  );
  using connection = await hosted.connect();
  await say(connection, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  const failed = await hosted.ear.event("failed");
  assertEquals(failed.cause, "idle");
});

Deno.test("HttpSite ends connections after each answer where they are not kept", async () => {
  await using hosted = new Hosted(hello, { keepAlive: false });
  using connection = await hosted.connect();
  await say(connection, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  assertMatch(await hear(connection), /\r\nconnection: close\r\n[^]*hello$/);
});

Deno.test("HttpSite takes a client that goes between requests for no fault", async () => {
  await using hosted = new Hosted(hello);
  const connection = await hosted.connect();
  await say(connection, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  await hear(connection, /hello$/);
  connection.close();
  await hosted.ear.event("closed");
  assertEquals(hosted.ear.kinds().includes("failed"), false);
});

Deno.test("HttpSite answers a client that ends its direction after its request", async () => {
  for (const version of ["1.0", "1.1"]) {
    await using hosted = new Hosted(async () => {
      await hosted.heardEnd();
      return hello();
    });
    using connection = await hosted.connect();
    await say(connection, `GET / HTTP/${version}\r\nHost: a\r\n\r\n`);
    await connection.closeWrite();
    assertMatch(await hear(connection), /^HTTP\/1\.\d 200 [^]*hello$/);
    const told = await hosted.ear.event("request");
    assertEquals(told.complete, true);
  }
});

Deno.test("HttpSite goes on with an answer whose client ends its direction", async () => {
  const size = 20_000_000;
  let left = size;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const bytes = new Uint8Array(Math.min(left, 50_000));
      left -= bytes.length;
      controller.enqueue(bytes);
      if (left === 0) controller.close();
    },
  });
  await using hosted = new Hosted(() =>
    new Response(body, { headers: { "content-length": String(size) } })
  );
  using connection = await hosted.connect();
  await say(connection, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  const start = await hear(connection, /\r\n\r\n/);
  await connection.closeWrite();
  const answer = start + await hear(connection);
  assertEquals(answer.length - answer.indexOf("\r\n\r\n") - 4, size);
});

Deno.test("HttpSite answers all requests of a client that ends its direction after them", async () => {
  await using hosted = new Hosted(async (_request, { request }) => {
    if (request === 1) await hosted.heardEnd();
    return hello();
  });
  using connection = await hosted.connect();
  const request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  await say(connection, request.repeat(5));
  await connection.closeWrite();
  assertEquals((await hear(connection)).match(/hello/g)?.length, 5);
});

Deno.test("HttpSite does not wait for requests of a client that ends between them", async () => {
  await using hosted = new Hosted(hello);
  const waits: number[] = [];
  for (let i = 0; i < 5; i++) {
    using connection = await hosted.connect();
    await say(connection, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    await hear(connection, /hello$/);
    const ended = performance.now();
    await connection.closeWrite();
    assertEquals(await hear(connection), "");
    waits.push(performance.now() - ended);
  }
  // It gives a second to requests that are still on their way. A busy machine
  // may make one of these as slow, but hardly all.
  assert(Math.min(...waits) < 1000, `it closed after ${waits} ms`);
});

Deno.test("HttpSite gives up a request that its client never ends, and soon", async () => {
  await using hosted = new Hosted(hello);
  using connection = await hosted.connect();
  await say(connection, "GET / HTTP/1.1\r\nHost: a\r\n");
  await connection.closeWrite();
  assertEquals(/ 200 /.test(await hear(connection)), false);
});

Deno.test("HttpSite tells of an answer that its client broke off", async () => {
  await using hosted = new Hosted(() =>
    new Response(new Uint8Array(64_000_000))
  );
  const connection = await hosted.connect();
  await say(connection, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  await connection.read(new Uint8Array(10));
  connection.close();
  const told = await hosted.ear.event("request");
  assertEquals([told.status, told.complete], [200, false]);
  const failed = await hosted.ear.event("failed");
  assertEquals(failed.cause, "reset");
});
