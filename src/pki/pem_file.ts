import { shellWord } from "../bytes/shell_word.ts";
import { Failure, inEvery } from "../failure.ts";
import { TEXTS } from "./failure_text.ts";
import { readSmallFile } from "./files.ts";
import { containerOf, pemBlockOf } from "./der_label.ts";
import { isPrivateKeyLabel, type PemBlock, readPem } from "./pem.ts";

/** Labels of blocks that hold certificates as PKCS#7. */
const PKCS7_LABELS: readonly string[] = ["PKCS7", "PKCS #7 SIGNED DATA"];

/**
 * Reads the PEM blocks of a file.
 *
 * @param path Path of the file.
 * @returns At least one block.
 * @throws {Failure} `bad-file` or `permission`, if it cannot be read or is not PEM.
 */
export async function readPemFile(path: string): Promise<readonly PemBlock[]> {
  const bytes = await readSmallFile(path);
  if (!bytes) {
    throw new Failure("bad-file", inEvery(TEXTS, (text) => text.noFile(path)));
  }
  return pemBlocksIn(bytes, path);
}

/**
 * Splits the content of a file into its PEM blocks.
 *
 * @param bytes Content of the file.
 * @param path Path of the file, for the message of an error.
 * @returns At least one block.
 * @throws {Failure} `bad-file`, if it is not PEM.
 */
export function pemBlocksIn(
  bytes: Uint8Array,
  path: string,
): readonly PemBlock[] {
  const { blocks, unfinished } = readPem(new TextDecoder().decode(bytes));
  if (unfinished !== undefined) {
    throw new Failure(
      "bad-file",
      inEvery(TEXTS, (text) => text.cutOff(path, unfinished)),
    );
  }
  if (blocks.length === 0) throw notPem(bytes, path);
  if (blocks.every(({ label }) => PKCS7_LABELS.includes(label))) {
    throw new Failure(
      "bad-file",
      inEvery(TEXTS, (text) => text.pkcs7(path, unpacking(path))),
    );
  }
  return blocks;
}

/** Tells what a file is that holds no PEM, and how to make PEM of it. */
function notPem(bytes: Uint8Array, path: string): Failure {
  const word = shellWord(path);
  const target = targetOf(path);
  const label = pemBlockOf(bytes)?.label ?? "";
  const container = containerOf(bytes);
  return new Failure(
    "bad-file",
    inEvery(TEXTS, (text) => {
      if (label === "CERTIFICATE") {
        const call = `wirelab cert show ${word} --pem > ${target}`;
        return text.derCertificate(path, call);
      }
      if (isPrivateKeyLabel(label)) {
        const call = `openssl pkey -inform DER -in ${word} -out ${target}`;
        return text.derKey(path, call);
      }
      if (container === "pkcs12") {
        const call = `openssl pkcs12 -in ${word} -nodes -out ${target}`;
        return text.pkcs12(path, call);
      }
      if (container === "pkcs7") {
        return text.pkcs7(path, unpacking(path, " -inform DER"));
      }
      return bytes.length === 0 ? text.emptyFile(path) : text.notPem(path);
    }),
  );
}

/** The command that takes the certificates out of PKCS#7. */
function unpacking(path: string, form = ""): string {
  const files = `-in ${shellWord(path)} -out ${targetOf(path)}`;
  return `openssl pkcs7${form} -print_certs ${files}`;
}

/** Where a file goes when it is made PEM: beside itself. */
function targetOf(path: string): string {
  return shellWord(`${path.replace(/\.\w+$/, "")}-pem.pem`);
}
