import { assert, assertEquals, assertRejects } from "@std/assert";
import { compile, compileArguments } from "../../src/executable/compile.ts";
import { readRuntime } from "../../src/executable/runtime.ts";
import { Failure } from "../../src/failure.ts";
import { PERMISSIONS } from "../../src/permissions.ts";

const target = Deno.build.target;

Deno.test("compileArguments() asks for the permissions of wirelab and no more", () => {
  const args = compileArguments({ target, output: "x" });
  assertEquals(
    args.filter((argument) => argument.startsWith("--allow")),
    [...PERMISSIONS],
  );
  assert(!args.includes("-A"));
});

Deno.test("compile() tells why the runtime base cannot be had", async () => {
  Deno.env.set("DENORT_BIN", "/no/such/denort");
  try {
    assertEquals(
      await compile({ target, output: "/no/such/folder/wirelab" }),
      "Could not find denort at '/no/such/denort'",
    );
  } finally {
    Deno.env.delete("DENORT_BIN");
  }
});

Deno.test("compile() builds on the runtime base that DENORT_BIN names", async () => {
  // Any executable will do to be built on; only a real base would then run.
  Deno.env.set("DENORT_BIN", "/bin/true");
  const folder = await Deno.makeTempDir();
  try {
    const output = `${folder}/wirelab`;
    assertEquals(await compile({ target, output }), undefined);
    const text = new TextDecoder("latin1").decode(await Deno.readFile(output));
    assert(text.includes("src/cli/run.ts"), "the program is not in the file");
  } finally {
    Deno.env.delete("DENORT_BIN");
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("readRuntime() reads the runtime that runs this", async () => {
  const runtime = await readRuntime(target);
  assertEquals(runtime.length, (await Deno.stat(Deno.execPath())).size);
});

Deno.test("readRuntime() refuses a target without a POSIX shell", async () => {
  await assertRejects(
    () => readRuntime("x86_64-pc-windows-msvc"),
    Failure,
    "it needs a POSIX shell",
  );
});
