import { assertEquals, assertMatch } from "@std/assert";
import { httpReply } from "../../src/endpoints/http_reply.ts";
import { FakeStream } from "./fake_stream.ts";

const never = new Promise<never>(() => {});

function body(stream: FakeStream): string {
  return stream.written.split("\r\n\r\n")[1];
}

Deno.test("httpReply() answers at the blank line, and ends", async () => {
  const stream = new FakeStream(["GET / HTTP/1.1\r\nHost: a\r", "\n\r\n"]);
  await httpReply({ body: "hi\n" })(stream);
  assertMatch(
    stream.written,
    /^HTTP\/1\.1 200 OK\r\nDate: [^\r]+ GMT\r\nContent-Type: text\/plain; charset=utf-8\r\nContent-Length: 3\r\nConnection: close\r\n\r\nhi\n$/,
  );
  assertEquals(stream.log.at(-1), "FIN");
});

Deno.test("httpReply() counts the body in bytes", async () => {
  const stream = new FakeStream(["GET / HTTP/1.1\r\n\r\n"]);
  await httpReply({ body: "你好" })(stream);
  assertMatch(stream.written, /Content-Length: 6\r\n/);
});

Deno.test("httpReply() gives HEAD a head alone", async () => {
  const stream = new FakeStream(["HEAD / HTTP/1.1\r\n\r\n"]);
  await httpReply({ body: "hi\n" })(stream);
  assertMatch(stream.written, /Content-Length: 3\r\n/);
  assertEquals(body(stream), "");
});

Deno.test("httpReply() answers a peer that ends without a blank line", async () => {
  const stream = new FakeStream(["hello, server"]);
  await httpReply({ body: "hi" })(stream);
  assertEquals(body(stream), "hi");
});

Deno.test("httpReply() answers a peer that falls silent", async () => {
  const stream = new FakeStream(["hello, server", never]);
  await httpReply({ body: "hi", quietSeconds: 0.01 })(stream);
  assertEquals(body(stream), "hi");
});

Deno.test("httpReply() waits longer for the rest of an HTTP request", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const stream = new FakeStream(["GET / HTTP/1.1\r\n", promise, "\r\n"]);
  const answered = httpReply({ quietSeconds: 0.01, typingSeconds: 60 })(stream);
  await new Promise((done) => setTimeout(done, 30));
  assertEquals(stream.written, "");
  resolve();
  await answered;
  assertMatch(stream.written, /^HTTP/);
});

Deno.test("httpReply() answers a request that has grown to 64 KiB", async () => {
  const stream = new FakeStream([
    new Uint8Array(65_000).fill(65),
    new Uint8Array(1000).fill(65),
    never,
  ]);
  await httpReply({ body: "hi" })(stream);
  assertEquals(body(stream), "hi");
});

Deno.test("httpReply() says nothing to a peer that said nothing", async () => {
  const stream = new FakeStream([]);
  await httpReply()(stream);
  assertEquals(stream.log, ["FIN"]);
});

Deno.test("httpReply() takes in what still comes after its answer", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const stream = new FakeStream(["POST / HTTP/1.1\r\n\r\n", promise, "body"]);
  const answered = httpReply()(stream);
  while (!stream.log.includes("FIN")) await Promise.resolve();
  resolve();
  await answered;
  assertEquals(await stream.read(new Uint8Array(9)), null);
});
