import { Failure, inEvery } from "../failure.ts";
import { TEXTS } from "./failure_text.ts";
import type { KeyType } from "./key_type.ts";

/** What the choice of a folder depends on. */
export interface Surroundings {
  /** Operating system, as `Deno.build.os` names it. */
  os: typeof Deno.build.os;
  /** Reads an environment variable. */
  env(name: string): string | undefined;
  /** Tells whether a folder exists at a path. */
  isDirectory(path: string): boolean;
}

/** Folder that is taken where it is in the current one. */
export const LOCAL_DIRECTORY = "certs";

/** Where the files of one key type lie. */
export interface CertificatePaths {
  /** Folder of all of them. */
  readonly directory: string;
  /** Certificate of the local CA. */
  readonly ca: string;
  /** Private key of the local CA. */
  readonly caKey: string;
  /** Certificate for localhost. */
  readonly cert: string;
  /** Private key for localhost. */
  readonly key: string;
}

/**
 * Chooses the folder of wirelab's own certificates: `certs` in the current
 * folder where there is one, else the user's data folder.
 *
 * @param surroundings What the choice depends on; this process by default.
 * @returns A path, which need not exist yet.
 * @throws {Failure} `unavailable`, if the system does not say where a user's
 * data goes.
 * @see {@link https://specifications.freedesktop.org/basedir-spec/latest/} for `XDG_DATA_HOME`
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { certificateDirectory } from "./directory.ts";
 *
 * const directory = certificateDirectory({
 *   os: "linux",
 *   env: (name) => name === "HOME" ? "/home/ada" : undefined,
 *   isDirectory: () => false,
 * });
 * assertEquals(directory, "/home/ada/.local/share/wirelab");
 * ```
 */
export function certificateDirectory(
  surroundings: Surroundings = thisProcess(),
): string {
  const [first] = certificateDirectories(surroundings);
  if (first === undefined) {
    const variable = surroundings.os === "windows" ? "LOCALAPPDATA" : "HOME";
    throw new Failure(
      "unavailable",
      inEvery(TEXTS, (text) => text.noFolder(variable)),
    );
  }
  return first;
}

/**
 * Names every folder that a server of this user may have its certificates in,
 * the one that is taken here first: one that was started elsewhere may have
 * found no `./certs`.
 *
 * @param surroundings What they depend on; this process by default.
 */
export function certificateDirectories(
  surroundings: Surroundings = thisProcess(),
): string[] {
  const data = dataDirectory(surroundings);
  return [
    ...surroundings.isDirectory(LOCAL_DIRECTORY) ? [LOCAL_DIRECTORY] : [],
    ...data === undefined ? [] : [data],
  ];
}

/**
 * Names the files of one key type; both types share one CA.
 *
 * @param directory Folder of the certificates.
 * @param keyType Key type of the certificate for localhost.
 */
export function pathsIn(
  directory: string,
  keyType: KeyType = "ecdsa",
): CertificatePaths {
  const name = keyType === "rsa" ? "localhost-rsa" : "localhost";
  return {
    directory,
    ca: joinPath(directory, "ca.pem"),
    caKey: joinPath(directory, "ca.key"),
    cert: joinPath(directory, `${name}.pem`),
    key: joinPath(directory, `${name}.key`),
  };
}

/** Joins a folder and a name with the separator of this system. */
export function joinPath(directory: string, name: string): string {
  if (/[/\\]$/.test(directory)) return directory + name;
  return directory + (Deno.build.os === "windows" ? "\\" : "/") + name;
}

function dataDirectory({ os, env }: Surroundings): string | undefined {
  if (os === "windows") {
    const local = env("LOCALAPPDATA");
    return local ? `${local}\\wirelab` : undefined;
  }
  const data = env("XDG_DATA_HOME");
  // The specification has a relative path ignored.
  if (os !== "darwin" && data?.startsWith("/")) {
    return joinPath(data, "wirelab");
  }
  const home = env("HOME");
  if (!home) return undefined;
  return os === "darwin"
    ? `${home}/Library/Application Support/wirelab`
    : `${home}/.local/share/wirelab`;
}

function thisProcess(): Surroundings {
  return {
    os: Deno.build.os,
    env: (name) => Deno.env.get(name),
    isDirectory: (path) => {
      try {
        return Deno.statSync(path).isDirectory;
      } catch {
        return false;
      }
    },
  };
}
