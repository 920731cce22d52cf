import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { FakeProgram, MAIN, type Result } from "./fake_program.ts";

const ok: Result = { code: 0, out: MAIN, err: "" };
/** Overwrites a file that not even its owner may write to. */
function write(path: string, bytes: Uint8Array): void {
  Deno.chmodSync(path, 0o600);
  Deno.writeFileSync(path, bytes);
  Deno.chmodSync(path, path.includes("/deno-") ? 0o500 : 0o400);
}

const isRoot = Deno.uid() === 0;

function test(name: string, run: (fake: FakeProgram) => Promise<void>): void {
  Deno.test({
    name: `the self-extracting file ${name}`,
    ignore: Deno.build.os === "windows",
    fn: async () => {
      using fake = await FakeProgram.make();
      await run(fake);
    },
  });
}

test("runs its program, at its first start and afterwards", async (fake) => {
  assertEquals(await fake.run(), ok);
  assertEquals(await fake.run(), ok);
});

test("passes every argument on as it is", async (fake) => {
  const words = ["a b", "", "*", "--version", "$HOME", "two\nlines", "'\"\\"];
  const { out } = await fake.run(["x", ...words]);
  assertEquals(
    out,
    `${MAIN}<x>\n${words.map((word) => `<${word}>\n`).join("")}`,
  );
});

test("passes exit codes on", async (fake) => {
  for (const code of ["0", "1", "20", "141"]) {
    assertEquals((await fake.run(["exit", code])).code, Number(code));
  }
});

test("is its program's own process, so that a signal reaches it", async (fake) => {
  const child = fake.command(["wait"], { stdin: "piped", stdout: "piped" })
    .spawn();
  const output = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  assertEquals((await output.read()).value, "ready\n");
  child.kill("SIGINT");
  // The shell of the fake runtime heeds the signal once its read returns.
  await child.stdin.close();
  assertEquals((await output.read()).value, "interrupted\n");
  assertEquals((await child.status).code, 7);
  await output.cancel();
});

test("passes any bytes through standard input and output", async (fake) => {
  const bytes = new Uint8Array(300_000);
  for (let i = 0; i < bytes.length; i++) bytes[i] = i * 31 >> 3;
  for (const start of ["first", "second"]) {
    const child = fake.command(["cat"], { stdin: "piped", stdout: "piped" })
      .spawn();
    const reply = new Response(child.stdout).bytes();
    await new Blob([bytes]).stream().pipeTo(child.stdin);
    assertEquals(await reply, bytes, `${start} start`);
    assert((await child.status).success);
  }
});

test("tells its program what it was called by", async (fake) => {
  assertEquals(await fake.run(["file"]), { ...ok, out: `${fake.file}\n` });
});

test("leaves the file mode mask alone, and asks for no update", async (fake) => {
  for (const mask of ["0022", "0002"]) {
    const { out } = await fake.run(
      ["-c", `umask ${mask}; exec "$0" environment`, fake.file],
      { program: "/bin/sh" },
    );
    assertEquals(out, `${mask} 1\n`);
  }
});

test("unpacks for its user alone, and only what belongs to it", async (fake) => {
  await fake.run();
  const info = await Deno.stat(fake.cache);
  assertEquals((info.mode ?? 0) & 0o777, 0o700);
  assertEquals(
    fake.cached().map((path) =>
      path.slice(fake.cache.length).replaceAll(/-[0-9a-f]{12}/g, "")
    ),
    ["/deno-2.0.0", "/wirelab-1.2.3/chunk-A.js", "/wirelab-1.2.3/main.js"],
  );
  for (const path of fake.cached()) {
    const { mode, mtime } = await Deno.stat(path);
    assertEquals((mode ?? 0) & 0o377, path.includes("/deno-") ? 0o100 : 0);
    assertEquals(mtime?.toISOString(), "2000-01-01T00:00:00.000Z");
  }
});

test("starts from its cache by itself and ls alone", async (fake) => {
  await fake.run();
  const ls = await new Deno.Command("sh", { args: ["-c", "command -v ls"] })
    .output();
  const bin = `${fake.folder}/bin`;
  await Deno.mkdir(bin);
  await Deno.symlink(new TextDecoder().decode(ls.stdout).trim(), `${bin}/ls`);
  assertEquals((await fake.run(["exit", "9"], { env: { PATH: bin } })).code, 9);
});

test("may be started twenty times at once", async (fake) => {
  const results = await Promise.all(
    Array.from({ length: 20 }, () => fake.run(["x"])),
  );
  for (const result of results) {
    assertEquals(result, { code: 0, out: `${MAIN}<x>\n`, err: "" });
  }
  assertEquals(fake.cached().length, 3, "something was left behind");
});

test("repairs what is not as it was left", async (fake) => {
  await fake.run();
  const paths = fake.cached();
  const contents = paths.map((path) => Deno.readFileSync(path));
  const damages: Record<string, (path: string, bytes: Uint8Array) => void> = {
    "removed": (path) => Deno.removeSync(path),
    "cut short": (path, bytes) => write(path, bytes.subarray(0, 3)),
    "empty": (path) => write(path, new Uint8Array()),
    "longer": (path, bytes) => write(path, new Uint8Array([...bytes, 10])),
    "of other content": (path, bytes) => write(path, bytes.map((b) => b ^ 1)),
    "of another mode": (path) => Deno.chmodSync(path, 0o666),
    "a symbolic link": (path) => {
      Deno.removeSync(path);
      Deno.symlinkSync("/bin/sh", path);
    },
  };
  for (const [name, damage] of Object.entries(damages)) {
    for (const [index, path] of paths.entries()) {
      damage(path, contents[index]);
      assertEquals(await fake.run(), ok, `${path} ${name}`);
      assertEquals(Deno.readFileSync(path), contents[index]);
      assertEquals(fake.cached(), paths);
    }
  }
});

test("runs nothing of a file that is damaged", async (fake) => {
  const bytes = await Deno.readFile(fake.file);
  bytes[bytes.length - 20] ^= 0xff;
  await Deno.writeFile(fake.file, bytes);
  const { code, out, err } = await fake.run();
  assertEquals([code, out], [6, ""]);
  assertStringIncludes(err, `or ${fake.file} is damaged.`);
  assertStringIncludes(err, "Set XDG_CACHE_HOME");
});

test("removes what an unpacking that was killed left behind", async (fake) => {
  await Deno.mkdir(`${fake.cache}/.unpack.old`, { recursive: true });
  await Deno.chmod(fake.cache, 0o700);
  await Deno.writeTextFile(`${fake.cache}/.unpack.old/deno`, "half");
  await Deno.utime(`${fake.cache}/.unpack.old`, 0, 0);
  assertEquals(await fake.run(), ok);
  assertEquals(fake.cached().length, 3);
});

test("keeps to XDG_CACHE_HOME, where that is absolute", async (fake) => {
  const elsewhere = `${fake.folder}/else where`;
  await fake.run([], { env: { XDG_CACHE_HOME: elsewhere } });
  assert((await Deno.stat(`${elsewhere}/wirelab`)).isDirectory);
  await fake.run([], { env: { XDG_CACHE_HOME: "relative" } });
  assertEquals(fake.cached().length, 3);
});

test("unpacks into the folder for temporary files where there is no home", async (fake) => {
  const first = await fake.run(["cache"], { env: { HOME: "" } });
  const folder = `${fake.folder}/tmp/wirelab-${Deno.uid()}`;
  assertEquals(first, {
    code: 0,
    out: `${folder}/deno\n`,
    err: `wirelab: HOME is not set: Unpacking into ${folder}, this once.\n`,
  });
  const second = await fake.run(["cache"], { env: { HOME: "" } });
  assertEquals(second, { code: 0, out: `${folder}/deno\n`, err: "" });
});

test("unpacks into the folder for temporary files where the home cannot be written to", async (fake) => {
  const { code, out, err } = await fake.run([], { env: { HOME: "/proc" } });
  assertEquals([code, out], [0, MAIN]);
  assertMatch(
    err,
    /^wirelab: Cannot write to \/proc\/\.cache\/wirelab: Unpacking into .*, this once\.\n$/,
  );
});

test("uses no cache that another user can write to", async (fake) => {
  await fake.run();
  for (const mode of [0o777, 0o775, 0o757, 0o1777]) {
    await Deno.chmod(fake.cache, mode);
    const { code, out, err } = await fake.run(["cache"]);
    assertEquals(code, 0);
    assertEquals(out, `${fake.folder}/tmp/wirelab-${Deno.uid()}/deno\n`);
    assertStringIncludes(
      err,
      `wirelab: Not using ${fake.cache}: another user can write to it`,
    );
  }
  await Deno.chmod(fake.cache, 0o755);
  assertEquals((await fake.run(["cache"])).out, `${fake.cache}/deno\n`);
});

test("uses no cache that another user can replace", async (fake) => {
  await fake.run();
  await Deno.chmod(`${fake.folder}/home/.cache`, 0o777);
  const { out, err } = await fake.run(["cache"]);
  assertEquals(out, `${fake.folder}/tmp/wirelab-${Deno.uid()}/deno\n`);
  assertStringIncludes(err, `Not using ${fake.cache}`);
  await Deno.chmod(`${fake.folder}/home/.cache`, 0o1777);
  assertEquals((await fake.run(["cache"])).out, `${fake.cache}/deno\n`);
});

if (isRoot) {
  test("uses no cache that another user owns", async (fake) => {
    await fake.run();
    await Deno.chown(fake.cache, 12_345, 12_345);
    const { out, err } = await fake.run(["cache"]);
    assertEquals(out, `${fake.folder}/tmp/wirelab-0/deno\n`);
    assertStringIncludes(err, `Not using ${fake.cache}`);
  });

  test("runs no file that another user put into its cache", async (fake) => {
    await fake.run();
    const [runtime] = fake.cached();
    await Deno.chown(runtime, 12_345, 12_345);
    assertEquals(await fake.run(), ok);
    assertEquals((await Deno.stat(runtime)).uid, 0);
  });
}

test("says so where it can unpack nowhere", async (fake) => {
  const { code, out, err } = await fake.run([], {
    env: { HOME: "/proc", TMPDIR: "/proc" },
  });
  assertEquals([code, out], [6, ""]);
  assertStringIncludes(err, "wirelab: Cannot start: there is no folder");
});

test("starts by a symbolic link, by PATH, from any folder", async (fake) => {
  await Deno.mkdir(`${fake.folder}/my bin`);
  await Deno.symlink(fake.file, `${fake.folder}/my bin/lab`);
  const PATH = `${fake.folder}/my bin:${Deno.env.get("PATH")}`;
  for (const attempt of ["cold", "warm"]) {
    const results = [
      await fake.run([], { program: `${fake.folder}/my bin/lab`, cwd: "/" }),
      await fake.run(["-c", "lab"], { program: "/bin/sh", env: { PATH } }),
      await fake.run(["-c", "./wirelab"], {
        program: "/bin/sh",
        cwd: fake.folder,
      }),
    ];
    for (const result of results) assertEquals(result, ok, attempt);
    if (attempt === "cold") await Deno.remove(fake.cached()[0]);
  }
});

test("starts with an empty environment", async (fake) => {
  const { code, out } = await fake.run(
    ["-i", `TMPDIR=${fake.folder}/tmp`, fake.file],
    { program: "env" },
  );
  assertEquals([code, out], [0, MAIN]);
});

for (const shell of ["dash", "bash", "busybox", "ksh", "mksh", "yash"]) {
  const path = ["/bin", "/usr/bin", "/usr/local/bin"]
    .map((folder) => `${folder}/${shell}`)
    .find((path) => {
      try {
        return Deno.statSync(path).isFile;
      } catch {
        return false;
      }
    });
  if (path === undefined) continue;
  test(`is a script for ${shell}`, async (fake) => {
    const args = shell === "busybox" ? ["sh", fake.file] : [fake.file];
    assertEquals(await fake.run(args, { program: path }), ok);
    assertEquals(await fake.run(args, { program: path }), ok);
  });
}
