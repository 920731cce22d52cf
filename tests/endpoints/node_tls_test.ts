/**
 * How conversations over `node:tls` end, which tells less of it than Deno's TLS.
 *
 * @module
 */
import { assertEquals } from "@std/assert";
import {
  bytesSource,
  connectTls,
  dial,
  echo,
  exchange,
  type Listener,
  listenFaulty,
  listenTls,
  serve,
} from "../../src/endpoints/mod.ts";
import {
  connectNodeTls,
  type TlsVersion,
} from "../../src/endpoints/node_tls.ts";
import { listenNodeTls } from "../../src/endpoints/node_tls_server.ts";
import { BUFFER_BYTES, writeAll } from "../../src/endpoints/stream.ts";
import { Ear, TestAuthority } from "./support.ts";

const authority = await TestAuthority.create();
const good = await authority.issue();
const local = { host: "127.0.0.1", port: 0 };
const common = { serverName: "localhost", caPem: [authority.pem] };

/** How a client learns that its server has ended: the event, or the failure. */
async function endHeard(
  listener: Listener,
  version: TlsVersion,
): Promise<string> {
  const ear = new Ear();
  const served = serve(listener, echo, { once: true });
  const { mishap } = await dial(
    listener.address,
    () => connectNodeTls(listener.address, { ...common, version }),
    exchange({
      source: bytesSource(new TextEncoder().encode("a message of some length")),
      halfClose: true,
      onReceived: () => {},
    }),
    { onEvent: ear.onEvent },
  );
  await served;
  if (mishap) return mishap.cause;
  return (await ear.event("peer-closed")).closeNotify ?? "close_notify";
}

Deno.test("connectNodeTls() sees in TLS 1.2 whether close_notify came", async () => {
  assertEquals(await endHeard(listenTls(local, good), "1.2"), "close_notify");
  assertEquals(
    await endHeard(listenFaulty(local, "no-close-notify", good), "1.2"),
    "no-close-notify",
  );
});

Deno.test("connectNodeTls() claims no close_notify in TLS 1.3, which hides it", async () => {
  for (
    const listener of [
      listenTls(local, good),
      listenFaulty(local, "no-close-notify", good),
    ]
  ) assertEquals(await endHeard(listener, "1.3"), "not-observed");
});

Deno.test("listenNodeTls() gives up a client that takes nothing, and closes", async () => {
  const listener = listenNodeTls(local, good);
  const ear = new Ear();
  const served = serve(listener, async (stream) => {
    const bytes = new Uint8Array(BUFFER_BYTES);
    for (;;) await writeAll(stream, bytes);
  }, { once: true, idleSeconds: 0.2, onEvent: ear.onEvent });
  const client = await connectTls(listener.address, common);
  await client.handshake?.(() => {});
  assertEquals((await ear.event("failed")).cause, "silent");
  await served;
  client.abort();
});
