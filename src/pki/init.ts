import type { KeyObject } from "node:crypto";
import { Failure, inEvery } from "../failure.ts";
import { createAuthority } from "./authority.ts";
import { certificatesIn, isKeyOf, validityOf } from "./certificates.ts";
import { certificateDirectory, joinPath, pathsIn } from "./directory.ts";
import { type FailureText, TEXTS } from "./failure_text.ts";
import {
  makeDirectory,
  PUBLIC_MODE,
  readSmallFile,
  SECRET_MODE,
} from "./files.ts";
import type { KeyKind } from "./key_type.ts";
import { encodeKey, generateKey } from "./keys.ts";
import { issueLeaf, type Issuer, LOCAL_NAMES, type Purpose } from "./leaf.ts";
import {
  exists,
  type OutputFile,
  refuseExisting,
  writeOutputs,
} from "./output.ts";
import { certificateText, type PemBlock } from "./pem.ts";
import { pemBlocksIn } from "./pem_file.ts";

/** Access bits of the key of a CA: its owner reads it, and nobody writes it. */
const AUTHORITY_KEY_MODE = 0o400;

/** Which certificates are to be made. */
export interface InitOptions {
  /** Folder of the certificates; chosen by {@linkcode certificateDirectory} if not given. */
  directory?: string;
  /** Names in the certificate; those of this computer by default. */
  names?: readonly string[];
  /** Days for which it is valid; 397 by default. */
  days?: number;
  /** Kind of its key; `ec` by default. */
  keyKind?: KeyKind;
  /** Whether it is for a client alone. */
  isClient?: boolean;
  /** Whether a CA that exists is left for a new one. */
  newAuthority?: boolean;
  /** Whether files that exist are overwritten. */
  replace?: boolean;
  /** Reads the key of the CA, whose file may be encrypted. */
  openKey(blocks: readonly PemBlock[], path: string): Promise<KeyObject>;
}

/** What there is after {@linkcode initCertificates}. */
export interface Initialized {
  /** Folder of all files. */
  readonly directory: string;
  /** Certificate of the CA. */
  readonly caPath: string;
  /** Its private key. */
  readonly caKeyPath: string;
  /** The new certificate. */
  readonly certPath: string;
  /** Its private key. */
  readonly keyPath: string;
  /** Whether the CA is new, too. */
  readonly isNewAuthority: boolean;
  /** The new certificate, in PEM. */
  readonly certPem: string;
  /** Certificate of the CA, in PEM. */
  readonly caPem: string;
}

/**
 * Makes a certificate signed by the CA of a folder, and that CA where there is
 * none. Nothing is written where something cannot be.
 *
 * @param options Which certificates.
 * @throws {Failure} `bad-file`, if a file exists, or the CA's files are not fit;
 * `permission`, if the folder cannot be written; `usage`, for a name that is none.
 */
export async function initCertificates(
  options: InitOptions,
): Promise<Initialized> {
  const directory = options.directory ?? certificateDirectory();
  const names = options.names ?? LOCAL_NAMES;
  const { ca, caKey } = pathsIn(directory);
  const [cert, key] = leafPaths(directory, names[0], options);
  if (!options.replace) {
    await refuseExisting(
      [cert, key],
      inEvery(TEXTS, ({ otherHosts }) => otherHosts),
    );
  }
  const authority = await findOrMakeAuthority(ca, caKey, options);
  const leafKey = await generateKey(options.keyKind ?? "ec");
  const purposes: readonly Purpose[] | undefined = options.isClient
    ? ["client"]
    : undefined;
  const certPem = await issueLeaf(leafKey, authority.issuer, {
    names,
    days: options.days,
    purposes,
  });
  await makeDirectory(directory);
  await writeOutputs([
    ...authority.files,
    { path: key, text: encodeKey(leafKey), mode: SECRET_MODE },
    { path: cert, text: certPem, mode: PUBLIC_MODE },
  ], options.replace ?? false);
  return {
    directory,
    caPath: ca,
    caKeyPath: caKey,
    certPath: cert,
    keyPath: key,
    isNewAuthority: authority.files.length > 0,
    certPem,
    caPem: authority.issuer.pem,
  };
}

/**
 * Names the files of a certificate for its first name, where the servers here
 * look for those of localhost.
 */
function leafPaths(
  directory: string,
  name: string,
  { keyKind = "ec", isClient }: InitOptions,
): [cert: string, key: string] {
  const word = name.replace(/^\*/, "_wildcard").replaceAll(/[^\w.@-]/g, "_");
  const kind = {
    ec: "",
    rsa2048: "-rsa",
    rsa4096: "-rsa4096",
    ed25519: "-ed25519",
  };
  const stem = `${word}${isClient ? "-client" : ""}${kind[keyKind]}`;
  return [
    joinPath(directory, `${stem}.pem`),
    joinPath(directory, `${stem}.key`),
  ];
}

interface Authority {
  readonly issuer: Issuer;
  /** Files of it that are to be written. */
  readonly files: readonly OutputFile[];
}

async function findOrMakeAuthority(
  ca: string,
  caKey: string,
  options: InitOptions,
): Promise<Authority> {
  const [hasCertificate, hasKey] = [await exists(ca), await exists(caKey)];
  if (options.newAuthority || (!hasCertificate && !hasKey)) {
    if (!options.replace) await refuseExisting([ca, caKey]);
    const key = await generateKey("ec");
    const pem = await createAuthority(key);
    return {
      issuer: { pem, key },
      files: [
        { path: caKey, text: encodeKey(key), mode: AUTHORITY_KEY_MODE },
        { path: ca, text: pem, mode: PUBLIC_MODE },
      ],
    };
  }
  if (!hasKey) {
    throw unfit(ca, ({ keyMissingToSign }) => keyMissingToSign(caKey));
  }
  const key = await options.openKey(await readBlocks(caKey), caKey);
  if (!hasCertificate) {
    const pem = await createAuthority(key);
    return {
      issuer: { pem, key },
      files: [{ path: ca, text: pem, mode: PUBLIC_MODE }],
    };
  }
  const blocks = await readBlocks(ca);
  const [certificate] = certificatesIn(blocks, ca);
  if (!certificate.ca) throw unfit(ca, ({ notAuthority }) => notAuthority);
  if (!isKeyOf(certificate, key)) {
    throw unfit(ca, ({ notItsKey }) => notItsKey(caKey));
  }
  if (["expired", "not-yet-valid"].includes(validityOf(certificate))) {
    throw unfit(
      ca,
      ({ validOnly }) =>
        validOnly(
          certificate.validFromDate.toISOString(),
          certificate.validToDate.toISOString(),
        ),
    );
  }
  return { issuer: { pem: certificateText(blocks), key }, files: [] };
}

async function readBlocks(path: string): Promise<readonly PemBlock[]> {
  return pemBlocksIn(
    await readSmallFile(path, { own: true }) ?? new Uint8Array(),
    path,
  );
}

function unfit(
  path: string,
  problem: (problems: FailureText["problems"]) => string,
): Failure {
  return new Failure(
    "bad-file",
    inEvery(TEXTS, (text) => ({
      message: text.unfit(path, problem(text.problems)),
      hint: text.newAuthorityHint,
    })),
  );
}
