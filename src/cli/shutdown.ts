import { INTERRUPTED, TERMINATED } from "./exit_codes.ts";
import { endWithParent, isRelaunched } from "../lab/self.ts";

/** Signals that end a program, with their exit codes: 128 + number. */
const SIGNALS: readonly (readonly [Deno.Signal, number])[] =
  Deno.build.os === "windows"
    ? [["SIGINT", INTERRUPTED]]
    : [["SIGINT", INTERRUPTED], ["SIGTERM", TERMINATED]];

/** How far apart two signals are to be two. */
const ONE_SIGNAL_MILLIS = 100;

/**
 * Listens for Ctrl-C and SIGTERM: the first one asks for an end, the second
 * one makes it.
 */
export class Shutdown implements Disposable {
  readonly #controller = new AbortController();
  readonly #remove: (() => void)[] = [];
  readonly #parent = endWithParent();
  #exitCode: number | undefined;
  #since = 0;

  /** Starts to listen. */
  constructor() {
    for (const [signal, code] of SIGNALS) {
      const listener = () => this.#hear(code);
      Deno.addSignalListener(signal, listener);
      this.#remove.push(() => Deno.removeSignalListener(signal, listener));
    }
  }

  /** Aborted by the first signal. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Exit code of a program that the signal cut short; none without a signal. */
  get exitCode(): number | undefined {
    return this.#exitCode;
  }

  [Symbol.dispose](): void {
    for (const remove of this.#remove) remove();
    this.#parent[Symbol.dispose]();
  }

  #hear(code: number): void {
    const now = performance.now();
    if (this.#exitCode === undefined) {
      this.#exitCode = code;
      this.#since = now;
      this.#controller.abort();
    } else if (!isRelaunched() || now - this.#since > ONE_SIGNAL_MILLIS) {
      // Ctrl-C reaches a relaunched program twice: from the terminal, and
      // passed on by the process that started it.
      Deno.exit(code);
    }
  }
}
