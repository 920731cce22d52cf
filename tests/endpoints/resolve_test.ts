import { assertEquals, assertRejects } from "@std/assert";
import { resolveHost } from "../../src/endpoints/resolve.ts";

Deno.test("resolveHost() keeps an address as it is, without its brackets", async () => {
  assertEquals(await resolveHost("127.0.0.1"), ["127.0.0.1"]);
  assertEquals(await resolveHost("[::1]"), ["::1"]);
});

Deno.test("resolveHost() looks no name up for a call that was given up before", async () => {
  const signal = AbortSignal.abort(new DOMException("", "AbortError"));
  await assertRejects(() => resolveHost("localhost", { signal }), DOMException);
});
