import { Failure, inEvery } from "../failure.ts";
import { certificateDirectory, pathsIn } from "./directory.ts";
import { TEXTS } from "./failure_text.ts";
import { readSmallFile } from "./files.ts";
import { certificateText } from "./pem.ts";
import { pemBlocksIn } from "./pem_file.ts";

/** Where to look for the local CA. */
export interface FindOptions {
  /** Folder of the certificates; `--certs DIR`. */
  directory?: string;
}

/** The local CA, as a client needs it. */
export interface FoundAuthority {
  /** Folder that it was found in. */
  readonly directory: string;
  /** Path of its certificate. */
  readonly caPath: string;
  /** Its certificate, in PEM. */
  readonly caPem: string;
}

/**
 * Finds the local CA that a server on this computer uses, and makes nothing.
 *
 * @param options Where to look.
 * @returns The CA, or `undefined` where no server has made one yet.
 * @throws {Failure} `bad-file` or `permission`, if its file cannot be used.
 */
export async function findAuthority(
  options: FindOptions = {},
): Promise<FoundAuthority | undefined> {
  const directory = options.directory ?? certificateDirectory();
  const caPath = pathsIn(directory).ca;
  const bytes = await readSmallFile(caPath, { own: true });
  if (!bytes || bytes.length === 0) return undefined;
  const caPem = certificateText(pemBlocksIn(bytes, caPath));
  if (caPem === "") {
    throw new Failure(
      "bad-file",
      inEvery(TEXTS, (text) => text.noAuthority(caPath)),
    );
  }
  return { directory, caPath, caPem };
}
