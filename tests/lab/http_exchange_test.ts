import { assertEquals, assertRejects } from "@std/assert";
import { Failure } from "../../src/failure.ts";
import { httpExchange } from "../../src/lab/http_exchange.ts";
import { FakeStream } from "../endpoints/fake_stream.ts";

const GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

/** What one exchange came to. */
interface Heard {
  readonly statuses: number[];
  body: string;
  ended: number | undefined;
}

async function exchangeWith(
  chunks: ConstructorParameters<typeof FakeStream>[0],
  request = GET,
): Promise<Heard & { written: string }> {
  const stream = new FakeStream(chunks);
  const heard: Heard = { statuses: [], body: "", ended: undefined };
  await httpExchange({
    request,
    onHead: ({ status }) => heard.statuses.push(status),
    onBody: (bytes) => {
      heard.body += new TextDecoder().decode(bytes);
    },
    onEnd: (length) => heard.ended = length,
  })(stream);
  return { ...heard, written: stream.written };
}

Deno.test("httpExchange() reads content by its length, split at every byte", async () => {
  const answer = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
  const heard = await exchangeWith([...answer]);
  assertEquals(heard.written, GET);
  assertEquals(heard.statuses, [200]);
  assertEquals(heard.body, "hello");
  assertEquals(heard.ended, 5);
});

Deno.test("httpExchange() takes chunk framing off, split at every byte", async () => {
  const answer =
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n1\r\n!\r\n0\r\nT: 1\r\n\r\n";
  const heard = await exchangeWith([...answer]);
  assertEquals(heard.body, "hello!");
  assertEquals(heard.ended, 6);
});

Deno.test("httpExchange() reads content up to the end of the connection", async () => {
  const heard = await exchangeWith(["HTTP/1.0 200 OK\r\n\r\nhel", "lo"]);
  assertEquals(heard.body, "hello");
  assertEquals(heard.ended, 5);
});

Deno.test("httpExchange() knows that HEAD, 204 and 304 have no content", async () => {
  const head = GET.replace("GET", "HEAD");
  const length = "Content-Length: 9\r\n\r\n";
  for (
    const [request, answer] of [
      [head, `HTTP/1.1 200 OK\r\n${length}`],
      [GET, "HTTP/1.1 204 No Content\r\n\r\n"],
      [GET, `HTTP/1.1 304 Not Modified\r\n${length}`],
    ]
  ) {
    const heard = await exchangeWith([answer], request);
    assertEquals(heard.ended, 0, answer);
  }
});

Deno.test("httpExchange() tells of interim answers, and waits for the final one", async () => {
  const heard = await exchangeWith([
    "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
  ]);
  assertEquals(heard.statuses, [103, 200]);
});

Deno.test("httpExchange() refuses an answer that ends before it should", async () => {
  const answer = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
  for (let length = 0; length < answer.length; length++) {
    const error = await assertRejects(
      () => exchangeWith(length === 0 ? [] : [answer.slice(0, length)]),
      Failure,
    );
    assertEquals(error.kind, "closed-early", answer.slice(0, length));
  }
});

Deno.test("httpExchange() refuses what is not HTTP, and names TLS", async () => {
  const ssh = await assertRejects(
    () => exchangeWith(["SSH-2.0-OpenSSH_9.2\r\n"]),
    Failure,
    "it is not HTTP",
  );
  assertEquals(ssh.kind, "closed-early");
  const tls = await assertRejects(
    () => exchangeWith(["\x15\x03\x01\x00\x02\x02\x46"]),
    Failure,
    "it is not HTTP",
  );
  assertEquals(tls.hint, "The server speaks TLS: ask it by https://.");
});
