import { assertEquals } from "@std/assert";
import { deferImports } from "../../src/executable/bundle.ts";

const MAIN = 'console.log((await import("./part-A1.js")).word);\n';

async function deno(...args: string[]): Promise<string> {
  const { stdout } = await new Deno.Command(Deno.execPath(), { args }).output();
  return new TextDecoder().decode(stdout);
}

/** How many modules Deno reads to start a program, and what it then prints. */
async function start(main: string): Promise<[number, string]> {
  const folder = await Deno.makeTempDir({ prefix: "wirelab-bundle-" });
  try {
    const path = `${folder}/main.js`;
    await Deno.writeTextFile(path, main);
    await Deno.writeTextFile(
      `${folder}/part-A1.js`,
      'export const word = "hello";\n',
    );
    const { modules } = JSON.parse(
      await deno("info", "--no-config", "--json", path),
    );
    return [modules.length, await deno("run", "--allow-read", path)];
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("deferImports() keeps Deno from reading a module before it is imported", async () => {
  assertEquals(await start(MAIN), [2, "hello\n"]);
  assertEquals(await start(deferImports(MAIN)), [1, "hello\n"]);
});

Deno.test("deferImports() leaves all other imports as they are", () => {
  const text = 'import{a}from"./a-B2.js";import("node:tls");import(name);';
  assertEquals(deferImports(text), text);
});
