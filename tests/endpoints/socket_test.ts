import { assert, assertEquals, assertRejects } from "@std/assert";
import {
  holdSockets,
  reset,
  shutDown,
  shutDownSending,
} from "../../src/endpoints/socket.ts";
import { TestAuthority } from "./support.ts";

const ignore = Deno.build.os !== "linux";

for (const hostname of ["127.0.0.1", "::1"]) {
  Deno.test({
    name: `reset() resets a connection on ${hostname}, and no other`,
    ignore,
    fn: async () => {
      using listener = Deno.listen({ hostname, port: 0 });
      const { port } = listener.addr;
      const pairs: [Deno.TcpConn, Deno.TcpConn][] = [];
      for (let i = 0; i < 3; i++) {
        pairs.push(
          await Promise.all([
            Deno.connect({ hostname, port }),
            listener.accept(),
          ]),
        );
      }
      assert(reset(pairs[1][1]));
      const buffer = new Uint8Array(1);
      await assertRejects(
        () => pairs[1][0].read(buffer),
        Deno.errors.ConnectionReset,
      );
      for (const [client, server] of [pairs[0], pairs[2]]) {
        await server.write(new Uint8Array([7]));
        assertEquals(await client.read(buffer), 1);
      }
      for (const end of pairs.flat()) end.close();
    },
  });

  Deno.test({
    name: `shutDown() ends a TLS connection in mid-handshake on ${hostname}`,
    ignore,
    fn: async () => {
      const { certPem: cert, keyPem: key } =
        await (await TestAuthority.create()).issue();
      using listener = Deno.listenTls({ hostname, port: 0, cert, key });
      const { port } = listener.addr;
      const [client, server] = await Promise.all([
        Deno.connect({ hostname, port }),
        listener.accept(),
      ]);
      const handshake = assertRejects(() => server.handshake());
      assert(shutDown(server));
      assertEquals(await client.read(new Uint8Array(1)), null);
      await handshake;
      server.close();
      client.close();
    },
  });
}

Deno.test({
  name: "shutDown() does nothing to a connection that is closed",
  ignore,
  fn: async () => {
    using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const [client, server] = await Promise.all([
      Deno.connect({ hostname: "127.0.0.1", port: listener.addr.port }),
      listener.accept(),
    ]);
    server.close();
    assertEquals(shutDown(server), false);
    client.close();
  },
});

Deno.test({
  name: "shutDownSending() ends only the sending direction, of both ends",
  ignore,
  fn: async () => {
    using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const [client, server] = await Promise.all([
      Deno.connect({ hostname: "127.0.0.1", port: listener.addr.port }),
      listener.accept(),
    ]);
    const buffer = new Uint8Array(4);
    assert(await shutDownSending(client));
    assertEquals(await server.read(buffer), null);
    await server.write(new Uint8Array([7]));
    assertEquals(await client.read(buffer), 1);
    assert(await shutDownSending(server));
    assertEquals(await client.read(buffer), null);
    assertEquals(await shutDownSending(client, server), false);
    client.close();
    server.close();
  },
});

Deno.test({
  name: "holdSockets() serves several holders, and gives back what it took",
  ignore,
  fn: async () => {
    using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const [client, server] = await Promise.all([
      Deno.connect({ hostname: "127.0.0.1", port: listener.addr.port }),
      listener.accept(),
    ]);
    const holders = [holdSockets(), holdSockets()];
    holders[0][Symbol.dispose]();
    holders[0][Symbol.dispose]();
    assert(shutDown(server));
    // A library that stayed open would be found by the test runner.
    holders[1][Symbol.dispose]();
    client.close();
    server.close();
  },
});
