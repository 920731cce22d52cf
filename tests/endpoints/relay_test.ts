import { assert, assertEquals, assertRejects } from "@std/assert";
import {
  type OnRelay,
  openRelay,
  type RelayEvent,
  tap,
} from "../../src/endpoints/relay.ts";
import { reset } from "../../src/endpoints/socket.ts";
import { echo } from "../../src/endpoints/echo.ts";
import { writeAll } from "../../src/endpoints/stream.ts";

const loopback = { hostname: "127.0.0.1", port: 0 };
const encoder = new TextEncoder();

/** What a relay told of, without the times; neighbouring data put together. */
class Record {
  readonly lines: string[] = [];
  readonly times: number[] = [];
  readonly onEvent = ({ kind, direction, timeMillis, bytes }: RelayEvent) => {
    this.times.push(timeMillis);
    const arrow = direction === 0 ? ">" : "<";
    const last = this.lines.at(-1);
    const text = new TextDecoder().decode(bytes);
    if (kind === "data" && last?.startsWith(`data ${arrow}`)) {
      this.lines[this.lines.length - 1] += text;
    } else this.lines.push(`${kind} ${arrow}${text && ` ${text}`}`);
  };
}

async function readAll(connection: Deno.Conn): Promise<number> {
  const buffer = new Uint8Array(65_536);
  let total = 0;
  let length: number | null;
  while ((length = await connection.read(buffer)) !== null) total += length;
  return total;
}

/** Client and server, joined by a relay. */
async function joined(onEvent: OnRelay) {
  const listener = Deno.listen(loopback);
  const relay = openRelay(
    { host: "127.0.0.1", port: listener.addr.port },
    { onEvent },
  );
  const [client, server] = await Promise.all([
    Deno.connect({ hostname: "127.0.0.1", port: relay.address.port }),
    listener.accept(),
  ]);
  listener.close();
  return { relay, client, server };
}

Deno.test("openRelay() passes on both directions, in order, with half-closes", async () => {
  const record = new Record();
  const { relay, client, server } = await joined(record.onEvent);
  const buffer = new Uint8Array(10);
  await client.write(encoder.encode("ask"));
  assertEquals(await server.read(buffer), 3);
  await client.closeWrite();
  assertEquals(await server.read(buffer), null);
  await server.write(encoder.encode("answer"));
  assertEquals(await client.read(buffer), 6);
  await server.closeWrite();
  assertEquals(await client.read(buffer), null);
  await relay.done;
  assertEquals(record.lines, [
    "open >",
    "data > ask",
    "end >",
    "data < answer",
    "end <",
  ]);
  assertEquals(record.times, record.times.toSorted((a, b) => a - b));
  assert(Math.abs(record.times[0] - Date.now()) < 60_000);
  client.close();
  server.close();
});

Deno.test("openRelay() loses no byte of a large transfer both ways", async () => {
  let seen = 0;
  const { relay, client, server } = await joined(({ bytes }) => {
    seen += bytes.length;
  });
  const size = 8 * 1024 * 1024;
  const echoed = echo(server);
  const sent = writeAll(client, new Uint8Array(size)).then(() =>
    client.closeWrite()
  );
  assertEquals(await readAll(client), size);
  await Promise.all([sent, echoed, relay.done]);
  assertEquals(seen, 2 * size);
  client.close();
  server.close();
});

Deno.test("openRelay() takes no more than the other side takes", async () => {
  const { relay, client, server } = await joined(() => {});
  const chunk = new Uint8Array(65_536);
  let written = 0;
  let stuck: Promise<number> | undefined;
  while (!stuck && written < 1000 * chunk.length) {
    const write = client.write(chunk);
    const moment = Promise.withResolvers<undefined>();
    const timer = setTimeout(() => moment.resolve(undefined), 200);
    const length = await Promise.race([write, moment.promise]);
    clearTimeout(timer);
    if (length === undefined) stuck = write;
    else written += length;
  }
  assert(stuck, "64 MB went in while nobody took any out");
  const drained = readAll(server);
  written += await stuck;
  await client.closeWrite();
  assertEquals(await drained, written);
  server.close();
  client.close();
  await relay.done;
});

Deno.test({
  name: "openRelay() passes a reset of the client on to the server",
  ignore: Deno.build.os !== "linux",
  fn: async () => {
    const record = new Record();
    const { relay, client, server } = await joined(record.onEvent);
    await client.write(encoder.encode("a"));
    assertEquals(await server.read(new Uint8Array(1)), 1);
    assert(reset(client));
    await assertRejects(
      () => server.read(new Uint8Array(1)),
      Deno.errors.ConnectionReset,
    );
    await relay.done;
    assertEquals(record.lines, ["open >", "data > a", "reset >"]);
    client.close();
    server.close();
  },
});

Deno.test({
  name: "openRelay() passes a reset of the server on to the client",
  ignore: Deno.build.os !== "linux",
  fn: async () => {
    const record = new Record();
    const { relay, client, server } = await joined(record.onEvent);
    assert(reset(server));
    await assertRejects(
      () => client.read(new Uint8Array(1)),
      Deno.errors.ConnectionReset,
    );
    await relay.done;
    assertEquals(record.lines, ["open >", "reset <"]);
    client.close();
    server.close();
  },
});

Deno.test("openRelay() takes one client only", async () => {
  const record = new Record();
  const { relay, client, server } = await joined(record.onEvent);
  await assertRejects(
    () => Deno.connect({ hostname: "127.0.0.1", port: relay.address.port }),
    Deno.errors.ConnectionRefused,
  );
  client.close();
  server.close();
  await relay.done;
});

Deno.test("openRelay() fails where nothing listens at the target", async () => {
  const listener = Deno.listen(loopback);
  const { port } = listener.addr;
  listener.close();
  const relay = openRelay({ host: "127.0.0.1", port }, { onEvent: () => {} });
  const client = await Deno.connect({
    hostname: "127.0.0.1",
    port: relay.address.port,
  });
  await assertRejects(() => relay.done, Deno.errors.ConnectionRefused);
  assertEquals(await readAll(client), 0);
  client.close();
});

Deno.test("Relay.close() ends both connections", async () => {
  const record = new Record();
  const { relay, client, server } = await joined(record.onEvent);
  await client.write(encoder.encode("a"));
  await server.read(new Uint8Array(1));
  relay.close();
  await relay.done;
  for (const end of [client, server]) {
    await end.read(new Uint8Array(1)).catch(() => null);
    end.close();
  }
  assertEquals(record.lines, ["open >", "data > a"]);
});

Deno.test("tap() sees what is said, and tells when all of it is passed on", async () => {
  using listener = Deno.listen(loopback);
  const record = new Record();
  const [server, accepted] = await Promise.all([
    Deno.connect({ hostname: "127.0.0.1", port: listener.addr.port }),
    listener.accept(),
  ]);
  const { connection, flushed } = await tap(server, record.onEvent);
  await connection.write(encoder.encode("hello"));
  const buffer = new Uint8Array(10);
  assertEquals(await accepted.read(buffer), 5);
  await connection.closeWrite();
  await flushed;
  assertEquals(await accepted.read(buffer), null);
  accepted.close();
  assertEquals(await connection.read(buffer), null);
  connection.close();
  assertEquals(record.lines, ["open >", "data > hello", "end >", "end <"]);
});
