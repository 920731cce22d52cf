import {
  type OutputFile,
  refuseExisting,
  writeOutputs,
} from "../../pki/output.ts";
import type { Call } from "../mode.ts";
import { DASH } from "../standard_input.ts";

/**
 * Makes sure that results can be written, before anything is done.
 *
 * @param call The call; `--force` lets files be overwritten.
 * @param paths Where the results go; `-` is standard output.
 * @throws {Failure} `bad-file`, if a file exists; `usage`, if two are the same.
 */
export async function checkOutputs(
  { args }: Call,
  paths: readonly string[],
): Promise<void> {
  if (!args.has("force")) {
    await refuseExisting(paths.filter((path) => path !== DASH));
  }
}

/**
 * Writes results.
 *
 * @param call The call; `--force` lets files be overwritten.
 * @param files The results; the path `-` is standard output.
 * @throws {Failure} `bad-file` or `permission`, if one cannot be written.
 */
export async function writeResults(
  { args, terminal }: Call,
  files: readonly OutputFile[],
): Promise<void> {
  for (const file of files) {
    if (file.path === DASH) terminal.out(file.text);
    else await writeOutputs([file], args.has("force"));
  }
}
