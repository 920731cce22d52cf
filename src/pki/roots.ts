import tls from "node:tls";
import { exists } from "./output.ts";
import { decodePem, readPem } from "./pem.ts";

/**
 * Whose list a trusted certificate is on: the public one that browsers and
 * Deno carry (Mozilla's), this system's, or the browser's own of this user.
 */
export type RootOrigin = "public" | "system" | "browser";

/** A certificate that is trusted without another one vouching for it. */
export interface Root {
  /** The certificate, in DER. */
  readonly der: Uint8Array<ArrayBuffer>;
  /** Whose list it is on. */
  readonly origin: RootOrigin;
}

/** The CAs that browsers trust everywhere. */
export function publicRoots(): Root[] {
  return rootsIn(tls.getCACertificates("bundled"), "public");
}

/** The CAs that the programs of this system trust, such as curl. */
export function systemRoots(): Root[] {
  return rootsIn(tls.getCACertificates("system"), "system");
}

/**
 * The certificates that this user has told Chromium on Linux to trust. On
 * other systems a browser goes by the system's list.
 *
 * @param home The user's home folder.
 * @returns None where NSS's `certutil`, which lists them, is not installed.
 */
export async function browserRoots(home: string): Promise<Root[]> {
  const folder = chromiumDatabase(home);
  if (!await exists(`${folder}/cert9.db`)) return [];
  const list = await certutil(["-L", "-d", `sql:${folder}`]);
  const roots: Root[] = [];
  for (const [, nickname, flags] of list.matchAll(LISTED)) {
    if (!/[CP]/.test(flags)) continue;
    const pem = await certutil(
      ["-L", "-d", `sql:${folder}`, "-n", nickname, "-a"],
    );
    roots.push(...rootsIn([pem], "browser"));
  }
  return roots;
}

/** Folder of the certificates that a user has told Chromium on Linux of. */
export function chromiumDatabase(home: string): string {
  return `${home}/.pki/nssdb`;
}

/** A line of `certutil -L`: a nickname, and flags of trust for TLS first. */
const LISTED = /^(.+?) +(\w*),\w*,\w* *$/gm;

async function certutil(args: string[]): Promise<string> {
  try {
    const { success, stdout } = await new Deno.Command("certutil", {
      args,
      stdin: "null",
      stderr: "null",
    }).output();
    return success ? new TextDecoder().decode(stdout) : "";
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}

function rootsIn(pems: readonly string[], origin: RootOrigin): Root[] {
  return pems.flatMap((pem) => readPem(pem).blocks)
    .map((block) => ({ der: decodePem(block), origin }));
}
