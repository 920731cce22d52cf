import { sshFingerprint } from "../bytes/ssh_fingerprint.ts";
import { Failure, inEvery } from "../failure.ts";
import { certificateDirectory, joinPath } from "./directory.ts";
import { TEXTS } from "./failure_text.ts";
import { makeDirectory, readSmallFile, SECRET_MODE } from "./files.ts";

/** Name of the file beside the certificates. */
const FILE_NAME = "known_hosts";
/** Port that OpenSSH leaves out of a host's name. */
const SSH_PORT = 22;

/** A host's key that was seen before. */
interface KnownKey {
  /** Line of the file, from 1 on. */
  readonly line: number;
  /** Kind of the key, for example `ssh-ed25519`. */
  readonly type: string;
  /** The key in base64. */
  readonly base64: string;
}

/** What is known of a host. */
export interface KnownHost {
  /** The file. */
  readonly path: string;
  /** Kinds of its keys that are known. */
  readonly types: readonly string[];
  /**
   * Compares the key that the host shows with those that are known, and
   * remembers the first one.
   *
   * @param type Kind of the key.
   * @param publicKey The key as it is sent.
   * @throws {Failure} If the file cannot be written.
   */
  judge(type: string, publicKey: Uint8Array): Promise<HostVerdict>;
}

/** Whether a host shows the key that is known of it. */
export type HostVerdict =
  | { readonly kind: "known" }
  | { readonly kind: "new"; readonly path: string }
  | {
    readonly kind: "changed";
    readonly path: string;
    readonly line: number;
    readonly fingerprint: string;
  };

/** Which host, and where it is looked up. */
export interface KnownHostOptions {
  /** Name or address that was connected to. */
  host: string;
  /** Its port. */
  port: number;
  /** The file; beside the certificates if not given. */
  path?: string;
  /** Folder of the certificates, `--certs DIR`; chosen as for those if not given. */
  directory?: string;
}

/**
 * Looks a host up among those that were seen before, in a file of OpenSSH's
 * format: `[host]:port type base64` on each line.
 *
 * @param options Which host, and where.
 * @throws {Failure} If the file cannot be read.
 */
export async function findKnownHost(
  options: KnownHostOptions,
): Promise<KnownHost> {
  const { host, port } = options;
  const directory = options.directory ??
    (options.path === undefined ? certificateDirectory() : ".");
  const path = options.path ?? joinPath(directory, FILE_NAME);
  const name = port === SSH_PORT ? host : `[${host}]:${port}`;
  const keys = keysOf(name, await readText(path));
  return {
    path,
    types: keys.map((key) => key.type),
    async judge(type, publicKey) {
      const base64 = publicKey.toBase64();
      if (keys.some((key) => key.base64 === base64)) return { kind: "known" };
      const other = keys.find((key) => key.type === type) ?? keys[0];
      if (other) {
        const fingerprint = sshFingerprint(Uint8Array.fromBase64(other.base64));
        return { kind: "changed", path, line: other.line, fingerprint };
      }
      keys.push({ line: 0, type, base64 });
      if (options.path === undefined) await makeDirectory(directory);
      await append(path, `${name} ${type} ${base64}\n`);
      return { kind: "new", path };
    },
  };
}

function keysOf(name: string, text: string): KnownKey[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    const [names, type, base64] = line.trim().split(/\s+/);
    const holds = base64 !== undefined && names.split(",").includes(name) &&
      isBase64(base64);
    return holds ? [{ line: index + 1, type, base64 }] : [];
  });
}

function isBase64(text: string): boolean {
  return /^[A-Za-z0-9+/]+={0,2}$/.test(text) && text.length % 4 === 0;
}

async function readText(path: string): Promise<string> {
  return new TextDecoder().decode(await readSmallFile(path, { own: true }));
}

/** Adds a line, after a line that somebody left open. */
async function append(path: string, line: string): Promise<void> {
  const text = await readText(path);
  const start = text === "" || text.endsWith("\n") ? "" : "\n";
  try {
    await Deno.writeTextFile(path, start + line, {
      append: true,
      mode: SECRET_MODE,
    });
  } catch (error) {
    throw new Failure(
      "permission",
      inEvery(TEXTS, (text) => text.cannotRemember(path)),
      { cause: error },
    );
  }
}
