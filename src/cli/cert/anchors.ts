import { Failure } from "../../failure.ts";
import { decodePem, findAuthority, readPem } from "../../pki/mod.ts";
import { browserRoots, publicRoots, systemRoots } from "../../pki/roots.ts";
import type { Call } from "../mode.ts";
import { certificatesOf, readCertificate } from "./certificate.ts";
import type { Anchor } from "./chain.ts";
import { readInput } from "./input.ts";

/**
 * The CAs that `--ca` names; or without it, wirelab's own CA, and those that
 * this system and the public list trust.
 *
 * @param call The call.
 * @throws {Failure} `bad-file` or `permission`, if a file cannot be used.
 */
export async function trustedAnchors(call: Call): Promise<Anchor[]> {
  const paths = call.args.all("ca");
  if (paths.length === 0) {
    return [...await ownAnchors(call), ...listedAnchors("system")];
  }
  const anchors: Anchor[] = [];
  for (const path of paths) {
    for (const certificate of certificatesOf(await readInput(path))) {
      anchors.push({ certificate, origin: { kind: "file", path } });
    }
  }
  return anchors;
}

/**
 * The CAs that a browser trusts on this machine: Chromium on Linux keeps a list
 * of its own; elsewhere it goes by that of the system.
 */
export async function browserAnchors(): Promise<Anchor[]> {
  if (Deno.build.os !== "linux") return listedAnchors("system");
  const home = Deno.env.get("HOME");
  const own = home ? await browserRoots(home) : [];
  return [
    ...own.map(({ der }) => ({
      certificate: readCertificate(der, "Chromium's list"),
      origin: { kind: "browser" } as const,
    })),
    ...listedAnchors("public"),
  ];
}

/** wirelab's own CA, where there is one. */
export async function ownAnchors({ args }: Call): Promise<Anchor[]> {
  const found = await findAuthority({ directory: args.text("certs") });
  if (!found) return [];
  return readPem(found.caPem).blocks.map((block) => ({
    certificate: readCertificate(decodePem(block), found.caPath),
    origin: { kind: "own", path: found.caPath },
  }));
}

/** The public list, and for `system` what this system trusts beyond it. */
function listedAnchors(extent: "public" | "system"): Anchor[] {
  const roots = extent === "system"
    ? [...publicRoots(), ...systemRoots()]
    : publicRoots();
  return roots.flatMap(({ der, origin }) => {
    try {
      const certificate = readCertificate(der, `the ${origin} list`);
      return [{ certificate, origin: { kind: origin } }];
    } catch (error) {
      // Whoever made such a list may know forms that are not read here.
      if (error instanceof Failure) return [];
      throw error;
    }
  });
}
