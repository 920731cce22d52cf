import { isSignedWith, publicKeyIn } from "../../pki/signature.ts";
import { type Certificate, isSameName } from "./certificate.ts";
import { forbiddenName } from "./name_constraints.ts";

/** Where a trusted certificate was found. */
export type TrustOrigin =
  | { readonly kind: "public" | "system" | "browser" }
  | { readonly kind: "own" | "file"; readonly path: string };

/** A certificate that is trusted without another one vouching for it. */
export interface Anchor {
  /** The certificate. */
  readonly certificate: Certificate;
  /** Who trusts it. */
  readonly origin: TrustOrigin;
}

/** Why a certificate is not trusted; `of` is not there where it is its own fault. */
export type ChainProblem =
  | { readonly kind: "self-signed" }
  | { readonly kind: "untrusted-root"; readonly root: string }
  | {
    readonly kind: "missing-issuer" | "bad-signature" | "issuer-no-ca";
    readonly of?: string;
    readonly issuer: string;
  }
  | { readonly kind: "issuer-may-not-sign"; readonly issuer: string }
  | {
    readonly kind: "path-too-long";
    readonly issuer: string;
    readonly limit: number;
  }
  | {
    readonly kind: "name-not-permitted";
    readonly issuer: string;
    readonly name: string;
  }
  | {
    readonly kind: "unknown-critical";
    readonly of?: string;
    readonly extension: string;
  };

/** The way from a certificate to one that is trusted, as far as there is one. */
export interface Chain {
  /** The certificate, its issuer, and so on. */
  readonly links: readonly Certificate[];
  /** Who trusts the last link, where anybody does. */
  readonly origin: TrustOrigin | undefined;
  /** Why it is not trusted. */
  readonly problem: ChainProblem | undefined;
}

/** Most links that a chain may have. */
const LONGEST = 10;
/** Most signatures that are checked in search of a chain. */
const MOST_SIGNATURES = 200;

/** Critical extensions that are heeded here; any other is a reason to refuse. */
const HEEDED = new Set([
  "basicConstraints",
  "keyUsage",
  "extKeyUsage",
  "subjectAltName",
  "nameConstraints",
  // These speak of policies, which TLS does not ask about.
  "certificatePolicies",
  "policyMappings",
  "policyConstraints",
  "inhibitAnyPolicy",
]);

/**
 * Finds the way from a certificate to a trusted one, and the first reason for
 * which it is not good.
 *
 * @param leaf The certificate.
 * @param others Certificates that may stand between, in any order.
 * @param anchors Certificates that are trusted.
 * @see {@link https://www.rfc-editor.org/rfc/rfc5280#section-6}
 */
export async function findChain(
  leaf: Certificate,
  others: readonly Certificate[],
  anchors: readonly Anchor[],
): Promise<Chain> {
  const found = await new Search(others, anchors).extend([leaf]);
  return { ...found, problem: found.problem ?? firstFault(found.links) };
}

/** A search among certificates, every signature of which is checked but once. */
class Search {
  readonly #others: readonly Certificate[];
  readonly #anchors: readonly Anchor[];
  #signatures = 0;

  constructor(others: readonly Certificate[], anchors: readonly Anchor[]) {
    this.#others = others;
    this.#anchors = anchors;
  }

  /** Goes on from the last link, to anchors before others. */
  async extend(links: readonly Certificate[]): Promise<Chain> {
    const last = links[links.length - 1];
    const anchor = this.#anchors.find(({ certificate }) =>
      isSame(certificate, last)
    );
    if (anchor) return { links, origin: anchor.origin, problem: undefined };
    const isOwnIssuer = last.isSelfIssued && await this.#signed(last, last);
    const named = isOwnIssuer ? [] : this.#candidates(last, links);
    let best: Chain | undefined;
    for (const issuer of named) {
      if (links.length >= LONGEST || !await this.#signed(last, issuer)) {
        continue;
      }
      const chain = await this.extend([...links, issuer]);
      if (!chain.problem) return chain;
      best ??= chain;
    }
    return best ?? {
      links,
      origin: undefined,
      problem: breakAt(links, { isOwnIssuer, hasNamesake: named.length > 0 }),
    };
  }

  #candidates(
    last: Certificate,
    links: readonly Certificate[],
  ): Certificate[] {
    return [
      ...this.#anchors.map(({ certificate }) => certificate),
      ...this.#others,
    ]
      .filter((candidate) =>
        isSameName(candidate.fields.subject, last.fields.issuer) &&
        !links.some((link) => isSame(link, candidate))
      );
  }

  async #signed(of: Certificate, issuer: Certificate): Promise<boolean> {
    if (++this.#signatures > MOST_SIGNATURES) return false;
    return await isSignedWith(of.der, publicKeyIn(issuer.der));
  }
}

/** Tells whether two certificates are the same, byte for byte. */
export function isSame(a: Certificate, b: Certificate): boolean {
  return a.der.length === b.der.length &&
    a.der.every((byte, i) => byte === b.der[i]);
}

/** Why a chain goes no further. */
function breakAt(
  links: readonly Certificate[],
  { isOwnIssuer, hasNamesake }: { isOwnIssuer: boolean; hasNamesake: boolean },
): ChainProblem {
  const last = links[links.length - 1];
  if (isOwnIssuer) {
    return links.length === 1
      ? { kind: "self-signed" }
      : { kind: "untrusted-root", root: last.subject };
  }
  return {
    kind: hasNamesake ? "bad-signature" : "missing-issuer",
    of: ofLink(links, last),
    issuer: last.issuer,
  };
}

/** What is wrong with the links of a chain that is complete. */
function firstFault(links: readonly Certificate[]): ChainProblem | undefined {
  for (const [index, link] of links.entries()) {
    const unknown = link.fields.extensions.find(({ critical, name }) =>
      critical && !HEEDED.has(name ?? "")
    );
    if (unknown) {
      return {
        kind: "unknown-critical",
        of: ofLink(links, link),
        extension: unknown.name ?? unknown.oid,
      };
    }
    const fault = index === 0 ? undefined : issuerFault(links, index);
    if (fault) return fault;
  }
}

/** Why a link may not have signed those before it. */
function issuerFault(
  links: readonly Certificate[],
  index: number,
): ChainProblem | undefined {
  const link = links[index];
  const issuer = link.subject;
  // A trusted certificate of version 1 cannot say that it is a CA.
  const isOldRoot = link.fields.version < 3 && index === links.length - 1;
  if (!link.isAuthority && !isOldRoot) {
    return {
      kind: "issuer-no-ca",
      of: ofLink(links, links[index - 1]),
      issuer,
    };
  }
  if (link.keyUsages && !link.keyUsages.includes("keyCertSign")) {
    return { kind: "issuer-may-not-sign", issuer };
  }
  const between = links.slice(1, index).filter((each) => !each.isSelfIssued);
  if (link.pathLength !== undefined && between.length > link.pathLength) {
    return { kind: "path-too-long", issuer, limit: link.pathLength };
  }
  const name = forbiddenName(link, links.slice(0, index));
  return name === undefined
    ? undefined
    : { kind: "name-not-permitted", issuer, name };
}

/** The name of a link, but not of the first one, which all is about. */
function ofLink(
  links: readonly Certificate[],
  link: Certificate,
): string | undefined {
  return link === links[0] ? undefined : link.subject;
}
