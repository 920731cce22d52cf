import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";

const VERSION = /^wirelab \d+\.\d+\.\d+ \(Deno [\d.]+, V8 [\d.]+\)\n$/;
/** All that a machine needs for the first start, beside /bin/sh. */
const TOOLS = [
  "chmod",
  "find",
  "gzip",
  "head",
  "id",
  "ls",
  "mkdir",
  "mktemp",
  "mv",
  "rm",
  "sha256sum",
  "tail",
  "touch",
];

const folder = Deno.makeTempDirSync({ prefix: "wirelab executable " });
Deno.chmodSync(folder, 0o755);
const binaries = new Map<string, string>();

Deno.test.beforeAll(async () => {
  if (Deno.build.os === "windows") return;
  const built = `${folder}/wirelab`;
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--allow-all",
      "src/executable/compile.ts",
      "--self-extracting",
      "--output",
      built,
    ],
    cwd: new URL("../../", import.meta.url),
  }).output();
  assert(success, new TextDecoder().decode(stderr));
  binaries.set("the self-extracting file", built);
  const given = Deno.env.get("WIRELAB_BIN");
  if (given) binaries.set("WIRELAB_BIN", await Deno.realPath(given));
});

Deno.test.afterAll(async () => {
  await Deno.remove(folder, { recursive: true });
});

interface Result {
  code: number;
  out: string;
  err: string;
}

async function run(
  program: string,
  args: string[],
  options: Deno.CommandOptions = {},
): Promise<Result> {
  const output = await new Deno.Command(program, {
    args,
    clearEnv: true,
    stdin: "null",
    ...options,
  }).output();
  const decoder = new TextDecoder();
  return {
    code: output.code,
    out: decoder.decode(output.stdout),
    err: decoder.decode(output.stderr),
  };
}

/** A test of every executable, each with a home of its own. */
function test(
  name: string,
  fn: (binary: string, home: string) => Promise<void>,
  obstacle?: string,
): void {
  if (Deno.build.os === "windows") obstacle = "it needs a POSIX shell";
  Deno.test({
    name: `the executable ${name}${obstacle ? ` (skipped: ${obstacle})` : ""}`,
    ignore: obstacle !== undefined && !Deno.env.has("CI"),
    fn: async () => {
      for (const binary of binaries.values()) {
        const home = await Deno.makeTempDir({ dir: folder, prefix: "home " });
        await fn(binary, home);
      }
    },
  });
}

test(
  "starts on a machine that has no Deno and little else",
  async (binary, HOME) => {
    const PATH = `${HOME}/bin`;
    await Deno.mkdir(PATH);
    for (const tool of TOOLS) {
      const found = await run("/bin/sh", ["-c", `command -v ${tool}`]);
      await Deno.symlink(found.out.trim(), `${PATH}/${tool}`);
    }
    for (const _start of ["cold", "warm"]) {
      const { code, out, err } = await run(binary, ["--version"], {
        env: { HOME, PATH },
        cwd: "/",
      });
      assertEquals([code, err], [0, ""]);
      assertMatch(out, VERSION);
    }
  },
);

test("starts several times at once, from nothing", async (binary, HOME) => {
  const results = await Promise.all(
    Array.from(
      { length: 4 },
      () => run(binary, ["--version"], { env: { HOME } }),
    ),
  );
  for (const { code, out, err } of results) {
    assertEquals([code, err], [0, ""]);
    assertMatch(out, VERSION);
  }
});

test("starts for an ordinary user", async (binary, HOME) => {
  await Deno.chown(HOME, 12_345, 12_345);
  const { code, out, err } = await run(binary, ["--version"], {
    env: { HOME },
    uid: 12_345,
    gid: 12_345,
    cwd: "/",
  });
  assertEquals([code, err], [0, ""]);
  assertMatch(out, VERSION);
}, rootObstacle());

test("ends with the exit code of the cause", async (binary, HOME) => {
  const { code, out, err } = await run(binary, ["xyzzy"], { env: { HOME } });
  assertEquals([code, out], [2, ""]);
  assertMatch(err, /^wirelab: Cannot run xyzzy: there is no such mode\.\n/);
});

test(
  "pays no heed to a configuration of Deno beside or above it",
  async (binary, HOME) => {
    await Deno.writeTextFile(`${HOME}/deno.json`, "{ this is no JSON");
    await Deno.writeTextFile(`${HOME}/package.json`, "nor is this");
    const { code, out, err } = await run(binary, ["--version"], {
      env: { HOME },
      cwd: HOME,
    });
    assertEquals([code, err], [0, ""]);
    assertMatch(out, VERSION);
  },
);

test(
  "shows a demo from nothing: packets, certificates, secrets",
  async (binary, HOME) => {
    const { code, out, err } = await run(
      binary,
      ["demo", "tls", "--lang", "en"],
      { env: { HOME, PATH: Deno.env.get("PATH") ?? "" }, cwd: HOME },
    );
    assertEquals(code, 0, err);
    assertStringIncludes(out, "three-way handshake");
    assertStringIncludes(out, "TLS 1.3");
    assertStringIncludes(out, "every protected record was opened");
  },
);

test("shows real packets to an ordinary user", async (binary, HOME) => {
  await Deno.chown(HOME, 12_345, 12_345);
  const { code, out, err } = await run(
    binary,
    ["demo", "tcp", "--lang", "en"],
    {
      env: { HOME, PATH: Deno.env.get("PATH") ?? "" },
      uid: 12_345,
      gid: 12_345,
      cwd: HOME,
    },
  );
  assertEquals(code, 0, err);
  for (const flags of ["SYN", "SYN, ACK", "FIN, ACK"]) {
    assertStringIncludes(out, ` ${flags}  seq=`);
  }
}, rootObstacle() ?? await unshareObstacle());

test(
  "ends a capture in good order when it is interrupted",
  async (binary, HOME) => {
    const child = new Deno.Command(binary, {
      args: ["capture", "9", "-w", "-"],
      clearEnv: true,
      env: { HOME },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    const messages = child.stderr.pipeThrough(new TextDecoderStream())
      .getReader();
    const { value } = await messages.read();
    assertMatch(value ?? "", /^Capturing TCP port 9 on lo/);
    child.kill("SIGINT");
    const bytes = await new Response(child.stdout).bytes();
    assertEquals(bytes.subarray(0, 4).toHex(), "0a0d0d0a", "no pcapng");
    while (!(await messages.read()).done);
    assertEquals((await child.status).code, 0);
  },
  rootObstacle(),
);

test("starts in a network namespace of its own", async (binary, HOME) => {
  const { code, out, err } = await run("unshare", [
    "--user",
    "--map-root-user",
    "--net",
    binary,
    "--version",
  ], { env: { HOME, PATH: Deno.env.get("PATH") ?? "" } });
  assertEquals([code, err], [0, ""]);
  assertMatch(out, VERSION);
}, await unshareObstacle());

function rootObstacle(): string | undefined {
  return Deno.uid() === 0 ? undefined : "only root may do that";
}

async function unshareObstacle(): Promise<string | undefined> {
  if (Deno.build.os !== "linux") return "only Linux has namespaces";
  const { code, err } = await run("unshare", [
    "--user",
    "--map-root-user",
    "--net",
    "true",
  ], { clearEnv: false });
  return code === 0 ? undefined : err.trim();
}
