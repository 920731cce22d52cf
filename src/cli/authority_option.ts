import { Failure, inEvery } from "../failure.ts";
import { TEXTS } from "./failure_text.ts";

/**
 * Reads the certificates of an authority.
 *
 * @param path Path of a PEM file.
 * @throws {Failure} `bad-file`, if it holds none.
 */
export async function readAuthority(path: string): Promise<string> {
  const { readPemFile } = await import("../pki/pem_file.ts");
  const { certificateText } = await import("../pki/pem.ts");
  const pem = certificateText(await readPemFile(path));
  if (pem !== "") return pem;
  throw new Failure(
    "bad-file",
    inEvery(TEXTS, (text) => text.noAuthority(path)),
  );
}
