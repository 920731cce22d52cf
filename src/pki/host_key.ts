import { sshFingerprint } from "../bytes/ssh_fingerprint.ts";
import { Failure, inEvery } from "../failure.ts";
import { certificateDirectory, joinPath } from "./directory.ts";
import { TEXTS } from "./failure_text.ts";
import {
  makeDirectory,
  placeFile,
  readSmallFile,
  SECRET_MODE,
} from "./files.ts";
import { generateKey } from "./keys.ts";
import { encodeOpenSshKey, publicKeyIn } from "./openssh_key.ts";

/** Name of the file beside the certificates. */
const FILE_NAME = "ssh_host_ed25519.key";

/** What an SSH server proves with that it is itself. */
export interface HostKey {
  /** Path of its file. */
  readonly path: string;
  /** The private key, in OpenSSH's format. */
  readonly pem: string;
  /** Its fingerprint, as `ssh-keygen -l` prints it. */
  readonly fingerprint: string;
  /** Whether this call made it. */
  readonly created: boolean;
}

/** Where the host key lies. */
export interface EnsureHostKeyOptions {
  /** Folder of the certificates, `--certs DIR`; chosen as for those if not given. */
  directory?: string;
}

/**
 * Finds wirelab's own host key, and makes it where it is missing.
 *
 * Of several processes that make it at the same time one succeeds, and all go
 * on with the same key.
 *
 * @param options Where.
 * @throws {Failure} `permission` or `bad-file`, if it cannot be read or written.
 */
export async function ensureHostKey(
  options: EnsureHostKeyOptions = {},
): Promise<HostKey> {
  const directory = options.directory ?? certificateDirectory();
  const path = joinPath(directory, FILE_NAME);
  const found = await read(path);
  if (found) return { ...found, path, created: false };
  await makeDirectory(directory);
  const { pem } = await makeHostKey();
  const created = await placeFile(path, pem, { mode: SECRET_MODE });
  const placed = await read(path);
  if (!placed) throw fault(path);
  return { ...placed, path, created };
}

/** Makes a host key that no file holds. */
export async function makeHostKey(): Promise<
  Pick<HostKey, "pem" | "fingerprint">
> {
  const pem = encodeOpenSshKey(await generateKey("ed25519"), "wirelab");
  const fingerprint = sshFingerprint(publicKeyIn(pem) ?? new Uint8Array());
  return { pem, fingerprint };
}

async function read(
  path: string,
): Promise<Pick<HostKey, "pem" | "fingerprint"> | undefined> {
  const bytes = await readSmallFile(path, { own: true });
  // Without links, another process may be between making a file and filling it.
  if (!bytes || bytes.length === 0) return undefined;
  const pem = new TextDecoder().decode(bytes);
  const publicKey = publicKeyIn(pem);
  if (!publicKey) throw fault(path);
  return { pem, fingerprint: sshFingerprint(publicKey) };
}

function fault(path: string): Failure {
  return new Failure(
    "bad-file",
    inEvery(TEXTS, (text) => text.badHostKey(path)),
  );
}
