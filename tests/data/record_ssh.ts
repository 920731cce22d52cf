/**
 * Records the SSH captures of the tests anew, with OpenSSH, curl (libssh2)
 * and Dropbear:
 *
 *     deno run -A tests/data/record_ssh.ts [CASE…]
 *
 * It needs tcpdump (and root for it), editcap, ssh, sshd, curl, ncat, and
 * dbclient of the package dropbear-bin. The host keys and the user's key are
 * made for the recording and deleted after it.
 *
 * @module
 */
import { accepting, freePort, record, run } from "./recording.ts";

/** A case: what the server is told, and how the client is run. */
interface Case {
  /** Host key type. */
  readonly key: "ed25519" | "ecdsa" | "rsa";
  /** Options of sshd. */
  readonly server?: readonly string[];
  /** Options of ssh. */
  readonly client?: readonly string[];
  /** What to run instead of `ssh … COMMAND`. */
  readonly converse?: (server: Server) => Promise<void>;
}

interface Server {
  readonly port: number;
  /** Folder of the throwaway keys. */
  readonly keys: string;
}

const cases: Record<string, Case> = {
  ssh_default: { key: "ed25519" },
  ssh_gcm: {
    key: "ed25519",
    client: [
      ...["-o", "KexAlgorithms=curve25519-sha256"],
      ...["-o", "Ciphers=aes256-gcm@openssh.com"],
    ],
  },
  ssh_etm: {
    key: "ecdsa",
    client: [
      ...["-o", "KexAlgorithms=ecdh-sha2-nistp256"],
      ...["-o", "Ciphers=aes128-ctr"],
      ...["-o", "MACs=hmac-sha2-256-etm@openssh.com"],
    ],
  },
  ssh_ctr: {
    key: "rsa",
    client: [
      ...["-o", "KexAlgorithms=diffie-hellman-group14-sha256"],
      ...["-o", "Ciphers=aes256-ctr"],
      ...["-o", "MACs=hmac-sha2-512"],
      ...["-o", "Compression=yes"],
    ],
  },
  ssh_gex: {
    key: "rsa",
    client: [
      ...["-o", "KexAlgorithms=diffie-hellman-group-exchange-sha256"],
      ...["-o", "Ciphers=aes128-gcm@openssh.com"],
    ],
  },
  ssh_rekey: {
    key: "ed25519",
    client: [
      ...["-o", "Ciphers=aes128-gcm@openssh.com"],
      ...["-o", "KexAlgorithms=curve25519-sha256"],
      ...["-o", "RekeyLimit=16K"],
    ],
  },
  ssh_nothing_in_common: {
    key: "ed25519",
    server: ["-o", "KexAlgorithms=curve25519-sha256"],
    client: ["-o", "KexAlgorithms=diffie-hellman-group14-sha256"],
  },
  ssh_libssh2: {
    key: "ecdsa",
    converse: async ({ port, keys }) => {
      await run("curl", [
        ...["-sS", "-k", "--max-time", "10", "-o", "/dev/null"],
        ...["--key", `${keys}/user`, "--pubkey", `${keys}/user.pub`],
        ...["-u", `${Deno.env.get("USER") ?? "root"}:`],
        `sftp://127.0.0.1:${port}/etc/hostname`,
      ], { fails: true });
    },
  },
  ssh_dropbear: {
    key: "ed25519",
    converse: async ({ port }) => {
      await run("dbclient", [
        ...["-y", "-y", "-p", `${port}`, "127.0.0.1", "true"],
      ], { fails: true });
    },
  },
  ssh_version_1: {
    key: "ed25519",
    converse: async ({ port }) => {
      await run("ncat", ["127.0.0.1", `${port}`], {
        stdin: "SSH-1.5-older\r\n",
        fails: true,
      });
    },
  },
};

async function makeKeys(type: string): Promise<string> {
  const keys = await Deno.makeTempDir({ prefix: "wirelab-ssh-" });
  const key = ["-q", "-N", "", "-C", "wirelab"];
  await run("ssh-keygen", [...key, "-t", type, "-f", `${keys}/host`]);
  await run("ssh-keygen", [...key, "-t", "rsa", "-m", "PEM", "-f", `${keys}/user`]);
  await Deno.copyFile(`${keys}/user.pub`, `${keys}/authorized_keys`);
  return keys;
}

async function recordCase(name: string, wanted: Case): Promise<void> {
  const keys = await makeKeys(wanted.key);
  const port = freePort();
  await Deno.mkdir("/run/sshd", { recursive: true });
  const server = new Deno.Command("/usr/sbin/sshd", {
    args: [
      ...["-D", "-e", "-f", "/dev/null", "-p", `${port}`],
      ...["-h", `${keys}/host`, "-o", "ListenAddress=127.0.0.1"],
      ...["-o", "PidFile=none", "-o", "StrictModes=no", "-o", "UsePAM=no"],
      ...["-o", `AuthorizedKeysFile=${keys}/authorized_keys`],
      ...["-o", "PermitRootLogin=yes"],
      ...["-o", "Subsystem=sftp internal-sftp"],
      ...(wanted.server ?? []),
    ],
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  try {
    await accepting(port);
    await record(name, port, async () => {
      if (wanted.converse) return await wanted.converse({ port, keys });
      await run("ssh", [
        ...["-F", "/dev/null", "-p", `${port}`, "-i", `${keys}/user`],
        ...["-o", "IdentitiesOnly=yes", "-o", "IdentityAgent=none"],
        ...["-o", "StrictHostKeyChecking=no", "-o", "LogLevel=ERROR"],
        ...["-o", `UserKnownHostsFile=${keys}/known_hosts`],
        ...["-o", "PreferredAuthentications=publickey"],
        ...(wanted.client ?? []),
        "127.0.0.1",
        name === "ssh_rekey" ? "head -c 20000 /dev/zero" : "echo over SSH",
      ], { fails: true });
    });
  } finally {
    server.kill("SIGTERM");
    await server.status;
    await Deno.remove(keys, { recursive: true });
  }
}

const wanted = Deno.args.length > 0 ? Deno.args : Object.keys(cases);
for (const name of wanted) await recordCase(name, cases[name]);
