import { Failure } from "../failure.ts";
import type { CarriedFile } from "./self_extracting.ts";

/** Native modules that `ssh2` tries to load and does without. */
const OPTIONAL: readonly string[] = ["cpu-features", "*.node"];

/**
 * What CommonJS code finds in its surroundings and bundled modules lack: a text
 * that shows the lack, and what goes before the module then.
 *
 * The built-in modules are all that can be required; for others it fails, as
 * for the native ones that are left out.
 */
const SURROUNDINGS: readonly (readonly [sign: string, prelude: string])[] = [
  [
    "Dynamic require of",
    "const require=(name)=>{" +
    "const found=process.getBuiltinModule(name);" +
    "if(found)return found;" +
    "throw new Error(`Cannot find module ${name}`)};\n",
  ],
  ["__dirname", "const __dirname=import.meta.dirname;\n"],
];

/** An import of another module of the bundle, at the time that it is needed. */
const DYNAMIC_IMPORT = /\bimport\(("\.\/[\w.-]+\.js")\)/g;

/**
 * Keeps Deno from reading modules before they are imported.
 *
 * At every start it reads and parses all modules that the text names, needed or
 * not; of a specifier that is computed it learns only when it is.
 *
 * @param text A bundled module.
 * @returns The same module, with all its `import("./part.js")` so computed.
 */
export function deferImports(text: string): string {
  return text.replaceAll(DYNAMIC_IMPORT, "import((0,$1))");
}

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
        ...OPTIONAL.flatMap((name) => ["--external", name]),
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
    return Array.from(Deno.readDirSync(folder), ({ name }) => {
      const text = Deno.readTextFileSync(`${folder}/${name}`);
      const preludes = SURROUNDINGS.filter(([sign]) => text.includes(sign))
        .map(([, prelude]) => prelude);
      const bytes = new TextEncoder().encode(
        preludes.join("") + deferImports(text),
      );
      return { name, bytes };
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
