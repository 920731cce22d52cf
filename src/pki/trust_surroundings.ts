import { exists } from "./output.ts";
import { chromiumDatabase } from "./roots.ts";
import { TOOLS, type TrustSurroundings } from "./trust_store.ts";

/** Folders below the home folder that hold profiles of Firefox. */
const FIREFOX_FOLDERS = [
  ".mozilla/firefox",
  "snap/firefox/common/.mozilla/firefox",
  ".var/app/org.mozilla.firefox/.mozilla/firefox",
];

/**
 * Looks at this machine for what decides how a CA becomes trusted.
 *
 * @param home The user's home folder.
 */
export async function trustSurroundings(
  home: string,
): Promise<TrustSurroundings> {
  const { os } = Deno.build;
  if (os === "darwin" || os === "windows") {
    return {
      os,
      home,
      tools: new Set(),
      firefoxProfiles: [],
      chromiumDatabases: [],
    };
  }
  const profiles = await Promise.all(
    FIREFOX_FOLDERS.map((folder) => foldersIn(`${home}/${folder}`)),
  );
  const chromium = [
    chromiumDatabase(home),
    chromiumDatabase(`${home}/snap/chromium/current`),
  ];
  return {
    os,
    home,
    tools: await findTools(),
    firefoxProfiles: await withDatabase(profiles.flat()),
    chromiumDatabases: await withDatabase(chromium),
  };
}

/** The system's own programs may lie where an ordinary user does not look. */
async function findTools(): Promise<Set<string>> {
  const script = [
    "PATH=$PATH:/usr/sbin:/sbin",
    'for tool; do command -v "$tool" >/dev/null && echo "$tool"; done',
    "true",
  ].join("\n");
  const { stdout } = await new Deno.Command("sh", {
    args: ["-c", script, "sh", ...TOOLS],
    stdin: "null",
    stderr: "null",
  }).output();
  return new Set(new TextDecoder().decode(stdout).split("\n").filter(Boolean));
}

async function foldersIn(folder: string): Promise<string[]> {
  try {
    const folders: string[] = [];
    for await (const { name, isDirectory } of Deno.readDir(folder)) {
      if (isDirectory) folders.push(`${folder}/${name}`);
    }
    return folders.sort();
  } catch {
    // This Firefox is not installed, or is another user's.
    return [];
  }
}

async function withDatabase(folders: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const folder of folders) {
    if (await exists(`${folder}/cert9.db`)) found.push(folder);
  }
  return found;
}
