/**
 * wirelab as a program under test: its sources, or the executable that
 * `WIRELAB_BIN` names. And the programs that it talks to.
 *
 * @module
 */
import { assert } from "@std/assert";
import { runArguments } from "../../src/permissions.ts";

const MAIN = new URL("../../main.ts", import.meta.url).href;

/** The program and its first arguments. */
export function wirelabCommand(): [program: string, ...args: string[]] {
  const binary = Deno.env.get("WIRELAB_BIN");
  return binary ? [binary] : [Deno.execPath(), ...runArguments(MAIN)];
}

/** How a program is run. */
export interface RunOptions {
  /** What it reads on standard input; nothing if not given. */
  input?: string | Uint8Array;
  /** Variables to set in its environment. */
  env?: Record<string, string>;
  /** Folder that it runs in. */
  cwd?: string;
}

/** What a program left behind. */
export interface Outcome {
  readonly code: number;
  /** Standard output as bytes. */
  readonly bytes: Uint8Array;
  /** Standard output as text. */
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs wirelab to its end. */
export function wirelab(
  args: readonly string[],
  options: RunOptions = {},
): Promise<Outcome> {
  return run([...wirelabCommand(), ...args], options);
}

/** Runs a program to its end. */
export async function run(
  [program, ...args]: readonly string[],
  options: RunOptions = {},
): Promise<Outcome> {
  const child = new Deno.Command(program, {
    args,
    env: { LC_ALL: "C.UTF-8", ...options.env },
    cwd: options.cwd,
    stdin: options.input === undefined ? "null" : "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const [{ code, stdout, stderr }] = await Promise.all([
    child.output(),
    options.input === undefined ? undefined : feed(child, options.input),
  ]);
  const decoder = new TextDecoder();
  return {
    code,
    bytes: stdout,
    stdout: decoder.decode(stdout),
    stderr: decoder.decode(stderr),
  };
}

async function feed(
  child: Deno.ChildProcess,
  input: string | Uint8Array,
): Promise<void> {
  const bytes = typeof input === "string"
    ? new TextEncoder().encode(input)
    : new Uint8Array(input);
  const writer = child.stdin.getWriter();
  try {
    await writer.write(bytes);
    await writer.close();
  } catch {
    // A program may end before it has read everything.
  }
}

/** A program that runs while a test talks to it. */
export class Running implements AsyncDisposable {
  /** The process. */
  readonly child: Deno.ChildProcess;
  readonly #texts = { stdout: "", stderr: "" };
  readonly #readers: Promise<void>;
  readonly #hasInput: boolean;
  #changed = Promise.withResolvers<void>();
  #ended = false;

  /** Starts it. */
  constructor([program, ...args]: readonly string[], options: RunOptions = {}) {
    this.child = new Deno.Command(program, {
      args,
      env: { LC_ALL: "C.UTF-8", ...options.env },
      cwd: options.cwd,
      stdin: options.input === undefined ? "null" : "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    if (options.input) feed(this.child, options.input);
    this.#hasInput = options.input !== undefined;
    this.#readers = Promise.all([
      this.#collect("stdout"),
      this.#collect("stderr"),
    ]).then(() => {
      this.#ended = true;
      this.#change();
    });
  }

  /** What it wrote on standard output so far. */
  get stdout(): string {
    return this.#texts.stdout;
  }

  /** What it wrote on standard error so far. */
  get stderr(): string {
    return this.#texts.stderr;
  }

  /**
   * Waits until a stream holds a pattern.
   *
   * @returns The match.
   */
  async until(
    pattern: RegExp,
    stream: "stdout" | "stderr" = "stdout",
  ): Promise<RegExpExecArray> {
    return await this.when(`${pattern}`, () => {
      return pattern.exec(this.#texts[stream]) ?? undefined;
    });
  }

  /**
   * Waits until something can be found in what it wrote.
   *
   * @param what What that is, for the message where it ends without.
   * @param find Looks for it.
   */
  async when<T>(what: string, find: () => T | undefined): Promise<T> {
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      assert(
        !this.#ended,
        `it ended without ${what}:\n${this.stdout}${this.stderr}`,
      );
      await this.#changed.promise;
    }
  }

  /** Waits for the end of it and of its output; gives the exit code. */
  async end(): Promise<number> {
    await this.#readers;
    return (await this.child.status).code;
  }

  /** Kills it, if it still runs. */
  async [Symbol.asyncDispose](): Promise<void> {
    try {
      this.child.kill("SIGKILL");
    } catch {
      // It has ended.
    }
    await this.end();
    // A test that wrote to it holds its input, and has closed that itself.
    if (this.#hasInput && !this.child.stdin.locked) {
      await this.child.stdin.close().catch(() => {});
    }
  }

  async #collect(stream: "stdout" | "stderr"): Promise<void> {
    const decoder = new TextDecoder();
    for await (const chunk of this.child[stream]) {
      this.#texts[stream] += decoder.decode(chunk, { stream: true });
      this.#change();
    }
  }

  #change(): void {
    const { resolve } = this.#changed;
    this.#changed = Promise.withResolvers();
    resolve();
  }
}

/** One event of a program that runs with `--json`. */
export interface JsonEvent {
  readonly event: string;
  readonly connection?: number;
  readonly peer?: string;
  readonly address?: string;
  readonly cause?: string;
  readonly stage?: string;
  readonly received?: number;
  readonly sent?: number;
  readonly connections?: number;
  readonly failed?: number;
  readonly version?: string;
  readonly cipherSuite?: string;
  readonly alpn?: string | null;
}

/** The events that a program wrote. */
export function eventsIn(stdout: string): JsonEvent[] {
  return stdout.split("\n").slice(0, -1).map((line) => JSON.parse(line));
}

/** A server of wirelab's on a free port. */
export class Server extends Running {
  /** Starts it: `new Server(["tcp-server", "--sync"])`. */
  constructor([mode, ...args]: readonly string[], options: RunOptions = {}) {
    super([...wirelabCommand(), mode, "0", "--json", ...args], options);
  }

  /** Its port, once it listens. */
  async port(): Promise<number> {
    return Number((await this.until(/"address":".*:(\d+)"/))[1]);
  }

  /** Waits until so many events of a kind have happened, and gives the last. */
  async event(kind: string, count = 1): Promise<JsonEvent> {
    return await this.when(
      `${count} × ${kind}`,
      () => this.events().filter(({ event }) => event === kind)[count - 1],
    );
  }

  /** All events so far. */
  events(): JsonEvent[] {
    const whole = this.stdout.slice(0, this.stdout.lastIndexOf("\n") + 1);
    return eventsIn(whole);
  }

  /** Ends it as Ctrl-C does; gives its summary. */
  async stop(signal: Deno.Signal = "SIGINT"): Promise<JsonEvent> {
    this.child.kill(signal);
    const code = await this.end();
    assert(code === 0, `it ended with ${code}: ${this.stderr}`);
    return await this.event("summary");
  }
}

/** A port that nothing listens on. */
export function freePort(hostname = "127.0.0.1"): number {
  using listener = Deno.listen({ hostname, port: 0 });
  return listener.addr.port;
}

/** Bytes that are not all alike, the same for the same seed. */
export function noise(length: number, seed = 1): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = seed;
  for (let i = 0; i < length; i++) {
    state = Math.imul(state, 1_664_525) + 1_013_904_223 | 0;
    bytes[i] = state >>> 24;
  }
  return bytes;
}

/** Asserts that bytes are the same; tells only where they differ. */
export function assertSame(actual: Uint8Array, expected: Uint8Array): void {
  const length = Math.max(actual.length, expected.length);
  for (let i = 0; i < length; i++) {
    assert(
      actual[i] === expected[i],
      `${actual.length} bytes instead of ${expected.length}; byte ${i} differs`,
    );
  }
}
