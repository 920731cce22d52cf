import { assert, assertEquals, assertRejects } from "@std/assert";
import { StaticFiles } from "../../src/endpoints/static_files.ts";
import { Failure } from "../../src/failure.ts";

/** A folder `site` with files, and a secret beside it. */
async function site(): Promise<AsyncDisposable & { root: string }> {
  const folder = await Deno.makeTempDir();
  const root = `${folder}/site`;
  await Deno.mkdir(`${root}/sub/empty`, { recursive: true });
  await Deno.mkdir(`${folder}/site-other`);
  await Deno.writeTextFile(`${folder}/secret.txt`, "secret");
  await Deno.writeTextFile(`${folder}/site-other/secret.txt`, "secret");
  await Deno.writeTextFile(`${root}/a.txt`, "hello");
  await Deno.writeTextFile(`${root}/你好 %.html`, "hi");
  await Deno.writeTextFile(`${root}/sub/index.html`, "<p>sub");
  await Deno.symlink(`${folder}/secret.txt`, `${root}/out.txt`);
  await Deno.symlink(`${folder}/site-other`, `${root}/out`);
  await Deno.symlink("a.txt", `${root}/in.txt`);
  await Deno.symlink("gone.txt", `${root}/dangling`);
  await new Deno.Command("mkfifo", { args: [`${root}/pipe`] }).output();
  return {
    root,
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}

Deno.test("StaticFiles finds files, an index, and a folder's entries", async () => {
  await using place = await site();
  const files = await StaticFiles.open(place.root);
  const found = await files.find("/a.txt?x#y");
  assert(found.kind === "file");
  assertEquals(found.size, 5);
  assertEquals(found.contentType, "text/plain; charset=utf-8");
  const linked = await files.find("/in.txt");
  assert(linked.kind === "file" && linked.path.endsWith("/a.txt"));
  const chinese = await files.find(`/${encodeURIComponent("你好 %.html")}`);
  assert(chinese.kind === "file");
  const index = await files.find("/sub/");
  assert(index.kind === "file" && index.path.endsWith("/sub/index.html"));
  assertEquals(await files.find("/sub"), { kind: "moved", to: "./sub/" });
  assertEquals(await files.find("/sub?x=1&y=/?#z"), {
    kind: "moved",
    to: "./sub/?x=1&y=/?",
  });
  assertEquals(await files.find("/sub/empty/"), {
    kind: "folder",
    entries: [],
  });
  const root = await files.find("/");
  assert(root.kind === "folder");
  assertEquals(
    root.entries.map(({ name, isFolder, size }) => [name, isFolder, size]),
    [
      ["sub", true, undefined],
      ["a.txt", false, 5],
      ["in.txt", false, 5],
      ["你好 %.html", false, 2],
    ],
  );
});

Deno.test("StaticFiles lets no path out of its folder, and opens no pipe", async () => {
  await using place = await site();
  const files = await StaticFiles.open(place.root);
  for (
    const target of [
      "/../secret.txt",
      "/sub/../../secret.txt",
      "/%2e%2e/secret.txt",
      "/%2E./secret.txt",
      "/..%2fsecret.txt",
      "/sub/..%2f..%2fsecret.txt",
      "/%252e%252e/secret.txt",
      "/..%5csecret.txt",
      "/..\\secret.txt",
      "/../site-other/secret.txt",
      "//etc/passwd",
      "/%2fetc/passwd",
      "/a.txt%00.html",
      "/%00",
      "/%ff",
      "/%",
      "/out.txt",
      "/out/",
      "/out/secret.txt",
      "/dangling",
      "/pipe",
      "/a.txt/",
      "/a.txt/x",
      "a.txt",
      "",
      "*",
      `/${"x".repeat(5000)}`,
    ]
  ) assertEquals(await files.find(target), { kind: "missing" }, target);
});

Deno.test("StaticFiles.open() refuses what is no folder, in a sentence", async () => {
  await using place = await site();
  const file = await assertRejects(
    () => StaticFiles.open(`${place.root}/a.txt`),
    Failure,
    "it is no folder",
  );
  assertEquals(file.kind, "bad-file");
  const none = await assertRejects(
    () => StaticFiles.open(`${place.root}/none`),
    Failure,
    "there is no such folder",
  );
  assertEquals(none.kind, "bad-file");
});
