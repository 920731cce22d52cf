import { assertEquals, assertRejects } from "@std/assert";
import { echo } from "../../src/endpoints/echo.ts";
import { FakeStream } from "./fake_stream.ts";

Deno.test("echo() sends back what comes and ends after the peer has", async () => {
  const stream = new FakeStream(["hello, ", "server"]);
  await echo(stream);
  assertEquals(stream.log, ["hello, ", "server", "FIN"]);
});

Deno.test("echo() goes on writing where a write takes only a part", async () => {
  const stream = new FakeStream(["hello, server"]);
  stream.writeBytes = 5;
  await echo(stream);
  assertEquals(stream.log, ["hello", ", ser", "ver", "FIN"]);
});

Deno.test("echo() does not end its direction after an error", async () => {
  const stream = new FakeStream(["a", new Deno.errors.ConnectionReset()]);
  await assertRejects(() => echo(stream), Deno.errors.ConnectionReset);
  assertEquals(stream.log, ["a"]);
});
