import { Failure } from "../failure.ts";
import { readSmallFile, shellWord } from "./files.ts";
import { binaryKindOf, type PemBlock, readPem } from "./pem.ts";

const OWN_CERTIFICATES =
  "Check the path, or leave --cert and --key out: wirelab then uses certificates of its own.";

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
    throw new Failure(
      "bad-file",
      `Cannot read ${path}: there is no such file.`,
      { hint: OWN_CERTIFICATES },
    );
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
      `Cannot use ${path}: its ${unfinished} block has no END line.`,
      { hint: "The file was cut off; copy it again." },
    );
  }
  if (blocks.length === 0) throw notPem(bytes, path);
  return blocks;
}

function notPem(bytes: Uint8Array, path: string): Failure {
  const word = shellWord(path);
  const target = shellWord(`${path.replace(/\.\w+$/, "")}-pem.pem`);
  switch (binaryKindOf(bytes)) {
    case "certificate":
      return new Failure(
        "bad-file",
        `Cannot use ${path}: it is a certificate in DER, not in PEM.`,
        {
          hint: `Convert it: wirelab cert show ${word} --pem > ${target}`,
        },
      );
    case "key":
      return new Failure(
        "bad-file",
        `Cannot use ${path}: it is a key in DER, not in PEM.`,
        {
          hint:
            `Convert it: openssl pkey -inform DER -in ${word} -out ${target}`,
        },
      );
    case "pkcs12":
      return new Failure(
        "bad-file",
        `Cannot use ${path}: it is PKCS#12, not PEM.`,
        {
          hint:
            `Convert it; the result holds both a certificate and its key: openssl pkcs12 -in ${word} -nodes -out ${target}`,
        },
      );
    default:
      return new Failure(
        "bad-file",
        `Cannot use ${path}: ${
          bytes.length === 0 ? "it is empty" : "it is not PEM"
        }.`,
        { hint: "A PEM file is text that begins with -----BEGIN." },
      );
  }
}
