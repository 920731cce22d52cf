import type { KeyObject } from "node:crypto";
import { shellWord } from "../bytes/shell_word.ts";
import { escapeControls } from "../bytes/printable.ts";
import { Failure, inEvery } from "../failure.ts";
import { TEXTS } from "./failure_text.ts";
import { LOCAL_NAMES } from "./leaf.ts";
import { decodePem, type PemBlock } from "./pem.ts";
import { isSignedWith, publicKeyOf } from "./signature.ts";
import { type Subject, subjectOf } from "./subject.ts";
import {
  alternativeNames,
  importSigningKey,
  importVerifyingKey,
  loadX509,
  nameOf,
} from "./x509.ts";

/** What a new request asks for. */
export interface RequestOptions {
  /** Host names and IP addresses; `localhost`, `127.0.0.1` and `::1` by default. */
  names?: readonly string[];
  /** Whom the certificate is to be about; the first of the names by default. */
  subject?: Subject;
}

/** A request for a certificate, as its signer reads it. */
export interface CertificateRequest {
  /** The request itself, in DER. */
  readonly der: Uint8Array<ArrayBuffer>;
  /** Whom the certificate is to be about: `C=US, CN=localhost`. */
  readonly subject: string;
  /** Its common name, where it has one. */
  readonly commonName: string | undefined;
  /** Names that it asks for, as they are written: `localhost`, `127.0.0.1`. */
  readonly names: readonly string[];
  /** Its public key, as a `SubjectPublicKeyInfo`. */
  readonly spki: Uint8Array<ArrayBuffer>;
  /** The same, for use. */
  readonly key: KeyObject;
  /** Whether whoever made it has the private key: it is signed with it. */
  readonly isSigned: boolean;
  /** Whether it asks for the certificate of a CA. */
  readonly asksForAuthority: boolean;
}

/**
 * Makes a request for a certificate.
 *
 * @param key Private key of the one who asks.
 * @param options What is asked for.
 * @returns The request, in PEM.
 * @throws {Failure} `usage`, if one of the names is none.
 * @see {@link https://www.rfc-editor.org/rfc/rfc2986}
 */
export async function createRequest(
  key: KeyObject,
  options: RequestOptions = {},
): Promise<string> {
  const x509 = await loadX509();
  const names = options.names ?? LOCAL_NAMES;
  const { signingKey, signingAlgorithm } = await importSigningKey(key);
  const list = await alternativeNames(names);
  const request = await x509.Pkcs10CertificateRequestGenerator.create({
    name: await nameOf(options.subject ?? subjectOf(names[0])),
    keys: { privateKey: signingKey, publicKey: await importVerifyingKey(key) },
    signingAlgorithm,
    extensions: list ? [list] : [],
  });
  return `${request.toString("pem")}\n`;
}

/**
 * Finds the request among the blocks of a file.
 *
 * @param blocks Blocks of the file.
 * @param path Path of the file, for the message of an error.
 * @throws {Failure} `bad-file`, if there is none, or it cannot be read.
 */
export async function requestIn(
  blocks: readonly PemBlock[],
  path: string,
): Promise<CertificateRequest> {
  const block = blocks.find((block) =>
    block.label.endsWith("CERTIFICATE REQUEST")
  );
  if (!block) {
    throw new Failure(
      "bad-file",
      inEvery(TEXTS, (text) => text.noRequest(path, blocks[0].label)),
    );
  }
  try {
    return await readRequest(decodePem(block));
  } catch (error) {
    throw new Failure(
      "bad-file",
      inEvery(TEXTS, (text) =>
        text.unreadableRequest(
          path,
          block.label,
          `openssl req -in ${shellWord(path)} -noout -text`,
        )),
      { cause: error },
    );
  }
}

async function readRequest(
  der: Uint8Array<ArrayBuffer>,
): Promise<CertificateRequest> {
  const x509 = await loadX509();
  const request = new x509.Pkcs10CertificateRequest(der);
  const spki = new Uint8Array(request.publicKey.rawData);
  const names: string[] = [];
  let asksForAuthority = false;
  for (const extension of request.extensions) {
    if (extension instanceof x509.SubjectAlternativeNameExtension) {
      names.push(
        ...extension.names.items.map(({ value }) => escapeControls(value)),
      );
    } else if (extension instanceof x509.BasicConstraintsExtension) {
      asksForAuthority = extension.ca;
    }
  }
  return {
    der,
    subject: escapeControls(request.subject),
    commonName: request.subjectName.getField("CN").at(-1),
    names,
    spki,
    key: publicKeyOf(spki),
    isSigned: await isSignedWith(der, spki),
    asksForAuthority,
  };
}
