import { assert, assertEquals, assertMatch } from "@std/assert";
import { INTERRUPTED, TERMINATED } from "../../src/cli/exit_codes.ts";
import { within } from "../../src/endpoints/within.ts";
import { withFolder } from "./capture_support.ts";
import { run, Running, Server, wirelab, wirelabCommand } from "./program.ts";

const ignore = Deno.build.os === "windows";
const encoder = new TextEncoder();

/** Signals, and the exit code of what they cut short. */
const signals = [["SIGINT", INTERRUPTED], ["SIGTERM", TERMINATED]] as const;

async function connect(server: Server): Promise<Deno.TcpConn> {
  return await Deno.connect({
    hostname: "127.0.0.1",
    port: await server.port(),
  });
}

for (const [signal, code] of signals) {
  Deno.test({
    name: `${signal} lets an open conversation end, and the server with it`,
    ignore,
    fn: async () => {
      await using server = new Server(["tcp-server", "--grace=60"]);
      using open = await connect(server);
      await server.event("accepted");
      server.child.kill(signal);
      await server.event("stopping");
      await open.write(encoder.encode("still here"));
      await open.closeWrite();
      assertEquals(await server.end(), 0);
      const { connections, failed, sent } = await server.event("summary");
      assertEquals([connections, failed, sent], [1, 0, 10]);
      const again = await wirelab(["tcp-client", `${await server.port()}`]);
      assertEquals(again.code, 11);
    },
  });

  Deno.test({
    name: `a second ${signal} ends the server at once`,
    ignore,
    fn: async () => {
      await using server = new Server(["tcp-server", "--grace=60"]);
      using _open = await connect(server);
      await server.event("accepted");
      server.child.kill(signal);
      await server.event("stopping");
      // One that follows at once is taken for the echo of the first.
      const ended = server.end();
      while (await within(ended, 0.1) === "late") server.child.kill(signal);
      assertEquals(await ended, code);
    },
  });

  Deno.test({
    name: `${signal} ends a client with its own exit code`,
    ignore,
    fn: async () => {
      using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
      await using client = new Running([
        ...wirelabCommand(),
        ...["tcp-client", `${listener.addr.port}`],
      ]);
      using _peer = await listener.accept();
      await client.until(/sent all/, "stderr");
      client.child.kill(signal);
      assertEquals(await client.end(), code);
      assertMatch(client.stderr, /connected/);
    },
  });
}

Deno.test({
  name: "an open conversation is ended when the grace period is over",
  ignore,
  fn: async () => {
    await using server = new Server(["tcp-server", "--grace=0.2"]);
    using open = await connect(server);
    await server.event("accepted");
    server.child.kill("SIGINT");
    assertEquals(await server.end(), 0);
    assertEquals((await server.event("failed")).cause, "stopped");
    assertEquals(await open.read(new Uint8Array(1)), null);
  },
});

Deno.test({
  name: "a server in sync that is busy stops too",
  ignore,
  fn: async () => {
    await using server = new Server(["tcp-server", "--sync", "--grace=0.2"]);
    using _first = await connect(server);
    using _second = await connect(server);
    await server.event("accepted");
    server.child.kill("SIGINT");
    assertEquals(await server.end(), 0);
    assertEquals((await server.event("summary")).connections, 1);
  },
});

/** A server that has started itself again, for its key log. */
function relaunched(cwd: string): Server {
  return new Server(
    ["tls-server", "--certs=.", "--keylog=keys.log", "--grace=60"],
    { cwd },
  );
}

Deno.test({
  name: "a relaunched server stops in order too",
  ignore,
  fn: async () => {
    await withFolder(async (folder) => {
      await using server = relaunched(folder);
      await server.port();
      assertEquals((await server.stop("SIGTERM")).failed, 0);
    });
  },
});

Deno.test({
  name:
    "Ctrl-C, which a relaunched server hears of twice, lets conversations end",
  ignore,
  fn: async () => {
    await withFolder(async (folder) => {
      await using server = relaunched(folder);
      const open = await connect(server);
      await server.event("accepted");
      const child = await childOf(server.child.pid);
      // A terminal gives it to both, and the first passes it on.
      Deno.kill(child, "SIGINT");
      server.child.kill("SIGINT");
      await server.event("stopping");
      open.close();
      assertEquals(await server.end(), 0);
    });
  },
});

Deno.test({
  name: "a relaunched server ends when what started it is killed",
  ignore,
  fn: async () => {
    await withFolder(async (folder) => {
      await using server = relaunched(folder);
      const port = await server.port();
      server.child.kill("SIGKILL");
      await server.end();
      const outcome = await wirelab(["tcp-client", `${port}`]);
      assertEquals(outcome.code, 11);
    });
  },
});

async function childOf(pid: number): Promise<number> {
  // Deno itself may not read /proc.
  const { stdout } = await run(["cat", `/proc/${pid}/task/${pid}/children`]);
  const child = Number(stdout);
  assert(child > 0, "it has no child, or several");
  return child;
}
