import type { Address } from "../../endpoints/mod.ts";
import { within } from "../../endpoints/within.ts";
import { startBeside } from "../self.ts";
import type { LoadTotals } from "./crew.ts";

/** How long the server has to end before it is killed, in seconds. */
const GRACE_SECONDS = 5;

/**
 * A server of wirelab's in a process of its own, so that it and its client do
 * not wait for each other's turn. It ends with the process that started it.
 */
export class OwnServer implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;
  readonly #reading: Promise<void>;
  readonly #listening = Promise.withResolvers<Address | undefined>();
  #totals: LoadTotals | undefined;

  /**
   * Starts it on a free port of this machine.
   *
   * @param mode Its mode, for example `tcp-server`.
   * @param args Its options, beside those on what it tells.
   */
  constructor(mode: string, args: readonly string[]) {
    this.#child = startBeside([mode, "0", "--json", "--quiet", ...args]);
    this.#reading = this.#read();
  }

  /**
   * Waits until it listens.
   *
   * @returns Where; nothing where it has ended instead, and said why.
   */
  address(): Promise<Address | undefined> {
    return this.#listening.promise;
  }

  /** Its exit code, once it has ended. */
  async exitCode(): Promise<number> {
    return (await this.#child.status).code;
  }

  /**
   * Ends it, and waits until it has.
   *
   * @returns What it counted; nothing where it could not tell.
   */
  async stop(): Promise<LoadTotals | undefined> {
    this.#kill("SIGTERM");
    if (await within(this.#child.status, GRACE_SECONDS) === "late") {
      this.#kill("SIGKILL");
    }
    await this.#reading;
    await this.#child.status;
    return this.#totals;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  /** Reads what it tells, to the end, so that it never waits for a reader. */
  async #read(): Promise<void> {
    let text = "";
    const decoded = this.#child.stdout.pipeThrough(new TextDecoderStream());
    for await (const chunk of decoded) {
      const lines = (text + chunk).split("\n");
      text = lines.pop() ?? "";
      for (const line of lines) this.#hear(JSON.parse(line));
    }
    this.#listening.resolve(undefined);
  }

  #hear(event: Record<string, unknown>): void {
    if (event.event === "listening") {
      const [, host, port] = /^(.*):(\d+)$/.exec(String(event.address)) ?? [];
      this.#listening.resolve({ host, port: Number(port) });
    } else if (event.event === "summary") {
      this.#totals = {
        connections: Number(event.connections),
        sent: Number(event.sent),
        received: Number(event.received),
      };
    }
  }

  #kill(signal: Deno.Signal): void {
    try {
      this.#child.kill(signal);
    } catch {
      // It has ended already.
    }
  }
}
