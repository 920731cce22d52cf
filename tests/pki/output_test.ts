import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { Failure } from "../../src/failure.ts";
import { exists, refuseExisting, writeOutputs } from "../../src/pki/output.ts";
import { modeOf, withFolder } from "./support.ts";

Deno.test("refuseExisting() names a file that exists, or that is named twice", async () => {
  await withFolder(async (folder) => {
    const [a, b] = [`${folder}/a`, `${folder}/b`];
    await refuseExisting([a, b]);
    await Deno.writeTextFile(b, "");
    const failure = await assertRejects(
      () => refuseExisting([a, b]),
      Failure,
      `Cannot write ${b}: it exists already.`,
    );
    assertEquals(failure.kind, "bad-file");
    const twice = await assertRejects(
      () => refuseExisting([a, a]),
      Failure,
      `Cannot write two things to ${a}.`,
    );
    assertEquals(twice.kind, "usage");
  });
});

Deno.test("exists() sees a link that leads nowhere", async () => {
  await withFolder(async (folder) => {
    await Deno.symlink("nowhere", `${folder}/link`);
    assertEquals(await exists(`${folder}/link`), true);
    assertEquals(await exists(`${folder}/nowhere`), false);
    await Deno.writeTextFile(`${folder}/file`, "");
    assertEquals(await exists(`${folder}/file/below`), false);
  });
});

Deno.test("writeOutputs() writes with the given access, and replaces only where told", async () => {
  await withFolder(async (folder) => {
    const path = `${folder}/a.key`;
    await writeOutputs([{ path, text: "one", mode: 0o600 }], false);
    assertEquals(await modeOf(path), 0o600);
    await assertRejects(
      () => writeOutputs([{ path, text: "two", mode: 0o600 }], false),
      Failure,
      "it exists already",
    );
    assertEquals(await Deno.readTextFile(path), "one");
    await writeOutputs([{ path, text: "three", mode: 0o400 }], true);
    assertEquals(await Deno.readTextFile(path), "three");
    assertEquals(await modeOf(path), 0o400);
  });
});

Deno.test("writeOutputs() says what is wrong with a folder", async () => {
  await withFolder(async (folder) => {
    const failure = await assertRejects(
      () =>
        writeOutputs(
          [{ path: `${folder}/no/a`, text: "", mode: 0o600 }],
          false,
        ),
      Failure,
      "no such file or directory",
    );
    assertStringIncludes(failure.hint ?? "", "a folder that exists");
  });
});
