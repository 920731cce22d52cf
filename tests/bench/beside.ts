/**
 * Measures several servers side by side: in turns, so that whatever else the
 * machine does meets all alike, and as a small table with ratios.
 *
 * @module
 */
import { freePort, Running, Server } from "../live/program.ts";

/** A server that is measured. */
export interface Contestant {
  readonly name: string;
  readonly port: number;
}

/** One figure of one server. */
export interface Measure {
  /** What is measured, with its unit. */
  readonly title: string;
  /** Measures it once; more is better. */
  run(port: number): Promise<number>;
}

const ROUNDS = 5;

/** Servers of a benchmark, ended together. */
export class Field implements AsyncDisposable {
  readonly contestants: Contestant[] = [];
  readonly #running: Running[] = [];

  /** Adds a server of wirelab's. */
  async wirelab(args: readonly string[], cwd?: string): Promise<void> {
    const server = new Server(args, { cwd });
    this.#running.push(server);
    const port = await server.port();
    this.contestants.push({ name: `wirelab ${args[0]}`, port });
  }

  /**
   * Adds another program, unless it is missing.
   *
   * @param name What it is called in the table.
   * @param command Its command, for a port.
   * @param ready What it says, on either stream, when it listens.
   */
  async other(
    name: string,
    command: (port: number) => string[],
    ready: RegExp,
  ): Promise<void> {
    const port = freePort();
    let server: Running;
    try {
      server = new Running(command(port));
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
      print(`${name}: not installed\n`);
      return;
    }
    this.#running.push(server);
    await Promise.any([server.until(ready), server.until(ready, "stderr")]);
    this.contestants.push({ name, port });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const server of this.#running) await server[Symbol.asyncDispose]();
  }
}

/** Takes all measures of all servers, and prints the medians and their ratios to the first. */
export async function compare(
  contestants: readonly Contestant[],
  measures: readonly Measure[],
): Promise<void> {
  for (const measure of measures) {
    const figures = contestants.map((): number[] => []);
    for (let round = -1; round < ROUNDS; round++) {
      for (const [index, { port }] of contestants.entries()) {
        const figure = await measure.run(port);
        // The first round only warms up.
        if (round >= 0) figures[index].push(figure);
      }
    }
    const medians = figures.map((each) =>
      each.toSorted((a, b) => a - b)[each.length >> 1]
    );
    print(`${measure.title}\n`);
    for (const [index, { name }] of contestants.entries()) {
      const ratio = (medians[index] / medians[0]).toFixed(2);
      const figure = medians[index].toFixed(0);
      print(`  ${name.padEnd(34)}${figure.padStart(9)}${ratio.padStart(8)}\n`);
    }
  }
}

/** Writes text to standard output. */
export function print(text: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(text));
}
