/**
 * Certificates of openssl's making with one thing wrong each, for the tests
 * that compare judgements.
 *
 * @module
 */
import { shell } from "../pki/support.ts";

const LEAF = "basicConstraints=CA:FALSE";
const NAMED = `${LEAF}\nsubjectAltName=DNS:localhost,IP:127.0.0.1`;

/** How a certificate is made. */
interface Recipe {
  /** Extensions, as lines of openssl's configuration. */
  extensions: string;
  /** Algorithm of its key; ECDSA on P-256 if not given. */
  key?: string;
  /** Who signs it; `ca` if not given. */
  by?: string;
  /** First and last day; now and in a year if not given. */
  dates?: readonly [string, string];
  /** Further options of the one who signs. */
  options?: string;
}

/** Certificates below `ca`, by their names. */
export const RECIPES: Readonly<Record<string, Recipe>> = {
  good: { extensions: NAMED },
  "good-rsa": { extensions: NAMED, key: "rsa:2048" },
  "good-p384": {
    extensions: NAMED,
    key: "ec -pkeyopt ec_paramgen_curve:P-384",
  },
  p521: { extensions: NAMED, key: "ec -pkeyopt ec_paramgen_curve:P-521" },
  ed25519: { extensions: NAMED, key: "ed25519" },
  "no-names": { extensions: LEAF },
  other: { extensions: `${LEAF}\nsubjectAltName=DNS:other.test` },
  wildcard: { extensions: `${LEAF}\nsubjectAltName=DNS:*.localhost` },
  server: { extensions: `${NAMED}\nextendedKeyUsage=serverAuth` },
  client: { extensions: `${NAMED}\nextendedKeyUsage=clientAuth` },
  "client-other": {
    extensions:
      `${LEAF}\nsubjectAltName=DNS:other.test\nextendedKeyUsage=clientAuth`,
  },
  "any-purpose": {
    extensions: `${NAMED}\nextendedKeyUsage=anyExtendedKeyUsage`,
  },
  "no-signing": {
    extensions: `${NAMED}\nkeyUsage=critical,keyEncipherment`,
    key: "rsa:2048",
  },
  critical: { extensions: `${NAMED}\n1.2.3.4=critical,ASN1:NULL` },
  expired: {
    extensions: NAMED,
    dates: ["20240101000000Z", "20240201000000Z"],
  },
  future: { extensions: NAMED, dates: ["20490101000000Z", "20490201000000Z"] },
  "expired-client": {
    extensions: `${NAMED}\nextendedKeyUsage=clientAuth`,
    dates: ["20240101000000Z", "20240201000000Z"],
  },
  "expired-other": {
    extensions: `${LEAF}\nsubjectAltName=DNS:other.test`,
    dates: ["20240101000000Z", "20240201000000Z"],
  },
  sha1: { extensions: NAMED, options: "-md sha1" },
  weak: { extensions: NAMED, key: "rsa:1024" },
  tiny: { extensions: NAMED, key: "rsa:768" },
  long: { extensions: NAMED, options: "-days 900" },
  "ca-leaf": {
    extensions: "basicConstraints=CA:TRUE\nsubjectAltName=DNS:localhost",
  },
  middle: {
    extensions: "basicConstraints=critical,CA:TRUE\nkeyUsage=keyCertSign",
  },
  "below-middle": { extensions: NAMED, by: "middle" },
  narrow: { extensions: "basicConstraints=critical,CA:TRUE,pathlen:0" },
  "in-narrow": { extensions: "basicConstraints=CA:TRUE", by: "narrow" },
  "below-in-narrow": { extensions: NAMED, by: "in-narrow" },
  "no-ca": { extensions: LEAF },
  "below-no-ca": { extensions: NAMED, by: "no-ca" },
  "no-certsign": {
    extensions: "basicConstraints=CA:TRUE\nkeyUsage=digitalSignature",
  },
  "below-no-certsign": { extensions: NAMED, by: "no-certsign" },
  old: {
    extensions: "basicConstraints=CA:TRUE",
    dates: ["20240101000000Z", "20240201000000Z"],
  },
  "below-old": { extensions: NAMED, by: "old" },
  constrained: {
    extensions:
      "basicConstraints=CA:TRUE\nnameConstraints=critical,permitted;DNS:allowed.test",
  },
  "below-constrained": {
    extensions: `${LEAF}\nsubjectAltName=DNS:localhost`,
    by: "constrained",
  },
  "allowed-below-constrained": {
    extensions: `${LEAF}\nsubjectAltName=DNS:www.allowed.test`,
    by: "constrained",
  },
};

/**
 * Makes the certificates: `NAME.pem`, its key `NAME.key`, and the root `ca.pem`.
 *
 * @param names Which of them; issuers before those that they sign.
 * @param cwd Folder that they go to.
 */
export async function makeMaterial(
  names: readonly string[],
  cwd: string,
): Promise<void> {
  await Deno.writeTextFile(
    `${cwd}/ca.cnf`,
    "[ca]\ndatabase=index\nserial=serial\nunique_subject=no\npolicy=any\ndefault_days=365\n[any]\ncommonName=supplied\n",
  );
  await shell(
    `: > index
     openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -subj '/CN=wirelab test root' -days 3650`,
    cwd,
  );
  for (const name of names) await issue(name, RECIPES[name], cwd);
}

async function issue(
  name: string,
  {
    extensions,
    key = "ec -pkeyopt ec_paramgen_curve:P-256",
    by = "ca",
    dates,
    options = "",
  }: Recipe,
  cwd: string,
): Promise<void> {
  const isAuthority = extensions.includes("CA:TRUE") || name === "no-ca";
  const subject = isAuthority ? `wirelab test ${name}` : "localhost";
  await Deno.writeTextFile(`${cwd}/${name}.ext`, `${extensions}\n`);
  const period = dates ? `-startdate ${dates[0]} -enddate ${dates[1]}` : "";
  await shell(
    `openssl req -new -newkey ${key} -nodes -keyout ${name}.key -out ${name}.csr -subj '/CN=${subject}'
     openssl ca -batch -config ca.cnf -name ca -in ${name}.csr -md sha256 -rand_serial -extfile ${name}.ext -notext -outdir . -cert ${by}.pem -keyfile ${by}.key ${period} ${options} -out ${name}.pem`,
    cwd,
  );
}
