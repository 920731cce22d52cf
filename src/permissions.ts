/** Environment variables that wirelab reads; Deno withholds all others. */
export const ENVIRONMENT: readonly string[] = [
  "HOME",
  "LANG",
  "LC_ALL",
  "LC_MESSAGES",
  "LOCALAPPDATA",
  "SSLKEYLOGFILE",
  "WIRELAB_CAPTURE",
  "WIRELAB_EXECUTABLE",
  "WIRELAB_NAMESPACE",
  "WIRELAB_RELAUNCHED",
  "XDG_DATA_HOME",
];

/**
 * Permissions that wirelab asks of Deno, as flags of `deno run` and
 * `deno compile`.
 *
 * Peers, files and programs are the user's choice, so those three are open.
 * Running programs must be: wirelab starts itself again from wherever it lies.
 * Foreign functions are the system calls of packet sockets, and Deno cannot
 * narrow a library that the system finds by its bare name. The list of CAs
 * that this system trusts is system information, of which Deno knows no part
 * by a name of its own.
 */
export const PERMISSIONS: readonly string[] = [
  "--allow-net",
  "--allow-read",
  "--allow-write",
  "--allow-run",
  "--allow-ffi",
  "--allow-sys",
  `--allow-env=${ENVIRONMENT.join(",")}`,
];

/**
 * Flags that keep a bundled wirelab apart from the folder it is started in:
 * no configuration, no lock file, nothing fetched.
 */
export const SEALED: readonly string[] = [
  "--no-config",
  "--no-lock",
  "--no-remote",
  "--no-npm",
  "--cached-only",
];

/**
 * Arguments with which a Deno runtime runs wirelab.
 *
 * @param main Address of the main module: `main.ts`, or the bundled `main.js`.
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { runArguments } from "./permissions.ts";
 *
 * assertEquals(runArguments("file:///w/main.ts").at(-1), "file:///w/main.ts");
 * ```
 */
export function runArguments(main: string): string[] {
  return [
    "run",
    "--quiet",
    "--no-prompt",
    ...(main.endsWith(".js") ? SEALED : []),
    ...PERMISSIONS,
    main,
  ];
}
