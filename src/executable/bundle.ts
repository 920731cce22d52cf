import { Failure } from "../failure.ts";
import type { CarriedFile } from "./self_extracting.ts";

/**
 * Bundles a program and all that it imports into a few modules: the main one,
 * and one for each part that is imported only when it is needed.
 *
 * @param main Path of the main module, `main.ts`, from the folder of the project.
 * @returns The modules, `main.js` among them.
 * @throws {Failure} `bad-file`, if it cannot be bundled.
 */
export async function bundle(main: string): Promise<CarriedFile[]> {
  const folder = await Deno.makeTempDir({ prefix: "wirelab-bundle-" });
  try {
    const { success } = await new Deno.Command(Deno.execPath(), {
      args: [
        "bundle",
        "--quiet",
        "--check",
        "--minify",
        "--keep-names",
        "--code-splitting",
        "--outdir",
        folder,
        main,
      ],
      stdin: "null",
      stdout: "null",
      stderr: "inherit",
    }).output();
    if (!success) {
      throw new Failure("bad-file", `Cannot bundle ${main}: see above.`);
    }
    return Array.from(Deno.readDirSync(folder), ({ name }) => ({
      name,
      bytes: Deno.readFileSync(`${folder}/${name}`),
    }));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
