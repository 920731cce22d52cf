import type { Certificate } from "./certificate.ts";
import { type Anchor, type Chain, isSame } from "./chain.ts";
import { checkCertificate, type Problem, useProblems } from "./check.ts";
import { lengthInDays, wholeDays } from "./dates.ts";
import { isWeakSignature, keyName, signatureName } from "./names.ts";

/** What is no fault of a certificate's own, but one for browsers, or soon. */
export type Concern =
  | { readonly kind: "key-not-for-browsers"; readonly key: string }
  | {
    readonly kind: "weak-signature";
    readonly of?: string;
    readonly signature: string;
  }
  | {
    readonly kind: "own-authority";
    readonly root: string;
    readonly path: string;
  }
  | { readonly kind: "tiny-key" | "weak-key"; readonly key: string }
  | { readonly kind: "long-validity" | "ends-soon"; readonly days: number }
  | { readonly kind: "wide-wildcard"; readonly name: string }
  | { readonly kind: "old-version"; readonly version: string };

/** What Chromium calls its reasons, the gravest first. */
const BROWSER_CODES = [
  "ERR_SSL_VERSION_OR_CIPHER_MISMATCH",
  "ERR_SSL_KEY_USAGE_INCOMPATIBLE",
  "ERR_CERT_INVALID",
  "ERR_CERT_AUTHORITY_INVALID",
  "ERR_CERT_COMMON_NAME_INVALID",
  "ERR_CERT_WEAK_KEY",
  "ERR_CERT_DATE_INVALID",
] as const;

/** What Chromium calls one of its reasons. */
export type BrowserCode = typeof BROWSER_CODES[number];

/** What a browser says of a server's certificate. */
export interface BrowserView {
  /** Chromium's reason to refuse it; `undefined` where it takes it. */
  readonly code: BrowserCode | undefined;
  /** All that Chromium has against it. */
  readonly faults: readonly (Problem | Concern)[];
  /** What Chromium puts up with, and others may not. */
  readonly notes: readonly (Problem | Concern)[];
}

/** Longest validity that browsers take from a public CA, in days. */
const LONGEST_DAYS = 398;
/** Days before its end at which a certificate needs renewing. */
const SOON_DAYS = 30;
/** Sizes of RSA keys in bits: the fewest that Chromium takes, and others do. */
const FEWEST_BITS = { chromium: 1024, others: 2048 };

/** Versions of TLS that browsers do not speak any more. */
const OLD_VERSIONS = /^(SSL|TLS 1\.[01]$)/;

/** Faults that Chromium refuses, by its names for them. */
const CODES: Readonly<Partial<Record<string, BrowserCode>>> = {
  "old-version": "ERR_SSL_VERSION_OR_CIPHER_MISMATCH",
  "key-not-for-browsers": "ERR_SSL_VERSION_OR_CIPHER_MISMATCH",
  "cannot-sign": "ERR_SSL_KEY_USAGE_INCOMPATIBLE",
  "own-authority": "ERR_CERT_AUTHORITY_INVALID",
  "self-signed": "ERR_CERT_AUTHORITY_INVALID",
  "untrusted-root": "ERR_CERT_AUTHORITY_INVALID",
  "missing-issuer": "ERR_CERT_AUTHORITY_INVALID",
  "bad-signature": "ERR_CERT_AUTHORITY_INVALID",
  "issuer-no-ca": "ERR_CERT_INVALID",
  "issuer-may-not-sign": "ERR_CERT_INVALID",
  "path-too-long": "ERR_CERT_INVALID",
  "unknown-critical": "ERR_CERT_INVALID",
  "weak-signature": "ERR_CERT_INVALID",
  "wrong-purpose": "ERR_CERT_INVALID",
  "name-not-permitted": "ERR_CERT_INVALID",
  "wrong-name": "ERR_CERT_COMMON_NAME_INVALID",
  "no-names": "ERR_CERT_COMMON_NAME_INVALID",
  "tiny-key": "ERR_CERT_WEAK_KEY",
  "expired": "ERR_CERT_DATE_INVALID",
  "not-yet-valid": "ERR_CERT_DATE_INVALID",
} satisfies Partial<Record<(Problem | Concern)["kind"], BrowserCode>>;

/** What a browser's view depends on, beside the certificate. */
export interface ViewOptions {
  /** The host in the address bar, if it is known. */
  host?: string;
  /** wirelab's own CA, if there is one. */
  own?: Anchor;
  /** The newest version of TLS that the server knows, if it was asked. */
  version?: string;
  /** The moment. */
  now: Date;
}

/**
 * Tells what a browser says of a server's certificate, as Chromium 156 does.
 *
 * @param chain The certificate, and the way to one that the browser trusts.
 * @param options What the view depends on beside that.
 */
export function viewOfBrowser(
  chain: Chain,
  { host, own, version, now }: ViewOptions,
): BrowserView {
  const [leaf] = chain.links;
  const problems = checkCertificate(chain, { host, use: "server", now })
    .filter(({ subject }) => subject !== "uses")
    .flatMap(({ problem }) => problem ?? [])
    .map((problem) => ownAuthority(chain, problem, own) ?? problem);
  const remarks: (Problem | Concern)[] = [
    ...problems,
    ...useProblems(leaf, "server"),
    ...concerns(chain, now),
  ];
  const isNameless = !leaf.names.some(({ type }) =>
    type === "dns" || type === "ip"
  );
  if (host === undefined && isNameless) {
    remarks.push({ kind: "no-names", commonName: leaf.subject });
  }
  if (version !== undefined && OLD_VERSIONS.test(version)) {
    remarks.push({ kind: "old-version", version });
  }
  const faults = remarks.filter(({ kind }) => CODES[kind]);
  const code = gravest(faults.flatMap(({ kind }) => CODES[kind] ?? []));
  return {
    code,
    faults: faults.toSorted((a, b) => gravityOf(a, code) - gravityOf(b, code)),
    notes: remarks.filter(({ kind }) => !CODES[kind]),
  };
}

/** The place of a fault: first the reasons that Chromium tells, then the gravest. */
function gravityOf(
  { kind }: Problem | Concern,
  told: BrowserCode | undefined,
): number {
  return CODES[kind] === told
    ? -1
    : BROWSER_CODES.findIndex((code) => code === CODES[kind]);
}

/** Says by name that the CA which is not trusted is wirelab's own. */
function ownAuthority(
  { links }: Chain,
  { kind }: Problem,
  own: Anchor | undefined,
): Concern | undefined {
  const root = links[links.length - 1];
  if (kind !== "untrusted-root" || own?.origin.kind !== "own") return undefined;
  if (!isSame(root, own.certificate)) return undefined;
  return { kind: "own-authority", root: root.subject, path: own.origin.path };
}

/** Chromium calls a chain invalid only where it has no better word for it. */
function gravest(codes: readonly BrowserCode[]): BrowserCode | undefined {
  const hasBetter = codes.includes("ERR_CERT_AUTHORITY_INVALID") ||
    codes.includes("ERR_CERT_DATE_INVALID");
  return BROWSER_CODES.find((code) =>
    codes.includes(code) && !(code === "ERR_CERT_INVALID" && hasBetter)
  );
}

function concerns(chain: Chain, now: Date): Concern[] {
  const [leaf] = chain.links;
  const found: Concern[] = [];
  const key = keyName(leaf.fields.publicKey);
  if (!isKeyForBrowsers(leaf)) {
    found.push({ kind: "key-not-for-browsers", key });
  }
  const bits = leaf.fields.publicKey.bits ?? 0;
  if (key.startsWith("RSA ") && bits < FEWEST_BITS.others) {
    const isTiny = bits < FEWEST_BITS.chromium;
    found.push({ kind: isTiny ? "tiny-key" : "weak-key", key });
  }
  for (const link of signedLinks(chain)) {
    if (!isWeakSignature(link.fields)) continue;
    const of = link === leaf ? undefined : link.subject;
    const signature = signatureName(link.fields);
    found.push({ kind: "weak-signature", of, signature });
  }
  const days = lengthInDays(leaf.notBefore, leaf.notAfter);
  if (days > LONGEST_DAYS) found.push({ kind: "long-validity", days });
  const left = wholeDays(now, leaf.notAfter);
  if (left >= 0 && left < SOON_DAYS && days > 2 * SOON_DAYS) {
    found.push({ kind: "ends-soon", days: left });
  }
  const wide = leaf.names.find(({ value }) => /^\*\.[^.]+$/.test(value));
  if (wide) found.push({ kind: "wide-wildcard", name: wide.value });
  return found;
}

/** Browsers sign handshakes with RSA, and on two curves. */
function isKeyForBrowsers({ fields }: Certificate): boolean {
  const { algorithm, curve } = fields.publicKey;
  return algorithm.name === "rsaEncryption" ||
    curve === "secp256r1" || curve === "secp384r1";
}

/** Links whose signatures count: one that is trusted needs none. */
function signedLinks({ links, origin }: Chain): readonly Certificate[] {
  const last = links[links.length - 1];
  return origin || last.isSelfIssued ? links.slice(0, -1) : links;
}
