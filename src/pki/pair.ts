import type { KeyObject, X509Certificate } from "node:crypto";
import { shellWord } from "../bytes/shell_word.ts";
import { Failure, inEvery } from "../failure.ts";
import {
  certificatesIn,
  isIssuedBy,
  isKeyOf,
  validityOf,
} from "./certificates.ts";
import { decodeShape } from "./der.ts";
import { TEXTS } from "./failure_text.ts";
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
      inEvery(TEXTS, (text) => text.notFirst(certPath, keyPath, position + 1)),
    );
  }
  const [cert, keyWord] = [shellWord(certPath), shellWord(keyPath)];
  throw new Failure(
    "bad-file",
    inEvery(
      TEXTS,
      (text) =>
        text.noMatch(
          certPath,
          keyPath,
          `wirelab cert match ${cert} ${keyWord}`,
        ),
    ),
  );
}

function checkKey(key: KeyObject, { keyPath }: KeyPairPaths): void {
  if (!isUsableForTls(key)) {
    throw new Failure(
      "bad-file",
      inEvery(TEXTS, (text) => text.keyNotForTls(keyPath, nameOfKey(key))),
    );
  }
}

function checkKind(leaf: X509Certificate, paths: KeyPairPaths): void {
  const { certPath } = paths;
  const { version } = decodeShape(leaf.raw);
  if (version !== 3) {
    throw new Failure(
      "bad-file",
      inEvery(
        TEXTS,
        (text) =>
          text.oldVersion(certPath, version, selfSignCommand(leaf, paths)),
      ),
    );
  }
  if (leaf.ca) {
    throw new Failure(
      "bad-file",
      inEvery(
        TEXTS,
        (text) =>
          text.authorityAsServer(certPath, selfSignCommand(leaf, paths)),
      ),
    );
  }
}

function checkValidity(leaf: X509Certificate, paths: KeyPairPaths): void {
  const now = new Date();
  const validity = validityOf(leaf, now);
  if (validity === "expired") {
    const call = isIssuedBy(leaf, leaf)
      ? selfSignCommand(leaf, paths)
      : undefined;
    throw new Failure(
      "tls-expired",
      inEvery(
        TEXTS,
        (text) => text.expired(paths.certPath, day(leaf.validToDate), call),
      ),
    );
  }
  if (validity === "not-yet-valid") {
    throw new Failure(
      "tls-expired",
      inEvery(TEXTS, (text) =>
        text.notYetValid(
          paths.certPath,
          leaf.validFromDate.toISOString(),
          now.toISOString(),
        )),
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
