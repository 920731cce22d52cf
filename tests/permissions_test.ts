import { assert, assertEquals } from "@std/assert";
import project from "../deno.json" with { type: "json" };
import { ENVIRONMENT, PERMISSIONS, runArguments } from "../src/permissions.ts";
import { codeOf } from "./architecture.ts";

const SRC = new URL("../src/", import.meta.url);

function* sources(folder: URL): Generator<string> {
  for (const entry of Deno.readDirSync(folder)) {
    const url = new URL(entry.name, folder);
    if (entry.isDirectory) yield* sources(new URL(`${url}/`));
    else if (entry.name.endsWith(".ts") && entry.name !== "permissions.ts") {
      yield Deno.readTextFileSync(url);
    }
  }
}

Deno.test("the tasks run wirelab with its permissions and no others", () => {
  assertEquals(
    project.tasks.wirelab.command,
    `deno run --no-prompt ${PERMISSIONS.join(" ")} main.ts`,
  );
});

Deno.test("every environment variable that may be read is read", () => {
  const text = [...sources(SRC)].join("\n");
  for (const name of ENVIRONMENT) {
    assert(text.includes(`"${name}"`), `nothing reads ${name}`);
  }
});

Deno.test("every environment variable that is read by name may be read", () => {
  const names = [...sources(SRC)].flatMap((text) =>
    [...text.matchAll(/\benv(?:\.get|\.has)?\(\s*"(\w+)"/g)].map(([, name]) =>
      name
    )
  );
  assert(names.length > 0, "no variable was found");
  for (const name of names) assert(ENVIRONMENT.includes(name), name);
});

Deno.test("no source asks for the whole environment", () => {
  for (const text of sources(SRC)) {
    assert(!/env\.toObject|process\.env/.test(codeOf(text)));
  }
});

Deno.test("runArguments() seals a bundle off, and leaves sources their configuration", () => {
  const bundle = runArguments("file:///x/main.js");
  const source = runArguments("file:///x/main.ts");
  assert(bundle.includes("--no-config"));
  assert(!source.includes("--no-config"));
  for (const args of [bundle, source]) {
    assertEquals(args[0], "run");
    assert(args.includes("--no-prompt"));
    for (const permission of PERMISSIONS) assert(args.includes(permission));
  }
});
