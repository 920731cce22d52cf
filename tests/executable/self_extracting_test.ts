import { assert, assertEquals, assertRejects } from "@std/assert";
import {
  encodeSelfExtracting,
  type SelfExtractingOptions,
} from "../../src/executable/self_extracting.ts";
import { encodeFake } from "./fake_program.ts";

const encoder = new TextEncoder();

function options(
  changes: Partial<SelfExtractingOptions> = {},
): SelfExtractingOptions {
  return {
    launcher: "@PROGRAM@ @RUNTIME@\n@PARTS@\n@HASHES@\n@ARGUMENTS@\nexit\n",
    version: "1.0.0",
    denoVersion: "2.0.0",
    target: "any",
    runtime: encoder.encode("the runtime"),
    program: [{ name: "main.js", bytes: encoder.encode("the program") }],
    runArguments: ["run", "--no-prompt"],
    ...changes,
  };
}

async function linesOf(built: SelfExtractingOptions): Promise<string[]> {
  const bytes = await encodeSelfExtracting(built);
  return new TextDecoder("latin1").decode(bytes).split("\n");
}

Deno.test("encodeSelfExtracting() gives the same bytes for the same content", async () => {
  assertEquals(await encodeFake(), await encodeFake());
});

Deno.test("encodeSelfExtracting() tells where each file is, compressed", async () => {
  const bytes = await encodeSelfExtracting(options());
  const [names, place1, place2, hash1, hash2, args] = await linesOf(options());
  assertEquals(args, "run --no-prompt");
  const contents = await Promise.all(
    [[place1, hash1], [place2, hash2]].map(async ([place, hash]) => {
      const [offset, length, name] = place.split(" ");
      const start = Number(offset) - 1;
      const content = await new Response(
        new Blob([bytes.subarray(start, start + Number(length))]).stream()
          .pipeThrough(new DecompressionStream("gzip")),
      ).bytes();
      const digest = await crypto.subtle.digest("SHA-256", content);
      assertEquals(`${new Uint8Array(digest).toHex()} ${name}`, hash);
      return [name, new TextDecoder().decode(content)];
    }),
  );
  const [program, runtime] = names.split(" ");
  assertEquals(contents, [
    [runtime, "the runtime"],
    [`${program}/main.js`, "the program"],
  ]);
});

Deno.test("encodeSelfExtracting() names what it carries by its content", async () => {
  const [names] = await linesOf(options());
  const [program, runtime] = names.split(" ");
  const changed = encoder.encode("changed");
  const [otherProgram] = await linesOf(
    options({ program: [{ name: "main.js", bytes: changed }] }),
  );
  assert(otherProgram.split(" ")[0] !== program);
  assertEquals(otherProgram.split(" ")[1], runtime);
  const [otherRuntime] = await linesOf(options({ runtime: changed }));
  assertEquals(otherRuntime.split(" ")[0], program);
  assert(otherRuntime.split(" ")[1] !== runtime);
});

Deno.test("encodeSelfExtracting() refuses a name that a shell could misread", async () => {
  for (const name of ["a b.js", "$(x).js", "-x", "../main.js", "", "a'b"]) {
    await assertRejects(
      () =>
        encodeSelfExtracting(
          options({ program: [{ name, bytes: new Uint8Array() }] }),
        ),
      RangeError,
      "its name is no plain word",
    );
  }
});

Deno.test("encodeSelfExtracting() makes room for a launcher of any length", async () => {
  for (const length of [10, 4000, 4096, 4097, 50_000]) {
    const launcher = `${"#".repeat(length)}\n@PARTS@\n`;
    const bytes = await encodeSelfExtracting(options({ launcher }));
    const [, place] = new TextDecoder("latin1").decode(bytes).split("\n");
    const start = Number(place.split(" ")[0]) - 1;
    assertEquals(start % 4096, 0);
    assertEquals([...bytes.subarray(start, start + 2)], [0x1f, 0x8b]);
  }
});
