import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import project from "../../deno.json" with { type: "json" };
import { Failure } from "../../src/failure.ts";
import { PERMISSIONS, runArguments } from "../../src/permissions.ts";
import { relaunch, selfCommand, typedCommand } from "../../src/lab/self.ts";

const posix = Deno.build.os !== "windows";

function program(args: readonly string[]): Deno.Command {
  return new Deno.Command(Deno.execPath(), {
    args: [
      ...runArguments(new URL("relaunch_program.ts", import.meta.url).href),
      ...args,
    ],
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  });
}

async function outcome(args: readonly string[]): Promise<[number, string]> {
  const { code, stdout } = await program(args).output();
  return [code, new TextDecoder().decode(stdout).trim()];
}

Deno.test("relaunch() passes arguments, environment and exit code", async () => {
  assertEquals(await outcome(["a b", "--c", "7"]), [
    7,
    '[["a b","--c","7"],"tlh"]',
  ]);
});

Deno.test({
  name: "relaunch() starts through a wrapper",
  ignore: !posix,
  fn: async () => {
    assertEquals(await outcome(["wrapped", "0"]), [
      0,
      '[["wrapped","0"],"tlh"]',
    ]);
  },
});

Deno.test({
  name: "relaunch() reports a signal that ended the process as 128 + N",
  ignore: !posix,
  fn: async () => {
    assertEquals((await outcome(["die", "0"]))[0], 137);
  },
});

Deno.test({
  name: "relaunch() forwards SIGTERM and waits for the end",
  ignore: !posix,
  fn: async () => {
    const child = program(["wait", "9"]).spawn();
    let output = "";
    for await (const chunk of child.stdout) {
      output += new TextDecoder().decode(chunk);
      if (output.includes("ready")) child.kill("SIGTERM");
    }
    assertEquals((await child.status).code, 9);
  },
});

Deno.test("relaunch() names a wrapper that is not installed", async () => {
  const failure = await assertRejects(
    () => relaunch([], { wrapper: ["no-such-wrapper"] }),
    Failure,
    "Cannot start no-such-wrapper: it is not installed.",
  );
  assertEquals(failure.kind, "unavailable");
});

Deno.test("typedCommand() names the file that unpacked this program", () => {
  assertEquals(typedCommand(), selfCommand());
  Deno.env.set("WIRELAB_EXECUTABLE", "dist/wirelab");
  try {
    assertEquals(typedCommand(), ["dist/wirelab"]);
  } finally {
    Deno.env.delete("WIRELAB_EXECUTABLE");
  }
});

Deno.test("the wirelab task has the permissions of a relaunch", () => {
  assertStringIncludes(
    project.tasks.wirelab.command,
    ["deno run", "--no-prompt", ...PERMISSIONS, "main.ts"].join(" "),
  );
});
