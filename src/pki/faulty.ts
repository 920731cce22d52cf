import { Failure, inEvery } from "../failure.ts";
import { createAuthority } from "./authority.ts";
import type { CertificateFault } from "./certificate_faults.ts";
import { pathsIn } from "./directory.ts";
import { TEXTS } from "./failure_text.ts";
import { encodeKey, generateKey, privateKeyIn } from "./keys.ts";
import { issueLeaf, type Issuer, selfSignLeaf } from "./leaf.ts";
import { readPemFile } from "./pem_file.ts";
import type { Certificates } from "./store.ts";
import { loadX509 } from "./x509.ts";

/** A name that nobody asks for: `.example` is kept for examples. */
const OTHER_NAME = "another.example";

/** Name of a CA that nobody trusts. */
const UNKNOWN_AUTHORITY = "unknown CA";

const DAY_MILLIS = 86_400_000;

/**
 * Makes a certificate that a client must not trust, and its key. Both stay in
 * memory.
 *
 * @param fault What is wrong with it; all else is as it should be.
 * @param issuer The CA that the client trusts.
 * @returns The certificate and its key, in PEM.
 */
export async function makeFaulty(
  fault: CertificateFault,
  issuer: Issuer,
): Promise<{ certPem: string; keyPem: string }> {
  const key = await generateKey("ecdsa");
  const keyPem = encodeKey(key);
  switch (fault) {
    case "expired": {
      const notAfter = await pastEnd(issuer);
      const notBefore = new Date(notAfter.getTime() - 90 * DAY_MILLIS);
      const validity = { notBefore, notAfter };
      return { certPem: await issueLeaf(key, issuer, validity), keyPem };
    }
    case "wrong-host": {
      const names = [OTHER_NAME];
      return { certPem: await issueLeaf(key, issuer, { names }), keyPem };
    }
    case "untrusted": {
      const strangerKey = await generateKey("ecdsa");
      const commonName = UNKNOWN_AUTHORITY;
      const pem = await createAuthority(strangerKey, { commonName });
      const stranger = { pem, key: strangerKey };
      return { certPem: await issueLeaf(key, stranger), keyPem };
    }
    case "self-signed":
      return { certPem: await selfSignLeaf(key), keyPem };
  }
}

/**
 * Reads the CA of a folder, to sign with it.
 *
 * @param certificates What the folder holds.
 * @throws {Failure} `bad-file`, if its key is missing, encrypted or broken.
 */
export async function readIssuer(
  { directory, caPem, caPath }: Pick<
    Certificates,
    "directory" | "caPem" | "caPath"
  >,
): Promise<Issuer> {
  const { caKey } = pathsIn(directory);
  try {
    return { pem: caPem, key: privateKeyIn(await readPemFile(caKey), caKey) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure(
      error.kind,
      inEvery(TEXTS, (text, language) => {
        const { message, hint = "" } = error.in(language);
        return {
          message: text.cannotSign(caPath),
          hint: `${message} ${hint}`.trimEnd(),
        };
      }),
      { cause: error },
    );
  }
}

/** Yesterday; where the CA is younger than that, a minute after its start. */
async function pastEnd(issuer: Issuer): Promise<Date> {
  const { X509Certificate } = await loadX509();
  const start = new X509Certificate(issuer.pem).notBefore.getTime();
  return new Date(Math.max(Date.now() - DAY_MILLIS, start + 60_000));
}
