/** OpenSSH's programs against `wirelab ssh-server`. */
import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { Pty } from "../cli/pty.ts";
import { liveTest, noProgram, withFolder } from "./capture_support.ts";
import { run, Running, Server } from "./program.ts";
import { askpass, fingerprint, makeKey, ssh, sshCommand } from "./ssh_peers.ts";

const noSsh = noProgram("ssh");
const PASSWORD = "correct horse";

/** Starts a server that takes the password, in a folder. */
async function start(folder: string, ...args: string[]): Promise<Server> {
  const password = `${folder}/password`;
  await Deno.writeTextFile(password, `${PASSWORD}\n`);
  return new Server([
    "ssh-server",
    "--certs",
    folder,
    "--password-file",
    password,
    ...args,
  ]);
}

liveTest("ssh logs in by password, and its command is said back, not run", [
  noSsh,
], () =>
  withFolder(async (folder) => {
    await using server = await start(folder);
    const port = await server.port();
    const victim = `${folder}/pwned`;
    const command = `touch '${victim}'; id`;
    const { code, stdout, stderr } = await ssh(
      { folder, port, password: PASSWORD },
      command,
    );
    assertEquals([code, stdout], [0, `${command}\n`]);
    assertStringIncludes(stderr, "runs nothing");
    await server.event("closed");
    const names = Array.from(Deno.readDirSync(folder), ({ name }) => name);
    assert(!names.includes("pwned"), names.join());
    const kinds = server.events().map(({ event }) => event);
    for (const kind of ["ssh-handshake", "login", "session"]) {
      assert(kinds.includes(kind), kind);
    }
  }));

liveTest("every key exchange that ssh-server offers can be done with it", [
  noSsh,
], () =>
  withFolder(async (folder) => {
    await using server = await start(folder);
    const port = await server.port();
    const { stderr } = await run(
      ["ssh", "-vv", ...sshCommand({ folder, port }).slice(1), "-o"]
        .map((arg) => arg === "LogLevel=ERROR" ? "LogLevel=DEBUG2" : arg)
        .concat("BatchMode=yes", "127.0.0.1"),
    );
    const [, offer] = /peer server KEXINIT.*\s+.*KEX algorithms: (\S+)/
      .exec(stderr) ?? [];
    const offered = offer?.split(",") ?? [];
    const known = (await run(["ssh", "-Q", "kex"])).stdout.split("\n");
    const common = offered.filter((name) => known.includes(name));
    assert(common.length > 4, stderr);
    for (const name of common) {
      const { code, stdout } = await ssh(
        { folder, port, password: PASSWORD, kex: name },
        "hello",
      );
      assertEquals([name, code, stdout], [name, 0, "hello\n"]);
    }
  }));

liveTest("ssh has its lines said back, and gets the exit status it asks for", [
  noSsh,
], () =>
  withFolder(async (folder) => {
    await using server = await start(folder);
    const { code, stdout } = await ssh(
      {
        folder,
        port: await server.port(),
        password: PASSWORD,
        input: "$(id)\nwhoami\nexit 7\nnever\n",
      },
      "-T",
    );
    assertEquals(code, 7);
    assertMatch(
      stdout,
      /^\$\(id\)\nada\nfrom 127\.0\.0\.1 port \d+\nprotected by [^\n]+\nbye\n$/,
    );
  }));

liveTest("ssh on a terminal gets its echo, line ends, Ctrl-C and Ctrl-D", [
  noSsh,
  noProgram("script"),
], () =>
  withFolder(async (folder) => {
    await using server = await start(folder);
    const port = await server.port();
    const env = await askpass(folder, PASSWORD);
    const quote = (word: string) => `'${word.replaceAll("'", "'\\''")}'`;
    const command = [
      "env",
      ...Object.entries(env).map(([name, value]) => `${name}=${value}`),
      ...sshCommand({ folder, port }),
      "-tt",
      "ada@127.0.0.1",
    ].map(quote).join(" ");
    await using terminal = new Pty(`${command}; echo "status $?"`, folder);
    await terminal.until("wirelab> ");
    await terminal.send("hallo\x7f\x7f\x7fllo\r");
    assertStringIncludes(await terminal.until("\r\nhallo\r\n"), "hal");
    await terminal.until("wirelab> ");
    await terminal.send("half a line\x03");
    assertStringIncludes(await terminal.until("^C\r\nwirelab> "), "half");
    await terminal.send("whoami\r");
    await terminal.until("\r\nada\r\n");
    await terminal.until("wirelab> ");
    await terminal.send("\x04");
    await terminal.until("status 0");
  }));

liveTest(
  "ssh logs in by key alone where keys alone are let in",
  [noSsh],
  () =>
    withFolder(async (folder) => {
      const keys = [
        await makeKey(folder, "ed", "-t", "ed25519"),
        await makeKey(folder, "ec", "-t", "ecdsa", "-b", "256"),
        await makeKey(folder, "rsa", "-t", "rsa", "-b", "2048"),
      ];
      const stranger = await makeKey(folder, "stranger", "-t", "ed25519");
      const authorized = `${folder}/authorized_keys`;
      const lines = keys.map((path) => Deno.readTextFileSync(`${path}.pub`));
      await Deno.writeTextFile(authorized, `# mine\n${lines.join("\n")}`);
      await using server = new Server([
        "ssh-server",
        "--certs",
        folder,
        "--user",
        "ada",
        "--authorized-keys",
        authorized,
      ]);
      const port = await server.port();
      for (const identity of keys) {
        const { code, stdout } = await ssh({ folder, port, identity }, "hello");
        assertEquals([code, stdout], [0, "hello\n"], identity);
      }
      const refused = await ssh({ folder, port, identity: stranger }, "hello");
      assertEquals([refused.code, refused.stdout], [255, ""]);
      assertStringIncludes(refused.stderr, "Permission denied (publickey)");
      const failed = await server.event("failed");
      assertEquals(failed.cause, "login-refused");
      assert(!server.stderr.includes("password"), server.stderr);
    }),
);

liveTest(
  "ssh is refused with a wrong password, or another user",
  [noSsh],
  () =>
    withFolder(async (folder) => {
      await using server = await start(folder, "--user", "eve");
      const port = await server.port();
      for (const password of ["wrong", PASSWORD]) {
        const { code, stderr } = await ssh({ folder, port, password }, "hello");
        assertEquals(code, 255);
        assertStringIncludes(stderr, "Permission denied");
      }
      const failed = await server.event("failed", 2);
      assertEquals(failed.cause, "login-refused");
    }),
);

liveTest(
  "ssh-keyscan and ssh-keygen read the fingerprint that the server prints",
  [noProgram("ssh-keyscan")],
  () =>
    withFolder(async (folder) => {
      await using server = await start(folder);
      const port = await server.port();
      const [, printed] = await server.until(/host key (SHA256:\S+)/, "stderr");
      const { stdout } = await run([
        "ssh-keyscan",
        "-t",
        "ed25519",
        "-p",
        `${port}`,
        "127.0.0.1",
      ]);
      const scanned = `${folder}/scanned`;
      await Deno.writeTextFile(scanned, stdout);
      assertEquals(await fingerprint(scanned), printed);
      const file = `${folder}/ssh_host_ed25519.key`;
      assertEquals(await fingerprint(file), printed);
      assertEquals((await Deno.stat(file)).mode! & 0o777, 0o600);
    }),
);

liveTest("sftp and forwarding are refused, and the session goes on", [
  noSsh,
  noProgram("sftp"),
], () =>
  withFolder(async (folder) => {
    await using server = await start(folder);
    const port = await server.port();
    const subsystem = await ssh(
      { folder, port, password: PASSWORD },
      "-s",
      "sftp",
    );
    assert(subsystem.code !== 0);
    const forwarded = await ssh(
      { folder, port, password: PASSWORD },
      "-W",
      "127.0.0.1:22",
    );
    assertEquals(forwarded.code, 255);
    const remote = await ssh(
      { folder, port, password: PASSWORD },
      "-R",
      "0:127.0.0.1:22",
      "still here",
    );
    assertEquals([remote.code, remote.stdout], [0, "still here\n"]);
    const refused = server.events().filter((event) =>
      event.event === "session" && "granted" in event && event.granted === false
    );
    assertEquals(refused.length, 3);
  }));

liveTest(
  "a peer that is silent, gone or no SSH costs one line",
  [],
  () =>
    withFolder(async (folder) => {
      await using server = await start(folder, "--login-timeout", "0.3");
      const port = await server.port();
      using _silent = await Deno.connect({ hostname: "127.0.0.1", port });
      assertEquals((await server.event("failed", 1)).cause, "handshake-silent");
      const other = await Deno.connect({ hostname: "127.0.0.1", port });
      await other.write(new TextEncoder().encode("GET / HTTP/1.1\r\n\r\n"));
      assertEquals((await server.event("failed", 2)).cause, "not-ssh");
      other.close();
      const gone = await Deno.connect({ hostname: "127.0.0.1", port });
      gone.close();
      assertEquals((await server.event("failed", 3)).cause, "handshake-closed");
      const summary = await server.stop();
      assertEquals([summary.connections, summary.failed], [3, 3]);
      assertEquals(
        server.events().filter(({ event }) => event === "failed").length,
        3,
      );
    }),
);

liveTest(
  "ssh-server --sync serves one client after another, --once only the first",
  [noSsh],
  () =>
    withFolder(async (folder) => {
      await using server = await start(folder, "--sync", "--once");
      const port = await server.port();
      const { code } = await ssh({ folder, port, password: PASSWORD }, "hello");
      assertEquals([code, await server.end()], [0, 0]);
    }),
);

liveTest(
  "Ctrl-C leaves an open session its grace, and ends it then",
  [noSsh],
  () =>
    withFolder(async (folder) => {
      await using server = await start(folder, "--grace", "0.3");
      const port = await server.port();
      await using client = new Running(
        [...sshCommand({ folder, port }), "-N", "ada@127.0.0.1"],
        { env: await askpass(folder, PASSWORD) },
      );
      await server.event("login");
      const summary = await server.stop();
      assertEquals([summary.connections, summary.failed], [1, 1]);
      assertEquals((await server.event("failed")).cause, "stopped");
      assertEquals(await client.end(), 255);
    }),
);
