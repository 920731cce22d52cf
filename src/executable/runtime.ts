import { Failure } from "../failure.ts";

/** The npm package that holds the runtime for each target of Deno. */
const PACKAGES: Readonly<Record<string, string>> = {
  "x86_64-unknown-linux-gnu": "@deno/linux-x64-glibc",
  "aarch64-unknown-linux-gnu": "@deno/linux-arm64-glibc",
  "x86_64-apple-darwin": "@deno/darwin-x64",
  "aarch64-apple-darwin": "@deno/darwin-arm64",
};

/** The targets of `deno compile`. */
export const TARGETS: readonly string[] = [
  ...Object.keys(PACKAGES),
  "x86_64-pc-windows-msvc",
  "aarch64-pc-windows-msvc",
];

/**
 * Reads the Deno runtime for a target: the one that runs this, or, for another
 * target, the same version from the npm registry.
 *
 * @param target Target in Deno's name: `aarch64-apple-darwin`.
 * @throws {Failure} `usage`, for a target that has no POSIX shell;
 * `unavailable`, if the registry does not give it.
 */
export async function readRuntime(
  target: string,
): Promise<Uint8Array<ArrayBuffer>> {
  if (target === Deno.build.target && Deno.build.os !== "windows") {
    return await Deno.readFile(Deno.execPath());
  }
  const name = PACKAGES[target];
  if (name === undefined) {
    throw new Failure(
      "usage",
      `Cannot build a self-extracting file for ${target}: it needs a POSIX shell.`,
      { hint: `Targets: ${Object.keys(PACKAGES).join(", ")}` },
    );
  }
  const folder = await Deno.makeTempDir({ prefix: "wirelab-runtime-" });
  try {
    await Deno.writeTextFile(
      `${folder}/package.json`,
      JSON.stringify({ dependencies: { [name]: Deno.version.deno } }),
    );
    const { success, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["install", "--quiet", "--node-modules-dir=auto"],
      cwd: folder,
      env: { NO_COLOR: "1" },
    }).output();
    if (!success) {
      throw new Failure(
        "unavailable",
        `Cannot fetch the runtime npm:${name}@${Deno.version.deno}: ${
          new TextDecoder().decode(stderr).trim().split("\n")[0]
        }`,
        { hint: "Check the network, or build on a machine of that kind." },
      );
    }
    return await Deno.readFile(`${folder}/node_modules/${name}/deno`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
