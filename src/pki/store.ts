import type { KeyObject, X509Certificate } from "node:crypto";
import {
  type Bilingual,
  Failure,
  type FailureKind,
  inEvery,
} from "../failure.ts";
import { AUTHORITY_NAME, createAuthority } from "./authority.ts";
import {
  certificatesIn,
  isIssuedBy,
  isKeyOf,
  validityOf,
} from "./certificates.ts";
import { decodeShape } from "./der.ts";
import {
  certificateDirectory,
  type CertificatePaths,
  pathsIn,
} from "./directory.ts";
import { type FailureText, TEXTS } from "./failure_text.ts";
import {
  makeDirectory,
  placeFile,
  PUBLIC_MODE,
  readSmallFile,
  SECRET_MODE,
} from "./files.ts";
import type { KeyType } from "./key_type.ts";
import { encodeKey, generateKey, privateKeyIn } from "./keys.ts";
import { issueLeaf } from "./leaf.ts";
import { certificateText, type PemBlock } from "./pem.ts";
import { pemBlocksIn } from "./pem_file.ts";

/** Which certificates of wirelab's own are wanted. */
export interface EnsureOptions {
  /** Folder of the certificates, `--certs DIR`; chosen by {@linkcode certificateDirectory} if not given. */
  directory?: string;
  /** Kind of the key for localhost, `--key-type`; ECDSA by default. */
  keyType?: KeyType;
}

/** The local CA, and a certificate for localhost with its key. */
export interface Certificates {
  /** Folder that holds them. */
  readonly directory: string;
  /** Certificate of the CA, in PEM. */
  readonly caPem: string;
  /** Certificate for localhost, in PEM. */
  readonly certPem: string;
  /** Its private key, in PEM. */
  readonly keyPem: string;
  /** Path of the certificate of the CA. */
  readonly caPath: string;
  /** Path of the certificate for localhost. */
  readonly certPath: string;
  /** Path of its private key. */
  readonly keyPath: string;
  /** Whether this call made or renewed any of them. */
  readonly created: boolean;
}

/**
 * Finds wirelab's own certificates, makes what is missing, and renews what has
 * less than 30 days left.
 *
 * Each file is placed once and depends only on files placed before it: the key
 * of the CA, its certificate, the key for localhost, its certificate. Whoever
 * comes second to a place goes on with what the first one put there, so any
 * number of processes may start at the same time without a lock, and one that
 * is stopped half-way leaves nothing that the next cannot complete. A renewed
 * certificate keeps its names, and its key, so that no reader ever sees two that
 * do not match.
 *
 * @param options Where, and with which kind of key.
 * @throws {Failure} `permission`, if the folder cannot be read or written;
 * `bad-file` or `tls-expired`, if its files do not belong together.
 */
export async function ensureCertificates(
  options: EnsureOptions = {},
): Promise<Certificates> {
  const keyType = options.keyType ?? "ecdsa";
  const directory = options.directory ?? certificateDirectory();
  return await new Store(pathsIn(directory, keyType), keyType).ensure();
}

interface Entry {
  readonly pem: string;
  readonly certificate: X509Certificate;
}

class Store {
  readonly #paths: CertificatePaths;
  readonly #keyType: KeyType;
  #created = false;

  constructor(paths: CertificatePaths, keyType: KeyType) {
    this.#paths = paths;
    this.#keyType = keyType;
  }

  async ensure(): Promise<Certificates> {
    const { directory, ca, cert, key } = this.#paths;
    const authority = await this.#authority();
    const leaf = await this.#leaf(authority);
    return {
      directory,
      caPem: authority.pem,
      certPem: leaf.pem,
      keyPem: leaf.keyPem,
      caPath: ca,
      certPath: cert,
      keyPath: key,
      created: this.#created,
    };
  }

  async #authority(): Promise<Entry> {
    const { directory, ca, caKey } = this.#paths;
    let entry = await this.#readCertificate(ca);
    if (!entry) {
      await makeDirectory(directory);
      const key = await this.#ensureKey(caKey, "ecdsa");
      entry = await this.#place(ca, await createAuthority(key));
    }
    if (!entry.certificate.ca) {
      throw this.#fault(ca, ({ notAuthority }) => notAuthority);
    }
    const key = await this.#readUnlockedKey(caKey);
    if (key && !isKeyOf(entry.certificate, key)) {
      throw this.#fault(ca, ({ notItsKey }) => notItsKey(caKey));
    }
    return await this.#renewedAuthority(entry, key);
  }

  async #renewedAuthority(
    entry: Entry,
    key: KeyObject | undefined,
  ): Promise<Entry> {
    const { ca } = this.#paths;
    const { certificate } = entry;
    const validity = validityOf(certificate);
    if (validity === "valid") return entry;
    const isOwn = certificate.subject.split("\n")
      .includes(`CN=${AUTHORITY_NAME}`);
    if (isOwn && key) {
      return await this.#renewed(
        entry,
        async () => await this.#place(ca, await createAuthority(key), true),
      );
    }
    if (validity === "ending") return entry;
    throw this.#fault(
      ca,
      ({ validOnly }) =>
        validOnly(
          certificate.validFromDate.toISOString(),
          certificate.validToDate.toISOString(),
        ),
      "tls-expired",
    );
  }

  async #leaf(authority: Entry): Promise<Entry & { keyPem: string }> {
    const { cert, key: keyPath } = this.#paths;
    let entry = await this.#readCertificate(cert);
    const key = entry
      ? await this.#readKey(keyPath)
      : await this.#ensureKey(keyPath, this.#keyType);
    if (!key) throw await this.#noKey(cert, keyPath, "keyMissing");
    if (!entry) {
      entry = await this.#place(cert, await this.#issue(authority, key));
    }
    if (!isKeyOf(entry.certificate, key)) {
      throw this.#fault(cert, ({ notItsKey }) => notItsKey(keyPath));
    }
    if (!isIssuedBy(entry.certificate, authority.certificate)) {
      throw this.#fault(cert, ({ notSignedBy }) => notSignedBy(this.#paths.ca));
    }
    if (this.#needsRenewal(entry, authority)) {
      const { names } = decodeShape(entry.certificate.raw);
      entry = await this.#renewed(
        entry,
        async () =>
          await this.#place(
            cert,
            await this.#issue(authority, key, names),
            true,
          ),
      );
    }
    return { ...entry, keyPem: encodeKey(key) };
  }

  #needsRenewal({ certificate }: Entry, authority: Entry): boolean {
    switch (validityOf(certificate)) {
      case "valid":
        return false;
      case "ending":
        // A new one would end no later if it is the CA that ends.
        return certificate.validToDate < authority.certificate.validToDate;
      default:
        return true;
    }
  }

  /** Renews a certificate; one that is still valid serves where that fails. */
  async #renewed(entry: Entry, renew: () => Promise<Entry>): Promise<Entry> {
    try {
      return await renew();
    } catch (error) {
      if (
        error instanceof Failure && validityOf(entry.certificate) === "ending"
      ) {
        return entry;
      }
      throw error;
    }
  }

  async #issue(
    authority: Entry,
    key: KeyObject,
    names?: readonly string[],
  ): Promise<string> {
    const { ca, caKey } = this.#paths;
    const authorityKey = await this.#readKey(caKey);
    if (!authorityKey) {
      throw await this.#noKey(ca, caKey, "keyMissingToSign");
    }
    const issuer = { pem: authority.pem, key: authorityKey };
    return await issueLeaf(key, issuer, names?.length ? { names } : {});
  }

  /** Tells that there is no key, or nothing in its file. */
  async #noKey(
    path: string,
    keyPath: string,
    missing: "keyMissing" | "keyMissingToSign",
  ): Promise<Failure> {
    const isEmpty = await readSmallFile(keyPath, { own: true }) !== undefined;
    return this.#fault(
      path,
      (problems) => problems[isEmpty ? "keyEmpty" : missing](keyPath),
    );
  }

  async #ensureKey(path: string, type: KeyType): Promise<KeyObject> {
    const found = await this.#readKey(path);
    if (found) return found;
    const key = await generateKey(type);
    if (await placeFile(path, encodeKey(key), { mode: SECRET_MODE })) {
      this.#created = true;
      return key;
    }
    const winner = await this.#readKey(path);
    if (!winner) throw this.#fault(path, ({ empty }) => empty);
    return winner;
  }

  async #place(path: string, pem: string, replace = false): Promise<Entry> {
    if (await placeFile(path, pem, { mode: PUBLIC_MODE, replace })) {
      this.#created = true;
    }
    const entry = await this.#readCertificate(path);
    if (!entry) throw this.#fault(path, ({ empty }) => empty);
    return entry;
  }

  async #readCertificate(path: string): Promise<Entry | undefined> {
    const blocks = await this.#readBlocks(path);
    return blocks && this.#withRemedy(() => ({
      pem: certificateText(blocks),
      certificate: certificatesIn(blocks, path)[0],
    }));
  }

  async #readKey(path: string): Promise<KeyObject | undefined> {
    const blocks = await this.#readBlocks(path);
    return blocks && this.#withRemedy(() => privateKeyIn(blocks, path));
  }

  /** The key, unless it is locked away from this user: a valid certificate does without. */
  async #readUnlockedKey(path: string): Promise<KeyObject | undefined> {
    try {
      const blocks = await this.#readBlocks(path);
      if (!blocks || blocks.some((block) => block.encrypted)) return undefined;
      return this.#withRemedy(() => privateKeyIn(blocks, path));
    } catch (error) {
      if (error instanceof Failure && error.kind === "permission") {
        return undefined;
      }
      throw error;
    }
  }

  async #readBlocks(path: string): Promise<readonly PemBlock[] | undefined> {
    const bytes = await readSmallFile(path, { own: true });
    // Without links, another process may be between making a file and filling it.
    if (!bytes || bytes.length === 0) return undefined;
    return this.#withRemedy(() => pemBlocksIn(bytes, path));
  }

  /** Gives a fault in these files the hint that fits here, where no option named them. */
  #withRemedy<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      throw error.withHint(this.#remedy());
    }
  }

  #fault(
    path: string,
    problem: (problems: FailureText["problems"]) => string,
    kind: FailureKind = "bad-file",
  ): Failure {
    const hint = this.#remedy();
    return new Failure(
      kind,
      inEvery(TEXTS, (text, language) => ({
        message: text.unfit(path, problem(text.problems)),
        hint: hint[language],
      })),
    );
  }

  #remedy(): Bilingual {
    return inEvery(TEXTS, (text) => text.renewHint(this.#paths.directory));
  }
}
