import type { KeyObject, X509Certificate } from "node:crypto";
import { Failure } from "../failure.ts";
import {
  certificatesIn,
  isIssuedBy,
  isKeyOf,
  validityOf,
} from "./certificates.ts";
import { decodeShape } from "./der.ts";
import { shellWord } from "./files.ts";
import { type CertificateDescription, describeCertificate } from "./inspect.ts";
import { encodeKey, isUsableForTls, nameOfKey, privateKeyIn } from "./keys.ts";
import { certificateText } from "./pem.ts";
import { readPemFile } from "./pem_file.ts";

/** Where a user's own certificate and key are. */
export interface KeyPairPaths {
  /** PEM file of the certificate, which may be followed by those of its issuers. */
  certPath: string;
  /** PEM file of its private key; it may be the same file. */
  keyPath: string;
}

/** A certificate and its private key, ready for TLS. */
export interface KeyPair extends KeyPairPaths {
  /** The certificates of the file, in its order. */
  readonly certPem: string;
  /** The private key, in PKCS#8. */
  readonly keyPem: string;
  /** What the first certificate says. */
  readonly certificate: CertificateDescription;
}

/**
 * Loads a user's own certificate and private key, and makes sure that TLS will
 * take them.
 *
 * @param paths Where they are.
 * @throws {Failure} `bad-file`, `permission` or `tls-expired`: one sentence on
 * what is wrong, and the fix.
 */
export async function loadKeyPair(paths: KeyPairPaths): Promise<KeyPair> {
  const { certPath, keyPath } = paths;
  const certBlocks = await readPemFile(certPath);
  const chain = certificatesIn(certBlocks, certPath);
  const key = privateKeyIn(await readPemFile(keyPath), keyPath);
  const [leaf] = chain;
  checkKey(key, paths);
  checkMatch(chain, key, paths);
  checkKind(leaf, paths);
  checkValidity(leaf, paths);
  return {
    certPath,
    keyPath,
    certPem: certificateText(certBlocks),
    keyPem: encodeKey(key),
    certificate: describeCertificate(leaf),
  };
}

function checkMatch(
  chain: readonly X509Certificate[],
  key: KeyObject,
  { certPath, keyPath }: KeyPairPaths,
): void {
  const position = chain.findIndex((certificate) => isKeyOf(certificate, key));
  if (position === 0) return;
  if (position > 0) {
    throw new Failure(
      "bad-file",
      `Cannot use ${certPath}: the certificate of ${keyPath} stands in place ${
        position + 1
      } of it, not first.`,
      {
        hint:
          "Put the server's own certificate first, then that of its issuer, and so on.",
      },
    );
  }
  const [cert, keyWord] = [shellWord(certPath), shellWord(keyPath)];
  throw new Failure(
    "bad-file",
    `Cannot use ${certPath} with ${keyPath}: the key does not match the certificate.`,
    {
      hint:
        `Find the right key; this tells whether a pair belongs together: wirelab cert match ${cert} ${keyWord}`,
    },
  );
}

function checkKey(key: KeyObject, { keyPath }: KeyPairPaths): void {
  if (!isUsableForTls(key)) {
    throw new Failure(
      "bad-file",
      `Cannot use ${keyPath}: TLS here takes no ${nameOfKey(key)} key.`,
      {
        hint:
          "Make one on P-256, and a certificate for it: wirelab cert self-signed",
      },
    );
  }
}

function checkKind(leaf: X509Certificate, paths: KeyPairPaths): void {
  const { certPath } = paths;
  const { version } = decodeShape(leaf.raw);
  if (version !== 3) {
    throw new Failure(
      "bad-file",
      `Cannot use ${certPath}: it is a certificate of X.509 version ${version}, and TLS here takes version 3 only.`,
      { hint: `Make one with extensions: ${selfSignCommand(leaf, paths)}` },
    );
  }
  if (leaf.ca) {
    throw new Failure(
      "bad-file",
      `Cannot use ${certPath}: it is the certificate of a CA, and clients refuse that from a server (CaUsedAsEndEntity).`,
      { hint: `Make one with CA:FALSE: ${selfSignCommand(leaf, paths)}` },
    );
  }
}

function checkValidity(leaf: X509Certificate, paths: KeyPairPaths): void {
  const now = new Date();
  const validity = validityOf(leaf, now);
  if (validity === "expired") {
    throw new Failure(
      "tls-expired",
      `Cannot use ${paths.certPath}: it expired on ${day(leaf.validToDate)}.`,
      {
        hint: isIssuedBy(leaf, leaf)
          ? `Make a new one: ${selfSignCommand(leaf, paths)}`
          : "Have its issuer renew it, or leave --cert and --key out: wirelab then uses certificates of its own.",
      },
    );
  }
  if (validity === "not-yet-valid") {
    throw new Failure(
      "tls-expired",
      `Cannot use ${paths.certPath}: it is not valid before ${leaf.validFromDate.toISOString()}.`,
      {
        hint: `Check the clock of this computer; it says ${now.toISOString()}.`,
      },
    );
  }
}

/** The command that makes a certificate for the same names and key, beside the old one. */
function selfSignCommand(
  leaf: X509Certificate,
  { certPath, keyPath }: KeyPairPaths,
): string {
  const safe = decodeShape(leaf.raw).names.filter((name) =>
    /^[\w.*:-]+$/.test(name)
  );
  const names = safe.length > 0 ? safe : ["localhost", "127.0.0.1"];
  return [
    "wirelab cert self-signed",
    `--key ${shellWord(keyPath)}`,
    `--out ${shellWord(`${certPath.replace(/\.\w+$/, "")}-server.pem`)}`,
    ...names.map((name) => `--host ${shellWord(name)}`),
  ].join(" ");
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
