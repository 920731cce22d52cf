import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import {
  completionsMode,
  renderCompletions,
  SHELLS,
} from "../../src/cli/completions.ts";
import type { Mode } from "../../src/cli/mode.ts";
import { MODES } from "../../src/cli/modes.ts";
import { EXIT_CODES } from "../../src/cli/exit_codes.ts";
import { Failure } from "../../src/failure.ts";
import { Pty } from "./pty.ts";

function mode(
  name: string,
  rest: Pick<Mode, "usage" | "options"> & Partial<Mode>,
): Mode {
  return {
    name,
    category: "Tools",
    summary: `what ${name} does: it's [this] one`,
    positionals: 1,
    examples: [],
    run: () => Promise.resolve(0),
    ...rest,
  };
}

const EXAMPLES: readonly Mode[] = [
  mode("tcp-server", {
    usage: "[PORT] [OPTIONS]",
    options: [
      { name: "sync", summary: "one by one", conflicts: ["async"] },
      { name: "async", summary: "all at once", conflicts: ["sync"] },
      { name: "host", value: "ADDRESS", summary: "where: [it] listens" },
      { name: "tls", value: "VERSION", choices: ["1.2", "1.3"], summary: "" },
    ],
  }),
  mode("tcp-client", { usage: "[PORT] [OPTIONS]", options: [] }),
  mode("demo", {
    usage: "NAME [PORT]",
    words: ["tcp", "tls"],
    options: [
      { name: "save", short: "w", value: "FILE", summary: "keeps packets" },
      { name: "certs", value: "DIR", summary: "where certificates are" },
    ],
  }),
  mode("explain", { usage: "FILE [OPTIONS]", options: [] }),
  mode("cert", {
    usage: "ACTION",
    words: ["show", "match"],
    options: [],
    actions: [
      {
        ...mode("show", {
          usage: "FILE|HOST:PORT",
          options: [
            { name: "pem", summary: "as text" },
            {
              name: "passphrase",
              summary: "",
              refused: {
                en: { reason: "others see it", hint: "" },
                zh: { reason: "", hint: "" },
              },
            },
          ],
        }),
        replaces: "openssl x509",
      },
      {
        ...mode("match", {
          usage: "CERT KEY",
          positionals: 2,
          options: [
            { name: "for", value: "USE", choices: ["a", "b"], summary: "" },
          ],
        }),
        replaces: "openssl md5",
      },
    ],
  }),
];

const hasShell: Record<string, boolean> = {};
for (const shell of [...SHELLS, "script"]) {
  hasShell[shell] = await canRun(shell);
}

async function canRun(program: string): Promise<boolean> {
  try {
    return (await new Deno.Command(program, { args: ["--version"] }).output())
      .success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** A test that needs programs, and fails for want of them only where CI is set. */
function testWith(
  programs: string[],
  name: string,
  fn: () => Promise<void>,
): void {
  const missing = programs.filter((program) => !hasShell[program]);
  const reason = missing.length > 0 ? ` (${missing} is not installed)` : "";
  Deno.test({
    name: `${name}${Deno.env.has("CI") ? "" : reason}`,
    ignore: missing.length > 0 && !Deno.env.has("CI"),
    fn,
  });
}

async function runShell(shell: string, args: string[], cwd?: string) {
  const { success, stdout, stderr } = await new Deno.Command(shell, {
    args,
    stdin: "null",
    cwd,
  }).output();
  const decoder = new TextDecoder();
  assert(success, decoder.decode(stderr));
  return decoder.decode(stdout).trim().split("\n");
}

/** A folder with the completion script and two files, gone after the test. */
async function withFolder(
  shell: typeof SHELLS[number],
  use: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(
      `${folder}/script`,
      renderCompletions(shell, EXAMPLES),
    );
    await Deno.mkdir(`${folder}/room/some folder`, { recursive: true });
    await Deno.writeTextFile(`${folder}/room/my capture`, "");
    await use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

for (const shell of SHELLS) {
  testWith(
    [shell],
    `completions for ${shell} are a script that it can read`,
    async () => {
      const file = await Deno.makeTempFile();
      try {
        for (const modes of [EXAMPLES, MODES]) {
          await Deno.writeTextFile(file, renderCompletions(shell, modes));
          await runShell(shell, ["-n", file]);
        }
      } finally {
        await Deno.remove(file);
      }
    },
  );

  Deno.test(`completions for ${shell} know every mode and option`, () => {
    const script = renderCompletions(shell, MODES);
    for (const mode of MODES) {
      assertStringIncludes(script, mode.name);
      for (const command of [mode, ...mode.actions ?? []]) {
        assertStringIncludes(script, command.name);
        for (const option of command.options) {
          if (option.refused) continue;
          assertStringIncludes(script, option.name);
        }
      }
    }
  });
}

testWith(["bash"], "completions for bash offer what fits", async () => {
  await withFolder("bash", async (folder) => {
    const list = (...words: string[]) =>
      runShell("bash", [
        "-c",
        `. ./script; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); cd room
         _wirelab; printf '%s\\n' "\${COMPREPLY[@]}"`,
        "bash",
        "wirelab",
        ...words,
      ], folder);
    assertEquals(await list("tcp-"), ["tcp-server", "tcp-client"]);
    assertEquals(await list("--v"), ["--version"]);
    assertEquals(await list("help", "d"), ["demo"]);
    assertEquals(await list("demo", ""), ["tcp", "tls"]);
    assertEquals(await list("demo", "--lang", "zh", "tl"), ["tls"]);
    assertEquals(await list("demo", "tls", ""), [""]);
    assertEquals(await list("tcp-server", "--a"), ["--async"]);
    assertEquals(await list("tcp-server", "--tls", ""), ["1.2", "1.3"]);
    assertEquals(await list("tcp-server", "--tls", "=", "1.3"), ["1.3"]);
    assertEquals(await list("tcp-server", "--tls", "="), ["1.2", "1.3"]);
    assertEquals(await list("tcp-server", "--host", ""), [""]);
    assertEquals(await list("tcp-server", ""), [""]);
    assertEquals(await list("demo", "-w", "my"), ["my capture"]);
    assertEquals(await list("explain", "my"), ["my capture"]);
    assertEquals(await list("demo", "--certs", ""), ["some folder"]);
    assertEquals(await list("cert", ""), ["show", "match"]);
    assertEquals(await list("cert", "show", "--p"), ["--pem"]);
    assertEquals(await list("cert", "show", "my"), ["my capture"]);
    assertEquals(await list("cert", "match", "x", "my"), ["my capture"]);
    assertEquals(await list("cert", "match", "--for", ""), ["a", "b"]);
  });
});

testWith(["fish"], "completions for fish offer what fits", async () => {
  await withFolder("fish", async (folder) => {
    const list = async (line: string) =>
      (await runShell("fish", [
        "--no-config",
        "-c",
        "source ./script; cd room; complete -C $argv[1]",
        `wirelab ${line}`,
      ], folder)).map((row) => row.split("\t")[0]);
    assertEquals((await list("tcp-")).toSorted(), ["tcp-client", "tcp-server"]);
    assertEquals(await list("help d"), ["demo"]);
    assertEquals(await list("demo t"), ["tcp", "tls"]);
    assertEquals(await list("demo --lang zh tl"), ["tls"]);
    assertEquals(await list("tcp-server --as"), ["--async"]);
    assertEquals(await list("tcp-server --tls "), ["1.2", "1.3"]);
    assertEquals(await list("tcp-server --tls=1.3"), ["--tls=1.3"]);
    assertEquals(await list("demo -w my"), ["my capture"]);
    assertEquals(await list("explain my"), ["my capture"]);
    assertEquals(await list("demo --certs so"), ["some folder/"]);
    assertEquals((await list("cert ")).toSorted(), ["match", "show"]);
    assertEquals(await list("cert show --p"), ["--pem"]);
    assertEquals(await list("cert match x my"), ["my capture"]);
    assertEquals(await list("cert match --for "), ["a", "b"]);
  });
});

const TYPED: readonly [string, string][] = [
  ["tcp-s\t80", "<tcp-server><80>"],
  ["demo tl\t1", "<demo><tls><1>"],
  ["tcp-server --as\t1", "<tcp-server><--async><1>"],
  ["tcp-client --lang z\t1", "<tcp-client><--lang><zh><1>"],
  ["explain my\t1", "<explain><my capture><1>"],
  ["help exp\t", "<help><explain>"],
  ["cert sh\tmy\t", "<cert><show><my capture>"],
  ["cert match my\tmy\t", "<cert><match><my capture><my capture>"],
  ["cert match --for a --lang z\t", "<cert><match><--for><a><--lang><zh>"],
];

for (const shell of ["bash", "zsh"] as const) {
  testWith(
    [shell, "script"],
    `completions for ${shell} complete what is typed`,
    async () => {
      await withFolder(shell, async (folder) => {
        await using pty = new Pty(
          shell === "bash" ? "bash --norc --noprofile -i" : "zsh -f -i",
          `${folder}/room`,
        );
        const prepare = shell === "bash"
          ? "bind 'set bell-style none'"
          : "autoload -Uz compinit && compinit -u -D && unsetopt beep";
        await pty.send(
          `${prepare}; . ../script; wirelab() { printf 'called '; printf '<%s>' "$@"; echo; }; PS1='ready''> '\n`,
        );
        await pty.until("ready> ");
        for (const [typed, called] of TYPED) {
          await pty.send(`wirelab ${typed}\n`);
          const output = await pty.until("ready> ");
          assertStringIncludes(output, `called ${called}`, typed);
        }
      });
    },
  );
}

Deno.test("completionsMode() refuses a shell that it does not know", () => {
  const completions = completionsMode(() => EXAMPLES);
  for (const positionals of [[], ["tcsh"]]) {
    const error = catchFailure(() =>
      completions.run({
        args: { positionals } as never,
        terminal: {} as never,
      })
    );
    assertEquals(EXIT_CODES[error.kind].code, 2);
  }
});

function catchFailure(run: () => unknown): Failure {
  try {
    run();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}
