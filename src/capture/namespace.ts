/**
 * Puts a program into a user and network namespace of its own: it is root
 * there, whoever started it, and the only interface is a `lo` of its own.
 */
export const NAMESPACE_WRAPPER: readonly string[] = [
  "unshare",
  "--user",
  "--map-root-user",
  "--net",
];

/** Set, to anything, in a process that runs in a network namespace of wirelab's own. */
export const NAMESPACE_ENV = "WIRELAB_NAMESPACE";

/** Whether this process was started in a network namespace of its own. */
export function inOwnNamespace(): boolean {
  return Deno.env.has(NAMESPACE_ENV);
}

/**
 * Finds out by trying whether such a namespace can be had, and is worth
 * something: some systems grant the namespace and withhold its capabilities.
 *
 * @returns What stands in the way, in the words of the system; `undefined` if nothing does.
 */
export async function namespaceObstacle(): Promise<string | undefined> {
  // The inner call needs a capability that only holds if the outer one gave it.
  const [program, ...args] = [
    ...NAMESPACE_WRAPPER,
    "unshare",
    "--net",
    "true",
  ];
  try {
    const { success, stderr } = await new Deno.Command(program, {
      args,
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).output();
    if (success) return undefined;
    const [first] = new TextDecoder().decode(stderr).trim().split("\n");
    return first || `${program} failed`;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) {
      return `there is no program ${program}`;
    }
    if (error instanceof Deno.errors.NotCapable) {
      return "Deno was started without --allow-run";
    }
    throw error;
  }
}
