import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  type Address,
  bytesSource,
  connectTcp,
  dial,
  echo,
  exchange,
  type Handler,
  type Listener,
  listenTcp,
  serve,
  type ServeOptions,
} from "../../src/endpoints/mod.ts";
import { Failure } from "../../src/failure.ts";
import { Ear } from "./support.ts";

const local = { host: "127.0.0.1", port: 0 };

/** A server that runs, and how to end it. */
function start(handler: Handler, options: ServeOptions = {}) {
  const ear = new Ear();
  const controller = new AbortController();
  const listener = listenTcp(local);
  const over = serve(listener, handler, {
    ...options,
    onEvent: ear.onEvent,
    signal: controller.signal,
  });
  return {
    ear,
    over,
    address: listener.address,
    stop: () => controller.abort(),
  };
}

/** Connects without a word. */
function connect({ host: hostname, port }: Address): Promise<Deno.TcpConn> {
  return Deno.connect({ hostname, port });
}

/** A client that says a text; what it heard, in total. */
async function talk(
  address: Address,
  text: string,
  options: { connections?: number; concurrency?: "sync" | "async" } = {},
) {
  const heard: string[] = [];
  const bytes = new TextEncoder().encode(text);
  const outcome = await dial(address, () => connectTcp(address), (stream) => {
    const index = heard.push("") - 1;
    return exchange({
      source: bytesSource(bytes),
      halfClose: true,
      onReceived: (view) => {
        heard[index] += new TextDecoder().decode(view);
      },
    })(stream);
  }, options);
  return { ...outcome, heard };
}

Deno.test("serve() tells of a connection from accept to close", async () => {
  const { ear, over, address, stop } = start(echo);
  assertEquals((await talk(address, "hello")).heard, ["hello"]);
  await ear.event("closed");
  stop();
  const { connections, failed, received, sent } = await over;
  assertEquals([connections, failed, received, sent], [1, 0, 5, 5]);
  assertEquals(ear.kinds(), [
    "listening",
    "accepted",
    "received",
    "sent",
    "peer-closed",
    "half-closed",
    "closed",
    "stopping",
    "summary",
  ]);
});

Deno.test("serve() in sync takes the next connection when the last is closed", async () => {
  const { ear, over, address, stop } = start(echo, { concurrency: "sync" });
  const first = await connect(address);
  const second = await connect(address);
  await ear.event("accepted");
  await second.write(new Uint8Array([2]));
  await second.closeWrite();
  await first.write(new Uint8Array([1]));
  await first.closeWrite();
  await ear.event("closed", 2);
  stop();
  await over;
  const order = ear.events.flatMap((event) =>
    event.kind === "accepted" || event.kind === "closed"
      ? [`${event.kind} ${event.connection}`]
      : []
  );
  assertEquals(order, ["accepted 1", "closed 1", "accepted 2", "closed 2"]);
  first.close();
  second.close();
});

Deno.test("serve() in async serves a connection while another says nothing", async () => {
  const { ear, over, address, stop } = start(echo);
  using silent = await connect(address);
  await ear.event("accepted");
  assertEquals((await talk(address, "hello")).heard, ["hello"]);
  stop();
  await silent.closeWrite();
  assertEquals((await over).failed, 0);
});

Deno.test("serve() holds no more connections than it may", async () => {
  const { ear, over, address, stop } = start(echo, { maxConnections: 2 });
  const silent = [await connect(address), await connect(address)];
  await ear.event("accepted", 2);
  const third = talk(address, "hello");
  await silent[0].closeWrite();
  assertEquals((await third).heard, ["hello"]);
  const accepted = await ear.event("accepted", 3);
  const closed = await ear.event("closed");
  const at = (event: unknown) => ear.events.findIndex((one) => one === event);
  assert(at(closed) < at(accepted), "the third came in while two were open");
  for (const one of silent) one.close();
  stop();
  await over;
});

Deno.test("serve() ends after the first connection where it is to", async () => {
  const { over, address } = start(echo, { once: true });
  await talk(address, "hello");
  assertEquals((await over).connections, 1);
  assertEquals((await talk(address, "hello")).mishap?.cause, "refused");
});

Deno.test("serve() gives up a peer that says nothing, and goes on", async () => {
  const { ear, over, address, stop } = start(echo, { idleSeconds: 0.05 });
  using silent = await connect(address);
  const { cause, stage } = await ear.event("failed");
  assertEquals([cause, stage], ["silent", "exchange"]);
  assertEquals(await silent.read(new Uint8Array(1)), null);
  using _next = await connect(address);
  await ear.event("accepted", 2);
  stop();
  assertEquals((await over).connections, 2);
});

Deno.test("serve() gives up a peer that falls silent", async () => {
  const { ear, over, address, stop } = start(echo, { idleSeconds: 1 });
  using silent = await connect(address);
  await silent.write(new Uint8Array(3));
  const { cause, received } = await ear.event("failed");
  assertEquals([cause, received], ["idle", 3]);
  stop();
  await over;
});

Deno.test("serve() outlives a handler that fails", async () => {
  let calls = 0;
  const { over, address, ear, stop } = start((stream) => {
    if (++calls === 1) return Promise.reject(new Error("out of order"));
    return echo(stream);
  });
  (await connect(address)).close();
  const { cause, detail } = await ear.event("failed");
  assertEquals([cause, detail], ["other", "out of order"]);
  assertEquals((await talk(address, "hello")).heard, ["hello"]);
  stop();
  await over;
});

Deno.test("serve() lets open connections end within the grace period", async () => {
  const { ear, over, address, stop } = start(echo);
  using open = await connect(address);
  await ear.event("accepted");
  stop();
  assertEquals((await ear.event("stopping")).open, 1);
  await open.write(new TextEncoder().encode("hello"));
  await open.closeWrite();
  const { failed, sent } = await over;
  assertEquals([failed, sent], [0, 5]);
});

Deno.test("serve() ends what is open after the grace period", async () => {
  const { ear, over, address, stop } = start(echo, { graceSeconds: 0.02 });
  using open = await connect(address);
  await ear.event("accepted");
  stop();
  assertEquals((await over).failed, 1);
  assertEquals((await ear.event("failed")).cause, "stopped");
  assertEquals(await open.read(new Uint8Array(1)), null);
});

Deno.test("serve() goes on when the system refuses a connection", async () => {
  const inner = listenTcp(local);
  let refusals = 0;
  const listener: Listener = {
    ...inner,
    accept: () =>
      refusals++ === 0
        ? Promise.reject(new Error("Too many open files (os error 24)"))
        : inner.accept(),
  };
  const ear = new Ear();
  const over = serve(listener, echo, { once: true, onEvent: ear.onEvent });
  assertEquals((await talk(inner.address, "hello")).heard, ["hello"]);
  await over;
  assertEquals(ear.kinds().slice(0, 3), [
    "listening",
    "not-accepted",
    "accepted",
  ]);
});

Deno.test("serve() does not start where it is stopped already", async () => {
  const summary = await serve(listenTcp(local), echo, {
    signal: AbortSignal.abort(),
  });
  assertEquals(summary.connections, 0);
});

Deno.test("dial() makes connections one by one, or all at once", async () => {
  const { ear, over, address, stop } = start(echo);
  for (const concurrency of ["sync", "async"] as const) {
    const { summary, heard } = await talk(address, "hello", {
      connections: 20,
      concurrency,
    });
    assertEquals(heard, Array(20).fill("hello"));
    assertEquals([summary.connections, summary.received], [20, 100]);
  }
  stop();
  await over;
  let open = 0;
  const most = [0, 0];
  for (const event of ear.events) {
    if (event.kind === "accepted") open++;
    if (event.kind === "closed") open--;
    const half = "connection" in event && event.connection > 20 ? 1 : 0;
    most[half] = Math.max(most[half], open);
  }
  // The server may hear of a close a little after the client's next connection.
  assert(most[0] <= 2, `${most[0]} open in sync`);
  assert(most[1] > 2, `${most[1]} open in async`);
});

Deno.test("dial() tells of connections that could not be made", async () => {
  const listener = listenTcp(local);
  listener.close();
  const { summary, mishap } = await talk(listener.address, "hello", {
    connections: 3,
  });
  assertEquals([summary.connections, summary.failed], [0, 3]);
  assertEquals([mishap?.stage, mishap?.cause], ["connect", "refused"]);
});

Deno.test("dial() ends when it is stopped", async () => {
  const { over, address, ear, stop } = start(echo);
  const controller = new AbortController();
  const ended = dial(
    address,
    () => connectTcp(address),
    exchange({
      source: { read: () => new Promise(() => {}) },
      halfClose: true,
      onReceived: () => {},
    }),
    { signal: controller.signal, connections: 5, concurrency: "sync" },
  );
  await ear.event("accepted");
  controller.abort();
  const { summary, mishap } = await ended;
  assertEquals([summary.connections, mishap?.cause], [1, "stopped"]);
  stop();
  await over;
});

Deno.test("dial() gives up a peer that says nothing", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const address = { host: "127.0.0.1", port: listener.addr.port };
  const { mishap } = await dial(
    address,
    () => connectTcp(address),
    exchange({
      source: bytesSource(new Uint8Array(3)),
      halfClose: true,
      onReceived: () => {},
    }),
    { idleSeconds: 0.02 },
  );
  assertEquals(mishap?.cause, "silent");
});

Deno.test("listenTcp() listens on IPv6, with or without brackets", async () => {
  for (const host of ["::1", "[::1]"]) {
    const listener = listenTcp({ host, port: 0 });
    const over = serve(listener, echo, { once: true });
    assertEquals(listener.address.host, "::1");
    assertEquals((await talk(listener.address, "hello")).heard, ["hello"]);
    await over;
  }
});

Deno.test("listenTcp() names a port in use, with a way out", () => {
  const listener = listenTcp(local);
  const { port } = listener.address;
  const failure = assertThrows(() => listenTcp({ ...local, port }), Failure);
  assertEquals(failure.kind, "port-in-use");
  assert(failure.hint?.includes(`${port + 1}`), failure.hint);
  listener.close();
});

Deno.test("listenTcp() names an address of no interface, and a name of no address", () => {
  const kinds = ["192.0.2.1", "no-such-name.invalid"].map((host) =>
    assertThrows(() => listenTcp({ host, port: 0 }), Failure).kind
  );
  assertEquals(kinds, ["unavailable", "name-not-found"]);
});
