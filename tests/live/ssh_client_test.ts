/** `wirelab ssh-client` against OpenSSH's server and wirelab's own. */
import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { EXIT_CODES } from "../../src/cli/exit_codes.ts";
import { Pty } from "../cli/pty.ts";
import { liveTest, noProgram, withFolder } from "./capture_support.ts";
import {
  eventsIn,
  freePort,
  run,
  Server,
  wirelab,
  wirelabCommand,
} from "./program.ts";
import { fingerprint, makeKey, Sshd } from "./ssh_peers.ts";

const noSshd = Deno.uid() === 0
  ? noProgram("sshd")
  : "sshd logs in other users as root only";

/** Keys of every kind that a client may have, and the passphrase of the last two. */
const KINDS: readonly (readonly [name: string, ...args: string[]])[] = [
  ["ed25519", "-t", "ed25519"],
  ["ecdsa", "-t", "ecdsa", "-b", "384"],
  ["ecdsa-pem", "-t", "ecdsa", "-b", "256", "-m", "PEM"],
  ["rsa", "-t", "rsa", "-b", "2048"],
  ["rsa-pem", "-t", "rsa", "-b", "2048", "-m", "PEM"],
  ["rsa-pkcs8", "-t", "rsa", "-b", "2048", "-m", "PKCS8"],
  ["ecdsa-pkcs8", "-t", "ecdsa", "-b", "256", "-m", "PKCS8"],
  ["ed25519-locked", "-t", "ed25519", "-N", "open sesame"],
  [
    "rsa-pkcs8-locked",
    "-t",
    "rsa",
    "-b",
    "2048",
    "-m",
    "PKCS8",
    "-N",
    "open sesame",
  ],
];

liveTest(
  "a client logs in to sshd with keys of every kind, and gets output and status",
  [noSshd],
  () =>
    withFolder(async (folder) => {
      const hostKey = await makeKey(folder, "host", "-t", "ed25519");
      const authorizedKeys = `${folder}/authorized_keys`;
      const keys = [];
      for (const [name, ...args] of KINDS) {
        keys.push(await makeKey(folder, name, ...args));
      }
      const lines = keys.map((path) => Deno.readTextFileSync(`${path}.pub`));
      await Deno.writeTextFile(authorizedKeys, lines.join(""));
      await Deno.writeTextFile(`${folder}/passphrase`, "open sesame\n");
      await using sshd = await Sshd.start({ hostKey, authorizedKeys });
      for (const identity of keys) {
        const { code, stdout, stderr } = await wirelab([
          "ssh-client",
          "root@127.0.0.1",
          `${sshd.port}`,
          "--certs",
          folder,
          "--identity",
          identity,
          "--passphrase-file",
          `${folder}/passphrase`,
          "--exec",
          "echo out; echo err >&2; exit 5",
        ]);
        assertEquals([code, stdout], [0, "out\n"], `${identity}: ${stderr}`);
        assertMatch(stderr, /^err$/m);
        assertStringIncludes(stderr, "exit status 5");
        assertStringIncludes(stderr, await fingerprint(`${hostKey}.pub`));
      }
    }),
);

liveTest(
  "a client pipes its input into a shell of sshd's, and all of it comes back",
  [noSshd],
  () =>
    withFolder(async (folder) => {
      const hostKey = await makeKey(folder, "host", "-t", "ecdsa", "-b", "256");
      const identity = await makeKey(folder, "key", "-t", "ed25519");
      await using sshd = await Sshd.start({
        hostKey,
        authorizedKeys: `${identity}.pub`,
      });
      const login = [
        "ssh-client",
        "root@127.0.0.1",
        `${sshd.port}`,
        "--certs",
        folder,
        "-i",
        identity,
      ];
      const input = crypto.getRandomValues(new Uint8Array(60_000));
      const big = new Uint8Array(input.length * 60);
      for (let at = 0; at < big.length; at += input.length) big.set(input, at);
      const copied = await wirelab([...login, "--exec", "cat"], { input: big });
      assertEquals(copied.code, 0, copied.stderr);
      assert(
        copied.bytes.length === big.length &&
          copied.bytes.every((byte, at) => byte === big[at]),
      );
      const shell = await wirelab([...login, "--json"], {
        input: "echo $((6*7))\nexit 3\n",
      });
      assertMatch(shell.stderr, /^42$/m);
      const closed = eventsIn(shell.stdout).find(({ event }) =>
        event === "closed"
      );
      assertEquals(closed && "exit" in closed ? closed.exit : undefined, {
        status: 3,
      });
    }),
);

liveTest(
  "a client trusts a host key once, and refuses another one",
  [noSshd],
  () =>
    withFolder(async (folder) => {
      const hostKey = await makeKey(folder, "host", "-t", "ed25519");
      const other = await makeKey(folder, "other", "-t", "ed25519");
      const identity = await makeKey(folder, "key", "-t", "ed25519");
      const authorizedKeys = `${identity}.pub`;
      const port = freePort();
      const known = `${folder}/known`;
      const call = [
        "ssh-client",
        "root@127.0.0.1",
        `${port}`,
        "--known-hosts",
        known,
        "-i",
        identity,
        "--exec",
        "true",
      ];
      {
        await using _sshd = await Sshd.start({ hostKey, authorizedKeys, port });
        const first = await wirelab(call);
        assertEquals(first.code, 0, first.stderr);
        assertStringIncludes(first.stderr, "seen for the first time");
        const second = await wirelab(call);
        assertStringIncludes(second.stderr, "the one that is known");
      }
      const found = await run([
        "ssh-keygen",
        "-F",
        `[127.0.0.1]:${port}`,
        "-f",
        known,
      ]);
      assertEquals(found.code, 0, "ssh-keygen reads the file");
      await using _sshd = await Sshd.start({
        hostKey: other,
        authorizedKeys,
        port,
      });
      const refused = await wirelab(call);
      assertEquals(refused.code, EXIT_CODES["host-key-changed"].code);
      assertStringIncludes(
        refused.stderr,
        `Cannot trust 127.0.0.1:${port}: its host key has changed`,
      );
      for (const key of [hostKey, other]) {
        assertStringIncludes(refused.stderr, await fingerprint(`${key}.pub`));
      }
      assert(!refused.stderr.includes("logged in"), "nothing is said to it");
    }),
);

liveTest(
  "a client is told why a login is refused",
  [noSshd],
  () =>
    withFolder(async (folder) => {
      const hostKey = await makeKey(folder, "host", "-t", "ed25519");
      const identity = await makeKey(folder, "key", "-t", "ed25519");
      await Deno.writeTextFile(`${folder}/none`, "");
      await Deno.writeTextFile(`${folder}/password`, "wrong\n");
      await using sshd = await Sshd.start({
        hostKey,
        authorizedKeys: `${folder}/none`,
      });
      const call = [
        "ssh-client",
        "root@127.0.0.1",
        `${sshd.port}`,
        "--certs",
        folder,
      ];
      for (
        const way of [["-i", identity], [
          "--password-file",
          `${folder}/password`,
        ]]
      ) {
        const { code, stderr } = await wirelab([...call, ...way]);
        assertEquals(code, EXIT_CODES["login-refused"].code, stderr);
        assertMatch(
          stderr,
          /Cannot log in to .*: it refused root; it takes publickey, password/,
        );
      }
    }),
);

liveTest(
  "both ends of wirelab's own talk, with a password that is typed unseen",
  [noProgram("script")],
  () =>
    withFolder(async (folder) => {
      await using server = new Server(["ssh-server", "--certs", folder]);
      const port = await server.port();
      const [, password] = await server.until(/^password (\S+) /m, "stderr");
      const command = [
        ...wirelabCommand(),
        "ssh-client",
        `${port}`,
        "--certs",
        folder,
      ]
        .map((word) => `'${word}'`).join(" ");
      await using terminal = new Pty(`${command}; echo "status $?"`, folder);
      await terminal.until("password of wirelab at 127.0.0.1: ");
      await terminal.send(`${password}\r`);
      const shown = await terminal.until("is logged in");
      assert(!shown.includes(password));
      await server.event("session");
      await terminal.send("whoami\n");
      await terminal.until("protected by");
      await terminal.send("exit 4\n");
      await terminal.until("exit status 4");
      await terminal.until("status 0");
    }),
);

liveTest(
  "a client without a password, a key or a server says what to do",
  [],
  () =>
    withFolder(async (folder) => {
      const certs = ["--certs", folder];
      const unnamed = await wirelab([
        "ssh-client",
        "example.invalid",
        ...certs,
      ]);
      assertEquals(unnamed.code, EXIT_CODES.usage.code);
      assertStringIncludes(unnamed.stderr, "USER@example.invalid");
      const closed = await wirelab(["ssh-client", `${freePort()}`, ...certs]);
      assertEquals(closed.code, EXIT_CODES.refused.code);
      assertStringIncludes(closed.stderr, "wirelab ssh-server");
      await using server = new Server(["ssh-server", ...certs]);
      const unasked = await wirelab([
        "ssh-client",
        `${await server.port()}`,
        ...certs,
      ]);
      assertEquals(unasked.code, EXIT_CODES.usage.code);
      assertStringIncludes(unasked.stderr, "--password-file");
      await using echo = new Server(["tls-server", "--certs", folder]);
      const other = await wirelab([
        "ssh-client",
        `${await echo.port()}`,
        ...certs,
      ]);
      assertEquals(other.code, EXIT_CODES["ssh-failed"].code, other.stderr);
      assertStringIncludes(other.stderr, "is not SSH");
    }),
);

liveTest(
  "a client says that a passphrase is wrong, whatever the form of the key",
  [noProgram("ssh-keygen")],
  () =>
    withFolder(async (folder) => {
      await Deno.writeTextFile(`${folder}/wrong`, "open barley\n");
      for (const form of ["RFC4716", "PEM", "PKCS8"]) {
        const identity = await makeKey(
          folder,
          form,
          ...["-t", "ecdsa", "-m", form, "-N", "open sesame"],
        );
        const { code, stderr } = await wirelab([
          "ssh-client",
          "1",
          "--certs",
          folder,
          "-i",
          identity,
          "--passphrase-file",
          `${folder}/wrong`,
        ]);
        assertEquals(code, EXIT_CODES["bad-file"].code);
        assertStringIncludes(stderr, `${identity}: the passphrase is wrong.`);
        assertStringIncludes(stderr, "Mind capitals");
        const asked = await wirelab(["ssh-client", "1", "-i", identity]);
        assertStringIncludes(
          asked.stderr,
          `Cannot ask for the passphrase of ${identity}: `,
        );
      }
    }),
);

liveTest(
  "a client does not offer a key exchange that it cannot do",
  [noSshd],
  () =>
    withFolder(async (folder) => {
      const hostKey = await makeKey(folder, "host", "-t", "ed25519");
      const identity = await makeKey(folder, "key", "-t", "ed25519");
      await using sshd = await Sshd.start({
        hostKey,
        authorizedKeys: `${identity}.pub`,
        kex: "ecdh-sha2-nistp521",
      });
      const { code, stderr } = await wirelab([
        "ssh-client",
        "root@127.0.0.1",
        `${sshd.port}`,
        "--certs",
        folder,
        "-i",
        identity,
        "--exec",
        "id",
      ]);
      assertEquals(code, EXIT_CODES["ssh-failed"].code);
      assertStringIncludes(stderr, "no algorithm");
    }),
);
