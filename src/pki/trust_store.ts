import { chromiumDatabase } from "./roots.ts";

/** A list of trusted CAs, by who goes by it. */
export type StoreName =
  | "system"
  | "keychain"
  | "windows"
  | "chromium"
  | "firefox";

/** A call of a program of this system. */
export interface SystemCommand {
  /** The program. */
  readonly program: string;
  /** Its arguments. */
  readonly args: readonly string[];
  /** Whether only the administrator may do it. */
  readonly asRoot?: boolean;
}

/** A list of trusted CAs, and what puts a CA on it or takes it off. */
export interface TrustStore {
  /** Whose list it is. */
  readonly name: StoreName;
  /** Folder of its database, where there may be several of a name. */
  readonly folder?: string;
  /** Puts the CA on the list. */
  readonly trust: readonly SystemCommand[];
  /** Takes the CA off the list. */
  readonly untrust: readonly SystemCommand[];
  /** Tells whether the CA is on the list: a file that exists, or a command that succeeds. */
  readonly sign?: string | SystemCommand;
  /** What installs the program that this needs, where that is missing. */
  readonly install?: SystemCommand;
}

/** What the ways to trust depend on. */
export interface TrustSurroundings {
  /** Operating system, as `Deno.build.os` names it. */
  readonly os: typeof Deno.build.os;
  /** The user's home folder. */
  readonly home: string;
  /** Programs that are installed, of those in {@linkcode TOOLS}. */
  readonly tools: ReadonlySet<string>;
  /** Folders that exist and hold the certificates of a Firefox profile. */
  readonly firefoxProfiles: readonly string[];
  /** Folders that exist and hold the certificates of a Chromium. */
  readonly chromiumDatabases: readonly string[];
}

/** A CA that is to be trusted. */
export interface TrustedAuthority {
  /** Path of its certificate, in PEM. */
  readonly path: string;
  /** Its common name. */
  readonly name: string;
  /** SHA-256 of its certificate, in hexadecimal. */
  readonly sha256: string;
  /** SHA-1 of its certificate, by which macOS and Windows call it. */
  readonly sha1: string;
}

/** Programs whose presence decides how a CA becomes trusted. */
export const TOOLS = [
  "update-ca-certificates",
  "trust",
  "certutil",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "apt-get",
  "dnf",
  "pacman",
  "zypper",
  "apk",
] as const;

const BROWSERS = ["chromium", "chromium-browser", "google-chrome"];

/** Where Debian and its relatives look for CAs of this machine's own. */
const LOCAL_CERTIFICATES = "/usr/local/share/ca-certificates";

/** What installs NSS's `certutil`, by the installer of each system. */
const INSTALLERS: readonly (readonly [string, readonly string[]])[] = [
  ["apt-get", ["install", "libnss3-tools"]],
  ["dnf", ["install", "nss-tools"]],
  ["pacman", ["-S", "nss"]],
  ["zypper", ["install", "mozilla-nss-tools"]],
  ["apk", ["add", "nss-tools"]],
];

/**
 * Lists the lists of trusted CAs on this machine, with the commands that put a
 * CA on each and take it off again.
 *
 * @param authority The CA.
 * @param surroundings What the commands depend on.
 */
export function trustStores(
  authority: TrustedAuthority,
  surroundings: TrustSurroundings,
): TrustStore[] {
  switch (surroundings.os) {
    case "darwin":
      return [keychain(authority, surroundings)];
    case "windows":
      return [windowsStore(authority)];
    default:
      return [
        ...systemStore(authority, surroundings),
        ...databases(authority, surroundings),
      ];
  }
}

function systemStore(
  authority: TrustedAuthority,
  { tools }: TrustSurroundings,
): TrustStore[] {
  const { path } = authority;
  if (tools.has("update-ca-certificates")) {
    const copy = `${LOCAL_CERTIFICATES}/wirelab-${shortHash(authority)}.crt`;
    return [{
      name: "system",
      trust: [
        { program: "cp", args: [path, copy], asRoot: true },
        { program: "update-ca-certificates", args: [], asRoot: true },
      ],
      untrust: [
        { program: "rm", args: [copy], asRoot: true },
        { program: "update-ca-certificates", args: ["--fresh"], asRoot: true },
      ],
      sign: copy,
    }];
  }
  if (!tools.has("trust")) return [];
  return [{
    name: "system",
    trust: [{
      program: "trust",
      args: ["anchor", "--store", path],
      asRoot: true,
    }],
    untrust: [{
      program: "trust",
      args: ["anchor", "--remove", path],
      asRoot: true,
    }],
  }];
}

function keychain(
  { path, sha1 }: TrustedAuthority,
  { home }: TrustSurroundings,
): TrustStore {
  const file = `${home}/Library/Keychains/login.keychain-db`;
  const hash = sha1.replaceAll(":", "");
  return {
    name: "keychain",
    trust: [{
      program: "security",
      args: ["add-trusted-cert", "-r", "trustRoot", "-k", file, path],
    }],
    untrust: [
      { program: "security", args: ["remove-trusted-cert", path] },
      { program: "security", args: ["delete-certificate", "-Z", hash, file] },
    ],
  };
}

function windowsStore({ path, sha1 }: TrustedAuthority): TrustStore {
  const hash = sha1.replaceAll(":", "").toLowerCase();
  return {
    name: "windows",
    trust: [{
      program: "certutil",
      args: ["-user", "-addstore", "Root", path],
    }],
    untrust: [{
      program: "certutil",
      args: ["-user", "-delstore", "Root", hash],
    }],
    sign: { program: "certutil", args: ["-user", "-store", "Root", hash] },
  };
}

/** The databases of NSS, which Chromium and Firefox on Linux go by. */
function databases(
  authority: TrustedAuthority,
  surroundings: TrustSurroundings,
): TrustStore[] {
  const { home, tools, chromiumDatabases, firefoxProfiles } = surroundings;
  const usual = chromiumDatabase(home);
  const isNew = !chromiumDatabases.includes(usual) &&
    BROWSERS.some((browser) => tools.has(browser));
  const install = tools.has("certutil") ? undefined : installer(surroundings);
  const stores = [
    ...isNew ? [newDatabase(usual, authority)] : [],
    ...chromiumDatabases.map((folder) =>
      database("chromium", folder, authority)
    ),
    ...firefoxProfiles.map((folder) => database("firefox", folder, authority)),
  ];
  return stores.map((store) => ({ ...store, install }));
}

function database(
  name: "chromium" | "firefox",
  folder: string,
  authority: TrustedAuthority,
): TrustStore {
  const where = ["-d", `sql:${folder}`];
  const nickname = `${authority.name} ${shortHash(authority)}`;
  return {
    name,
    folder,
    trust: [certutil(
      ...where,
      "-A",
      "-t",
      "C,,",
      "-n",
      nickname,
      "-i",
      authority.path,
    )],
    untrust: [certutil(...where, "-D", "-n", nickname)],
    sign: certutil(...where, "-L", "-n", nickname),
  };
}

/** Chromium takes a database that is there before its first start. */
function newDatabase(
  folder: string,
  authority: TrustedAuthority,
): TrustStore {
  const store = database("chromium", folder, authority);
  return {
    ...store,
    trust: [
      { program: "mkdir", args: ["-p", folder] },
      certutil("-d", `sql:${folder}`, "-N", "--empty-password"),
      ...store.trust,
    ],
  };
}

function certutil(...args: string[]): SystemCommand {
  return { program: "certutil", args };
}

function installer(
  { tools }: TrustSurroundings,
): SystemCommand | undefined {
  const found = INSTALLERS.find(([program]) => tools.has(program)) ??
    INSTALLERS[0];
  const [program, args] = found;
  return { program, args, asRoot: true };
}

/** The first digits of a hash, which tell one CA of wirelab's from another. */
function shortHash({ sha256 }: TrustedAuthority): string {
  return sha256.replaceAll(":", "").slice(0, 8).toLowerCase();
}
