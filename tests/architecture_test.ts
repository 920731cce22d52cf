import { assert, assertEquals } from "@std/assert";
import {
  codeOf,
  findCycle,
  findFaults,
  FOLDERS,
  importsOf,
  MAX_LINES,
  type SourceFile,
} from "./architecture.ts";

/** Files that are lists of registered values or sentences, not logic. */
const DATA_TABLES: readonly string[] = [
  "src/explain/catalogue_en.ts",
  "src/explain/catalogue_zh.ts",
];

const ROOT = new URL("../", import.meta.url);

function* sourceFiles(directory = "src/"): Generator<SourceFile> {
  for (const entry of Deno.readDirSync(new URL(directory, ROOT))) {
    const path = `${directory}${entry.name}`;
    if (entry.isDirectory) yield* sourceFiles(`${path}/`);
    else if (/\.tsx?$/.test(entry.name)) {
      yield { path, text: Deno.readTextFileSync(new URL(path, ROOT)) };
    }
  }
}

function faultsOf(path: string, text: string): string[] {
  return findFaults([{ path, text }]);
}

Deno.test("every source file keeps the rules of the house", () => {
  const main = Deno.readTextFileSync(new URL("main.ts", ROOT));
  const files = [{ path: "main.ts", text: main }, ...sourceFiles()];
  assert(files.length > 20, "the sources were not found");
  assertEquals(findFaults(files, DATA_TABLES), []);
});

Deno.test("every data table that may be long exists", () => {
  const paths = [...sourceFiles()].map((file) => file.path);
  for (const path of DATA_TABLES) assert(paths.includes(path), path);
});

Deno.test("every failure of wirelab takes its words from catalogues, in every language", () => {
  const english = [...sourceFiles()].filter(({ path, text }) =>
    !path.startsWith("src/executable/") &&
    /new Failure\(\s*[^,()]+,\s*["`]/.test(text)
  );
  assertEquals(english.map(({ path }) => path), []);
});

Deno.test("the allowed imports themselves form no circle", () => {
  const graph = new Map(
    Object.entries(FOLDERS).map(([name, rule]) => [
      name,
      new Set([...rule.folders, ...rule.typesOf ?? []]),
    ]),
  );
  assertEquals(findCycle(graph), undefined);
});

Deno.test("importsOf() finds imports, re-exports and dynamic imports, not those in comments", () => {
  const text = `
/**
 * import { a } from "./in_comment.ts";
 */
import "reflect-metadata";
import { a } from "./a.ts";
import type { B } from "./b.ts";
import {
  c,
  type D,
} from "../c/mod.ts";
import * as e from "node:tls";
import f from "../../deno.json" with { type: "json" };
export * from "./g.ts";
export type { H } from "./h.ts";
// import { x } from "./in_line_comment.ts";
const url = "https://example.org/";
const later = await import("./later.ts");
`;
  assertEquals(importsOf(text), [
    { specifier: "reflect-metadata", typesOnly: false },
    { specifier: "./a.ts", typesOnly: false },
    { specifier: "./b.ts", typesOnly: true },
    { specifier: "../c/mod.ts", typesOnly: false },
    { specifier: "node:tls", typesOnly: false },
    { specifier: "../../deno.json", typesOnly: false },
    { specifier: "./g.ts", typesOnly: false },
    { specifier: "./h.ts", typesOnly: true },
    { specifier: "./later.ts", typesOnly: false },
  ]);
});

Deno.test("codeOf() takes out comments and strings, and keeps the code between", () => {
  assertEquals(
    codeOf('a; // Deno.exit\nb("http://x"); /* console\n.log */ c'),
    'a; \nb("");  c',
  );
});

Deno.test("findFaults() tells of an import against the direction", () => {
  assertEquals(
    faultsOf("src/tls/a.ts", 'import { x } from "../packet/mod.ts";\n'),
    ["src/tls/a.ts imports ../packet/mod.ts"],
  );
  assertEquals(
    faultsOf("src/endpoints/a.ts", 'export * from "../explain/step.ts";\n'),
    ["src/endpoints/a.ts imports ../explain/step.ts"],
  );
  assertEquals(
    faultsOf("src/bytes/a.ts", 'const x = await import("../failure.ts");\n'),
    ["src/bytes/a.ts imports ../failure.ts"],
  );
  assertEquals(
    faultsOf("src/tls/deep/a.ts", 'import { x } from "../../bytes/mod.ts";\n'),
    [],
  );
});

Deno.test("findFaults() lets types through where only types are allowed", () => {
  const path = "src/packet/a.ts";
  assertEquals(
    faultsOf(path, 'import type { Frame } from "../pcap/mod.ts";\n'),
    [],
  );
  assertEquals(faultsOf(path, 'import { x } from "../pcap/mod.ts";\n'), [
    "src/packet/a.ts imports ../pcap/mod.ts",
  ]);
});

Deno.test("findFaults() tells of a package that is not on the list", () => {
  assertEquals(
    faultsOf("src/http/a.ts", 'import fs from "node:fs";\n'),
    ["src/http/a.ts imports node:fs"],
  );
  assertEquals(
    faultsOf("src/cli/a.ts", 'import { x } from "npm:left-pad";\n'),
    ["src/cli/a.ts imports npm:left-pad"],
  );
});

Deno.test("findFaults() tells of the system in a decoder, and only there", () => {
  const text = "Deno.exit(1);\nconsole.log(`${setTimeout}`);\n";
  assertEquals(faultsOf("src/stream/a.ts", text), [
    "src/stream/a.ts uses Deno.exit",
    "src/stream/a.ts uses console.log",
    "src/stream/a.ts uses setTimeout",
  ]);
  assertEquals(faultsOf("src/endpoints/a.ts", text), []);
  assertEquals(
    faultsOf("src/stream/b.ts", "// Deno.exit\nx.fetch();\nconst alert = 1;\n"),
    [],
  );
});

Deno.test("findFaults() tells of files that are too long", () => {
  const long = "x;\n".repeat(MAX_LINES + 1);
  assertEquals(faultsOf("src/bytes/a.ts", long), [
    `src/bytes/a.ts has ${MAX_LINES + 1} lines`,
  ]);
  assertEquals(
    findFaults([{ path: "src/bytes/a.ts", text: long }], ["src/bytes/a.ts"]),
    [],
  );
  assertEquals(faultsOf("main.ts", "x;\n".repeat(60)), [
    "main.ts has 60 lines",
  ]);
});

Deno.test("findFaults() tells of a file outside the folders of the house", () => {
  assertEquals(faultsOf("src/utils/a.ts", ""), [
    "src/utils/a.ts is in no folder of the house",
  ]);
  assertEquals(faultsOf("src/helpers.ts", ""), [
    "src/helpers.ts is in no folder of the house",
  ]);
});

Deno.test("findFaults() tells of folders that import each other", () => {
  const faults = findFaults([
    { path: "src/bytes/a.ts", text: 'import "../pcap/b.ts";\n' },
    { path: "src/pcap/b.ts", text: 'import "../bytes/a.ts";\n' },
  ]);
  assertEquals(faults, [
    "src/bytes/a.ts imports ../pcap/b.ts",
    "folders import in a circle: bytes -> pcap -> bytes",
  ]);
});
