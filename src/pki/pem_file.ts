import { shellWord } from "../bytes/shell_word.ts";
import { Failure, inEvery } from "../failure.ts";
import { TEXTS } from "./failure_text.ts";
import { readSmallFile } from "./files.ts";
import { binaryKindOf, type PemBlock, readPem } from "./pem.ts";

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
  return blocks;
}

function notPem(bytes: Uint8Array, path: string): Failure {
  const word = shellWord(path);
  const target = shellWord(`${path.replace(/\.\w+$/, "")}-pem.pem`);
  switch (binaryKindOf(bytes)) {
    case "certificate":
      return new Failure(
        "bad-file",
        inEvery(TEXTS, (text) =>
          text.derCertificate(
            path,
            `wirelab cert show ${word} --pem > ${target}`,
          )),
      );
    case "key":
      return new Failure(
        "bad-file",
        inEvery(TEXTS, (text) =>
          text.derKey(
            path,
            `openssl pkey -inform DER -in ${word} -out ${target}`,
          )),
      );
    case "pkcs12":
      return new Failure(
        "bad-file",
        inEvery(TEXTS, (text) =>
          text.pkcs12(
            path,
            `openssl pkcs12 -in ${word} -nodes -out ${target}`,
          )),
      );
    default:
      return new Failure(
        "bad-file",
        inEvery(
          TEXTS,
          (text) =>
            bytes.length === 0 ? text.emptyFile(path) : text.notPem(path),
        ),
      );
  }
}
