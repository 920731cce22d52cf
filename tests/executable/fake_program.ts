/**
 * A self-extracting file whose runtime is a shell script of a few lines, so
 * that tests of the launcher take milliseconds.
 *
 * @module
 */
import { encodeSelfExtracting } from "../../src/executable/self_extracting.ts";

const RUNTIME = `#!/bin/sh
[ "$1" = --version ] && exit 0
while [ "\${1##*/}" != main.js ]; do shift; done
main=$1
shift
case \${1:-} in
  exit) exit "$2" ;;
  cat) exec cat ;;
  cache) echo "$DENO_DIR" ;;
  file) echo "$WIRELAB_EXECUTABLE" ;;
  environment) echo "$(umask) \${DENO_NO_UPDATE_CHECK:-}" ;;
  wait)
    trap 'echo interrupted; exit 7' INT
    echo ready
    while read -r line; do :; done
    ;;
  *) cat "$main"; for word; do printf '<%s>\\n' "$word"; done ;;
esac
`;

/** What its main module holds, and what it prints in front of its arguments. */
export const MAIN = "the main module\n";

/** How a call of a program ended. */
export interface Result {
  code: number;
  out: string;
  err: string;
}

/** A folder with a self-extracting file, a home and a cache, gone after its test. */
export class FakeProgram implements Disposable {
  /** Folder that holds everything. */
  readonly folder: string;
  /** The self-extracting file. */
  readonly file: string;
  /** Where it unpacks itself. */
  readonly cache: string;

  private constructor(folder: string) {
    this.folder = folder;
    this.file = `${folder}/wirelab`;
    this.cache = `${folder}/home/.cache/wirelab`;
  }

  /** Makes the folder and the file. */
  static async make(): Promise<FakeProgram> {
    const fake = new FakeProgram(
      await Deno.makeTempDir({ prefix: "wirelab test " }),
    );
    await Deno.mkdir(`${fake.folder}/home`);
    await Deno.mkdir(`${fake.folder}/tmp`, { mode: 0o700 });
    await Deno.writeFile(fake.file, await encodeFake(), { mode: 0o755 });
    return fake;
  }

  /** Starts it, or another command, with a home of its own and nothing else. */
  command(
    args: string[] = [],
    options: Deno.CommandOptions & { program?: string } = {},
  ): Deno.Command {
    const { program = this.file, env, ...rest } = options;
    return new Deno.Command(program, {
      args,
      clearEnv: true,
      stdin: "null",
      ...rest,
      env: {
        PATH: Deno.env.get("PATH") ?? "",
        HOME: `${this.folder}/home`,
        TMPDIR: `${this.folder}/tmp`,
        ...env,
      },
    });
  }

  /** Runs it to its end. */
  async run(
    args: string[] = [],
    options: Deno.CommandOptions & { program?: string } = {},
  ): Promise<Result> {
    const output = await this.command(args, options).output();
    const decoder = new TextDecoder();
    return {
      code: output.code,
      out: decoder.decode(output.stdout),
      err: decoder.decode(output.stderr),
    };
  }

  /** Paths of the files in the cache. */
  cached(): string[] {
    return [...Deno.readDirSync(this.cache)].flatMap((entry) =>
      entry.isFile
        ? [`${this.cache}/${entry.name}`]
        : [...Deno.readDirSync(`${this.cache}/${entry.name}`)]
          .map((file) => `${this.cache}/${entry.name}/${file.name}`)
    ).toSorted();
  }

  /** Removes the folder. */
  [Symbol.dispose](): void {
    Deno.removeSync(this.folder, { recursive: true });
  }
}

/** The bytes of the self-extracting file. */
export async function encodeFake(): Promise<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  const launcher = new URL(
    "../../src/executable/launcher.sh",
    import.meta.url,
  );
  return await encodeSelfExtracting({
    launcher: await Deno.readTextFile(launcher),
    version: "1.2.3",
    denoVersion: "2.0.0",
    target: "any",
    runtime: encoder.encode(RUNTIME),
    program: [
      { name: "main.js", bytes: encoder.encode(MAIN) },
      { name: "chunk-A.js", bytes: encoder.encode("a chunk\n") },
    ],
    runArguments: ["run", "--quiet"],
  });
}
