/**
 * The rules of the house: which folder may import which, and what stays out of
 * the folders that only turn bytes into meaning.
 *
 * @module
 */

/** What the files of one folder under `src/` may import. */
export interface FolderRule {
  /** Folders, and files beside them, that they may import. */
  readonly folders: readonly string[];
  /** Folders that they may import types from, and nothing else. */
  readonly typesOf?: readonly string[];
  /** Packages and built-in modules that they may import. */
  readonly packages?: readonly string[];
  /** Whether they must do without the system: no `Deno`, timer or console. */
  readonly pure?: boolean;
}

/** Longest file in lines; data tables may be longer. */
export const MAX_LINES = 500;
/** Longest main module in lines. */
export const MAX_MAIN_LINES = 60;

const DECODERS = ["bytes", "pcap", "packet", "stream", "tls", "http", "ssh"];
const ENDS = ["endpoints", "pki", "capture"];

/** The folders of `src/` and what each may import. There are no others. */
export const FOLDERS: Readonly<Record<string, FolderRule>> = {
  bytes: { folders: [], packages: ["node:crypto"], pure: true },
  pcap: { folders: ["bytes"], pure: true },
  packet: { folders: ["bytes"], typesOf: ["pcap"], pure: true },
  stream: { folders: ["bytes", "packet"], pure: true },
  tls: {
    folders: ["bytes"],
    packages: ["node:crypto", "node:zlib"],
    pure: true,
  },
  http: { folders: ["bytes"], pure: true },
  ssh: { folders: ["bytes"], pure: true },
  explain: { folders: DECODERS, pure: true },
  render: {
    folders: [...DECODERS, "explain"],
    packages: ["@std/cli/unicode-width", "@std/fmt/bytes", "@std/fmt/colors"],
    pure: true,
  },
  endpoints: {
    folders: ["bytes", "failure.ts"],
    packages: [
      "node:crypto",
      "node:dns/promises",
      "node:net",
      "node:stream",
      "node:tls",
      "ssh2",
    ],
  },
  pki: {
    folders: ["bytes", "failure.ts"],
    packages: [
      "@peculiar/x509",
      "node:crypto",
      "node:tls",
      "reflect-metadata",
    ],
  },
  capture: { folders: ["bytes", "failure.ts"] },
  lab: {
    folders: [
      ...DECODERS,
      ...ENDS,
      "explain",
      "render",
      "failure.ts",
      "permissions.ts",
    ],
    packages: ["node:process"],
  },
  cli: {
    folders: [
      ...DECODERS,
      ...ENDS,
      "explain",
      "render",
      "lab",
      "failure.ts",
      "permissions.ts",
    ],
    packages: [
      "@std/cli/parse-args",
      "@std/fmt/bytes",
      "@std/fmt/colors",
      "node:fs",
    ],
  },
  executable: {
    folders: ["bytes", "cli", "failure.ts", "permissions.ts"],
    packages: ["@std/fmt/bytes", "node:zlib"],
  },
};

/** Files that may stand beside the folders of `src/`. */
export const LOOSE_FILES = [
  "failure.ts",
  "permissions.ts",
  "ssh2.d.ts",
  "std.d.ts",
];

/** One import of a module. */
export interface Import {
  /** What it names: `../bytes/mod.ts`, `node:tls`. */
  readonly specifier: string;
  /** Whether only types come from it. */
  readonly typesOnly: boolean;
}

/** A source file: its path from the root, with slashes, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** Takes the comments, and the content of quoted strings, out of a source text. */
export function codeOf(text: string): string {
  return text.replaceAll(
    /\/\*[^]*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g,
    (match) => match.startsWith("/") ? "" : '""',
  );
}

/** Lists what a module imports: statically, by re-export, and dynamically. */
export function importsOf(text: string): Import[] {
  const code = text.replaceAll(
    /\/\*[^]*?\*\/|("(?:\\.|[^"\\\n])*")|^\s*\/\/[^\n]*/gm,
    (_match, string) => string ?? "",
  );
  const imports: Import[] = [];
  const statement =
    /^(?:import|export)\s+(type\s)?(?:[\w*\s{},$]*?\sfrom\s+)?"([^"]+)"/gm;
  for (const [, type, specifier] of code.matchAll(statement)) {
    imports.push({ specifier, typesOnly: type !== undefined });
  }
  for (const [, specifier] of code.matchAll(/\bimport\(\s*"([^"]+)"\s*\)/g)) {
    imports.push({ specifier, typesOnly: false });
  }
  return imports;
}

/**
 * Finds what breaks the rules of the house.
 *
 * @param files `main.ts` and all files under `src/`.
 * @param dataTables Paths of the files that may be long.
 * @returns One sentence for each fault.
 */
export function findFaults(
  files: readonly SourceFile[],
  dataTables: readonly string[] = [],
): string[] {
  const faults: string[] = [];
  for (const file of files) {
    const lines = file.text.split("\n").length - 1;
    if (file.path === "main.ts") {
      if (lines >= MAX_MAIN_LINES) {
        faults.push(`main.ts has ${lines} lines`);
      }
      faults.push(...importFaults(file, { folders: ["cli"] }));
      continue;
    }
    if (lines > MAX_LINES && !dataTables.includes(file.path)) {
      faults.push(`${file.path} has ${lines} lines`);
    }
    const folder = placeOf(file.path);
    const rule = FOLDERS[folder];
    if (rule) {
      faults.push(...importFaults(file, rule));
      if (rule.pure) faults.push(...purityFaults(file));
    } else if (!LOOSE_FILES.includes(folder)) {
      faults.push(`${file.path} is in no folder of the house`);
    } else {
      faults.push(...importFaults(file, { folders: [] }));
    }
  }
  const cycle = findCycle(folderGraph(files));
  if (cycle) faults.push(`folders import in a circle: ${cycle.join(" -> ")}`);
  return faults;
}

/** Finds a way from a folder back to itself. */
export function findCycle(
  graph: ReadonlyMap<string, ReadonlySet<string>>,
): string[] | undefined {
  const done = new Set<string>();
  function visit(node: string, path: readonly string[]): string[] | undefined {
    const seen = path.indexOf(node);
    if (seen >= 0) return [...path.slice(seen), node];
    if (done.has(node)) return undefined;
    for (const next of graph.get(node) ?? []) {
      const cycle = visit(next, [...path, node]);
      if (cycle) return cycle;
    }
    done.add(node);
    return undefined;
  }
  for (const node of graph.keys()) {
    const cycle = visit(node, []);
    if (cycle) return cycle;
  }
  return undefined;
}

function folderGraph(files: readonly SourceFile[]): Map<string, Set<string>> {
  const graph = new Map<string, Set<string>>();
  for (const file of files) {
    if (!file.path.startsWith("src/")) continue;
    const from = placeOf(file.path);
    const targets = graph.get(from) ?? new Set();
    graph.set(from, targets);
    for (const { specifier } of importsOf(file.text)) {
      const to = targetOf(file.path, specifier);
      if (to !== undefined && to !== from) targets.add(to);
    }
  }
  return graph;
}

function importFaults(file: SourceFile, rule: FolderRule): string[] {
  const own = placeOf(file.path);
  return importsOf(file.text).flatMap(({ specifier, typesOnly }) => {
    const target = targetOf(file.path, specifier);
    const allowed = target === undefined
      ? rule.packages?.includes(specifier)
      : target === own || target === "deno.json" ||
        rule.folders.includes(target) ||
        typesOnly && rule.typesOf?.includes(target);
    return allowed ? [] : [`${file.path} imports ${specifier}`];
  });
}

function purityFaults(file: SourceFile): string[] {
  const code = codeOf(file.text);
  const impure =
    /\b(?:Deno\.\w+|console\.\w+|process\.\w+|set(?:Timeout|Interval|Immediate)|fetch(?=\()|WebSocket)\b/g;
  const used = new Set(
    [...code.matchAll(impure)]
      .filter((match) => code[match.index - 1] !== ".")
      .map(([name]) => name),
  );
  return [...used].map((name) => `${file.path} uses ${name}`);
}

/** The folder under `src/` that a path lies in, or the loose file it is. */
function placeOf(path: string): string {
  return path.startsWith("src/") ? path.split("/")[1] : path;
}

/** The place that a relative import leads to; `undefined` for a package. */
function targetOf(path: string, specifier: string): string | undefined {
  if (!specifier.startsWith(".")) return undefined;
  return placeOf(new URL(specifier, `file:///${path}`).pathname.slice(1));
}
