import { assert, assertEquals, assertMatch } from "@std/assert";
import { reset } from "../../src/endpoints/socket.ts";
import { liveTest, noProgram, withFolder } from "./capture_support.ts";
import {
  assertSame,
  eventsIn,
  freePort,
  noise,
  run,
  Running,
  Server,
  wirelab,
  wirelabCommand,
} from "./program.ts";

const encoder = new TextEncoder();
const noNcat = noProgram("ncat");
const noSocat = noProgram("socat");

/** Connects to this machine without a word. */
function connect(port: number, hostname = "127.0.0.1"): Promise<Deno.TcpConn> {
  return Deno.connect({ hostname, port });
}

/** Says bytes, half-closes, and hears all that comes back. */
async function talk(port: number, bytes: Uint8Array): Promise<Uint8Array> {
  using connection = await connect(port);
  const sending = (async () => {
    let sent = 0;
    while (sent < bytes.length) {
      sent += await connection.write(bytes.subarray(sent));
    }
    await connection.closeWrite();
  })();
  const heard = new Uint8Array(bytes.length + 1);
  let length = 0;
  for (;;) {
    const read = await connection.read(heard.subarray(length));
    if (read === null) break;
    length += read;
  }
  await sending;
  return heard.slice(0, length);
}

/** Programs that say what is on their standard input, and print the answer. */
const clients: Record<string, (port: number) => string[]> = {
  ncat: (port) => ["ncat", "127.0.0.1", `${port}`],
  socat: (port) => ["socat", "-t5", "-", `TCP:127.0.0.1:${port}`],
};

for (const [name, command] of Object.entries(clients)) {
  liveTest(
    `tcp-server echoes a megabyte to ${name}`,
    [noProgram(name)],
    async () => {
      await using server = new Server(["tcp-server"]);
      const input = noise(1_000_000);
      const { bytes, code } = await run(command(await server.port()), {
        input,
      });
      assertEquals(code, 0);
      assertSame(bytes, input);
      const { received, sent, failed } = await server.stop();
      assertEquals([received, sent, failed], [1_000_000, 1_000_000, 0]);
    },
  );
}

liveTest("tcp-client talks to socat", [noSocat], async () => {
  const port = freePort();
  await using peer = new Running([
    ...["socat", "-dd", `TCP-LISTEN:${port},bind=127.0.0.1,fork,reuseaddr`],
    "EXEC:cat",
  ]);
  await peer.until(/listening on/, "stderr");
  const greeting = await wirelab(["tcp-client", `${port}`]);
  assertEquals([greeting.code, greeting.stdout], [0, "hello, server"]);
  const input = noise(1_000_000);
  const piped = await wirelab(["tcp-client", `${port}`], { input });
  assertEquals(piped.code, 0);
  assertSame(piped.bytes, input);
});

liveTest(
  "tcp-client says all to ncat, and hears all of its answer",
  [noNcat],
  async () => {
    await withFolder(async (folder) => {
      const port = freePort();
      const input = noise(1_000_000);
      const answer = noise(1_000_000, 2);
      await Deno.writeFile(`${folder}/answer`, answer);
      const line = `exec ncat -v -l 127.0.0.1 ${port} < answer > heard`;
      await using peer = new Running(["sh", "-c", line], { cwd: folder });
      await peer.until(/Listening on/, "stderr");
      const { code, bytes } = await wirelab(["tcp-client", `${port}`], {
        input,
      });
      assertEquals(code, 0);
      assertSame(bytes, answer);
      await peer.end();
      assertSame(await Deno.readFile(`${folder}/heard`), input);
    });
  },
);

Deno.test("tcp-client and tcp-server hold the conversation of the first page", async () => {
  await using server = new Server(["tcp-server"]);
  const port = `${await server.port()}`;
  const outcome = await wirelab(["tcp-client", port]);
  assertEquals([outcome.code, outcome.stdout], [0, "hello, server"]);
  for (
    const line of [/connected, from/, /sent 13 B: hello, server/, /closed:/]
  ) {
    assertMatch(outcome.stderr, line);
  }
  await server.event("closed");
  await server.stop();
  assertEquals(server.events().map(({ event }) => event), [
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

Deno.test("tcp-client sends a large file there and back", async () => {
  await withFolder(async (folder) => {
    await using server = new Server(["tcp-server"]);
    const input = noise(20_000_000);
    await Deno.writeFile(`${folder}/file`, input);
    const [program, ...args] = wirelabCommand();
    const line = `"$0" "$@" < "$FILE" > "$FILE.copy"`;
    const { code } = await run(
      [
        "sh",
        "-c",
        line,
        program,
        ...args,
        "tcp-client",
        `${await server.port()}`,
      ],
      { env: { FILE: `${folder}/file` } },
    );
    assertEquals(code, 0);
    assertSame(await Deno.readFile(`${folder}/file.copy`), input);
  });
});

Deno.test("tcp-client hears an answer while its input is still open", async () => {
  await using server = new Server(["tcp-server"]);
  await using client = new Running(
    [...wirelabCommand(), "tcp-client", `${await server.port()}`],
    { input: "" },
  );
  const writer = client.child.stdin.getWriter();
  for (const word of ["first", "second"]) {
    await writer.write(encoder.encode(`${word}\n`));
    await client.until(new RegExp(`^${word}$`, "m"));
  }
  await writer.close();
  assertEquals(await client.end(), 0);
});

Deno.test("tcp-client ends with its peer, though its input is still open", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  await using client = new Running(
    [...wirelabCommand(), "tcp-client", `${listener.addr.port}`],
    { input: "" },
  );
  using peer = await listener.accept();
  await peer.write(encoder.encode("bye\n"));
  await peer.closeWrite();
  assertEquals([await client.end(), client.stdout], [0, "bye\n"]);
});

Deno.test("tcp-client says an empty message, and one that starts with a dash", async () => {
  await using server = new Server(["tcp-server"]);
  const port = `${await server.port()}`;
  for (const text of ["", "-v"]) {
    const outcome = await wirelab(["tcp-client", port, `--message=${text}`]);
    assertEquals([outcome.code, outcome.stdout], [0, text]);
  }
});

Deno.test("tcp-client --json writes events on standard output, and nothing else", async () => {
  await using server = new Server(["tcp-server"]);
  const { stdout, stderr } = await wirelab([
    "tcp-client",
    `${await server.port()}`,
    "--json",
  ]);
  const kinds = eventsIn(stdout).map(({ event }) => event);
  assertEquals(kinds[0], "connected");
  assertEquals(kinds.slice(-2), ["closed", "summary"]);
  assertEquals(stderr, "hello, server");
});

Deno.test("tcp-server in async loses no byte of 200 clients at once", async () => {
  await using server = new Server(["tcp-server"]);
  const port = await server.port();
  const inputs = Array.from({ length: 200 }, (_, i) => noise(65_536 + i, i));
  const echoes = await Promise.all(inputs.map((input) => talk(port, input)));
  for (const [i, input] of inputs.entries()) assertSame(echoes[i], input);
  await server.event("closed", 200);
  const { connections, failed, received } = await server.stop();
  const total = inputs.reduce((sum, { length }) => sum + length, 0);
  assertEquals([connections, failed, received], [200, 0, total]);
});

for (const order of ["--sync", "--async"]) {
  Deno.test(`tcp-client makes 200 connections ${order}`, async () => {
    await using server = new Server(["tcp-server"]);
    const { code, stdout, stderr } = await wirelab([
      "tcp-client",
      `${await server.port()}`,
      "--connections=200",
      "-m=ping",
      order,
    ]);
    assertEquals([code, stdout], [0, "ping".repeat(200)]);
    assertMatch(
      stderr,
      /200 connections, 0 failed, 800 B received, 800 B sent/,
    );
    await server.event("closed", 200);
    assertEquals((await server.stop()).connections, 200);
  });
}

Deno.test("tcp-server --sync serves 200 clients one by one, in order", async () => {
  await using server = new Server(["tcp-server", "--sync"]);
  const port = await server.port();
  const order: string[] = [];
  // The system keeps no more than 128 connections waiting.
  for (const round of [1, 2]) {
    // They connect in turn, and speak in the opposite one.
    const clients: Deno.TcpConn[] = [];
    for (let i = 0; i < 100; i++) {
      const client = await connect(port);
      clients.push(client);
      order.push(`127.0.0.1:${client.localAddr.port}`);
    }
    for (const client of clients.toReversed()) {
      await client.write(encoder.encode("hello"));
      await client.closeWrite();
    }
    await server.event("closed", 100 * round);
    for (const client of clients) client.close();
  }
  const events = server.events().filter(({ event }) =>
    event === "accepted" || event === "closed"
  );
  assertEquals(
    events.map(({ event, peer }) => `${event} ${peer}`),
    order.flatMap((peer) => [`accepted ${peer}`, `closed ${peer}`]),
  );
  await server.stop();
});

Deno.test("tcp-server --max-connections leaves the others waiting", async () => {
  await using server = new Server(["tcp-server", "--max-connections", "1"]);
  const port = await server.port();
  const first = await connect(port);
  await server.event("accepted");
  const second = talk(port, encoder.encode("second"));
  first.close();
  assertSame(await second, encoder.encode("second"));
  await server.event("closed", 2);
  const kinds = server.events().map(({ event, connection }) =>
    `${event} ${connection}`
  );
  assert(kinds.indexOf("closed 1") < kinds.indexOf("accepted 2"));
});

Deno.test("tcp-server --once ends after one connection", async () => {
  await using server = new Server(["tcp-server", "--once"]);
  await talk(await server.port(), encoder.encode("hello"));
  assertEquals(await server.end(), 0);
});

Deno.test("tcp-server and tcp-client talk over IPv6", async () => {
  await using server = new Server(["tcp-server", "--host", "::1"]);
  const port = `${await server.port()}`;
  assertMatch(server.stdout, /"address":"\[::1\]:/);
  const { code, stdout } = await wirelab(["tcp-client", port, "--host", "::1"]);
  assertEquals([code, stdout], [0, "hello, server"]);
});

Deno.test("tcp-server says that others can reach it, where they can", async () => {
  await using open = new Server(["tcp-server", "--host", "0.0.0.0"]);
  await open.port();
  assertMatch(open.stderr, /warning: other machines can reach 0\.0\.0\.0:/);
  await using closed = new Server(["tcp-server"]);
  await closed.port();
  assertEquals(closed.stderr, "");
});

Deno.test("tcp-server writes its log for people on standard output", async () => {
  await using server = new Running([
    ...wirelabCommand(),
    "tcp-server",
    "0",
    "--lang=zh",
  ]);
  const port = Number((await server.until(/127\.0\.0\.1:(\d+)/))[1]);
  await talk(port, encoder.encode("\x1b[2J"));
  await server.until(/连接关闭/);
  assertMatch(server.stdout, /收到 4 B：\\x1b\[2J\n/);
  assert(!server.stdout.includes("\x1b"));
});

Deno.test("tcp-server gives up silence", async () => {
  await using server = new Server(["tcp-server", "--idle-timeout", "0.2"]);
  const port = await server.port();
  using silent = await connect(port);
  assertEquals((await server.event("failed")).cause, "silent");
  assertEquals(await silent.read(new Uint8Array(1)), null);
  using _next = await connect(port);
  await server.event("accepted", 2);
  await server.stop();
});

Deno.test({
  name: "tcp-server outlives a reset",
  ignore: Deno.build.os !== "linux",
  fn: async () => {
    await using server = new Server(["tcp-server"]);
    const port = await server.port();
    const broken = await connect(port);
    await server.event("accepted");
    assert(reset(broken));
    broken.close();
    assertEquals((await server.event("failed")).cause, "reset");
    assertSame(await talk(port, encoder.encode("a")), encoder.encode("a"));
    await server.stop();
  },
});

liveTest("tcp-server outlives resets by socat", [noSocat], async () => {
  await using server = new Server(["tcp-server"]);
  const port = await server.port();
  const address = `TCP:127.0.0.1:${port},linger=0`;
  await run(["socat", "-u", "OPEN:/dev/null", address]);
  // The reset may come before the server has the connection, or after.
  await server.when(
    "a connection",
    () =>
      server.events().find(({ event }) =>
        ["accepted", "not-accepted"].includes(event)
      ),
  );
  assertSame(await talk(port, encoder.encode("a")), encoder.encode("a"));
  await server.stop();
});

liveTest(
  "tcp-client hears all that ncat says before it closes",
  [noNcat],
  async () => {
    const port = freePort();
    await using peer = new Running(
      ["ncat", "-v", "-l", "127.0.0.1", `${port}`, "--send-only"],
      { input: "a banner\n" },
    );
    await peer.until(/Listening on/, "stderr");
    const { code, stdout } = await wirelab(["tcp-client", `${port}`, "-m="]);
    assertEquals([code, stdout], [0, "a banner\n"]);
  },
);

liveTest(
  "tcp-client notes that a TLS server answered by an alert",
  [],
  () =>
    withFolder(async (folder) => {
      await using server = new Server(["tls-server", "--certs", folder]);
      const port = await server.port();
      const { code, stderr } = await wirelab(["tcp-client", `${port}`]);
      assertEquals(code, 0);
      assertMatch(stderr, new RegExp(`note: .* wirelab tls-client ${port}\n$`));
      const chinese = await wirelab(["tcp-client", `${port}`, "--lang=zh"]);
      assertMatch(chinese.stderr, /提示：.*wirelab tls-client \d+\n$/);
      await using echo = new Server(["tcp-server"]);
      const plain = await wirelab(["tcp-client", `${await echo.port()}`]);
      assert(!plain.stderr.includes("note:"), plain.stderr);
    }),
);
