import { assert, assertEquals, assertRejects } from "@std/assert";
import { GivenUp } from "../../src/endpoints/cause.ts";
import {
  bytesSource,
  exchange,
  type Source,
} from "../../src/endpoints/exchange.ts";
import { BUFFER_BYTES } from "../../src/endpoints/stream.ts";
import { FakeStream } from "./fake_stream.ts";

const encoder = new TextEncoder();
const never = new Promise<never>(() => {});

function listener(): [(bytes: Uint8Array) => void, () => string] {
  let heard = "";
  return [
    (bytes) => {
      heard += new TextDecoder().decode(bytes);
    },
    () => heard,
  ];
}

Deno.test("exchange() says all, half-closes, and hears the answer", async () => {
  const [onReceived, heard] = listener();
  const stream = new FakeStream(["hi, ", "client"]);
  const source = bytesSource(encoder.encode("hello"));
  await exchange({ source, halfClose: true, onReceived })(stream);
  assertEquals(heard(), "hi, client");
  assertEquals(stream.log.slice(0, 2), ["hello", "FIN"]);
});

Deno.test("exchange() leaves the first end to the peer where it is to", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const [onReceived, heard] = listener();
  const stream = new FakeStream([promise, "answer"]);
  const source = bytesSource(encoder.encode("GET"));
  const over = exchange({ source, halfClose: false, onReceived })(stream);
  while (stream.log.length === 0) await Promise.resolve();
  assertEquals(stream.log, ["GET"]);
  resolve();
  await over;
  assertEquals([heard(), stream.log], ["answer", ["GET", "FIN"]]);
});

Deno.test("exchange() does not wait for input that does not come once the peer has ended", async () => {
  const [onReceived, heard] = listener();
  const stream = new FakeStream(["bye"]);
  const source: Source = { read: () => never };
  await exchange({ source, halfClose: true, onReceived })(stream);
  assertEquals([heard(), stream.log], ["bye", ["FIN"]]);
});

Deno.test("exchange() still sends what the source has at hand when the peer has ended", async () => {
  const stream = new FakeStream([]);
  const source = bytesSource(new Uint8Array(3 * BUFFER_BYTES).fill(65));
  await exchange({ source, halfClose: true, onReceived: () => {} })(stream);
  assertEquals(stream.written.length, 3 * BUFFER_BYTES);
});

Deno.test("exchange() tells of what the peer did not take, after hearing it out", async () => {
  const [onReceived, heard] = listener();
  const stream = new FakeStream(["too long, ", "bye"]);
  stream.writeError = new Deno.errors.BrokenPipe();
  const source = bytesSource(encoder.encode("hello"));
  const error = await assertRejects(
    () => exchange({ source, halfClose: true, onReceived })(stream),
    GivenUp,
  );
  assertEquals([error.why, heard()], ["unsent", "too long, bye"]);
});

Deno.test("exchange() fails with the source, and closes", async () => {
  const stream = new FakeStream([never]);
  const source: Source = { read: () => Promise.reject(new Error("no input")) };
  await assertRejects(
    () => exchange({ source, halfClose: true, onReceived: () => {} })(stream),
    Error,
    "no input",
  );
  assertEquals(stream.log, ["closed"]);
});

Deno.test("exchange() takes no more from the peer than its listener does", async () => {
  const first = Promise.withResolvers<void>();
  const heard: number[] = [];
  const stream = new FakeStream(["one", "two"]);
  const over = exchange({
    source: bytesSource(new Uint8Array()),
    halfClose: true,
    onReceived: async (bytes) => {
      heard.push(bytes.length);
      if (heard.length === 1) await first.promise;
    },
  })(stream);
  for (let i = 0; i < 20; i++) await Promise.resolve();
  assertEquals(heard, [3]);
  first.resolve();
  await over;
  assertEquals(heard, [3, 3]);
});

Deno.test("bytesSource() yields its bytes once, in parts that fit", async () => {
  const source = bytesSource(encoder.encode("hello"));
  const buffer = new Uint8Array(3);
  const lengths = [];
  for (let i = 0; i < 3; i++) lengths.push(await source.read(buffer));
  assertEquals(lengths, [3, 2, null]);
  assert(new TextDecoder().decode(buffer).startsWith("lo"));
});

Deno.test("exchange() still sends all to a peer that has ended without close_notify", async () => {
  const stream = new FakeStream([
    new Deno.errors.UnexpectedEof(
      "peer closed connection without sending TLS close_notify",
    ),
  ]);
  const source = bytesSource(new Uint8Array(3 * BUFFER_BYTES).fill(65));
  await assertRejects(
    () => exchange({ source, halfClose: true, onReceived: () => {} })(stream),
    Deno.errors.UnexpectedEof,
  );
  assertEquals(stream.written.length, 3 * BUFFER_BYTES);
});
