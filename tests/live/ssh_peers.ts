/**
 * OpenSSH's programs as peers: throwaway keys, a server on a free port, and
 * a client that is told its password.
 *
 * @module
 */
import { assertEquals } from "@std/assert";
import { freePort, type Outcome, run, Running } from "./program.ts";

/** Makes a key pair; gives the path of the private one. */
export async function makeKey(
  folder: string,
  name: string,
  ...args: string[]
): Promise<string> {
  const path = `${folder}/${name}`;
  const { code, stderr } = await run([
    "ssh-keygen",
    "-q",
    "-f",
    path,
    "-C",
    "test",
    ...args.includes("-N") ? [] : ["-N", ""],
    ...args,
  ]);
  assertEquals(code, 0, stderr);
  return path;
}

/** The fingerprint of a key, by `ssh-keygen -l`. */
export async function fingerprint(path: string): Promise<string> {
  const { stdout } = await run(["ssh-keygen", "-l", "-f", path]);
  return stdout.split(" ")[1];
}

/** What OpenSSH's client is called with. */
export interface SshOptions {
  /** Folder for its files. */
  folder: string;
  /** Port of the server. */
  port: number;
  /** Password that it gives; none where a key is given. */
  password?: string;
  /** Its private key. */
  identity?: string;
  /** The only key exchange that it takes; its usual ones if not given. */
  kex?: string;
  /** What it reads on standard input. */
  input?: string;
}

/** The command line of OpenSSH's client, which asks nothing and keeps to a folder. */
export function sshCommand(options: SshOptions): string[] {
  const { folder, port, identity, kex } = options;
  return [
    "ssh",
    "-F",
    "none",
    "-p",
    `${port}`,
    "-o",
    `UserKnownHostsFile="${folder}/openssh_hosts"`,
    "-o",
    "StrictHostKeyChecking=no",
    "-o",
    "LogLevel=ERROR",
    "-o",
    "NumberOfPasswordPrompts=1",
    ...kex === undefined ? [] : ["-o", `KexAlgorithms=${kex}`],
    ...identity === undefined
      ? ["-o", "PubkeyAuthentication=no"]
      : ["-o", "IdentitiesOnly=yes", "-i", identity],
  ];
}

/** Variables that have OpenSSH's client ask a program for its password. */
export async function askpass(
  folder: string,
  password: string,
): Promise<Record<string, string>> {
  const path = `${folder}/askpass.sh`;
  await Deno.writeTextFile(path, `#!/bin/sh\necho '${password}'\n`);
  await Deno.chmod(path, 0o700);
  return { SSH_ASKPASS: path, SSH_ASKPASS_REQUIRE: "force", DISPLAY: "none" };
}

/** Runs OpenSSH's client to its end. */
export async function ssh(
  options: SshOptions,
  ...args: string[]
): Promise<Outcome> {
  const { folder, password = "", input } = options;
  return await run([...sshCommand(options), "ada@127.0.0.1", ...args], {
    input,
    env: await askpass(folder, password),
  });
}

/** OpenSSH's server, which lets one key in. */
export class Sshd extends Running {
  /** Where it listens. */
  readonly port: number;

  private constructor(port: number, args: readonly string[]) {
    super(["/usr/sbin/sshd", ...args]);
    this.port = port;
  }

  /** Starts it. */
  static async start(
    options: {
      hostKey: string;
      authorizedKeys: string;
      port?: number;
      /** The only key exchange that it takes; its usual ones if not given. */
      kex?: string;
    },
  ): Promise<Sshd> {
    await Deno.mkdir("/run/sshd", { recursive: true });
    const port = options.port ?? freePort();
    const settings = [
      `HostKey="${options.hostKey}"`,
      `AuthorizedKeysFile="${options.authorizedKeys}"`,
      "ListenAddress=127.0.0.1",
      "PidFile=none",
      "StrictModes=no",
      "UsePAM=no",
      "PermitRootLogin=yes",
      "PasswordAuthentication=yes",
      ...options.kex === undefined ? [] : [`KexAlgorithms=${options.kex}`],
    ];
    const sshd = new Sshd(port, [
      "-D",
      "-e",
      "-f",
      "/dev/null",
      "-p",
      `${port}`,
      ...settings.flatMap((setting) => ["-o", setting]),
    ]);
    await sshd.until(/Server listening/, "stderr");
    return sshd;
  }
}
