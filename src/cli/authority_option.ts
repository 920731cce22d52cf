import { Failure, inEvery } from "../failure.ts";
import { TEXTS } from "./failure_text.ts";

/**
 * Reads the certificates of an authority.
 *
 * @param path Path of a PEM file.
 * @throws {Failure} `bad-file`, if it holds none.
 */
export async function readAuthority(path: string): Promise<string> {
  const { readSmallFile } = await import("../pki/files.ts");
  const { pemBlocksIn } = await import("../pki/pem_file.ts");
  const { certificateText } = await import("../pki/pem.ts");
  const bytes = await readSmallFile(path);
  if (!bytes) {
    throw new Failure(
      "bad-file",
      inEvery(TEXTS, (text) => text.noAuthorityFile(path)),
    );
  }
  const pem = certificateText(pemBlocksIn(bytes, path));
  if (pem !== "") return pem;
  throw new Failure(
    "bad-file",
    inEvery(TEXTS, (text) => text.noAuthority(path)),
  );
}
