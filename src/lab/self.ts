import { Failure, inEvery } from "../failure.ts";
import { runArguments } from "../permissions.ts";
import { TEXTS } from "./failure_text.ts";

/** Set, to anything, in a process that {@linkcode relaunch} started. */
const RELAUNCHED_ENV = "WIRELAB_RELAUNCHED";

/** Exit code of what SIGKILL ends: 128 + 9. */
const KILLED = 137;
const PARENT_CHECK_MILLIS = 500;

/** How this program is started again. */
export interface RelaunchOptions {
  /** Environment variables to set, beside those that are inherited. */
  env?: Readonly<Record<string, string>>;
  /** Program and arguments that the new process is started through. */
  wrapper?: readonly string[];
}

/**
 * The command that starts this program, without arguments: the executable
 * itself, or a Deno runtime with the permissions and the main module.
 */
export function selfCommand(): string[] {
  return Deno.build.standalone
    ? [Deno.execPath()]
    : [Deno.execPath(), ...runArguments(Deno.mainModule)];
}

/**
 * The command that a person types to start this program, without arguments:
 * the file that unpacked it, where there is one, else {@linkcode selfCommand}.
 */
export function typedCommand(): string[] {
  const file = Deno.env.get("WIRELAB_EXECUTABLE");
  return file ? [file] : selfCommand();
}

/** Whether {@linkcode relaunch} started this process. */
export function isRelaunched(): boolean {
  return Deno.env.has(RELAUNCHED_ENV);
}

/**
 * Ends this process when the one that relaunched it is gone: killed, it could
 * not pass that on.
 *
 * @returns Disposed of, it watches no more; where nobody relaunched this
 * process, there is nothing to watch.
 */
export function endWithParent(): Disposable {
  const parent = Deno.ppid;
  const timer = isRelaunched()
    ? setInterval(() => {
      if (Deno.ppid !== parent) Deno.exit(KILLED);
    }, PARENT_CHECK_MILLIS)
    : undefined;
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

/**
 * Starts this program again in a new process, with other arguments, and waits
 * for it to end.
 *
 * It shares the terminal or the pipes of this process. SIGINT and SIGTERM go
 * on to it. Ctrl-C on a terminal reaches both processes by itself, so a
 * program that counts signals has to take two in quick succession as one.
 *
 * @param args Arguments of the new process.
 * @param options Its environment, and what it is started through.
 * @returns Its exit code; 128 + N where signal N ended it.
 * @throws {Failure} `unavailable`, if the wrapper is not installed.
 */
export async function relaunch(
  args: readonly string[],
  options: RelaunchOptions = {},
): Promise<number> {
  const [program, ...rest] = [
    ...options.wrapper ?? [],
    ...selfCommand(),
    ...args,
  ];
  const child = spawn(program, rest, {
    ...options.env,
    [RELAUNCHED_ENV]: "1",
  });
  const signals: Deno.Signal[] = Deno.build.os === "windows"
    ? ["SIGINT"]
    : ["SIGINT", "SIGTERM"];
  const listeners = signals.map((signal) => {
    // Windows gives Ctrl-C to every process of the console and knows no other
    // way to pass it on; listening keeps this process alive until the end.
    const listener = Deno.build.os === "windows"
      ? () => {}
      : () => forward(child, signal);
    Deno.addSignalListener(signal, listener);
    return () => Deno.removeSignalListener(signal, listener);
  });
  try {
    return (await child.status).code;
  } finally {
    for (const remove of listeners) remove();
  }
}

/**
 * Starts this program in a new process beside this one, and goes on.
 *
 * Its standard output comes back through a pipe, and its standard error goes
 * where that of this process goes. It ends when this process is gone, if it
 * heeds {@linkcode endWithParent}.
 *
 * @param args Arguments of the new process.
 */
export function startBeside(args: readonly string[]): Deno.ChildProcess {
  const [program, ...rest] = [...selfCommand(), ...args];
  return spawn(program, rest, { [RELAUNCHED_ENV]: "1" }, {
    stdin: "null",
    stdout: "piped",
  });
}

function spawn(
  program: string,
  args: string[],
  env: Record<string, string>,
  pipes: Pick<Deno.CommandOptions, "stdin" | "stdout"> = {
    stdin: "inherit",
    stdout: "inherit",
  },
): Deno.ChildProcess {
  try {
    return new Deno.Command(program, {
      args,
      env,
      ...pipes,
      stderr: "inherit",
    }).spawn();
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new Failure(
      "unavailable",
      inEvery(TEXTS, (text) => text.notInstalled(program)),
      { cause: error },
    );
  }
}

function forward(child: Deno.ChildProcess, signal: Deno.Signal): void {
  try {
    child.kill(signal);
  } catch (error) {
    // It ended between the signal and this call.
    if (
      !(error instanceof TypeError || error instanceof Deno.errors.NotFound)
    ) {
      throw error;
    }
  }
}
